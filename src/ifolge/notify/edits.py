"""Does an article that was edited own up to it? By what its new lines say of themselves.

A correction note that was there before says nothing of the next edit, so only lines count that the
edit put in.
"""

import re

from ifolge.languages.pack import LanguagePack, alternatives
from ifolge.languages.story_rows import EditNoteRow
from ifolge.model.article import Article
from ifolge.model.reason import Reason

FIELD, SILENT, UNKNOWN = "edited", "edit.silent", "edit.unknown"
KINDS = {"correction": "edit.correction", "notice": "edit.notice"}  # the strongest first
_SHOWN = 120  # letters of a note that are shown
# What stands behind a label: "Rettelse:", "CORRECTION –", "Aktualisiert um 14.32".
_LABELS_END = r"\s*(?:[:.,;–—\-/()\[\]|\d]|$)"


def judge_edit(before: Article, after: Article, pack: LanguagePack | None) -> Reason:
    """Whether an edit is owned up to: as a correction, by a mere notice, or not at all.

    "Rettelse: Broen er 40 meter lang." and "I en tidligere version af artiklen stod …" own up to a
    correction, "Opdateret kl. 14.32" gives notice. In a language without a pack it cannot be told.
    """
    if pack is None:
        return Reason(FIELD, UNKNOWN)
    known = set(_lines(before))
    new = [line for line in _lines(after) if line not in known]
    rows = pack.table(EditNoteRow)
    for kind, rule in KINDS.items():
        for line in new:
            row = next((row for row in rows if row.kind == kind and _says(row, line)), None)
            if row is not None:
                name = f"{row.place.rsplit(':', 1)[0]}:{row.note}"
                return Reason(FIELD, rule, values={"words": _short(line)}, row=name)
    return Reason(FIELD, SILENT)


def _lines(article: Article) -> list[str]:
    lines = (article.title or "", *article.text.splitlines())
    return [" ".join(line.split()) for line in lines if line.strip()]


def _says(row: EditNoteRow, line: str) -> bool:
    words = "|".join(re.escape(form) for form in alternatives(row.forms))
    if row.position == "label":
        return bool(re.match(rf"[\W_]*(?:{words}){_LABELS_END}", line, re.IGNORECASE))
    return bool(re.search(rf"(?<!\w)(?:{words})(?!\w)", line, re.IGNORECASE))


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
