"""National rates beside a school's rate of another kind, told from those beside its like."""

import pytest

from schemas.findings import Measure
from schemas.vocabulary import MeasureName
from scrapers.reading import read_and_extract

RATES = (MeasureName.match_rate, MeasureName.placement_rate)


def rates(body: str) -> list[Measure]:
    page = f"<html><body><main><h1>Match 2025</h1>{body}</main></body></html>".encode()
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


@pytest.mark.parametrize(
    "text",
    [
        "For the class of 2025, our placement rate of 99 percent exceeds the national match rate of 93.5 percent.",
        "In 2025, 98 percent of graduates matched after SOAP. The national match rate before SOAP was 93.5 percent.",
    ],
)
def test_a_sentence_that_sets_unlike_rates_side_by_side(text: str) -> None:
    (found,) = rates(f"<p>{text}</p>")
    assert found.unlike_national is not None
    assert found.unlike_national.startswith("93.5 %")


def test_a_sentence_that_sets_like_rates_side_by_side() -> None:
    text = "Our match rate before SOAP was 95.1 percent in 2025, and 99 percent after SOAP; the national match rate before SOAP was 93.5 percent."
    found = rates(f"<p>{text}</p>")
    assert found
    assert [one.unlike_national for one in found if one.unlike_national] == []
