"""Coming in and going out, and the language of the surface."""

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from ifolge.show.messages import LANGUAGES
from ifolge.show.web.access import LANGUAGE, SESSION, SESSION_LASTS
from ifolge.show.web.pages import DeskHere, Form, go, inside, render, set_cookie, text_of
from ifolge.show.web.problems import not_found

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login_form(request: Request, next: str = "/") -> Response:  # noqa: A002
    """The page that asks for the token."""
    return render(request, "login.html", next=inside(next), problem="")


@router.post("/login")
def login(request: Request, desk: DeskHere, form: Form) -> Response:
    """Come in with a token. The browser gets a signed cookie, never the token itself."""
    onward = inside(text_of(form, "next"))
    token = text_of(form, "token", 500)
    if desk.access.by_secret(token) is None:
        problem = "problem.wrong_token"
        return render(request, "login.html", 403, next=onward, problem=problem)
    response = go(onward)
    set_cookie(request, response, SESSION, desk.access.session(token), max_age=SESSION_LASTS)
    return response


@router.post("/logout")
def logout(form: Form) -> Response:
    """Go out."""
    response = go("/login")
    response.delete_cookie(SESSION)
    return response


@router.get("/language/{code}")
def language(request: Request, code: str, next: str = "/") -> Response:  # noqa: A002
    """Choose the language of the surface."""
    if code not in LANGUAGES:
        raise not_found(code)
    response = go(inside(next))
    set_cookie(request, response, LANGUAGE, code)
    return response


@router.get("/health")
def health(desk: DeskHere) -> Response:
    """For a supervisor: whether the desk answers and its store can be read."""
    desk.read(lambda connection: connection.exec_driver_sql("SELECT 1"))
    return PlainTextResponse("ok")


@router.get("/robots.txt")
def robots() -> Response:
    """No search engine has any business here."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
