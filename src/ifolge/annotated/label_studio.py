"""Label Studio tasks come back: the last annotation of each task, else its prediction."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ifolge.annotated.files import words_of
from ifolge.annotated.returned import Returned, attributions_of, free_id
from ifolge.annotated.scheme import FIELDS, ROLES, VIA, Draft, sayable
from ifolge.errors import ReadError
from ifolge.model import wire
from ifolge.model.article import Article, Span
from ifolge.model.report import Report

_ANCHORING = ("cue", "content", "source", "anaphor")


def read_label_studio(path: Path) -> Iterator[Returned]:
    """The articles of a JSON file that Label Studio exported."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), error.strerror or "cannot be read") from error
    try:
        tasks = json.loads(words_of(content, str(path)))
    except ValueError as error:
        raise ReadError(str(path), f"is no JSON: {error}") from error
    except RecursionError:
        raise ReadError(str(path), "is JSON that is nested too deep") from None
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        place = f"{path}[{number}]"
        try:
            yield _article(task, place)
        except (LookupError, TypeError, ValueError, OverflowError, AttributeError) as error:
            problem = f"is no task of Label Studio ({type(error).__name__}: {error})"
            raise ReadError(place, problem, "export the project as JSON") from error


def _article(task: Mapping[str, Any], place: str) -> Returned:
    data, text = task["data"], str(task["data"]["text"])
    attributions = attributions_of(_drafts(_results(task)), len(text), place)
    found = _found(data)
    if found is not None and sayable(found.article.text) == sayable(text):
        return Returned(found.article, attributions, found)
    name = str(data.get("id") or f"task-{task.get('id', 'new')}")
    title = data.get("title")
    return Returned(Article(name, text, title=None if title is None else str(title)), attributions)


def _found(data: Mapping[str, Any]) -> Report | None:
    document = data.get("ifolge")
    return wire.from_document(document) if isinstance(document, Mapping) else None


def _results(task: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What counts: the last annotation that nobody cancelled, else the last prediction."""
    made = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    if made:
        return list(max(made, key=lambda a: str(a.get("updated_at") or ""))["result"])
    predicted = [p for p in task.get("predictions") or () if isinstance(p, Mapping)]
    return list(predicted[-1]["result"]) if predicted else []


class _Regions:
    """The regions of one task and what ties them."""

    def __init__(self, results: Iterable[Mapping[str, Any]]) -> None:
        self.roles: dict[str, tuple[str, Span]] = {}
        self.fields: dict[str, dict[str, str]] = {}
        self.ties: list[tuple[str, str, bool]] = []
        for result in results:
            if result["type"] == "relation":
                via = VIA in (result.get("labels") or ())
                self.ties.append((result["from_id"], result["to_id"], via))
            else:
                self.take(result)

    def take(self, result: Mapping[str, Any]) -> None:
        value, name = result["value"], result["from_name"]
        if name in FIELDS:
            words = value.get("choices") or value.get("text") or [""]
            told = words[0] if isinstance(words, list) else words
            self.fields.setdefault(result["id"], {})[name] = str(told)
        elif value.get("labels") and value["labels"][0] in ROLES:
            span = Span(int(value["start"]), int(value["end"]))
            self.roles[result["id"]] = (value["labels"][0], span)

    def anchors(self) -> list[str]:
        """The regions that stand for an attribution: what parts hang on, or what has fields.

        A lone cue is one too: somebody marked it and nothing else.
        """
        led = {one for one, _, _ in self.ties}
        parts = {other for _, other, via in self.ties if not via}
        standing = led | set(self.fields)
        standing |= {other for _, other, via in self.ties if via}
        standing |= {name for name, (role, _) in self.roles.items() if role == "cue"} - parts
        found = [name for name in self.roles if name in standing and name not in parts]
        return sorted(found, key=lambda name: _ANCHORING.index(self.roles[name][0]))


def _drafts(results: Iterable[Mapping[str, Any]]) -> list[Draft]:
    regions = _Regions(results)
    named: dict[str, str] = {}
    for number, region in enumerate(regions.anchors(), 1):
        wanted = region.partition(".")[0] if "." in region else None
        named[region] = free_id(wanted, named.values(), number)
    drafts = {region: Draft(name) for region, name in named.items()}
    for region, draft in drafts.items():
        role, span = regions.roles[region]
        draft.spans[role].add(span)
        draft.fields.update(regions.fields.get(region, {}))
    for one, other, via in regions.ties:
        if one in drafts and via:
            draft_of_relay = named.get(other)
            drafts[one].via = draft_of_relay
        elif one in drafts and other in regions.roles:
            role, span = regions.roles[other]
            drafts[one].spans[role].add(span)
    return list(drafts.values())
