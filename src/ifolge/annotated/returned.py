"""What a tool gives back: the articles as people annotated them, and what ifolge had found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ifolge.annotated.scheme import Draft, sayable
from ifolge.errors import ReadError
from ifolge.model.article import Article, Language
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report


@dataclass(frozen=True)
class Returned:
    """One article: its attributions as people left them, and as `found`, where that is known."""

    article: Article
    attributions: tuple[Attribution, ...]
    found: Report | None = None

    @property
    def report(self) -> Report:
        """The article as a report, for JSON lines."""
        if self.found is not None:
            return replace(self.found, attributions=self.attributions)
        lang = self.article.lang
        language = Language(lang or "und", 1.0 if lang else 0.0, bool(lang), bool(lang))
        return Report(self.article, language, self.attributions)


def returned(
    stem: str, text: str, attributions: Iterable[Attribution], found: Mapping[str, Report]
) -> Returned:
    """The article of a file: what was exported under that name with that text, else a new one."""
    known = found.get(stem)
    if known is not None and sayable(known.article.text) == text:
        return Returned(known.article, tuple(attributions), known)
    return Returned(Article(stem, text), tuple(attributions))


def attributions_of(drafts: Iterable[Draft], length: int, place: str) -> tuple[Attribution, ...]:
    """The finished attributions, in order of the text; those without cue or content are no more.

    Raises ReadError for unknown values, and for spans that are not in a text of this length.
    """
    finished = []
    for draft in drafts:
        try:
            finished.append(draft.finished(length))
        except ValueError as error:
            raise ReadError(place, f"attribution {draft.id}: {error}") from error
    kept = [a for a in finished if a.cue or a.content]
    ids = {a.id for a in kept}
    kept = [a if a.via in ids else replace(a, via=None) for a in kept]
    return tuple(sorted(kept, key=lambda a: (a.cue or a.content)[0]))


def free_id(wanted: str | None, taken: Iterable[str], number: int) -> str:
    """The id of an attribution; a new one gets a number of its own ("n1")."""
    known = set(taken)
    if wanted and wanted not in known:
        return wanted
    while f"n{number}" in known:
        number += 1
    return f"n{number}"
