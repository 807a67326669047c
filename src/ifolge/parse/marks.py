"""Which signs of a paragraph are quotation marks, and whether they look opening or closing.

An apostrophe is no quotation mark: "Lars' bil", "Jeanne d'Arc", "'90'erne", "rock 'n' roll".
"""

import re
from dataclasses import dataclass

from ifolge.model.article import Span
from ifolge.parse.paragraphs import INVISIBLE
from ifolge.parse.rules import ParseRules

APOSTROPHES = frozenset("'’‘´`")
OPENING_NEIGHBOURS = "([{<-–—/"
CLOSING_NEIGHBOURS = ".,;:!?…)]}>-–—/"
QUOTATION_MARKS = "»«„“”\"'‘’›‹‚"
STRAIGHT = '"'
DECADE = re.compile(r"\d\d(?!\d)")
WORD = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at a place in the text; a mark with blanks on both sides may be both."""

    at: int
    sign: str
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        """Whether the sign could also be an apostrophe."""
        return self.sign in APOSTROPHES


def find_marks(text: str, span: Span, rules: ParseRules) -> list[Mark]:
    """The quotation marks between the ends of a paragraph, apostrophes left out."""
    places = (m.start() for m in rules.any_mark.finditer(text, span.start, span.end))
    marks = (_mark_at(text, span, place, rules) for place in places)
    return [mark for mark in marks if not _is_apostrophe(text, mark, rules)]


def _mark_at(text: str, span: Span, at: int, rules: ParseRules) -> Mark:
    before = text[at - 1] if at > span.start else " "
    after = text[at + 1] if at + 1 < span.end else " "
    blank_before, blank_after = _is_blank(before), _is_blank(after)
    both = blank_before and blank_after
    leads_on = text.startswith("...", at + 1)
    opens = (
        (blank_before or before in OPENING_NEIGHBOURS or before in QUOTATION_MARKS)
        and not blank_after
        and (after not in ".,;:!?)]}" or leads_on)
    )
    closes = (
        blank_after or after in CLOSING_NEIGHBOURS or after in QUOTATION_MARKS
    ) and not blank_before
    if opens and not closes and text[at] == STRAIGHT:
        following = WORD.match(text, at + 1, at + 20)
        if following and following.group() in rules.reporting:  # … på vej, "siger Holm
            opens, closes = False, True
    return Mark(at, text[at], opens or both, closes or both)


def _is_blank(sign: str) -> bool:
    return sign.isspace() or sign in INVISIBLE or "\u200b" <= sign <= "\u200f"


def _is_apostrophe(text: str, mark: Mark, rules: ParseRules) -> bool:
    """Whether a single mark belongs to a word: inside one, before a decade or a short form."""
    if not mark.single:
        return False
    before, after = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
    if before.isalnum() and after.isalnum():
        return True
    if not mark.opens or mark.closes:
        return False
    following = WORD.match(text, mark.at + 1, mark.at + 12)
    return bool(
        DECADE.match(text, mark.at + 1)
        or (following and following.group() in rules.apostrophe_words)
    )
