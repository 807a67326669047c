"""What happens at the desk, as server-sent events."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import StreamingResponse

from ifolge.show.web.api.paging import PROBLEMS
from ifolge.show.web.pages import DeskHere, Reader

router = APIRouter(tags=["events"], responses=PROBLEMS)


@router.get("/events", response_class=StreamingResponse, summary="Hear what happens")
async def events(
    request: Request,
    desk: DeskHere,
    person: Reader,
    last: Annotated[str, Header(alias="Last-Event-ID", max_length=20)] = "",
    after: Annotated[int | None, Query(ge=0, lt=2**62)] = None,
    until_quiet: bool = False,
) -> StreamingResponse:
    """Articles added, decisions, corrections, as they come; a listener that comes back goes on.

    `until_quiet` ends the stream when all that has happened so far is told.
    """
    begin = after
    if begin is None:
        begin = int(last) if last.isascii() and last.isdecimal() else desk.events.last()
    if until_quiet:
        frames = [event.frame() for event in desk.events.after(begin)]
        return StreamingResponse(iter(frames), media_type="text/event-stream")
    stream = desk.events.follow(begin, request.is_disconnected)
    return StreamingResponse(stream, media_type="text/event-stream")
