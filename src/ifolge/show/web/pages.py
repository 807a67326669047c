"""Drawing a page: templates, the words of the surface, who is here, and the form's token."""

import functools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

import jinja2
from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ifolge.show.messages import LANGUAGES
from ifolge.show.safe_text import visible
from ifolge.show.times import shown_time
from ifolge.show.view import View
from ifolge.show.web import statics
from ifolge.show.web.access import AUTHOR, LANGUAGE, VISIT, Person, new_visit
from ifolge.show.web.desk import Desk
from ifolge.show.web.problems import Problem, SignInError
from ifolge.show.web.wording import preferred, surface

YEAR = 365 * 24 * 3600


@functools.cache
def environment(lang: str) -> jinja2.Environment:
    """The templates of one surface language; every value is escaped, a missing one is an error."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("ifolge.show.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["minute"] = lambda at: shown_time(at, surface(lang))
    env.filters["visible"] = visible
    env.globals["static"] = statics.address
    return env


def desk_of(request: Request) -> Desk:
    """The desk this application serves."""
    desk: Desk = request.app.state.desk
    return desk


def person_of(request: Request) -> Person:
    """Who asks. Raises SignInError when they have to say so first."""
    person = desk_of(request).access.person(request)
    if person is None:
        raise SignInError
    return person


def editor_of(request: Request) -> Person:
    """Who asks, if they may change things."""
    person = person_of(request)
    if not person.may_edit:
        raise Problem(403, "problem.readers_only")
    return person


def language_of(request: Request) -> str:
    """The language of the surface: as chosen, else as the browser asks for."""
    chosen = request.cookies.get(LANGUAGE, "")
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def view_of(request: Request) -> View:
    """The reader's view of a report, in the language of the surface."""
    return View(messages=surface(language_of(request)))


async def form_of(request: Request) -> AsyncIterator[FormData]:
    """A form of ours. Raises Problem when it does not bring the token of its page."""
    async with request.form(max_files=1, max_fields=40, max_part_size=4_000_000) as form:
        token = form.get("csrf")
        if not isinstance(token, str) or not desk_of(request).access.is_our_form(request, token):
            raise Problem(403, "problem.old_form")
        yield form


DeskHere = Annotated[Desk, Depends(desk_of)]
Reader = Annotated[Person, Depends(person_of)]
Editor = Annotated[Person, Depends(editor_of)]
Form = Annotated[FormData, Depends(form_of)]


def text_of(form: FormData, name: str, longest: int = 400) -> str:
    """A field of a form as text without blanks around it; empty if it is missing or a file."""
    value = form.get(name, "")
    return value.strip()[:longest] if isinstance(value, str) else ""


def author_of(request: Request, form: FormData, person: Person) -> str:
    """Who signs: the token's name, else what the form says, else what the desk was started with."""
    if person.fixed:
        return person.name
    return text_of(form, "author", 80) or request.cookies.get(AUTHOR, "")[:80] or person.name


@dataclass(frozen=True)
class Choice:
    """A value to choose in a form, with its word."""

    value: str
    word: str


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page. The browser gets a visit number, which its forms' tokens belong to."""
    desk, code = desk_of(request), language_of(request)
    visit = request.cookies.get(VISIT, "")
    fresh = "" if 16 <= len(visit) <= 64 else new_visit()
    messages = surface(code)
    person = desk.access.person(request)
    page = (
        environment(code)
        .get_template(template)
        .render(
            **{
                "t": messages.label,
                "word": messages.value,
                "lang": code,
                "languages": LANGUAGES,
                "person": person,
                "author": request.cookies.get(AUTHOR, "") or (person.name if person else ""),
                "is_open": desk.settings.is_open,
                "csrf": desk.access.form_token(fresh or visit),
                "path": request.url.path,
                "here": here(request),
                **values,
            }
        )
    )
    response = HTMLResponse(page, status)
    if fresh:
        set_cookie(request, response, VISIT, fresh)
    return response


def here(request: Request) -> str:
    """The address of the page within the desk, with its query."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def set_cookie(request: Request, response: Response, name: str, value: str, **more: Any) -> None:
    """A cookie for this desk alone: no script reads it, no other site sends it."""
    response.set_cookie(
        name,
        value,
        max_age=more.get("max_age", YEAR),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def go(address: str) -> Response:
    """On to another page after a form."""
    return RedirectResponse(address, 303)


def inside(address: str, fallback: str = "/") -> str:
    """An address within the desk, so that no link leads elsewhere through us."""
    parts = urlsplit(address.replace("\\", "/"))
    good = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if good and not address.startswith("//") and address.isprintable() else fallback
