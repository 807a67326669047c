import io
import sys
from pathlib import Path

import pytest

from ifolge.errors import UsageError
from ifolge.show.output import has_colour, open_output, width


def test_files_hold_half_characters_as_their_numbers(tmp_path):
    path = tmp_path / "out.txt"
    with open_output(path, "utf-8", ()) as out:
        out.write("\ud83d æ\r\n")
    assert path.read_bytes() == b"\\ud83d \xc3\xa6\r\n"


def test_an_input_is_never_overwritten(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is an input"):
        open_output(path, "utf-8", ("-", str(tmp_path / "b"), str(path)))
    assert path.read_text("utf-8") == "x"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        open_output(tmp_path, "utf-8", ())


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("settings", "path", "colour"),
    [
        ({}, None, True),
        ({"NO_COLOR": "1"}, None, False),
        ({"NO_COLOR": "", "TERM": "dumb"}, None, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, None, False),
        ({}, Path("out.txt"), False),
    ],
)
def test_colour(monkeypatch, settings, path, colour):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert has_colour(path) is colour


@pytest.mark.parametrize(("columns", "expected"), [("100", 100), ("7", 40), ("900", 200)])
def test_width(monkeypatch, columns, expected):
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == expected
