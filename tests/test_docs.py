"""The reference is true: every command, option, format, field and value is in it."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from ifolge.corrections import FIELDS, load_corrections
from ifolge.model import wire
from ifolge.model.article import Article, Span
from ifolge.model.attribution import (
    Anonymity,
    Attribution,
    Kind,
    NameLabel,
    SourceType,
    Status,
    TimeExpression,
)
from ifolge.model.reason import Reason
from ifolge.show.cli import app
from ifolge.show.export.csv import COLUMNS
from ifolge.show.export.registry import FILE_FORMATS, FORMATS
from ifolge.table import COLUMNS as TABLE

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
COMMANDS = (REFERENCE / "commands.md").read_text("utf-8")
FORMAT = (REFERENCE / "format.md").read_text("utf-8")


def commands(command, name):
    """Every command there is, as (name, command)."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    else:
        for sub, one in inner.items():
            yield from commands(one, f"{name} {sub}")


ALL = list(commands(typer.main.get_command(app), "ifolge"))


def test_there_are_commands():
    assert {"ifolge read", "ifolge evaluate", "ifolge packs check"} <= {name for name, _ in ALL}


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_and_option_is_in_the_reference(name, command):
    assert name in COMMANDS
    section = COMMANDS.split(f"## {' '.join(name.split()[:2])}\n")[1].split("\n## ")[0]
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("-") and parameter.name != "help":
                assert f"`{option}" in section, f"{option} of {name}"
    assert command.help, f"{name} has no help"


def test_every_format_is_in_the_reference():
    for name in (*FORMATS, *FILE_FORMATS):
        assert f"| `{name}` |" in COMMANDS


@pytest.mark.parametrize("values", [Kind, SourceType, Status, Anonymity, NameLabel])
def test_every_value_is_in_the_reference(values):
    for value in values:
        assert f"`{value}`" in FORMAT


@pytest.mark.parametrize("kind", [Attribution, Article, TimeExpression, Reason])
def test_every_field_is_in_the_reference(kind):
    for field in fields(kind):
        if field.name != "extra":
            assert f"`{field.name}`" in FORMAT


def test_every_field_that_is_written_is_in_the_reference():
    for name in (*wire.ARTICLE_FIELDS, *wire.REPORT_FIELDS):
        assert f"`{name}`" in FORMAT
    for name in (*COLUMNS, *TABLE):
        assert f"`{name}`" in FORMAT


def test_the_example_of_the_format_reads_as_it_stands():
    document = json.loads(re.search(r"```json\n(.*?)```", FORMAT, re.S)[1])
    report = wire.from_document(document)
    assert Span(4, 11).of(report.article.text) == "afviser"
    written = wire.to_document(report)
    assert set(written) == set(document)
    assert set(written["attributions"][0]) == set(document["attributions"][0])


def test_the_example_of_corrections_reads_as_it_stands(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", COMMANDS, re.S)[1], encoding="utf-8")
    corrections = load_corrections(path)
    assert [len(x) for x in (corrections.fixes, corrections.joins, corrections.outlets)] == [
        1,
        1,
        1,
    ]
    for name in FIELDS:
        assert f"`{name}`" in COMMANDS


def test_links_between_the_pages_lead_somewhere():
    for page in REFERENCE.parent.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_one_click_from_the_index():
    docs = REFERENCE.parent
    index = (docs / "index.md").read_text("utf-8")
    linked = {(docs / t).resolve() for t in re.findall(r"\]\(([^)#:\s]+)", index)}
    missing = [p.relative_to(docs) for p in docs.rglob("*.md") if p.resolve() not in linked]
    assert missing == [Path("index.md")], "pages that docs/index.md does not lead to"


@pytest.mark.parametrize(
    "user",
    ["fact-checker", "editor", "analyst", "media researcher", "developer", "newsroom admin"],
)
def test_every_kind_of_user_has_a_page(user):
    index = (REFERENCE.parent / "index.md").read_text("utf-8")
    assert re.search(rf"\| \*\*{user}\*\* \|.*\]\(.+\.md", index)
