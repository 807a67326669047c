"""The rules of the house (docs/style.md), checked on every file of the package."""

import ast
import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ifolge"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = ("read", "parse", "encoder", "attribute", "resolve", "corroborate", "store")
FOUNDATION = {"model", "errors", "languages"}
# The only imports allowed inside functions: big third-party libraries that most runs do not need.
DEFERRED = {"trafilatura", "htmldate", "py3langid", "lxml", "httpcore", "charset_normalizer"}
DEFERRED |= {"feedparser", "warcio", "pyarrow", "fsspec", "ray"}
MAX_MODULE, MAX_FUNCTION, MAX_PARAMETERS = 400, 60, 6
WITHOUT_NAME = {"utils", "util", "helpers", "helper", "common", "misc"}


def trees():
    return [
        pytest.param(p, ast.parse(p.read_text("utf-8")), id=str(p.relative_to(PACKAGE)))
        for p in MODULES
    ]


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def rooms_imported(tree: ast.AST) -> set[str]:
    return {n.split(".")[1] for n in imported(tree) if n.startswith("ifolge.")}


@pytest.mark.parametrize(("path", "tree"), trees())
def test_imports_point_one_way(path, tree):
    own, rooms = room(path), rooms_imported(tree)
    if own == "model":
        assert rooms <= {"model"}
    elif own == "errors":
        assert not rooms
    elif own == "languages":
        assert rooms <= FOUNDATION
    elif own in STAGES:
        assert rooms <= FOUNDATION | {own}, f"{own} must not know {rooms - FOUNDATION - {own}}"
    elif own == "pipeline":
        assert "show" not in rooms


@pytest.mark.parametrize(("path", "tree"), trees())
def test_imports_stand_at_the_top(path, tree):
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for name in imported(function):
                assert name.split(".")[0] in DEFERRED, f"{name} is imported inside {function.name}"


@pytest.mark.parametrize(("path", "tree"), trees())
def test_sizes(path, tree):
    assert len(path.read_text("utf-8").splitlines()) <= MAX_MODULE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{node.name} has {length} lines"
            arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            named = [a for a in arguments if a.arg not in ("self", "cls")]
            is_command = any("command" in ast.dump(d) for d in node.decorator_list)
            assert is_command or len(named) <= MAX_PARAMETERS, f"{node.name}: {len(named)} params"


def test_every_room_has_a_name():
    assert not [p for p in MODULES if p.stem in WITHOUT_NAME]


def test_no_import_cycles():
    graph = {}
    for path in MODULES:
        name = ".".join(("ifolge", *path.relative_to(PACKAGE).with_suffix("").parts))
        name = name.removesuffix(".__init__")
        tree = ast.parse(path.read_text("utf-8"))
        found = set(imported(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{n.name}" for n in node.names}
        graph[name] = {n for n in found if n.startswith("ifolge")}
    done, path_now = set(), []

    def visit(name):
        assert name not in path_now, f"cycle: {path_now[path_now.index(name) :]} → {name}"
        if name in done or name not in graph:
            return
        path_now.append(name)
        for other in sorted(graph[name]):
            visit(other)
        done.add(path_now.pop())

    for name in sorted(graph):
        visit(name)


def words_of_packs() -> set[str]:
    """Cues, hedges, nouns and outlets of the non-English packs: what code must not know."""
    words = set()
    for lang in ("da", "de", "nb", "sv"):
        for table, columns in {
            "cues": ("cue", "forms"),
            "hedges": ("hedge", "forms"),
            "sources": ("noun", "forms"),
            "pronouns": ("pronoun", "forms"),
            "outlets": ("name",),
        }.items():
            path = PACKAGE / "languages" / lang / f"{table}.csv"
            if path.is_file():
                lines = [x for x in path.read_text("utf-8").splitlines() if not x.startswith("#")]
                for row in csv.DictReader(lines):
                    for column in columns:
                        cells = (row.get(column) or "").split("|")
                        words |= {w.strip().casefold() for w in cells if len(w.strip()) > 3}
    return words


# Words that are also English, or field values and technical terms of ours.
ALSO_ENGLISH = {
    "problem",
    "prov",  # W3C PROV
    "data",
    "personal",
    "text",
    "analyse",
    "kind",
    "informant",
    "revision",
    "status",
    "person",
    "document",
    "part",
    "agent",
    "post",
    "rapport",
    "report",
    "information",
    "model",
}


@pytest.mark.parametrize(("path", "tree"), trees())
def test_knowledge_of_languages_stays_in_the_packs(path, tree):
    known = words_of_packs() - ALSO_ENGLISH
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if literal and id(node) not in docstrings:
            assert node.value.strip().casefold() not in known, f"line {node.lineno}"
