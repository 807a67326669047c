"""The files of an annotation tool: a folder, a ZIP archive or one file; their names.

`articles.jsonl` lies beside the files of the tool: by it we know afterwards which articles they
were and what ifolge found in them.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ifolge.errors import ReadError
from ifolge.model import wire
from ifolge.model.report import Report

FOUND = "articles.jsonl"
LARGEST = 512 * 2**20  # bytes of one file, unpacked
_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST = 80
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError,
    ValueError, RuntimeError,  # places beyond the file; ways of packing it does not know
)  # fmt: skip


def stems(ids: Iterable[str]) -> Iterator[str]:
    """A file name for each article id, fit for every system and each one different."""
    taken: set[str] = set()
    for name in ids:
        stem = _UNFIT.sub("_", name).strip("._")[:_LONGEST] or "article"
        number, free = 1, stem
        while free.casefold() in taken:
            number += 1
            free = f"{stem}-{number}"
        taken.add(free.casefold())
        yield free


def files_in(path: Path, suffixes: Sequence[str]) -> dict[str, bytes]:
    """The files of a folder or ZIP archive by their names without folders, or the one file.

    Raises ReadError when it cannot be read.
    """
    try:
        if path.is_dir():
            chosen = [p for p in sorted(path.iterdir()) if p.name.endswith((*suffixes, FOUND))]
            return {p.name: p.read_bytes() for p in chosen}
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), error.strerror or "cannot be read") from error
    if not content.startswith(b"PK\x03\x04"):
        return {path.name: content}
    return _unpacked(path, content, suffixes)


def _unpacked(path: Path, content: bytes, suffixes: Sequence[str]) -> dict[str, bytes]:
    files = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.is_dir() and entry.filename.endswith((*suffixes, FOUND)):
                    if entry.file_size > LARGEST:
                        raise ReadError(f"{path}/{entry.filename}", "is too large")
                    files[Path(entry.filename).name] = archive.read(entry)
    except _DAMAGED as error:
        raise ReadError(str(path), f"is a damaged ZIP archive ({error})") from error
    return files


def words_of(content: bytes, place: str) -> str:
    """A file as text. Raises ReadError when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(place, "is not UTF-8") from error


def found_before(files: Mapping[str, bytes]) -> dict[str, Report]:
    """What ifolge had found, by the names of the articles' files."""
    if FOUND not in files:
        return {}
    reports = []
    for number, line in enumerate(words_of(files[FOUND], FOUND).split("\n"), 1):
        if line.strip():
            try:
                reports.append(wire.from_line(line))
            except wire.WireError as error:
                raise ReadError(f"{FOUND}:{number}", str(error)) from error
    return dict(zip(stems(r.article.id for r in reports), reports, strict=True))
