"""`ifolge mcp`: analyse, search, claim and story as tools of the Model Context Protocol.

Nothing is changed by any of them. The store is opened for each question, so that a client need not
have one to have a text analysed.
"""

import functools
from collections.abc import Callable
from typing import Any

from ifolge import pipeline
from ifolge.archive import Archive
from ifolge.errors import IfolgeError, UsageError
from ifolge.show import answers
from ifolge.show.answers import Answer
from ifolge.show.export.extras import library
from ifolge.show.messages import load_messages
from ifolge.show.request import McpRequest, Surface
from ifolge.store import open_store
from ifolge.store.search import Wanted

LONGEST = 200_000  # characters of a text that a client may send
MOST = 200  # articles of a search
_ABOUT = (
    "Who says so? ifolge reads news articles (Danish, English, German, Norwegian, Swedish) and "
    "tells who says what, through whom, how sure, since when, and from how many independent "
    "origins. Every answer carries the words it rests on and its reasons; null means that it "
    "cannot be told."
)


class Tools:
    """The tools; each method's name, annotations and docstring are what the client is shown."""

    def __init__(self, store: str | None, lang: Surface) -> None:
        self.store, self.words = store, load_messages(lang)

    def analyse(
        self,
        text: str,
        lang: str | None = None,
        published: str | None = None,
        outlet: str | None = None,
    ) -> Answer:
        """Tell who says what in the text of a news article: sources, relays, status, times.

        lang (da, en, de, nb, sv), published (ISO 8601) and outlet are what is known of it.
        """
        if len(text) > LONGEST:
            raise UsageError(f"the text has {len(text)} characters; at most {LONGEST} are read")
        report = pipeline.analyse(text, lang=lang, published=published, outlet=outlet)
        return answers.on_article(report, self.words)

    def search(
        self,
        words: str = "",
        source: str | None = None,
        status: str | None = None,
        since: str | None = None,
        limit: int = 20,
    ) -> Answer:
        """Find articles of the store by words, by who says something in them, by its status."""
        wanted = Wanted(
            words, source=source, status=status, since=since, limit=max(1, min(limit, MOST))
        )
        return answers.on_search(open_store(self.store, create=False), wanted)

    def story(self, story: str) -> Answer:
        """A story, by its number or an article of it: claims, origins, copies, circles."""
        return answers.on_story(self.archive(), story, self.words)

    def claim(self, claim: str) -> Answer:
        """A claim ("12.c1"): who is behind it, how it fared, every place where it is made."""
        return answers.on_claim(self.archive(), claim, self.words)

    def archive(self) -> Archive:
        """The store, opened for this question."""
        return Archive(open_store(self.store, create=False))


def server(request: McpRequest) -> Any:
    """The server with its tools. Raises UsageError when the library is not installed."""
    made = library("mcp.server.mcpserver", "mcp", "mcp").MCPServer(
        "ifolge", instructions=_ABOUT, log_level="ERROR"
    )
    tools = Tools(request.store, request.lang)
    for tool in (tools.analyse, tools.search, tools.story, tools.claim):
        made.tool(annotations=_reading_only())(_told(tool))
    return made


def _reading_only() -> Any:
    return library("mcp.types", "mcp", "mcp").ToolAnnotations(read_only_hint=True)


def _told(tool: Callable[..., Answer]) -> Callable[..., Answer]:
    """The tool, its errors in the words of ours: what is no ToolError the library keeps back."""
    failed = library("mcp.server.mcpserver.exceptions", "mcp", "mcp").ToolError

    @functools.wraps(tool)
    def answer(*arguments: Any, **named: Any) -> Answer:
        try:
            return tool(*arguments, **named)
        except IfolgeError as error:
            raise failed(str(error)) from error

    return answer


def run(request: McpRequest) -> int:
    """Serve until the client goes away. Returns the exit code."""
    server(request).run("stdio")
    return 0
