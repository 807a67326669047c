"""Whatever a tool gives back, damaged or forged, is read or told: never another error."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "show" / "export"))
from reading_back import KAJEN, QUIET, tool

from ifolge.annotated.brat import read_brat
from ifolge.annotated.label_studio import read_label_studio
from ifolge.annotated.scheme import ROLES
from ifolge.annotated.webanno import read_webanno
from ifolge.errors import ReadError
from ifolge.given import load_given
from ifolge.model import wire
from ifolge.show.export.brat import save_brat
from ifolge.show.export.label_studio import write_label_studio
from ifolge.show.export.webanno import save_webanno
from ifolge.show.importing import cas_loader
from ifolge.show.view import View

MANY = settings(max_examples=80, deadline=None)
FEW = settings(max_examples=25, deadline=None)  # XML with types is slow to read
PIECES = [
    *(b"", b"\x00", b"<", b">", b"&", b'"', b"{}", b"[]", b"null", b"\xff", b"\t", b"\n", b"#"),
    *(b"-1", b"T1", b"E1", b"&#0;", b"1e999", b'"\\ud800"', b"9" * 30, b"9" * 5000, b"[" * 5000),
]  # fmt: skip
VALUES = st.sampled_from(
    [None, 0, -1, 1.5, 10**30, float("inf"), True, "", "x", "\ud800", [], [1], [[1]], {}, {"a": 1}]
)
EDIT = st.tuples(st.integers(0, 10**6), st.sampled_from([0, 1, 5, 300]), st.sampled_from(PIECES))


@st.composite
def damaged(draw, content):
    """The content with a few places cut out or written over; or anything at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    for place, cut, piece in draw(st.lists(EDIT, min_size=1, max_size=4)):
        at = place % (len(content) + 1)
        content = content[:at] + piece + content[at + cut :]
    return content


@st.composite
def with_other_values(draw, document):
    """The JSON with values of other kinds in some places."""
    document = json.loads(document)
    for _ in range(draw(st.integers(1, 3))):
        here, key = [document], 0
        while isinstance(here[key], dict | list) and here[key] and draw(st.integers(0, 7)):
            here = here[key]
            key = draw(
                st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here)))
            )
        here[key] = draw(VALUES)
    return json.dumps(document).encode()


def read_or_told(read, path):
    """What was read can be written and read again, and every mark is in its text."""
    try:
        back = list(read(path))
    except ReadError:
        return
    for one in back:
        text = wire.from_line(wire.to_line(one.report)).article.text
        for a in one.attributions:
            assert all(s.end <= len(text) for role in ROLES for s in getattr(a, role))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("damaged")


@pytest.fixture(scope="module")
def made(folder):
    """The files of each tool as ifolge writes them, by name."""
    save_brat([KAJEN], View(), folder / "brat")
    made = {"brat": {p.name: p.read_bytes() for p in (folder / "brat").iterdir()}}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made["brat"].items():
            archive.writestr(name, content)
    made["zip"] = packed.getvalue()
    made["tasks"] = "".join(write_label_studio([KAJEN], View())).encode()
    return made


def with_one_damaged(data, files, folder, among):
    """The folder with one of its files damaged."""
    hurt = data.draw(st.sampled_from(sorted(n for n in files if n.endswith(among))))
    for name, content in files.items():
        whole = name != hurt
        (folder / name).write_bytes(content if whole else data.draw(damaged(content)))
    return folder


@MANY
@given(data=st.data())
def test_damaged_standoff_is_read_or_told(data, made, folder):
    path = with_one_damaged(data, made["brat"], folder / "brat", (".ann", ".txt", ".jsonl"))
    read_or_told(read_brat, path)


@MANY
@given(data=st.data())
def test_a_damaged_archive_is_read_or_told(data, made, folder):
    (folder / "b.zip").write_bytes(data.draw(damaged(made["zip"])))
    read_or_told(read_brat, folder / "b.zip")


@MANY
@given(data=st.data())
def test_damaged_tasks_are_read_or_told(data, made, folder):
    tasks = made["tasks"]
    content = data.draw(st.one_of(damaged(tasks), with_other_values(tasks)))
    (folder / "tasks.json").write_bytes(content)
    read_or_told(read_label_studio, folder / "tasks.json")


@QUIET
@FEW
@given(data=st.data())
def test_a_damaged_cas_is_read_or_told(data, folder):
    tool("cassis", "dkpro-cassis")
    place = folder / "cas"
    if not place.exists():
        save_webanno([KAJEN], View(), place)
    whole = {p.name: p.read_bytes() for p in place.iterdir()}
    hurt = folder / "hurt"
    hurt.mkdir(exist_ok=True)
    read = cas_loader()
    read_or_told(
        lambda path: read_webanno(path, read),
        with_one_damaged(data, whole, hurt, (".xmi", ".xml")),
    )


@QUIET
@pytest.mark.parametrize("name", ["kajen.xmi", "TypeSystem.xml"])
@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hosts">']
)
def test_a_cas_that_declares_entities_is_refused(name, declared, tmp_path):
    tool("cassis", "dkpro-cassis")
    save_webanno([KAJEN], View(), tmp_path / "cas")
    path = tmp_path / "cas" / name
    head, _, rest = path.read_text("utf-8").partition("?>")
    path.write_text(f"{head}?><!DOCTYPE x [{declared}]>{rest}", "utf-8")
    with pytest.raises(ReadError, match="declares a document type"):
        list(read_webanno(tmp_path / "cas", cas_loader()))


@QUIET
def test_a_type_that_is_nowhere_is_told(tmp_path):
    tool("cassis", "dkpro-cassis")
    save_webanno([KAJEN], View(), tmp_path / "cas")
    path = tmp_path / "cas" / "kajen.xmi"
    path.write_text(path.read_text("utf-8").replace("AttributionPart ", "Attribut "), "utf-8")
    with pytest.raises(ReadError, match="is no CAS that can be read"):
        list(read_webanno(tmp_path / "cas", cas_loader()))


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000])
def test_json_that_is_nested_too_deep_is_told(content, made, folder, tmp_path):
    (tmp_path / "x.json").write_bytes(content)
    for read in (read_label_studio, load_given):
        with pytest.raises(ReadError, match="JSON"):
            list(read(tmp_path / "x.json"))
    for name, whole in made["brat"].items():
        (tmp_path / name).write_bytes(content if name == "articles.jsonl" else whole)
    with pytest.raises(ReadError, match=r"articles\.jsonl:1"):
        list(read_brat(tmp_path))


def test_an_endless_number_is_told(made, tmp_path):
    (task,) = json.loads(made["tasks"])
    task["predictions"][0]["result"][0]["value"]["start"] = float("inf")
    (tmp_path / "x.json").write_text(json.dumps([task]))
    with pytest.raises(ReadError, match="is no task of Label Studio"):
        list(read_label_studio(tmp_path / "x.json"))
