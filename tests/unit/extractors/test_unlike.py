"""National rates beside a school's rate of another kind, told from those beside its like."""

import pytest

from schemas.findings import Measure
from schemas.vocabulary import MeasureName
from scrapers.reading import read_and_extract

RATES = (MeasureName.match_rate, MeasureName.placement_rate)


def rates(body: str) -> list[Measure]:
    page = f"<html><body><main><h1>Outcomes of graduates</h1>{body}</main></body></html>".encode()
    found = read_and_extract(page, declared_type="text/html").measures
    return [one for one in found if one.measure in RATES]


def table(*headers: str, row: tuple[str, ...]) -> str:
    head = "".join(f"<th>{header}</th>" for header in ("Class", *headers))
    cells = "".join(f"<td>{cell}</td>" for cell in ("2025", *row))
    return f"<table><tr>{head}</tr><tr>{cells}</tr></table>"


@pytest.mark.parametrize(
    "body",
    [
        table("Placement rate after SOAP", "National match rate before SOAP", row=("99.1%", "93.5%")),
        table("Match rate after SOAP", "National match rate before SOAP", row=("99.1%", "93.5%")),
        table("Placement rate", "National match rate", row=("99.1%", "93.5%")),
    ],
)
def test_a_rate_beside_its_unlike(body: str) -> None:
    (found,) = rates(body)
    assert found.unlike_national is not None
    assert found.unlike_national.startswith("93.5 %, National match rate")


@pytest.mark.parametrize(
    "body",
    [
        table("Match rate before SOAP", "National match rate before SOAP", row=("94.2%", "93.5%")),
        table(
            "Match rate before SOAP",
            "National match rate before SOAP",
            "Placement rate after SOAP",
            row=("94.2%", "93.5%", "99.1%"),
        ),
        table("Placement rate after SOAP", row=("99.1%",)),
    ],
)
def test_a_rate_beside_its_like(body: str) -> None:
    assert [one.unlike_national for one in rates(body) if one.unlike_national] == []
