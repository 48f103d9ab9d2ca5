"""Describing: what the framework's OpenAPI document leaves out: forms, headers, links, names of fields, problem documents.

Belongs here: completing the document from what it says already. Does not belong here: words and examples (description.py),
fields and parameters, which are described where they are defined.
"""

from collections.abc import Iterator
from typing import Any

from api.forms import MEDIA_TYPES, Form
from api.limits import LONGEST_TARGET
from api.problems import MEDIA_TYPE as PROBLEM_TYPE

Part = dict[str, Any]

JSON = "application/json"
KEYS = {
    "school_slug": "show_school",
    "document_id": "show_document",
    "specialty_slug": "show_specialty",
    "institution_slug": "show_institution",
    "finding_id": "show_evidence_view",
    "evidence_id": "show_evidence_view",
}
"""Fields of items that lead to another operation, which takes them as its key."""
HEADERS: dict[str, tuple[str, str]] = {
    "ETag": (
        "Tag of the answer: edition, server version, path and query.",
        'W/"real-2026-06-04-667e8e0b.9f9f9f9f9f9f.0a1b2c3d4e5f6071"',
    ),
    "Last-Modified": ("When the edition was built.", "Thu, 04 Jun 2026 12:00:00 GMT"),
    "Cache-Control": ("How long the answer may be reused unasked, in seconds.", "public, max-age=60"),
    "MatchWatch-Edition": ("Edition that the answer comes from.", "real-2026-06-04-667e8e0b"),
    "MatchWatch-Data": ("real or invented.", "real"),
    "RateLimit-Policy": ("Requests (q) that one client may make in a window of w seconds.", '"client";q=1200;w=60'),
}
LINK = (
    "Link",
    "Address of the next page, where there is one.",
    '</v1/schools?after=WyIiXQ&edition=real-2026-06-04-667e8e0b>; rel="next"',
)
LIMITS = {
    "414": f"Path and query are longer than {LONGEST_TARGET} characters.",
    "429": "The client asked more than RateLimit-Policy grants; Retry-After says when to ask again.",
}


def complete(description: Part) -> Part:
    """Complete an OpenAPI document in place."""
    schemas = description["components"]["schemas"]
    problem = {"$ref": "#/components/schemas/Problem"}
    for path, operation in _operations(description):
        operation.setdefault("responses", {})
        for parameter in operation.get("parameters", ()):
            _without_null(parameter["schema"])
        if path.startswith("/v1/"):
            for status, words in LIMITS.items():
                operation["responses"][status] = {"description": words, "content": {PROBLEM_TYPE: {"schema": problem}}}
        for status, response in operation["responses"].items():
            if status >= "400" and JSON in response.get("content", {}):
                response["content"][PROBLEM_TYPE] = response["content"].pop(JSON)
        _describe_answer(schemas, operation)
    _add_links(description)
    return description


def _operations(description: Part) -> Iterator[tuple[str, Part]]:
    for path, methods in description["paths"].items():
        for operation in methods.values():
            yield path, operation


def _describe_answer(schemas: Part, operation: Part) -> None:
    """Headers of what comes from an edition; forms, and the names that `fields` takes, of what is a list."""
    answer = operation["responses"]["200"]
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    if "edition" in names:
        answer["headers"] = {name: _header(*words) for name, words in HEADERS.items()}
    item = _item_of(schemas, answer)
    if item is None or "fields" not in names:
        return
    answer["headers"][LINK[0]] = _header(*LINK[1:])
    for form in (Form.csv, Form.ndjson):
        media_type = MEDIA_TYPES[form].partition(";")[0]
        answer["content"][media_type] = {"schema": {"type": "string", "description": "All rows, one a line."}}
    if schemas[item].pop("required", None):
        schemas[item]["description"] += " Every field is there, unless `fields` chose some."
    for parameter in operation["parameters"]:
        if parameter["name"] == "fields":
            parameter["schema"]["items"] = {"type": "string", "enum": list(schemas[item]["properties"])}


def _add_links(description: Part) -> None:
    """From what an item names to the operation that shows it, in the same edition."""
    schemas, taken = description["components"]["schemas"], _taken_keys(description)
    for _, operation in _operations(description):
        item = _item_of(schemas, operation["responses"]["200"])
        if item is None:
            continue
        links = {}
        for field in schemas[item]["properties"]:
            for target, key in taken.items():
                if KEYS.get(field) == target or (field == key and _shows(description, target, item)):
                    links[target] = {
                        "operationId": target,
                        "description": f"What {field} names, in the same edition.",
                        "parameters": {
                            f"path.{key}": f"$response.body#/items/0/{field}",
                            "query.edition": "$response.body#/edition/id",
                        },
                    }
        if links:
            operation["responses"]["200"]["links"] = links


def _taken_keys(description: Part) -> dict[str, str]:
    """Operations that take one key in their path and an edition, with the key's name."""
    found = {}
    for _, operation in _operations(description):
        parameters = operation.get("parameters", ())
        keys = [parameter["name"] for parameter in parameters if parameter["in"] == "path"]
        if len(keys) == 1 and any(parameter["name"] == "edition" for parameter in parameters):
            found[operation["operationId"]] = keys[0]
    return found


def _shows(description: Part, target: str, item: str) -> bool:
    """Whether an operation shows one such item, or what belongs to one school."""
    for path, operation in _operations(description):
        if operation["operationId"] == target:
            schema = operation["responses"]["200"]["content"].get(JSON, {}).get("schema", {})
            of_school = item == "SchoolAnswer" and path.startswith("/v1/schools/{slug}")
            return of_school or str(schema.get("$ref", "")).endswith(f"/Single_{item}_")
    return False


def _item_of(schemas: Part, answer: Part) -> str | None:
    """The name of the schema of a list's items."""
    reference = str(answer.get("content", {}).get(JSON, {}).get("schema", {}).get("$ref", "")).rpartition("/")[2]
    items = schemas.get(reference, {}).get("properties", {}).get("items", {}).get("items", {})
    return str(items["$ref"]).rpartition("/")[2] if "$ref" in items else None


def _header(words: str, example: str) -> Part:
    return {"description": words, "schema": {"type": "string"}, "example": example}


def _without_null(schema: Part) -> None:
    """An address has no null: a parameter that may be absent is simply not required."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        schema.update(choices[0])
