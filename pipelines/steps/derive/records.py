"""The form of derived records: their identifiers, and texts that fit their fields.

Belongs here: how an outcome is put together. Does not belong here: a formula.
"""

from collections.abc import Iterable
from typing import Any

from schemas.identifiers import identifier
from schemas.outcomes import Outcome
from schemas.vocabulary import Basis, Unit

LONGEST_TEXT = 600
LONGEST_REASON = 300
NO_NATION = "no national figure on this basis is kept"
IDENTITY = (
    "name",
    "period",
    "specialty_slug",
    "institution_slug",
    "exam",
    "attempt",
    "stage",
    "denominator_kind",
    "years",
)
"""Fields that tell two derived outcomes of one school apart."""


def derived(school_slug: str, about: str | None = None, **fields: Any) -> Outcome:
    """Make a derived outcome; its identifier follows from what it is about, not from its value.

    about tells apart what those fields do not: the stated figure that it is derived from.
    """
    key = identifier(school_slug, Basis.derived, *(fields.get(name) for name in IDENTITY), about)
    if fields.get("unit") is not Unit.count and fields.get("national_value") is None:
        fields.setdefault("not_compared", NO_NATION)
    return Outcome(outcome_id=key, school_slug=school_slug, basis=Basis.derived, **(fields | _fitting(fields)))


def changed(outcome: Outcome, **fields: Any) -> Outcome:
    """Return a copy with other fields."""
    return outcome.model_copy(update=fields | _fitting(fields))


def joined(*texts: str | None) -> str | None:
    """Join what there is to say, each thing once, in the order given."""
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def add_caution(outcome: Outcome, cautions: Iterable[str]) -> Outcome:
    """Return the outcome with further cautions behind those that it carries."""
    text = joined(outcome.caution, *cautions)
    return outcome if text == outcome.caution else changed(outcome, caution=text)


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """Return a count with its noun."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def _fitting(fields: dict[str, Any]) -> dict[str, Any]:
    lengths = {
        "caution": LONGEST_TEXT,
        "note": LONGEST_TEXT,
        "not_computable": LONGEST_REASON,
        "not_compared": LONGEST_REASON,
    }
    return {name: _cut(fields[name], length) for name, length in lengths.items() if fields.get(name)}


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
