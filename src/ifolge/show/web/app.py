"""The application: pages, API, the files they need, and what happens when things go wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from ifolge.errors import IfolgeError, StoreError, UsageError
from ifolge.show.web import (
    page_article,
    page_door,
    page_lists,
    page_read,
    page_search,
    page_sources,
    page_stories,
    statics,
)
from ifolge.show.web.alerting import Alerting
from ifolge.show.web.api import router as api_router
from ifolge.show.web.desk import Desk, open_desk
from ifolge.show.web.guard import Guard
from ifolge.show.web.pages import go, here, language_of, render
from ifolge.show.web.problems import NotYetError, Problem, SignInError, problem_response
from ifolge.show.web.settings import Settings
from ifolge.show.web.wording import surface

API = "/api/"
PACKED_FROM, PACKING = 1500, 4  # bytes from which on answers are compressed, and how hard
AGAIN = 2  # seconds until a page that was not ready is asked for again
_PAGES = (
    page_door.router,
    page_read.router,
    page_article.router,
    page_stories.router,
    page_sources.router,
    page_search.router,
    page_lists.router,
    statics.router,
)


def create_app(settings: Settings, desk: Desk | None = None) -> FastAPI:
    """The desk as an ASGI application. Raises StoreError when the store cannot be opened."""
    here_is = desk or open_desk(settings)
    alerting = Alerting(here_is.store, settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        alerting.start()
        here_is.warm_up()
        yield
        alerting.close()
        here_is.close()

    app = FastAPI(
        title="ifolge",
        version=version("ifolge"),
        summary="Who says so? Attributions, relay chains, status and independent origins of news.",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.desk, app.state.alerting = here_is, alerting
    for router in (*_PAGES, api_router):
        app.include_router(router)
    _answer_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=PACKED_FROM, compresslevel=PACKING)
    app.add_middleware(Guard, settings=settings)
    return app


def _answer_problems(app: FastAPI) -> None:
    """Each problem as a page for people or as problem+json for machines."""

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return _answer(request, error.status, error.title, error.detail)

    @app.exception_handler(SignInError)
    async def sign_in(request: Request, error: SignInError) -> Response:
        if request.url.path.startswith(API):
            bearer = {"www-authenticate": 'Bearer realm="ifolge"'}
            return problem_response(401, surface("en").label("problem.sign_in"), headers=bearer)
        if request.method != "GET":
            return _answer(request, 401, "problem.sign_in")
        return go(f"/login?next={quote(here(request))}")

    @app.exception_handler(NotYetError)
    async def not_yet(request: Request, error: NotYetError) -> Response:
        if request.url.path.startswith(API):
            title = surface("en").label("problem.not_yet")
            return problem_response(503, title, headers={"retry-after": str(AGAIN)})
        values = {"title": error.title, "counting": error.counting, "again": AGAIN}
        return render(request, "later.html", 202, **values)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        known = {404: "problem.not_found", 405: "problem.method"}
        return _answer(request, error.status_code, known.get(error.status_code, "problem.other"))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        told = [
            {"at": ".".join(map(str, one["loc"])), "problem": one["msg"]} for one in error.errors()
        ]
        if request.url.path.startswith(API):
            title = surface("en").label("problem.invalid")
            return problem_response(422, title, errors=told)
        return _answer(request, 422, "problem.invalid")

    @app.exception_handler(IfolgeError)
    async def ours(request: Request, error: IfolgeError) -> Response:
        if isinstance(error, StoreError):
            return _answer(request, 503, "problem.store", str(error))
        status = 404 if isinstance(error, UsageError) else 422
        title = "problem.not_found" if status == 404 else "problem.unreadable"
        return _answer(request, status, title, str(error))


def _answer(request: Request, status: int, title: str, detail: str = "") -> Response:
    if request.url.path.startswith(API):
        words = surface("en").label(title)
        return problem_response(status, words, detail or HTTPStatus(status).phrase)
    words = surface(language_of(request)).label(title)
    return render(request, "message.html", status, words=words, detail=detail)
