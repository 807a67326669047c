"""The tools, asked over the protocol by the library's own client, and by hand without it."""

import asyncio
import json
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ifolge import pipeline
from ifolge.archive import Archive
from ifolge.errors import StoreError, UsageError
from ifolge.model import wire
from ifolge.show.mcp_server import LONGEST, Tools, server
from ifolge.show.request import McpRequest, Surface
from ifolge.store import open_store

DATA = Path(__file__).parents[2] / "data"
KAJEN = wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.db"
    Archive(open_store(path)).add(KAJEN)
    return str(path)


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    def analyse(text, **told):
        return replace(KAJEN, article=replace(KAJEN.article, text=text))

    monkeypatch.setattr(pipeline, "analyse", analyse)


def test_analyse_gives_words_places_and_reasons():
    answer = Tools(None, Surface.EN).analyse(KAJEN.article.text)
    first = answer["attributions"][0]
    start, end = first["evidence"]["cue"]["at"][0]
    assert KAJEN.article.text[start:end] == first["evidence"]["cue"]["words"]
    assert (first["via"], first["anonymous"]) == ("a2", True)
    assert first["reasons"]
    with pytest.raises(UsageError, match="at most"):
        Tools(None, Surface.EN).analyse("x" * (LONGEST + 1))


def test_search_story_and_claim_lead_from_one_to_the_other(store):
    tools = Tools(store, Surface.DA)
    (hit,) = tools.search("Nordkajen")["articles"]
    story = tools.story(str(hit["story"]))
    claim = tools.claim(story["claims"][0]["id"])
    assert claim["mentions"][0]["evidence"] in " ".join(KAJEN.article.text.split())
    assert claim["mentions"][0]["article"]["outlet"] == "Bredning Avis"
    json.dumps([story, claim])


def test_what_is_not_there_is_told(store, tmp_path):
    with pytest.raises(UsageError, match="no story"):
        Tools(store, Surface.EN).story("99")
    with pytest.raises(UsageError, match="a date"):
        Tools(store, Surface.EN).search("x", since="soon")
    with pytest.raises(StoreError):
        Tools(str(tmp_path / "none.db"), Surface.EN).search("x")


def mcp():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("mcp", reason="mcp is not installed: pip install 'ifolge[mcp]'")


def in_a_thread(work):
    """Run a coroutine where no event loop runs yet: browser tests leave theirs in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.filterwarnings("ignore")
def test_a_client_finds_the_tools_and_is_answered(store):
    library = mcp()

    async def ask():
        async with library.Client(server(McpRequest(store))) as client:
            tools = (await client.list_tools()).tools
            answer = await client.call_tool("search", {"words": "Nordkajen"})
            failed = await client.call_tool("claim", {"claim": "7.c9"})
            return tools, answer, failed

    tools, answer, failed = in_a_thread(ask())
    assert {tool.name for tool in tools} == {"analyse", "search", "story", "claim"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    assert json.loads(answer.content[0].text)["articles"][0]["name"] == "kajen"
    assert failed.is_error
    assert "no story" in failed.content[0].text


@pytest.mark.filterwarnings("ignore")
def test_it_speaks_over_standard_input_and_output(store):
    library = mcp()
    from mcp.client.stdio import stdio_client

    command = library.StdioServerParameters(
        command=sys.executable, args=["-m", "ifolge", "mcp", "--store", store]
    )

    async def ask():
        async with (
            stdio_client(command) as (read, write),
            library.ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await session.call_tool("search", {"words": "Nordkajen"})

    answer = in_a_thread(asyncio.wait_for(ask(), 60))
    assert "kajen" in answer.content[0].text
