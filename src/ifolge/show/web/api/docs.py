"""The API's own page: what there is, drawn from its OpenAPI description without foreign scripts."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ifolge.show.web.pages import Reader, render

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request, person: Reader) -> Response:
    """Every route with its parameters."""
    return render(request, "api.html", routes=list(_routes(request.app.openapi())))


def _routes(description: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
