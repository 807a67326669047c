"""The bar that a reader sets: attributions less sure than that are left out, and it is said."""

from dataclasses import replace

from ifolge.model.attribution import Attribution
from ifolge.model.reason import Reason
from ifolge.model.report import Report

LEFT_OUT = "confidence.relay_left_out"


def only_sure(report: Report, least: float) -> Report:
    """The report without the attributions below `least`, their links and their evidence."""
    kept = [a for a in report.attributions if a.confidence >= least]
    if len(kept) == len(report.attributions):
        return report
    ids = {a.id for a in kept}
    left_out = len(report.attributions) - len(kept)
    return replace(
        report,
        attributions=tuple(_without_lost_relay(a, ids) for a in kept),
        evidence=tuple(
            replace(e, attribution=e.attribution if e.attribution in ids else None)
            for e in report.evidence
            if e.claim in ids
        ),
        notes=(*report.notes, f"{left_out} attributions below confidence {least:g} left out"),
    )


def _without_lost_relay(attribution: Attribution, ids: set[str]) -> Attribution:
    if attribution.via is None or attribution.via in ids:
        return attribution
    reason = Reason("via", LEFT_OUT, values={"relay": attribution.via})
    return replace(attribution, via=None, reasons=(*attribution.reasons, reason))
