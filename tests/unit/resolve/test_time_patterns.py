"""The pattern language of time.csv, on tables of its own."""

import pytest

from ifolge.errors import PackError
from ifolge.languages.times import TimeRow, TimeWordRow
from ifolge.resolve import time_patterns
from ifolge.resolve.time_patterns import DIGIT, row_name, slot_group


def word(group: str, values: str, forms: str) -> TimeWordRow:
    return TimeWordRow("xx/time_words.csv:2", "e", group, values, forms)


GROUPS = time_patterns._word_groups(
    (word("month", "1|5", "Jan/jan.|May"), word("part", "AM|PM", "morn|late eve"))
)
SLOTS = time_patterns._slot_patterns(GROUPS)


def compiled(pattern: str):
    row = TimeRow("xx/time.csv:7", "e", pattern, "shift=-1 unit=day")
    found = list(time_patterns._compile(row, 0, GROUPS, SLOTS))
    return {opener for opener, _ in found}, found[0][1]


@pytest.mark.parametrize(
    ("pattern", "openers", "hits", "misses"),
    [
        ("[the] {day} {month} [{year}]", {"the", DIGIT}, ["the 4 may", "4 jan. 2023"], ["may 4"]),
        ("in (the|a) {part}", {"in"}, ["in the morn", "in a late  eve"], ["in morn"]),
        (
            "{month}{part}",
            {"maymorn", "jan", "janmorn", "maylate", "janlate"},
            ["maymorn"],
            ["may"],
        ),
        ("{year}-{year2}", {DIGIT}, ["2015–2018", "2015 - 2018"], ["2015 2018"]),
    ],
)
def test_patterns(pattern, openers, hits, misses):
    found, one = compiled(pattern)
    assert found == openers
    assert all(one.regex.fullmatch(hit) for hit in hits)
    assert not any(one.regex.fullmatch(miss) for miss in misses)
    assert one.reading == {"shift": "-1", "unit": "day"}


@pytest.mark.parametrize("pattern", ["{nothing}", "{day} {day}", "(a|b", "[maybe]"])
def test_a_broken_pattern_is_a_pack_error_with_its_place(pattern):
    with pytest.raises(PackError, match=r"xx/time\.csv:7"):
        compiled(pattern)


def test_lists_of_unequal_length_are_a_pack_error():
    with pytest.raises(PackError, match="2 values for 1 forms"):
        time_patterns._word_groups((word("month", "1|2", "jan"),))


def test_names_of_rows_and_slots():
    assert row_name(TimeRow("da/time.csv:9", "e", "i går", "")) == "da/time.csv:i går"
    assert (slot_group("month2"), slot_group("day")) == ("month", "day")
