"""A page's running text, block by block."""

from ifolge.read.running_text import running_text

PAGE = """
<html><head><title>Bro lukket</title></head><body>
<nav><ul><li><a href=/>Forside</a></li><li><a href=/sport>Sport</a></li></ul></nav>
<main><article><h1>Bro lukket efter påsejling</h1>
<p class=lead>Broen er lukket på
 ubestemt tid, oplyser <a href=/v>Vejvæsenet</a> i en <em>meddelelse</em>.</p>
<figure><img src=a.jpg><figcaption>Broen set fra syd. Foto: Bo Lund</figcaption></figure>
<p>– Nej.</p><p>Det siger havnefogeden.</p>
<h2>Dykkere på vej</h2>
<blockquote><p>»Det er det værste,<br>jeg har set.</p><p>I ti år.«</p></blockquote>
<p>Første afsnit om kommunen.<br><br>Andet afsnit om kommunen.</p>
<ul><li>Broen er fra 1962.</li><li><p>Den er 400 meter lang.</p></li></ul>
<p>Ingen er kommet til skade.</p></article></main>
<section class=comments><h2>Kommentarer</h2><p>Det er også for dårligt.</p></section>
<footer><p>© Sundets Avis</p></footer></body></html>
"""


def test_every_block_is_a_paragraph_and_nothing_else_is_there():
    _, text = running_text(PAGE)
    assert text.split("\n\n") == [
        "Bro lukket efter påsejling",
        "Broen er lukket på ubestemt tid, oplyser Vejvæsenet i en meddelelse.",
        "– Nej.",
        "Det siger havnefogeden.",
        "Dykkere på vej",
        "»Det er det værste,\njeg har set.",
        "I ti år.«",
        "Første afsnit om kommunen.\nAndet afsnit om kommunen.",
        "• Broen er fra 1962.",
        "• Den er 400 meter lang.",
        "Ingen er kommet til skade.",
    ]


def test_no_page_no_text():
    assert running_text("") == (None, "")
