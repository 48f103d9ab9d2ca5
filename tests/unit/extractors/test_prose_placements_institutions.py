"""Counts at institutions in sentences. Schools, people and figures are invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

CASES = (
    (
        "Eleven students matched at Duke University Hospital in Durham, N.C., six at Emory and four at the Mayo Clinic.",
        ["@ Duke University Hospital [NC] = 11", "@ Emory = 6", "@ Mayo Clinic = 4"],
    ),
    (
        "Three students matched in general surgery at Yale New Haven Hospital.",
        ["general surgery @ Yale New Haven Hospital = 3"],
    ),
    (
        "Another eight head to Loma Linda University Medical Center, five to Kaiser Permanente and one to UCLA.",
        ["@ Loma Linda University Medical Center = 8", "@ Kaiser Permanente = 5", "@ UCLA = 1"],
    ),
    (
        "MetroHealth will take five of our graduates and University Hospitals seven.",
        ["@ MetroHealth = 5", "@ University Hospitals = 7"],
    ),
    (
        "Our students will train at Duke (3), Emory (2) and Vanderbilt (2).",
        ["@ Duke = 3", "@ Emory = 2", "@ Vanderbilt = 2"],
    ),
    (
        "Of the 140 seniors, 44 were placed in residency programs locally, including 25 at University Hospital and six at Riverbend Children’s Hospital. Twenty-six other seniors were matched within Ohio.",
        ["@ Riverbend Children’s Hospital = 6"],
    ),
    (
        "Seventeen are going into emergency medicine and 5 students will train at Harper Hospital.",
        ["emergency medicine = 17", "@ Harper Hospital = 5"],
    ),
    ("Two Harrow students matched at Johns Hopkins in neurosurgery and otolaryngology.", ["@ Johns Hopkins = 2"]),
    (
        "Students at Harrow Medical College matched at Stanford Hospital (3), UCSF (5), and Brigham and Women’s Hospital (2).",
        ["@ Stanford Hospital = 3", "@ UCSF = 5", "@ Brigham and Women’s Hospital = 2"],
    ),
    (
        "Nine graduates took residencies in anesthesiology, four in neurology, three in pathology, and two at the NIH.",
        ["anesthesiology = 9", "neurology = 4", "pathology = 3", "@ NIH = 2"],
    ),
    (
        "Two students matched in the integrated plastic surgery program at Mercy Hospital in St. Louis, Missouri.",
        ["integrated plastic surgery @ Mercy Hospital [MO] = 2"],
    ),
    (
        "The Mayo Clinic got four, UCLA three and Rush two of the graduates.",
        ["@ Mayo Clinic = 4", "@ UCLA = 3", "@ Rush = 2"],
    ),
    (
        "The hospitals taking the most graduates are Mercy Hospital (9), Harper Hospital (7) and Rush University Medical Center (6).",
        ["@ Mercy Hospital = 9", "@ Harper Hospital = 7", "@ Rush University Medical Center = 6"],
    ),
    (
        "Top destinations: Mercy Hospital, 9; Harper Hospital, 7; Rush University Medical Center, 6.",
        ["@ Mercy Hospital = 9", "@ Harper Hospital = 7", "@ Rush University Medical Center = 6"],
    ),
    (
        "Seven will stay for psychiatry at Harrow, and three for pathology.",
        ["psychiatry @ Harrow = 7", "pathology = 3"],
    ),
    (
        "Mayo Clinic, with nine, and Cleveland Clinic, with four, took the most.",
        ["@ Mayo Clinic = 9", "@ Cleveland Clinic = 4"],
    ),
    (
        "Hospitals with more than one: Mayo Clinic 9, Cleveland Clinic 4, Emory 2",
        ["@ Mayo Clinic = 9", "@ Cleveland Clinic = 4", "@ Emory = 2"],
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_is_found(text: str, expected: list[str]) -> None:
    assert sorted(shown(placement) for placement in placements_in(text)) == sorted(expected)
