"""Where do words stand for themselves in a text, and not within others?

Every name of an article is looked for all over it; compiling a pattern for each would take longer
than the looking.
"""

from collections.abc import Iterator


def find_whole(words: str, text: str) -> Iterator[int]:
    """Where `words` begin in `text` with no letter, digit or underscore on either side.

    Places do not overlap; there is none for an empty string. Capitals count.
    """
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if _is_part(text[at - 1 : at]) or _is_part(text[end : end + 1]):
            at = text.find(words, at + 1)
        else:
            yield at
            at = text.find(words, end)


def stands_whole(words: str, text: str) -> bool:
    """Whether `words` stand for themselves anywhere in `text`."""
    return next(find_whole(words, text), None) is not None


def _is_part(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
