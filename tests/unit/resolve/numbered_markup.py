"""Articles for tests with their attributions written into them, each with its number.

"<1 Broen holder>, {1 siger} [1 Kaj Holm] {2 til} [2 Fjordavisen]." has attribution a1 with source
[…], cue {…} and content <…>, and ~…> for an anaphor; marks may nest.
"""

import re
from dataclasses import replace

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article, ParsedArticle, Span
from ifolge.model.attribution import Attribution
from ifolge.parse import parse

ROLES = {"[": "source", "{": "cue", "<": "content", "~": "anaphor"}
TOKEN = re.compile(r"([\[{<~])(\d+) |([\]}>])")


def numbered(text: str, lang: str = "da", **fields: str):
    """The parsed article, its attributions and the pack of its language."""
    plain, spans, open_marks, position = "", {}, [], 0
    for match in TOKEN.finditer(text):
        plain += text[position : match.start()]
        position = match.end()
        if match[1]:
            open_marks.append((ROLES[match[1]], match[2], len(plain)))
        else:
            role, number, start = open_marks.pop()
            spans.setdefault(number, {}).setdefault(role, []).append(Span(start, len(plain)))
    plain += text[position:]
    assert not open_marks, f"not closed: {open_marks}"
    attributions = tuple(
        Attribution(
            f"a{number}",
            **{r: tuple(sorted(roles.get(r, ()))) for r in ("source", "cue", "content", "anaphor")},
        )
        for number, roles in sorted(spans.items())
    )
    return parsed_as(plain, lang, **fields), attributions, load_pack(lang)


def parsed_as(text: str, lang: str, **fields: str) -> ParsedArticle:
    """A text as an article of one language, parsed."""
    return parse(Article("t", text, lang=lang, **fields))


def with_content_of(attributions, pairs: dict[str, str]):
    """Attributions that share another's content: {"a2": "a1"}."""
    by_id = {a.id: a for a in attributions}
    return tuple(
        replace(a, content=by_id[pairs[a.id]].content) if a.id in pairs else a for a in attributions
    )
