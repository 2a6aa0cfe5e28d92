"""The OpenAPI document: what clients are generated from. After a change on purpose: ``python tests/service/test_openapi.py``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.service.app import BODIES, create_app
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.schemas import BatchRequest, SummaryRequest, VerificationRequest
from summarizer.service.settings import Settings

SNAPSHOT = Path(__file__).with_name("openapi.json")


def document() -> dict[str, Any]:
    made = create_app(Settings(), summarizer=FakeSummarizer()).openapi()
    made["info"]["version"] = "0"
    return made


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rpartition("/")[2]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_it_is_the_snapshot() -> None:
    assert document() == json.loads(SNAPSHOT.read_text(encoding="utf-8")), "if meant: python tests/service/test_openapi.py"


def test_every_reference_leads_somewhere() -> None:
    made = document()
    assert set(references(made)) <= set(made["components"]["schemas"])


def test_every_operation_has_a_name_and_its_errors_are_problems() -> None:
    names = []
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            names.append(operation["operationId"])
            for status, response in operation["responses"].items():
                if status.startswith(("4", "5")):
                    assert set(response["content"]) == {"application/problem+json"}, (path, status)
            if path.startswith("/v1"):
                assert {"401", "422", "429"} <= set(operation["responses"]), path
    assert len(names) == len(set(names))


def test_every_address_that_takes_a_body_says_of_what_type() -> None:
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            assert set(operation.get("requestBody", {}).get("content", {})) <= BODIES.get(path, frozenset()), path


def test_the_examples_are_valid() -> None:
    for kind in (SummaryRequest, VerificationRequest, BatchRequest):
        for example in kind.model_json_schema()["examples"]:
            kind.model_validate(example)


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
