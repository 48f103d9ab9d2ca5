"""What single strings look like."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import Position
from scrapers.extractors.gazetteer import split_location, split_place, state_code
from scrapers.extractors.lexicon import (
    LIKELY,
    institution_likeness,
    position_code,
    position_in,
    specialty_likeness,
    specialty_prefix,
    specialty_suffix,
)
from scrapers.reference import REFERENCE_FOLDER


@pytest.mark.parametrize(
    "text",
    [
        "Internal Medicine", "INTERNAL MEDICINE - PRELIMINARY", "Surgery-General", "OB/GYN", "Med-Peds", "Neurology, Child", "PM&R",
        "Radiology-Interventional (Integrated)", "Pediatrics/Psychiatry/Child Psychiatry", "Transitional Year", "Anesthesiology PGY-2",
        "Otolaryngology-Head and Neck Surgery", "Osteopathic Neuromusculoskeletal Medicine", "IM", "Family Medicine - Rural Track",
    ],
)  # fmt: skip
def test_specialties_read_like_specialties(text: str) -> None:
    assert specialty_likeness(text) >= LIKELY
    assert institution_likeness(text) < LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "Duke Univ Med Ctr-NC", "BRIGHAM & WOMENS HOSP-MA", "University of California, San Francisco", "St. Luke's-Bethlehem",
        "96th Medical Group, Eglin AFB", "Kaiser Permanente-Fontana-CA", "SUNY Upstate Med University", "In His Image Family Medicine",
        "Barnes-Jewish Hospital/Washington University", "Marshfield Clinic", "Med Coll Wisconsin Affil Hosps",
    ],
)  # fmt: skip
def test_institutions_read_like_institutions(text: str) -> None:
    assert institution_likeness(text) >= LIKELY
    assert specialty_likeness(text) < LIKELY


@pytest.mark.parametrize(
    "text", ["", "Total", "Boston, MA", "Jane Quillfeather", "3082120C0", "Family Medicine 3082120C0 8 4 8 6", "23"]
)
def test_other_strings_read_like_neither(text: str) -> None:
    assert specialty_likeness(text) < LIKELY
    assert institution_likeness(text) < LIKELY


@given(st.text(max_size=60))
def test_likeness_of_any_string_is_a_share(text: str) -> None:
    assert 0 <= specialty_likeness(text) <= 1
    assert 0 <= institution_likeness(text) <= 1
    split_location(text)
    specialty_prefix(text)
    specialty_suffix(text)


@pytest.mark.parametrize(
    ("text", "program", "city", "state"),
    [
        ("Stanford Health Care, Stanford, CA", "Stanford Health Care", "Stanford", "CA"),
        ("Boston Medical Center, Boston, Mass.", "Boston Medical Center", "Boston", "MA"),
        ("Mayo Clinic, Rochester, Minnesota", "Mayo Clinic", "Rochester", "MN"),
        ("Baystate Medical Center (MA)", "Baystate Medical Center", None, "MA"),
        ("Mayo Clinic (Rochester, MN)", "Mayo Clinic", "Rochester", "MN"),
        (
            "Creighton University Affiliated Hospitals (Phoenix)",
            "Creighton University Affiliated Hospitals (Phoenix)",
            None,
            None,
        ),
        ("Duke Univ Med Ctr-NC", "Duke Univ Med Ctr-NC", None, "NC"),
        ("BRIGHAM & WOMENS HOSP MA", "BRIGHAM & WOMENS HOSP", None, "MA"),
        ("Hosp of the Univ of PA", "Hosp of the Univ of PA", None, None),
        (
            "University of California, San Francisco, San Francisco, CA",
            "University of California, San Francisco",
            "San Francisco",
            "CA",
        ),
        ("University of California, San Diego, CA", "University of California, San Diego", None, "CA"),
        ("University of Nevada, Reno", "University of Nevada, Reno", None, None),
        ("George Washington University, Washington, DC", "George Washington University", "Washington", "DC"),
        ("Montefiore, New York", "Montefiore", "New York", None),
        ("Harbor-UCLA Medical Center, Torrance, CA", "Harbor-UCLA Medical Center", "Torrance", "CA"),
        ("McGill University (QC)", "McGill University", None, "QC"),
        ("Mayo Clinic – Rochester, MN", "Mayo Clinic", "Rochester", "MN"),
    ],
)
def test_places_are_cut_off_names(text: str, program: str, city: str | None, state: str | None) -> None:
    assert tuple(split_location(text)) == (program, city, state)


def test_every_known_institution_keeps_its_name_before_its_place() -> None:
    with (REFERENCE_FOLDER / "institutions.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["city"] and row["state"] and "(" not in row["name"] and "," not in row["name"]
        ]
    wrong = [
        row["name"]
        for row in rows
        if split_location(f"{row['name']}, {row['city']}, {row['state']}") != (row["name"], row["city"], row["state"])
    ]
    assert len(wrong) <= len(rows) * 0.01, wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("N.Y.", "NY"),
        ("Calif.", "CA"),
        ("west virginia", "WV"),
        ("Puerto Rico", "PR"),
        ("ma", "MA"),
        ("Ontario", "ON"),
        ("Boston", None),
        ("XX", None),
    ],
)
def test_states_are_known_however_they_are_written(text: str, code: str | None) -> None:
    assert state_code(text) == code


def test_a_place_alone() -> None:
    assert split_place("Nashville, TN") == ("Nashville", "TN")
    assert split_place("Washington, D.C.") == ("Washington", "DC")
    assert split_place("Duke Univ Med Ctr, Durham, NC") == (None, None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Internal Medicine - Preliminary – Boston Medical Center, Boston, MA",
            ("Internal Medicine - Preliminary", "Boston Medical Center, Boston, MA"),
        ),
        ("EMERGENCY MEDICINE METHODIST HOSPITAL NY", ("EMERGENCY MEDICINE", "METHODIST HOSPITAL NY")),
        ("Diagnostic Radiology/Nuclear Medicine ..... UCLA", ("Diagnostic Radiology/Nuclear Medicine", "UCLA")),
        ("Family Medicine Residency of Idaho", None),
        ("Boston Medical Center", None),
    ],
)
def test_specialties_at_the_start_of_a_line(text: str, parts: tuple[str, str] | None) -> None:
    assert specialty_prefix(text) == parts


def test_specialties_at_the_end_of_a_line() -> None:
    assert specialty_suffix("University of South Alabama College of Medicine Internal Medicine") == (
        "University of South Alabama College of Medicine",
        "Internal Medicine",
    )
    assert specialty_suffix("Boston Medical Center") is None


def test_positions() -> None:
    assert position_in("Surgery-Preliminary") is Position.preliminary
    assert position_in("Transitional (PGY-1 Only)") is Position.transitional
    assert position_in("Internal Medicine") is None
    assert [position_code(code) for code in ("C", "p", "(A)", "R", "Advanced", "x")] == [
        Position.categorical, Position.preliminary, Position.advanced, Position.physician_only, Position.advanced, None,
    ]  # fmt: skip
