"""Texts as they come in worse shape, same length so that every offset stays: other quotation
marks or none, upper-case headlines, hard line breaks, typed dashes, missing accents, OCR noise."""

import random
import unicodedata

STYLES = (("»", "«"), ("„", "“"), ("“", "”"), ('"', '"'), ("«", "»"), ("'", "'"), ("”", "”"))
CONFUSED = {
    "e": "c",
    "l": "1",
    "o": "0",
    "i": "l",
    "n": "u",
    "m": "n",
    "a": "o",
    "r": "n",
    "t": "f",
}


def requote(text: str, draw: random.Random) -> str:
    """All double quotation marks in one other style."""
    opening, closing = draw.choice(STYLES)
    out, inside = [], False
    for char in text:
        if char == "\n":
            inside = False
        if char in '»«„“”"':
            inside = not inside
            char = opening if inside else closing
        out.append(char)
    return "".join(out)


def unquote(text: str, draw: random.Random) -> str:
    """No quotation marks at all (a blank in their place)."""
    return "".join(" " if char in '»«„“”"' else char for char in text)


def shout(text: str, draw: random.Random) -> str:
    """Short lines in capitals."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if (
            0 < len(line) < 90
            and not line.rstrip().endswith(".")
            and len(line.upper()) == len(line)
        ):
            lines[i] = line.upper()
    return "\n".join(lines)


def wrap(text: str, draw: random.Random) -> str:
    """Hard line breaks, as in e-mail and text from PDF."""
    width, out, column = draw.randint(50, 76), [], 0
    for char in text:
        column = 0 if char == "\n" else column + 1
        if char == " " and column >= width:
            char, column = "\n", 0
        out.append(char)
    return "".join(out)


def retype(text: str, draw: random.Random) -> str:
    """Typed dashes and apostrophes, accents missing."""
    out = []
    for char in text:
        if char in "–—":
            char = "-"
        elif char in "éèêáàóòúü" and draw.random() < 0.7:
            char = unicodedata.normalize("NFD", char)[0]
        out.append({"’": "'", "‘": "'"}.get(char, char))
    return "".join(out)


def smudge(text: str, draw: random.Random, rate: float = 0.01) -> str:
    """Characters misread at `rate`."""
    return "".join(
        CONFUSED.get(char, char) if draw.random() < rate * 2.2 else char for char in text
    )


def disturbed(doc: dict, draw: random.Random) -> dict:
    """A document with one or two of these done to it."""
    text = doc["text"]
    for change in draw.sample([requote, requote, unquote, shout, wrap, retype, smudge], 2):
        text = change(text, draw)
    assert len(text) == len(doc["text"])
    return {**doc, "text": text}
