import pytest

from ifolge.errors import UsageError
from ifolge.show.export.registry import FILE_FORMATS, FORMATS, format_named
from ifolge.show.request import OutputFormat


def test_the_command_line_offers_every_format():
    assert {*FORMATS, *FILE_FORMATS} == set(OutputFormat)


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UsageError, match="jsonl"):
        format_named("pdf")
