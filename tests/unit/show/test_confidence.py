from dataclasses import replace
from pathlib import Path

from ifolge.model import wire
from ifolge.show.confidence import only_sure

DATA = Path(__file__).parents[2] / "data"
REPORT = wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


def test_all_sure_is_the_same_report():
    assert only_sure(REPORT, 0.4) is REPORT


def test_a_relay_that_is_left_out_is_said_on_the_link():
    unsure = tuple(replace(a, confidence=0.1) if a.id == "a2" else a for a in REPORT.attributions)
    kept = only_sure(replace(REPORT, attributions=unsure), 0.4)
    first = kept.attributions[0]
    assert first.via is None
    assert first.because("via")[-1].rule == "confidence.relay_left_out"
    assert first.because("via")[-1].values == {"relay": "a2"}


def test_evidence_on_what_is_left_out_goes_too():
    assert only_sure(REPORT, 0.9).evidence == ()
