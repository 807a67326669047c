from tests.unit.corroborate.stories import one

from ifolge.corroborate.actors import find_actors
from ifolge.model.claim import Decision, Verdict

ROW = "{n} via=- kind=indirect type={t} anon=no status=asserted canon={c}\n"


def actors_of(body, *sources, decisions=()):
    rows = "".join(ROW.format(n=n, t=t, c=c) for n, (t, c) in enumerate(sources, 1))
    return find_actors([one("Avis", "2026-01-01T08:00:00+01:00", body, rows)], decisions)


def body(*sentences):
    parts = []
    for n, sentence in enumerate(sentences, 1):
        named = sentence.format(s=f'<s a="{n}">', e="</s>")
        parts.append(f'{named} <c a="{n}">siger</c>, at <t a="{n}">det er nr. {n}</t>.')
    return "\n\n".join(parts)


def test_a_post_speaks_for_the_institution_named_beside_it():
    found = actors_of(
        body("{s}Rederiet Alken{e}", "{s}Kaj Bo, direktør i Alken{e},"),
        ("organization", "Alken"),
        ("person", "Kaj Bo"),
    )
    person = found.of("Kaj Bo")
    assert found.behind(person).name == "Alken"
    assert person.reasons[0].rule == "actors.speaks_for.named"


def test_a_police_officer_speaks_for_the_police():
    found = actors_of(
        body(
            "{s}Rederiet Alken{e}",
            "{s}Sydkystens Politi{e}",
            "{s}Alken{e}",
            "{s}vagtchef Kaj Bo{e}",
        ),
        ("organization", "Alken"),
        ("government", "Sydkystens Politi"),
        ("organization", "Alken"),
        ("person", "Kaj Bo"),
    )
    assert found.behind(found.of("Kaj Bo")).name == "Sydkystens Politi"


def test_a_private_person_speaks_for_nobody():
    found = actors_of(
        body("{s}Sydkystens Politi{e}", "{s}passageren Kaj Bo{e}"),
        ("government", "Sydkystens Politi"),
        ("person", "Kaj Bo"),
    )
    assert found.of("Kaj Bo").speaks_for is None


def test_the_chair_of_another_body_does_not_speak_for_the_nearest_one():
    found = actors_of(
        body("{s}Sydkystens Politi{e}", "{s}Søfartsforeningens formand, Kaj Bo{e},"),
        ("government", "Sydkystens Politi"),
        ("person", "Kaj Bo"),
    )
    assert found.of("Kaj Bo").speaks_for is None


def test_a_surname_is_the_full_name_if_only_one_fits():
    found = actors_of(
        body("{s}Lidia Corvo{e}", "{s}Corvo{e}"), ("person", "Lidia Corvo"), ("person", "Corvo")
    )
    assert found.of("Corvo") == found.of("Lidia Corvo")
    two = actors_of(
        body("{s}Lidia Corvo{e}", "{s}Corvo{e}", "{s}Ivo Corvo{e}"),
        ("person", "Lidia Corvo"),
        ("person", "Corvo"),
        ("person", "Ivo Corvo"),
    )
    assert two.of("Corvo") not in (two.of("Lidia Corvo"), two.of("Ivo Corvo"))


def test_decisions_join_and_part_actors():
    same = Decision(Verdict.SAME_ACTOR, "Havet", "Kysten", "Asta", "2026-01-02T08:00:00+01:00")
    sources = (("organization", "Havet"), ("organization", "Kysten"))
    text = body("{s}Havet{e}", "{s}Kysten{e}")
    assert actors_of(text, *sources).of("Havet") != actors_of(text, *sources).of("Kysten")
    joined = actors_of(text, *sources, decisions=[same])
    assert joined.of("Havet") == joined.of("Kysten")
