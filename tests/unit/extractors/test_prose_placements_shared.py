"""Counts that several fields share: each, apiece, both, in that order, or all together. Schools, people and figures are invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

CASES = (
    (
        "Surgery attracted 14 of our graduates, while anesthesiology drew 9 and neurology and dermatology claimed three apiece.",
        ["Surgery = 14", "anesthesiology = 9", "neurology = 3", "dermatology = 3"],
    ),
    (
        "Two graduates apiece will pursue urology, ophthalmology and otolaryngology.",
        ["urology = 2", "ophthalmology = 2", "otolaryngology = 2"],
    ),
    ("Two graduates will each pursue urology and ophthalmology.", ["urology = 2", "ophthalmology = 2"]),
    (
        "There were three matches each in plastic surgery and vascular surgery.",
        ["plastic surgery = 3", "vascular surgery = 3"],
    ),
    (
        "Orthopedic surgery and otolaryngology each had four; urology had two.",
        ["Orthopedic surgery = 4", "otolaryngology = 4", "urology = 2"],
    ),
    (
        "Four students each went into orthopedic surgery and otolaryngology, two into urology, and one each into neurosurgery, plastics and radiation oncology.",
        [
            "orthopedic surgery = 4",
            "otolaryngology = 4",
            "urology = 2",
            "neurosurgery = 1",
            "plastics = 1",
            "radiation oncology = 1",
        ],
    ),
    (
        "Thirty students, or 25%, matched in internal medicine; 18 (15%) in family medicine; and 12 (10%) in each of surgery and pediatrics.",
        ["internal medicine = 30", "family medicine = 18", "surgery = 12", "pediatrics = 12"],
    ),
    (
        "Sixty students matched: internal medicine 20; pediatrics and psychiatry 15; surgery 10.",
        ["internal medicine = 20", "pediatrics = 15", "psychiatry = 15", "surgery = 10"],
    ),
    (
        "Fifty students matched: internal medicine 20; pediatrics and psychiatry 15; surgery 10; urology 5.",
        ["internal medicine = 20", "surgery = 10", "urology = 5"],
    ),
    (
        "Specialties with the most matches were internal medicine, pediatrics and family medicine, with 30, 20 and 15, respectively.",
        ["internal medicine = 30", "pediatrics = 20", "family medicine = 15"],
    ),
    (
        "One student matched in each of the following: dermatology, urology and neurosurgery.",
        ["dermatology = 1", "urology = 1", "neurosurgery = 1"],
    ),
    (
        "Matches to family medicine grew, with 22 students matching. Seven of Harrow’s students matched in emergency medicine programs, seven in anesthesiology and three in otolaryngology. Four students matched in each of psychiatry and surgery, two in each of radiology, urology and OBGYN.",
        [
            "family medicine = 22",
            "emergency medicine = 7",
            "anesthesiology = 7",
            "otolaryngology = 3",
            "psychiatry = 4",
            "surgery = 4",
            "radiology = 2",
            "urology = 2",
            "OBGYN = 2",
        ],
    ),
    (
        "Of the 101 Harrow medical students in the Match, 27 chose internal medicine, six chose primary care and 19 chose pediatrics. Five students matched with orthopaedics programs and eight matched in dermatology, an increase over previous years in both specialties. Nine students entered obstetrics and gynecology residencies and seven went into general surgery.",
        [
            "internal medicine = 27",
            "pediatrics = 19",
            "orthopaedics = 5",
            "dermatology = 8",
            "obstetrics and gynecology = 9",
            "general surgery = 7",
        ],
    ),
    (
        "Among the seniors, 61 matched in medicine residencies (40 in categorical and 21 in preliminary programs), 18 in surgery (9 categorical and 9 preliminary), 16 in pediatrics, 14 in transitional residency programs, 11 each in emergency medicine and orthopaedic surgery, and 1 each in neurology and plastic surgery.",
        [
            "medicine = 61",
            "surgery = 18",
            "pediatrics = 16",
            "transitional <transitional> = 14",
            "emergency medicine = 11",
            "orthopaedic surgery = 11",
            "neurology = 1",
            "plastic surgery = 1",
        ],
    ),
    (
        "Six students (9%) each selected obstetrics/gynecology and orthopedics; two students each, neurology and pathology; one student each: child psychiatry, ophthalmology, radiation oncology.",
        [
            "obstetrics/gynecology = 6",
            "orthopedics = 6",
            "neurology = 2",
            "pathology = 2",
            "child psychiatry = 1",
            "ophthalmology = 1",
            "radiation oncology = 1",
        ],
    ),
    ("Psychiatry and neurology both drew five students.", ["Psychiatry = 5", "neurology = 5"]),
    ("Two students, both from Ohio, will train in urology; another is bound for neurosurgery.", ["urology = 2"]),
    (
        "The specialties with the highest numbers of students who matched were medicine with 33 students, then a three-way tie between anesthesiology, emergency medicine and orthopaedic surgery with 14 students each. Twenty-four students matched with residency programs in New York state, followed by 21 students in California and 19 students in Washington, D.C.",
        ["medicine = 33", "anesthesiology = 14", "emergency medicine = 14", "orthopaedic surgery = 14"],
    ),
    (
        "As for surgical fields, 12 seniors chose general surgery, five orthopedics, three neurosurgery, and two each urology and ENT.",
        ["general surgery = 12", "orthopedics = 5", "neurosurgery = 3", "urology = 2", "ENT = 2"],
    ),
    ("No one matched in dermatology this year, and one each matched in urology and ENT.", ["urology = 1", "ENT = 1"]),
    (
        "Four go to the Mayo Clinic (Rochester, Minn.), three to UCLA Medical Center, and one each to Rush and Emory.",
        ["@ Mayo Clinic [MN] = 4", "@ UCLA Medical Center = 3", "@ Rush = 1", "@ Emory = 1"],
    ),
    (
        "Nine graduates each matched at Mercy Hospital and Harper Hospital.",
        ["@ Mercy Hospital = 9", "@ Harper Hospital = 9"],
    ),
    (
        "Harrow sent nine to Mayo Clinic, four to Cleveland Clinic, and two apiece to Emory and Rush.",
        ["@ Mayo Clinic = 9", "@ Cleveland Clinic = 4", "@ Emory = 2", "@ Rush = 2"],
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_is_found(text: str, expected: list[str]) -> None:
    assert sorted(shown(placement) for placement in placements_in(text)) == sorted(expected)
