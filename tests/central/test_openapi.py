"""What central documents is what it does."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from kiosk.ids import uuid7
from kiosk.sync.contract import DEVICE, MARKER

IDENTITY = {"Authorization": "Bearer rahasia-kantor-contoh", DEVICE: uuid7()}
ENDPOINTS = {"/v1/records", "/v1/state", "/v1/changes", "/v1/summary"}


def test_central_answers_as_documented(url: str) -> None:
    schema = schemathesis.openapi.from_url(f"{url}/v1/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert {operation.path for operation in operations} == ENDPOINTS
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def agree(case: Any) -> None:
            if "wait" in case.query:
                case.query["wait"] = 0
            response = case.call_and_validate(
                headers=IDENTITY,
                # Records are judged one by one: a wrong one is refused inside an answer that is 200.
                excluded_checks=[negative_data_rejection, positive_data_acceptance],
            )
            assert MARKER.lower() in response.headers
            assert response.status_code < 500

        agree()
