"""Keep what people decide, list it, and carry it from one store to another."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ifolge.archive import Archive
from ifolge.errors import ReadError, UsageError
from ifolge.model.claim import Decision, Verdict
from ifolge.show.archive_request import DecideRequest, KeepRequest
from ifolge.show.messages import load_messages
from ifolge.show.output import open_output
from ifolge.show.safe_text import visible
from ifolge.store import open_store
from ifolge.store.decisions import ABOUT_CLAIMS, list_decisions
from ifolge.store.text import now

ALL_WELL = 0


def decide(request: DecideRequest) -> int:
    """Keep a decision or take one back."""
    if not request.author.strip():
        raise UsageError("--author: who decides?")
    archive = Archive(open_store(request.store, create=False))
    words = load_messages(request.lang)
    if request.verdict == "undo":
        archive.undo(int(request.one), request.author)
        print(words.label("store.undone", number=request.one))
        return ALL_WELL
    verdict = Verdict(request.verdict)
    one, two = request.one, request.two
    if verdict in ABOUT_CLAIMS:
        one, two = archive.mention(one), archive.mention(two)
    if one == two:
        raise UsageError(f"{request.one} and {request.two} are one and the same")
    decision = Decision(verdict, one, two, request.author, now(), request.note)
    number = archive.decide(decision)
    told = "store.decided" if number is not None else "store.decided_before"
    print(words.label(told, number=number))
    return ALL_WELL


def list_all(request: KeepRequest) -> int:
    """List all decisions, those taken back too."""
    store, words = open_store(request.store, create=False), load_messages(request.lang)
    with store.read() as connection:
        kept = list_decisions(connection, undone=True)
    for entry in kept:
        d = entry.decision
        line = f"{entry.number:>5}  {d.verdict}  {d.one}  {d.two}  {d.author} {d.at}  {d.note}"
        if entry.undone_at:
            values = {"author": entry.undone_by, "at": entry.undone_at}
            line += f" ({words.label('store.undone_line', **values)})"
        print(visible(line.rstrip()))
    return ALL_WELL


def export(request: KeepRequest) -> int:
    """Write the decisions that hold, one a line."""
    store = open_store(request.store, create=False)
    with store.read() as connection:
        kept = list_decisions(connection)
    out = open_output(request.file, "utf-8", ())
    for entry in kept:
        out.write(json.dumps(asdict(entry.decision), ensure_ascii=False) + "\n")
    if out is not sys.stdout:
        out.close()
    told = load_messages(request.lang)
    print(told.label("store.exported", count=len(kept), file=request.file), file=sys.stderr)
    return ALL_WELL


def import_all(request: KeepRequest) -> int:
    """Take over the decisions of a file."""
    assert request.file is not None
    archive, count, known = Archive(open_store(request.store)), 0, 0
    for decision in list(_decisions(request.file)):
        if archive.decide(decision) is None:
            known += 1
        else:
            count += 1
    print(load_messages(request.lang).label("store.imported", count=count, known=known))
    return ALL_WELL


def _decisions(path: Path) -> Iterator[Decision]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), "cannot be read as UTF-8 text") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _decision(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ReadError(f"{path}:{number}", f"is no decision: {error}") from error


def _decision(raw: Any) -> Decision:
    fields = {name: str(raw[name]) for name in ("one", "two", "author", "at")}
    return Decision(Verdict(raw["verdict"]), note=str(raw.get("note") or ""), **fields)
