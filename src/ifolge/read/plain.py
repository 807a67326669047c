"""Bytes to text, whatever the encoding; binary files are refused with a remedy."""

import codecs
import re

from ifolge.errors import ReadError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a file begins with when it is no text, what that is, and the way out.
PDF_REMEDY = "convert it with pdftotext and read the text"
SAVE_REMEDY = "save it as plain text or HTML and read that"
UNPACK_REMEDY = "unpack it and read the files inside"
SIGNATURES = (
    (b"%PDF", "is a PDF", PDF_REMEDY),
    (b"\x89PNG", "is an image", None),
    (b"\xff\xd8\xff", "is an image", None),
    (b"GIF8", "is an image", None),
    (b"RIFF", "is an image or a recording", None),
    (b"II*\x00", "is an image", None),
    (b"MM\x00*", "is an image", None),
    (b"PK\x03\x04", "is a packed file or an office document", SAVE_REMEDY),
    (b"\xd0\xcf\x11\xe0", "is an office document", SAVE_REMEDY),
    (b"{\\rtf", "is a rich-text document", SAVE_REMEDY),
    (b"\x1f\x8b", "is a packed file", UNPACK_REMEDY),
    (b"7z\xbc\xaf", "is a packed file", UNPACK_REMEDY),
    (b"BZh", "is a packed file", UNPACK_REMEDY),
    (b"\xfd7zXZ", "is a packed file", UNPACK_REMEDY),
    (b"SQLite format 3", "is a database", None),
)
TEXT_REMEDY = "ifolge reads text, HTML and JSON"
BLANK_REMEDY = "give it some text"
UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
FORMAT_SIGNS = "\x00\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
OLD_ENCODINGS = ["cp850", "mac_roman", "cp1252"]
SAMPLE, MAX_CONTROLS, MIN_LETTERS = 200_000, 0.05, 0.5


def read_text(data: bytes, source: str) -> str:
    """The text of a plain-text file, its line ends made plain line feeds.

    Raises ReadError when it is empty, blank, or no text at all.
    """
    text = decode(data, source).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip().strip(FORMAT_SIGNS).strip():
        raise ReadError(source, "is empty" if not data else "holds no words", BLANK_REMEDY)
    return text


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """Bytes as text: by byte order mark, the `declared` encoding, UTF-8, or the likeliest other.

    UTF-8 with stray Windows-1252 letters is mended letter by letter. Raises ReadError for binary.
    """
    refuse_signature(data, source)
    text = _by_mark(data)
    if text is None:
        text = _by_declaration(data, declared) or _by_content(data)
    sample = text[:SAMPLE]
    if sample and len(CONTROL.findall(sample)) > MAX_CONTROLS * len(sample):
        raise ReadError(source, "is a binary file, not text", TEXT_REMEDY)
    return text


def refuse_signature(data: bytes, source: str) -> None:
    """Raise ReadError when the first bytes are those of a PDF, an image, a packed file …"""
    for signature, problem, remedy in SIGNATURES:
        if data.startswith(signature):
            raise ReadError(source, f"{problem}, not text", remedy or TEXT_REMEDY)


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    head = data[:2000]
    if len(head) >= 4 and 0 in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if odd > len(head) * 0.3 and even < len(head) * 0.05:
            return data.decode("utf-16-le", errors="replace")
        if even > len(head) * 0.3 and odd < len(head) * 0.05:
            return data.decode("utf-16-be", errors="replace")
    return None


def _by_declaration(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        codec = codecs.lookup(declared.strip().strip("\"'").lower())
        if codec.name in ("iso8859-1", "ascii", "utf-8"):
            return None  # often declared by mistake: the content decides
        return data.decode(codec.name)
    except (LookupError, ValueError):
        return None


def _by_content(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    good = UTF8_SEQUENCE.findall(data)
    rest = UTF8_SEQUENCE.sub(b"", data)
    broken = sum(byte >= 0x80 for byte in rest[:SAMPLE])
    if len(good) >= 2 and len(good) >= broken:
        return _mend(data)
    text = _windows(data)
    return text if _plausible(text) else _guess(data) or text


def _mend(data: bytes) -> str:
    """UTF-8 where it is UTF-8, Windows-1252 between."""
    parts: list[str] = []
    position = 0
    for sequence in re.finditer(rb"(?:[\x00-\x7f]|" + UTF8_SEQUENCE.pattern + rb")+", data):
        parts.append(_windows(data[position : sequence.start()]))
        parts.append(sequence.group().decode("utf-8", errors="replace"))
        position = sequence.end()
    parts.append(_windows(data[position:]))
    return "".join(parts)


def _windows(data: bytes) -> str:
    """Windows-1252, its five empty places read as Latin-1 does."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        holes = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
        return "".join(
            chr(byte) if byte in holes else bytes((byte,)).decode("cp1252") for byte in data
        )


def _plausible(text: str) -> bool:
    """Whether the letters beyond ASCII are mostly letters, as they are in prose."""
    others = "".join(NOT_ASCII.findall(text[:SAMPLE]))
    if any("\x80" <= sign <= "\x9f" for sign in others):
        return False
    letters = sum(sign.isalpha() and sign not in "ƒˆªº" for sign in others)
    marks = sum(sign in "»«„“”‘’–—…§°·•€£\u00a0\u00ad" for sign in others)
    return (letters + marks >= MIN_LETTERS * len(others) and letters > 0) or marks == len(others)


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE]
    best = from_bytes(sample, cp_isolation=OLD_ENCODINGS).best() or from_bytes(sample).best()
    if best is None:
        return None
    return data.decode(best.encoding, errors="replace")
