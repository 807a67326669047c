"""What goes wrong at the desk: told to machines as problem+json (RFC 9457), to people as a page."""

from typing import Any

from starlette.responses import JSONResponse

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):  # noqa: N818 named as RFC 9457 names it
    """A request that cannot be answered: HTTP `status`, a short `title`, and what to do.

    `title` is a key of the surface's words ("problem.not_found"); `values` fill it in.
    """

    def __init__(self, status: int, title: str, detail: str = "", **values: str) -> None:
        super().__init__(detail or title)
        self.status, self.title, self.detail, self.values = status, title, detail, values


class SignInError(Exception):
    """Somebody has to sign in first."""


class NotYetError(Exception):
    """What is asked for is still being worked out: a story by its title, or what is counted."""

    def __init__(self, title: str, *, counting: bool = False) -> None:
        super().__init__(title)
        self.title, self.counting = title, counting


def not_found(what: str) -> Problem:
    """There is no such thing."""
    return Problem(404, "problem.not_found", what)


def problem_response(
    status: int, title: str, detail: str = "", headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """A problem as machines read it."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    if detail:
        body["detail"] = detail
    return JSONResponse(body, status, headers, PROBLEM_JSON)
