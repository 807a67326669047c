"""brat standoff comes back: text-bounds, events, attributes and notes become attributions."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ifolge.annotated.files import files_in, found_before, words_of
from ifolge.annotated.returned import Returned, attributions_of, free_id, returned
from ifolge.annotated.scheme import CHOICES, NAME, Draft
from ifolge.errors import ReadError
from ifolge.model.article import Span
from ifolge.model.attribution import Attribution

EVENT, CUELESS = "Attribution", "CuelessAttribution"
ARGUMENTS = {"source": "Source", "content": "Content", "anaphor": "Anaphor"}


def attribute_name(field: str) -> str:
    """The field's name as brat writes it ("source_type" → "SourceType")."""
    return "".join(word.capitalize() for word in field.split("_"))


_ROLES = {name: role for role, name in ARGUMENTS.items()}
_FIELDS = {attribute_name(field): field for field in (*CHOICES, "anonymous")}


def read_brat(path: Path) -> Iterator[Returned]:
    """The articles of a brat folder, ZIP archive, or .ann file with its text beside it."""
    files = files_in(path, (".ann", ".txt"))
    if path.suffix == ".ann":
        files |= files_in(path.with_suffix(".txt"), ())
        beside = path.parent / "articles.jsonl"
        files |= files_in(beside, ()) if beside.is_file() else {}
    found = found_before(files)
    for name in files:
        stem, _, suffix = name.rpartition(".")
        if suffix != "ann":
            continue
        if f"{stem}.txt" not in files:
            raise ReadError(f"{path}/{name}", f"has no {stem}.txt beside it")
        text = words_of(files[f"{stem}.txt"], f"{stem}.txt")
        standoff = words_of(files[name], name)
        yield returned(stem, text, _attributions(standoff, name, len(text)), found)


def _attributions(standoff: str, name: str, length: int) -> tuple[Attribution, ...]:
    reader = _Standoff(length)
    for number, line in enumerate(standoff.split("\n"), 1):
        if line.strip():
            try:
                reader.take(line.rstrip("\r"))
            except (ValueError, IndexError, KeyError) as error:
                raise ReadError(f"{name}:{number}", f"is no brat standoff ({error})") from error
    return attributions_of(reader.drafts(), length, name)


class _Standoff:
    """One .ann file, line by line; what refers to something is joined at the end."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.bounds: dict[str, list[Span]] = {}
        self.events: dict[str, list[tuple[str, str]]] = {}
        self.fields: list[tuple[str, str, str]] = []
        self.ids: dict[str, str] = {}

    def take(self, line: str) -> None:
        name, _, rest = line.partition("\t")
        if name[0] == "T":
            kind_and_places = rest.split("\t")[0]
            places = kind_and_places.split(" ", 1)[1]
            self.bounds[name] = [self.span(place) for place in places.split(";")]
        elif name[0] == "E":
            parts = (part.partition(":") for part in rest.split())
            self.events[name] = [(kind, target) for kind, _, target in parts]
        elif name[0] in "AM":
            field, event, *value = rest.split()
            if field in _FIELDS:
                self.fields.append((event, _FIELDS[field], value[0] if value else "true"))
        elif name[0] == "#":
            about, _, words = rest.partition("\t")
            kind, event = about.split(" ", 1)
            if kind == "AttributionId":
                self.ids[event] = words
            elif kind == "AnnotatorNotes":
                self.fields.append((event, NAME, words))

    def span(self, place: str) -> Span:
        start, end = map(int, place.split())
        if end > self.length:
            raise ValueError(f"{place} is not in the text")
        return Span(start, end)

    def drafts(self) -> Iterable[Draft]:
        named: dict[str, str] = {}
        for event, parts in self.events.items():
            if parts and parts[0][0] in (EVENT, CUELESS):
                named[event] = free_id(self.ids.get(event), named.values(), len(named) + 1)
        drafts = {event: Draft(name) for event, name in named.items()}
        for event, draft in drafts.items():
            (kind, trigger), *arguments = self.events[event]
            if kind == EVENT:
                draft.spans["cue"] |= set(self.bounds.get(trigger, ()))
            for argument, target in arguments:
                self.hang(draft, argument.rstrip("0123456789"), target, named)
        for event, field, words in self.fields:
            if event in drafts:
                drafts[event].fields[field] = words
        return drafts.values()

    def hang(self, draft: Draft, argument: str, target: str, named: dict[str, str]) -> None:
        if argument == "Via":
            draft.via = named.get(target)
        elif argument in _ROLES:
            draft.spans[_ROLES[argument]] |= set(self.bounds.get(target, ()))
