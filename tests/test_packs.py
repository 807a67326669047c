"""Every row of every pack that ifolge brings proves itself; the packs are complete."""

import pytest

from ifolge.languages import rows, story_rows, times
from ifolge.languages.pack import codes, load_pack
from ifolge.languages.rows import Row
from ifolge.proof import prove, row_types

EVERY = ("da", "de", "en", "nb", "sv")
ROLES = {"preposition", "relative", "one"}


def test_the_five_languages_are_there():
    assert codes() == EVERY


def test_every_kind_of_table_has_a_proof():
    kinds = {
        kind
        for module in (rows, story_rows, times)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Row) and kind is not Row
    }
    assert kinds == set(row_types())


@pytest.mark.parametrize("row_type", row_types(), ids=lambda row_type: row_type.TABLE)
@pytest.mark.parametrize("code", EVERY)
def test_every_row_proves_itself(code, row_type):
    pack = load_pack(code)
    assert pack.table(row_type), f"{code} has no {row_type.TABLE}.csv"
    assert not [str(failure) for failure in prove(pack, row_type)]


@pytest.mark.parametrize("code", EVERY)
def test_phrases_can_be_taken_apart(code):
    assert {row.role for row in load_pack(code).table(rows.PhraseWordsRow)} >= ROLES
