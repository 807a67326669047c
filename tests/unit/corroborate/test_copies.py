from tests.unit.corroborate.stories import one

from ifolge.corroborate.copies import find_copies
from ifolge.corroborate.passages import find_passages, in_order
from ifolge.model.claim import Degree

WIRE = (
    "Broen over Sundet er lukket i nat efter et sammenstød med et tysk fragtskib i den sydlige "
    "sejlrende ud for havnen.\n\nTrafikken bliver ledt over motorvejen mod nord, og køen var "
    "klokken seks otte kilometer lang.\n\nSkibet ligger stille, og dykkere skal undersøge pillerne."
)


def copies(*reports):
    ordered = in_order(reports)
    return find_copies(ordered, find_passages(ordered))


def article(name, hour, body, outlet=None, credit=None, lang="da"):
    at = f"2026-01-01T{hour:02d}:00:00+01:00"
    return one(outlet or name, at, f"Titel {name}\n\n{body}", name=name, credit=credit, lang=lang)


def test_the_older_text_is_the_original_whoever_has_the_by_line():
    (copy,) = copies(article("b", 9, WIRE, credit="Ritzau"), article("a", 8, WIRE + "\n\n/ritzau/"))
    assert (copy.article, copy.of, copy.degree) == ("b", "a", Degree.WHOLE)
    assert [reason.rule for reason in copy.reasons] == ["copies.whole", "copies.credit"]


def test_a_family_has_one_original():
    found = copies(*(article(name, hour, WIRE) for hour, name in enumerate("dcba", 6)))
    assert {copy.of for copy in found} == {"d"}
    assert len(found) == 3


def test_a_paragraph_taken_over_is_a_part():
    own = "Borgmesteren er rystet og kommer hjem fra ferie i dag for at mødes med rederiet."
    (copy,) = copies(
        article("a", 8, WIRE),
        article("b", 9, own + "\n\n" + WIRE.split("\n\n")[0] + "\n\n" + own[::-1]),
    )
    assert copy.degree is Degree.PART
    assert 0.2 < copy.share < 0.8


def test_the_same_quotation_is_no_copy():
    quotation = (
        '"Vi har aldrig set noget lignende her i havnen, og vi håber, at broen kan åbne igen '
        'allerede i morgen tidlig"'
    )
    one_text = f"{quotation}, siger Kaj Bo. Han var den første på stedet, da det skete i nat."
    two_text = f"Politiet har afhørt syv vidner. {quotation}, siger Kaj Bo til avisen."
    assert not copies(article("a", 8, one_text), article("b", 9, two_text))


def test_what_an_outlet_prints_everywhere_is_no_copy():
    footer = (
        "Læs alle vores artikler om broen og havnen i avisens store tema, som bliver opdateret "
        "hver eneste dag hele året."
    )
    texts = [
        "En sag om fisk.",
        "En helt anden sag om heste og vogne.",
        "En tredje sag om vejret i nord.",
    ]
    assert not copies(
        *(article(str(n), n, f"{t}\n\n{footer}", outlet="Avisen") for n, t in enumerate(texts, 1)),
        article("4", 9, f"Noget om biler.\n\n{footer}", outlet="Avisen"),
    )


def test_many_articles_find_their_copies_by_hash():
    words = [f"ord{n}" for n in range(400)]
    others = [article(f"x{n}", 5, " ".join(words[n : n + 40])[::-1]) for n in range(70)]
    (copy,) = [
        c for c in copies(*others, article("a", 8, WIRE), article("b", 9, WIRE)) if c.article == "b"
    ]
    assert copy.of == "a"
