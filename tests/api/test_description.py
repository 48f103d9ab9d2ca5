"""The description: every operation, parameter and field has words and an example that holds its own form."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

Part = dict[str, Any]


@pytest.fixture(scope="module")
def description(client: httpx.Client) -> Part:
    found: Part = client.get("/v1/openapi.json").json()
    return found


def operations(description: Part) -> Iterator[tuple[str, Part]]:
    for path, methods in description["paths"].items():
        for operation in methods.values():
            yield path, operation


def faults(description: Part, schema: Part, example: object) -> list[str]:
    whole = {**schema, "components": description["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(example)]


def test_every_operation_and_parameter_has_words_and_an_example(description: Part) -> None:
    for path, operation in operations(description):
        assert operation["description"], path
        for parameter in operation.get("parameters", []):
            schema = parameter["schema"]
            assert parameter.get("description") or schema.get("description"), (path, parameter)
            assert schema["examples"][0] not in ("text", ["text"]), (path, parameter["name"])
            assert faults(description, schema, schema["examples"][0]) == [], (path, parameter["name"])


def test_every_answer_has_an_example_of_its_form(description: Part) -> None:
    for path, operation in operations(description):
        for status, response in operation["responses"].items():
            assert response["description"], (path, status)
            for media_type, content in response.get("content", {}).items():
                if "json" in media_type and "nd" not in media_type:
                    assert faults(description, content["schema"], content["example"]) == [], (path, status)


def test_every_field_has_words_and_an_example(description: Part) -> None:
    for name, schema in description["components"]["schemas"].items():
        for field, definition in schema.get("properties", {}).items():
            if "$ref" in definition:
                continue
            assert definition.get("description"), (name, field)
            assert definition["examples"][0] not in ("text", ["text"]), (name, field)
            assert faults(description, definition, definition["examples"][0]) == [], (name, field)


def test_shares_and_scores_say_their_unit(description: Part) -> None:
    for name, schema in description["components"]["schemas"].items():
        for field, definition in schema.get("properties", {}).items():
            if field in ("percent", "support", "known_weight", "points", "interval_low", "difference"):
                words = definition["description"].lower()
                assert any(unit in words for unit in ("percent", "%", "points", "in the figures")), (name, field)
