"""The published document, and the real office held against it by schemathesis."""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from kiosk.ids import is_uuid, uuid7

OPERATIONS = {
    ("post", "/api/tickets"),
    ("post", "/api/applications"),
    ("get", "/api/applications/{code}"),
    ("get", "/api/applications/{code}/receipt.pdf"),
    ("get", "/api/catalogue"),
    ("get", "/api/status"),
    ("post", "/api/help-calls"),
    ("post", "/api/test-pages"),
    ("get", "/api/prints/{id}"),
    ("post", "/api/prints/{id}/outcome"),
    ("get", "/api/events"),
    ("post", "/api/scans"),
    ("get", "/api/assist/staff"),
    ("post", "/api/assist/session"),
    ("delete", "/api/assist/session"),
    ("post", "/api/assist/tickets"),
    ("post", "/api/assist/applications"),
    ("post", "/api/assist/tickets/{id}/priority"),
    ("post", "/api/assist/copies"),
    ("get", "/api/assist/papers"),
    ("post", "/api/assist/papers/{id}/outcome"),
    ("get", "/api/assist/closure"),
    ("post", "/api/assist/closing"),
    ("post", "/api/assist/opening"),
}
STAFF = "Anjungan-Staff"
"""Says who helps, where somebody does."""


def document(office: Any) -> dict[str, Any]:
    answer = office.request("GET", "/openapi.json", headers={})
    assert answer.status == 200
    whole: dict[str, Any] = answer.json
    return whole


def test_every_operation_is_described_with_its_refusals(office: Any) -> None:
    paths = document(office)["paths"]
    assert {(method, path) for path, some in paths.items() for method in some} == OPERATIONS
    for path, some in paths.items():
        for method, operation in some.items():
            assert operation["summary"], path
            assert operation["description"], path
            responses = operation["responses"]
            assert {"401", "403", "500"} <= responses.keys(), path
            for status, response in responses.items():
                assert response["description"], (path, status)
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"], (path, status)
            if method == "post":
                assert {"400", "413", "415", "422"} <= responses.keys()
                assert operation["requestBody"]["content"]["application/json"]["examples"]
                headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
                assert headers - {STAFF} == {"Idempotency-Key"}


def test_every_field_of_the_contract_is_described(office: Any) -> None:
    schemas = document(office)["components"]["schemas"]
    assert {"Ticket", "Application", "ApplicationStatus", "Status", "Problem", "TicketRequest"} <= set(
        schemas
    )
    for name, schema in schemas.items():
        for field, described in schema["properties"].items():
            assert "description" in described or "$ref" in described, f"{name}.{field}"


def test_every_reference_of_the_document_leads_somewhere(office: Any) -> None:
    whole = document(office)
    text = json.dumps(whole)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names == set(whole["components"]["schemas"])


def test_the_office_answers_as_documented(office: Any) -> None:
    schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{office.port}/openapi.json")
    operations = [
        found.ok()
        for found in schema.exclude(path="/api/events").get_all_operations()  # it never ends
        if isinstance(found, Ok)
    ]
    assert len(operations) == len(OPERATIONS) - 1
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def agrees(case: Any) -> None:
            if is_uuid(case.headers.get("Idempotency-Key", "")):
                case.headers["Idempotency-Key"] = uuid7()  # else other content comes under one key
            response = case.call_and_validate(headers=office.headers())
            assert response.status_code < 500

        agrees()
