"""Examples: one invented value for every field and parameter that has none where it is defined, and one answer an operation.

Belongs here: values by name, and putting them into the description. Does not belong here: examples of whole records
(description.py), values of closed vocabularies, which examples take from the vocabulary itself.
"""

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]

KEY = "5f2f7b1c9a3e4d60"
EDITION = "sample-2026-06-04-667e8e0b"
ADDRESS = "https://www.alderbrook.example/outcomes"
TEXTS: dict[str, str] = {
    "acgme_nrmp_code": "140", "acgme_nrmp_name": "Internal Medicine", "address": ADDRESS,
    "affiliated_school_slugs": "alderbrook", "after": "WyIiLFsiYWxkZXJicm9vayJdXQ", "anchor_text": "Match results",
    "asks_for": "the rate before SOAP", "basis": "participants", "before": "60 people in 48 rows",
    "box": "72,100,540,112", "candid": "It gives counts for whole classes.", "canonical_name": "Internal Medicine",
    "category": "primary care", "caution": "fewer than ten people", "cell": "B7", "city": "Alderbrook Falls",
    "class_year_source": "school's own history page", "competitiveness_basis": "applicants for each position",
    "competitiveness_tier": "moderate", "content_sha256": "9f" * 32, "crawl_reason": "its host answered 503",
    "crawl_state": "complete", "criterion_id": "rate.stage", "decision": "The page says so now.",
    "detail": "Alderbrook Falls, VT", "disputed": "The flag is said to be out of date.",
    "dodge": "“Our graduates go all over the country.”", "edition_id": EDITION, "entry_type": "categorical",
    "explanation": "The school praises its match results and publishes no figure for them.", "final_address": ADDRESS,
    "flag_subject": "match_rate 2026", "follow_up": "How many went there last year?", "formula": "Order: most classes first.",
    "health_system": "Example Health", "incomplete_reason": "the page budget was spent",
    "institution_method": "alias", "institution_runner_up": "example-hospital-north", "institution_slug": "example-hospital",
    "instance": "/v1/schools", "kept_from_edition": EDITION, "kind": "academic", "layout": "ruled table",
    "lcme_initial_accreditation_year": "1953", "listing_source": "https://accreditor.example/schools", "match_system": "NRMP",
    "measure": "match_rate", "media_type": "application/pdf", "missing": "briarholt", "name": "match_rate",
    "national_population": "us_md_seniors", "national_source": "https://national.example/2026", "national_year": "2026",
    "near": "alderbrook", "next": f"/v1/schools?after=WyIiLFsiYWxkZXJicm9vayJdXQ&edition={EDITION}",
    "not_computable": "the list names no institutions", "note": "the list of the class of 2026", "notes": "Invented.",
    "notice": "Invented data.", "parent_address": "https://www.alderbrook.example/", "parent_slug": "alderbrook",
    "partly_when": "Some of it is stated.", "path": f"/v1/placements?school_slug=alderbrook&edition={EDITION}", "period": "2026",
    "picture": f"/downloads/{EDITION}/pages/{KEY}-1.webp", "population": "us_md_seniors", "previous_edition_id": EDITION,
    "q": "alder", "question": "Is the rate before or after SOAP?", "quote": "82 of 88 participants (93.2%) matched before SOAP",
    "reading_note": "two columns", "reply_id": "alderbrook-2026-1", "resolved_state": "VT", "rule": "vague_match_claim",
    "schools": "alderbrook", "search": "complete", "section": "placements", "sha256": "9f" * 32, "sheet": "Class of 2026",
    "website_domain": "alderbrook.example", "short_name": "Alderbrook", "slug": "alderbrook", "source": "https://national.example/2026",
    "source_url": "https://national.example/2026", "specialties": "internal-medicine", "specialty": "Internal Medicine",
    "specialty_method": "exact", "specialty_runner_up": "family-medicine", "specialty_slug": "internal-medicine",
    "spoken_by": "Office of Student Affairs", "state": "VT", "statement": "The rate stands on our new page.", "states": "VT",
    "status_source": "https://accreditor.example/schools", "subject": "match list 2026", "text": "82 of 88 matched.",
    "title": "Outcomes of our graduates", "unit": "percent", "unlike_national": "placement beside match",
    "unseen": "the document is not kept", "why": "3 of 60 listed graduates; at least 1.7 %.", "year": "2026",
}  # fmt: skip
"""Invented texts by name of field or parameter; names that end in _id, _ids or key are identifiers, _slug and _state below."""
ENDINGS = {"_id": KEY, "_ids": KEY, "key": KEY, "_slug": "alderbrook", "_state": "VT"}
DAY, MOMENT, YEAR = "2026-06-04", "2026-06-04T12:00:00Z", 2026


def with_every_example(description: Part) -> Part:
    """Put an example beside every field, parameter and answer of an OpenAPI document."""
    schemas: Part = description["components"]["schemas"]
    for schema in schemas.values():
        whole: Any = next(iter(schema.get("examples", ())), {})
        for name, field in schema.get("properties", {}).items():
            if "examples" not in field and "$ref" not in field:
                known = whole.get(name) if isinstance(whole, dict) else None
                field["examples"] = [known if known not in (None, []) else _value(schemas, name, field)]
    for operation in (one for methods in description["paths"].values() for one in methods.values()):
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            schema.setdefault("examples", [schema.get("default") or _value(schemas, parameter["name"], schema)])
        for content in _contents(operation):
            if "$ref" in content["schema"]:
                content["example"] = _value(schemas, "", content["schema"])
    return description


def _contents(operation: Part) -> Iterator[Part]:
    for response in operation["responses"].values():
        yield from (content for content in response.get("content", {}).values() if "schema" in content)


def _value(schemas: Part, name: str, schema: Part) -> Any:
    """A value that a schema allows: given ones first, then by type and name."""
    if "$ref" in schema:
        return _value(schemas, name, schemas[schema["$ref"].rpartition("/")[2]])
    if "examples" in schema:
        return schema["examples"][0]
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if choices:
        return _value(schemas, name, choices[0])
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    kind = schema.get("type")
    if kind == "array":
        return [_value(schemas, name, schema["items"])]
    if kind == "object":
        properties = schema.get("properties", {})
        inner = schema.get("additionalProperties")
        key = _value(schemas, "", schema["propertyNames"]) if "propertyNames" in schema else "sample"
        of_any = {key: _value(schemas, name, inner)} if isinstance(inner, dict) else {}
        return {field: _value(schemas, field, definition) for field, definition in properties.items()} or of_any
    if kind == "boolean":
        return True
    return _number(name, schema) if kind in ("integer", "number") else _text(name, schema)


def _number(name: str, schema: Part) -> float:
    if "year" in name and schema.get("maximum", YEAR) >= YEAR >= schema.get("minimum", 0):
        return YEAR
    least, most = schema.get("minimum", 0), schema.get("maximum", 93.2)
    found = min(max(least, 3 if schema["type"] == "integer" else 0.9), most)
    return int(found) if schema["type"] == "integer" else float(found)


def _text(name: str, schema: Part) -> str:
    if schema.get("format") in ("date", "date-time"):
        return DAY if schema["format"] == "date" else MOMENT
    ending = next((value for end, value in ENDINGS.items() if name.endswith(end)), None)
    return TEXTS.get(name) or ending or "text"
