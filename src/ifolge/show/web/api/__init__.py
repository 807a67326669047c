"""The HTTP API under `/api/v1`: the same things the pages show, for machines."""

from fastapi import APIRouter

from ifolge.show.web.api.articles import router as articles
from ifolge.show.web.api.corrections import router as corrections
from ifolge.show.web.api.decisions import router as decisions
from ifolge.show.web.api.docs import router as docs
from ifolge.show.web.api.events import router as events
from ifolge.show.web.api.search import router as search
from ifolge.show.web.api.searches import router as searches
from ifolge.show.web.api.stories import router as stories

router = APIRouter(prefix="/api/v1")
for _part in (articles, stories, search, searches, decisions, corrections, events, docs):
    router.include_router(_part)

__all__ = ["router"]
