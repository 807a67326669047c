"""How the claims of a story went from rumoured to confirmed, as a picture (SVG) read downwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from ifolge.model.claim import ClaimStatus
from ifolge.show.export.svg import (
    DANGER,
    GOOD,
    INK,
    LINE,
    SOFT,
    WARN,
    add,
    as_text,
    picture,
    wrapped,
    write,
)

WIDE, EDGE, STEP, LINE_AT, TEXT_AT = 720.0, 24.0, 74.0, 140.0, 162.0
_COLOURS = {
    ClaimStatus.RUMOURED: WARN,
    ClaimStatus.REPORTED: SOFT,
    ClaimStatus.CORROBORATED: GOOD,
    ClaimStatus.CONFIRMED: GOOD,
    ClaimStatus.HAPPENED: GOOD,
}


@dataclass(frozen=True)
class Step:
    """One change: when, what the claim is since then, in words; its gist; by whom and where."""

    at: str
    status: ClaimStatus
    word: str
    gist: str
    by: str


def timeline_to_svg(steps: Sequence[Step], title: str) -> str:
    """The picture of these steps, the oldest at the top."""
    height = 2 * EDGE + max(1, len(steps)) * STEP
    said = "; ".join(f"{step.at} {step.word}: {step.gist} ({step.by})" for step in steps)
    root = picture((WIDE, height), title, said)
    if steps:
        ends = {"y1": EDGE + 8, "y2": height - EDGE - STEP + 8}
        add(root, "line", x1=LINE_AT, x2=LINE_AT, **ends, stroke=LINE, stroke_width=2)
    for number, step in enumerate(steps):
        top, colour = EDGE + number * STEP, _COLOURS.get(step.status, DANGER)
        add(root, "circle", cx=LINE_AT, cy=top + 8, r=6, fill=colour)
        write(root, [step.at], (EDGE, top + 12), fill=SOFT)
        write(root, [step.word], (TEXT_AT, top + 12), fill=colour, font_weight="bold")
        gist = wrapped(step.gist, 84, 2)
        write(root, gist, (TEXT_AT, top + 28), fill=INK)
        write(root, [step.by], (TEXT_AT, top + 28 + 15 * len(gist)), fill=SOFT)
    return as_text(root)
