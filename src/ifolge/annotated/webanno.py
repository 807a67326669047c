"""CAS XMI from INCEpTION or WebAnno comes back: attributions with their parts and links."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ifolge.annotated.files import files_in, found_before
from ifolge.annotated.returned import Returned, attributions_of, free_id, returned
from ifolge.annotated.scheme import FIELDS, ROLES, Draft
from ifolge.errors import ReadError
from ifolge.model.article import Span

ATTRIBUTION = "webanno.custom.Attribution"
PART = "webanno.custom.AttributionPart"
LINK = "webanno.custom.AttributionPartsLink"
RELAY = "webanno.custom.AttributionViaLink"
_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
SENTENCE, TOKEN = f"{_SEGMENTATION}.Sentence", f"{_SEGMENTATION}.Token"
TYPE_SYSTEM = "TypeSystem.xml"
Load = Callable[[bytes, bytes], Any]  # an .xmi file and its type system → a CAS


def feature_name(field: str) -> str:
    """The field's name as a feature ("source_type" → "sourceType")."""
    first, *others = field.split("_")
    return first + "".join(word.capitalize() for word in others)


def read_webanno(path: Path, load: Load) -> Iterator[Returned]:
    """The articles of a folder or ZIP archive with a type system, or of an .xmi beside one."""
    files = files_in(path, (".xmi", ".xml"))
    if path.suffix == ".xmi":
        for beside in (path.parent / TYPE_SYSTEM, path.parent / "articles.jsonl"):
            files |= files_in(beside, ()) if beside.is_file() else {}
    types = next((c for n, c in files.items() if n.lower() == TYPE_SYSTEM.lower()), None)
    if types is None:
        raise ReadError(str(path), f"has no {TYPE_SYSTEM}", "export it from the tool together")
    found = found_before(files)
    for name, content in files.items():
        if name.endswith(".xmi"):
            try:
                cas = load(_closed(content), _closed(types))
                drafts = list(_drafts(cas))
                text = str(cas.sofa_string or "")
            except (ValueError, KeyError, AttributeError, TypeError, SyntaxError) as error:
                raise ReadError(
                    f"{path}/{name}", f"is no CAS that can be read ({error})"
                ) from error
            kept = attributions_of(drafts, len(text), name)
            yield returned(name.removesuffix(".xmi"), text, kept, found)


def _closed(document: bytes) -> bytes:
    """The document, if it declares nothing of its own. Raises ValueError for what could be a bomb
    or could open other files: no tool writes a document type.
    """
    if b"<!DOCTYPE" in document.replace(b"\0", b""):
        raise ValueError("it declares a document type")
    return document


def _drafts(cas: Any) -> Iterable[Draft]:
    if not any(kind.name == ATTRIBUTION for kind in cas.typesystem.get_types()):
        return []
    marked = list(cas.select(ATTRIBUTION))
    named: dict[int, str] = {}
    for number, one in enumerate(marked, 1):
        named[id(one)] = free_id(getattr(one, "attributionId", None), named.values(), number)
    return [_draft(one, named) for one in marked]


def _draft(marked: Any, named: Mapping[int, str]) -> Draft:
    draft = Draft(named[id(marked)])
    for link in _elements(marked, "parts"):
        part = link.target
        role = getattr(part, "role", None) or link.role
        if part is not None and role in ROLES:
            draft.spans[role].add(Span(part.begin, part.end))
    if not any(draft.spans.values()):
        draft.spans["cue"].add(Span(marked.begin, marked.end))
    for link in _elements(marked, "via"):
        draft.via = named.get(id(link.target), draft.via)
    for field in FIELDS:
        draft.fields[field] = getattr(marked, feature_name(field), None)
    return draft


def _elements(marked: Any, feature: str) -> list[Any]:
    array = getattr(marked, feature, None)
    return list(getattr(array, "elements", None) or array or ())
