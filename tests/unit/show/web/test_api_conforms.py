"""The API against its own OpenAPI description: no server error, every answer as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.unit.show.web.conftest import BASE, KAJEN

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ENDLESS = "/api/v1/events"  # a stream that does not end


@pytest.fixture
def api(patient):
    body = {"text": KAJEN.article.text, "id": "kajen", "title": "Kajen"}
    patient.post("/api/v1/articles", json=body).raise_for_status()
    return patient


def test_every_answer_is_as_described(api):
    schema = schemathesis.openapi.from_dict(api.get("/api/v1/openapi.json").json())
    operations = [found.ok() for found in schema.exclude(path=ENDLESS).get_all_operations()]
    assert len(operations) > 15
    for operation in operations:
        asked(operation, api)()


def asked(operation, api):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        sent = case.as_transport_kwargs(base_url=BASE)
        answer = api.request(**{name: sent[name] for name in sent if name != "cookies"})
        case.validate_response(answer, checks=CHECKS)

    return ask
