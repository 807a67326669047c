"""Take care of the store: carry it out, copy it, bring it back, examine it."""

import sys
from pathlib import Path

from ifolge.archive import Archive
from ifolge.corrected import load_corrected
from ifolge.errors import UsageError
from ifolge.model import wire
from ifolge.show.archive_request import KeepRequest
from ifolge.show.messages import load_messages
from ifolge.show.output import open_output
from ifolge.show.safe_text import visible
from ifolge.store import open_store
from ifolge.store.articles import article_ids
from ifolge.store.examine import examine, rebuild
from ifolge.store.notes import list_problems
from ifolge.store.transfer import back_up, restore_into

ALL_WELL, FAILED = 0, 1


def export(request: KeepRequest) -> int:
    """Write every article with its report as a line of JSON."""
    store, count = open_store(request.store, create=False), 0
    out = open_output(request.file, "utf-8", ())
    with store.read() as connection:
        for report in load_corrected(connection, article_ids(connection)):
            out.write(wire.to_line(report) + "\n")
            count += 1
    if out is not sys.stdout:
        out.close()
    told = load_messages(request.lang)
    print(told.label("store.exported", count=count, file=request.file), file=sys.stderr)
    return ALL_WELL


def backup(request: KeepRequest) -> int:
    """Copy the store to a file that is not there yet."""
    store, target = open_store(request.store, create=False), _file(request)
    if target.exists():
        raise UsageError(f"{target}: is there already; name a new file")
    back_up(store, target)
    told = load_messages(request.lang)
    print(told.label("store.backed_up", store=store.name, file=target))
    return ALL_WELL


def restore(request: KeepRequest) -> int:
    """Fill an empty store from a backup."""
    source = open_store(_file(request), create=False)
    store = open_store(request.store)
    count = restore_into(store, source)
    told = load_messages(request.lang)
    print(told.label("store.restored", count=count, store=store.name))
    return ALL_WELL


def doctor(request: KeepRequest) -> int:
    """Examine the store, repair what can be rebuilt, list the problems of earlier runs."""
    store, words = open_store(request.store, create=False), load_messages(request.lang)
    archive = Archive(store)
    if request.repair:
        store.write(lambda connection: rebuild(connection, archive.window))
        print(words.label("store.repaired"))
    found = examine(store)
    for fault in found.faults:
        print(f"ifolge: {store.name}: {fault}", file=sys.stderr)
    if not found.faults:
        values = {"articles": found.articles, "stories": found.stories, "version": found.version}
        print(words.label("store.well", store=store.name, **values))
    for half in found.halves:
        print(visible(words.label("store.half", path=half)))
    with store.read() as connection:
        problems = list_problems(connection)
    for problem in problems:
        values = {"at": problem.last_at, "times": problem.times}
        told = words.label("store.problem_line", place=problem.place, what=problem.what, **values)
        print(visible(told))
    return FAILED if found.faults else ALL_WELL


def _file(request: KeepRequest) -> Path:
    assert request.file is not None
    return request.file
