"""Every row of the tables of corroborate proves itself: its example holds one of its forms."""

import pytest

from ifolge.corroborate.wording import fold, has_role, read_wording, words_of
from ifolge.languages.pack import alternatives, codes, load_pack
from ifolge.languages.story_rows import ActorRow, EventWordRow, QuantityRow


def holds(example, forms):
    words = f" {' '.join(fold(word) for word in words_of(example))} "
    return any(f"{fold(form)} " in words for form in forms)


@pytest.mark.parametrize("row", load_pack("en").table(ActorRow), ids=lambda row: row.place)
def test_actor_rows(row):
    assert holds(row.example, alternatives(row.forms))


@pytest.mark.parametrize("lang", codes())
def test_quantity_rows(lang):
    for row in load_pack(lang).table(QuantityRow):
        wording = read_wording(row.example, lang)
        if row.kind == "number":
            assert float(row.value) in wording.numbers, row.place
        elif row.kind == "weekday":
            assert int(row.value) in wording.weekdays, row.place
        elif row.kind == "multiplier":
            assert 2 * float(row.value) in wording.numbers, row.place
        elif row.kind == "clock":
            assert not wording.numbers, row.place
        else:
            assert holds(row.example, alternatives(row.forms)), row.place


@pytest.mark.parametrize("lang", codes())
def test_event_rows(lang):
    for row in load_pack(lang).table(EventWordRow):
        role = "past" if row.role == "participle" else row.role
        words = [fold(word) for word in words_of(row.example)]
        assert has_role(words, lang, role), row.place
