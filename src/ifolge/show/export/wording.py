"""The JSON object of an article as it is exported: each reason in words, corrections listed."""

from typing import Any

from ifolge.corrections import corrections_in
from ifolge.model import wire
from ifolge.model.attribution import Attribution
from ifolge.model.reason import Reason
from ifolge.model.report import Evidence, OwnVoice, Published, Report
from ifolge.show.view import View

Carrier = Attribution | OwnVoice | Evidence | Published


def worded(report: Report, view: View) -> dict[str, Any]:
    """The object of `wire.to_document`, with `words` on every reason and a `corrections` list."""
    document = wire.to_document(report)
    carriers: list[tuple[dict[str, Any], Carrier]] = [
        *zip(document["attributions"], report.attributions, strict=True),
        *zip(document["own_voice"], report.own_voice, strict=True),
        *zip(document["evidence"], report.evidence, strict=True),
    ]
    if report.published:
        carriers.append((document["publication"], report.published))
    for written, carrier in carriers:
        _add_words(written["reasons"], carrier.reasons, view)
    corrected = corrections_in(report)
    if corrected:
        document["corrections"] = [
            {"attribution": a.id, "field": reason.field, **reason.values} for a, reason in corrected
        ]
    return document


def _add_words(written: list[dict[str, Any]], reasons: tuple[Reason, ...], view: View) -> None:
    for raw, reason in zip(written, reasons, strict=True):
        raw["words"] = view.messages.reason(reason)
