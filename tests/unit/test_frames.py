import warnings
from pathlib import Path

import pytest

import ifolge
from ifolge.frames import to_frame
from ifolge.model import wire
from ifolge.table import COLUMNS, rows_of

KAJEN = wire.from_line((Path(__file__).parents[1] / "data" / "kajen.jsonl").read_text("utf-8"))


def test_every_row_has_every_column():
    assert all(list(row) == list(COLUMNS) for row in rows_of(KAJEN))


@pytest.mark.filterwarnings("ignore")
def test_one_row_an_attribution():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("pandas", reason="not installed: pip install 'ifolge[pandas]'")
    frame = to_frame(KAJEN)
    assert frame.loc[("kajen", "a3"), "status"] == "denied"
    assert frame.anonymous.value_counts()[True] == 1
    assert len(ifolge.to_frame([KAJEN, KAJEN])) == 2 * len(frame)
    assert list(to_frame([]).columns) == [c for c in COLUMNS if c not in ("article", "attribution")]
