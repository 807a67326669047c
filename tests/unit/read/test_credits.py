"""By-lines and agency marks in the text."""

import pytest

from ifolge.model.article import Article
from ifolge.read.credits import with_credits

BODY = "Broen er lukket, siger havnefogeden. Ingen kom noget til."


def credited(text, **fields):
    article = with_credits(Article("x", text, **fields))
    assert article.text == text
    return article.credit, article.author


@pytest.mark.parametrize(
    ("text", "credit", "author"),
    [
        (f"{BODY}\n\n/ritzau/", "Ritzau", None),
        (f"{BODY} /ritzau/", "Ritzau", None),
        (f"{BODY}\n\n/ritzau/Reuters/", "Ritzau/Reuters", None),
        (f"{BODY}\n\n/ritzau finans/", "Ritzau", None),
        (f"{BODY} (Reuters)", "Reuters", None),
        (f"{BODY} (©NTB)", "NTB", None),
        (f"{BODY} (NTB-AFP)", "NTB/AFP", None),
        (f"{BODY}\n\n(TT)", "TT", None),
        (f"{BODY}\n\nTT", "TT", None),
        (f"{BODY}\n\nKilde: Ritzau", "Ritzau", None),
        (f"Bro lukket\n\nBerlin (dpa) – {BODY}", "dpa", None),
        (f"Bro lukket\n\nBerlin (dpa/lsw) - {BODY}", "dpa", None),
        (f"DUBAI, Aug 21 (Reuters) - {BODY}", "Reuters", None),
        (f"SARAJEVO (AP-AFP) {BODY}", "AP/AFP", None),
        (f"Sundhavn (NTB): {BODY}", "NTB", None),
        (f"Bro lukket\n\nAf Ritzau\n\n{BODY}", "Ritzau", None),
        (f"Bro lukket\n\nAf Anna Holm\n\n{BODY}", None, "Anna Holm"),
        (
            f"Bro lukket\nAf Anna Holm og Bo J. Lund, Ritzau\n{BODY}",
            "Ritzau",
            "Anna Holm, Bo J. Lund",
        ),
        (f"By Anna Holm, local reporter\n\n{BODY}", None, "Anna Holm"),
        (f"Von unserem Redakteur Tjark Lund\n\n{BODY}", None, "Tjark Lund"),
        (f"Av Kari Holm\n\n{BODY}", None, "Kari Holm"),
        (f"{BODY}\n\nText: Anna Holm", None, "Anna Holm"),
        # no credits
        (BODY, None, None),
        (f"Af alle broer er denne værst.\n\n{BODY}", None, None),
        (f"By our foreign staff\n\n{BODY}", None, None),
        (f"Reuters skriver, at broen er lukket.\n\n{BODY}", None, None),
        (f"Bureauet Tass (Tass) skriver, at broen er lukket.\n\n{BODY}", None, None),
        (f"{BODY} Det siger han til bureauet (Reuters) i dag.", None, None),
        (f"{BODY}\n\nFoto: Anna Holm/Ritzau Scanpix", None, None),
        (f"{BODY}\n\nKilde: Vejvæsenet", None, None),
    ],
)
def test_credits(text, credit, author):
    assert credited(text) == (credit, author)


def test_what_the_article_comes_with_stays():
    assert credited(f"{BODY} /ritzau/", credit="dpa", author="Bo Lund") == ("dpa", "Bo Lund")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Bro lukket\n\n{BODY}", "Bro lukket"),
        (f"\n\ufeffBro lukket\n{BODY}", "Bro lukket"),
        (f"Hvem lukkede broen?\n\n{BODY}", "Hvem lukkede broen?"),
        (f"Broen er lukket.\n\n{BODY}", None),
        ("Bro lukket", None),
        (f"Af Anna Holm\n\n{BODY}", None),
        (f"/ritzau/\n\n{BODY}", None),
        ("Broen mellem Sundhavn og fastlandet er lukket efter at en pram\ndrev ind i den.", None),
    ],
)
def test_a_first_line_without_full_stop_is_the_title(text, title):
    assert with_credits(Article("x", text), title=True).title == title
    assert with_credits(Article("x", text)).title is None
