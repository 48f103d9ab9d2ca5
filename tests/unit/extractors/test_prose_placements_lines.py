"""Lines and tiles that pair one label with one count. Schools, people and figures are invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

CASES = (
    (
        "- Anesthesiology: 6\n- Dermatology: 0\n- Family Medicine: 21\n- Undecided: 1\n- Total: 28",
        ["Anesthesiology = 6", "Family Medicine = 21", "Undecided = 1"],
    ),
    (
        "- 6 Anesthesiology\n- 21 Family Medicine\n- 13 General Surgery\n- 1 Surgery-Preliminary",
        [
            "Anesthesiology = 6",
            "Family Medicine = 21",
            "General Surgery = 13",
            "Surgery-Preliminary <preliminary> = 1",
        ],
    ),
    (
        "## Where they are going\n- Cleveland Clinic (4)\n- Henry Ford Hospital (3)\n- Mercy Health, Toledo, OH (2)\n- Summa (1)",
        ["@ Cleveland Clinic = 4", "@ Henry Ford Hospital = 3", "@ Mercy Health [OH] = 2", "@ Summa = 1"],
    ),
    (
        "| 14 | Internal Medicine\n| 9 | Psychiatry\n| 98% | match rate\n| 22 | States\n| 120 | students matched",
        ["Internal Medicine = 14", "Psychiatry = 9"],
    ),
    (
        "- Family Medicine - 12 (10%)\n- Internal Medicine - 30 (25%)\n- Ob/Gyn - 6 (5%)",
        ["Family Medicine = 12", "Internal Medicine = 30", "Ob/Gyn = 6"],
    ),
    (
        "## Class of 2019\n- Pediatrics: 3\n- Urology: 1\n## Class of 2018\n- Pediatrics: 5\n- Urology: 2",
        ["Pediatrics = 3 / 2019", "Urology = 1 / 2019", "Pediatrics = 5 / 2018", "Urology = 2 / 2018"],
    ),
    (
        "- Internal Medicine (including preliminary) | 36\n- Obstetrics and Gynecology (incl prelim) | 7\n- Radiology/Diagnostic | 10\n- Radiology Oncology | 2",
        [
            "Internal Medicine (including preliminary) = 36",
            "Obstetrics and Gynecology (incl prelim) = 7",
            "Radiology/Diagnostic = 10",
            "Radiology Oncology = 2",
        ],
    ),
    (
        "By the numbers\nMost popular specialties among students who matched:\n- Internal medicine: 31\n- Pediatrics: 24\n- Emergency medicine: 19\nPercentage of students who matched with one of the top 10 programs in their specialty: 19%",
        ["Internal medicine = 31", "Pediatrics = 24", "Emergency medicine = 19"],
    ),
    (
        "## Specialty choices\nAnesthesiology 6\nDermatology 2\nFamily Medicine 21\nObstetrics/Gynecology 7",
        ["Anesthesiology = 6", "Dermatology = 2", "Family Medicine = 21", "Obstetrics/Gynecology = 7"],
    ),
    (
        "## Specialty choices\nAnesthesiology.....6\nDermatology.....2\nEmergency Med.....21",
        ["Anesthesiology = 6", "Dermatology = 2", "Emergency Med = 21"],
    ),
    (
        "## Entering residency in\n- Six in Anesthesiology\n- Two in Dermatology\n- Twenty-one in Family Medicine",
        ["Anesthesiology = 6", "Dermatology = 2", "Family Medicine = 21"],
    ),
    (
        "- Six students will train in anesthesiology.\n- Two students will train in dermatology.\n- 21 students, 18%, will train in family medicine.",
        ["anesthesiology = 6", "dermatology = 2", "family medicine = 21"],
    ),
    (
        "- Harrow General Hospital: 12\n- Saint Odo Medical Center: 4\n- University of Florida-Jacksonville: 2\n- Other: 9",
        [
            "@ Harrow General Hospital = 12",
            "@ Saint Odo Medical Center = 4",
            "@ University of Florida-Jacksonville = 2",
        ],
    ),
    (
        "| 6 | students matched into Anesthesiology\n| 21 | Family Medicine\n| 3 | OB-GYN\n| 12 | Primary care",
        ["Anesthesiology = 6", "Family Medicine = 21", "OB-GYN = 3"],
    ),
    ("| 21 (18%) | Family Medicine\n| 3 (2%) | OB-GYN", ["Family Medicine = 21", "OB-GYN = 3"]),
    (
        "- The most popular specialties: Internal Medicine (26 students), Pediatrics (18 students), OB/GYN (14 students), General Surgery (12 students)",
        ["Internal Medicine = 26", "Pediatrics = 18", "OB/GYN = 14", "General Surgery = 12"],
    ),
    ("- 9 (8%) – Anesthesiology\n- 4 (3%) – Neurology", ["Anesthesiology = 9", "Neurology = 4"]),
    (
        "- Anesthesiology – 9 graduates\n- Neurology – 4 graduates\n- Pathology – 1 graduate",
        ["Anesthesiology = 9", "Neurology = 4", "Pathology = 1"],
    ),
    ("- Anesthesiology [9]\n- Neurology [4]", ["Anesthesiology = 9", "Neurology = 4"]),
    ("- Anesthesiology = 9\n- Neurology = 4", ["Anesthesiology = 9", "Neurology = 4"]),
    ("- Anesthesiology x9\n- Neurology x4", ["Anesthesiology = 9", "Neurology = 4"]),
    (
        "- Anesthesiology, 9\n- Neurology, 4\n- Physical Medicine & Rehab, 2",
        ["Anesthesiology = 9", "Neurology = 4", "Physical Medicine & Rehab = 2"],
    ),
    ("- Anesthesiology: nine\n- Neurology: four", ["Anesthesiology = 9", "Neurology = 4"]),
    (
        "- Anesthesiology: 9 matches (7.5% of class)\n- Neurology: 4 matches (3.3% of class)",
        ["Anesthesiology = 9", "Neurology = 4"],
    ),
    (
        "- Anesthesiology* (9)\n- Neurology† (4)\n*Includes advanced positions.",
        ["Anesthesiology = 9", "Neurology = 4"],
    ),
    (
        "- Number of students matching in Anesthesiology: 9\n- Number of students matching in Neurology: 4",
        ["Anesthesiology = 9", "Neurology = 4"],
    ),
    (
        "- Students entering Anesthesiology: 9\n- Students entering Neurology: 4",
        ["Anesthesiology = 9", "Neurology = 4"],
    ),
    ("- Entering Anesthesiology – 9", ["Anesthesiology = 9"]),
    (
        "- Primary Care: 61\n-- Family Medicine: 22\n-- Internal Medicine: 31\n-- Pediatrics: 8\n- Surgical: 12",
        ["Family Medicine = 22", "Internal Medicine = 31", "Pediatrics = 8"],
    ),
    (
        "- Primary care: 61 (Family Medicine 22, Internal Medicine 31, Pediatrics 8)",
        ["Family Medicine = 22", "Internal Medicine = 31", "Pediatrics = 8"],
    ),
    (
        "## Largest recipients of our graduates\n- Harper Hospital – 9\n- Sinai-Grace – 4\n- Providence Hospital, Southfield – 3",
        ["@ Harper Hospital = 9", "@ Sinai-Grace = 4", "@ Providence Hospital = 3"],
    ),
    (
        "- Pediatrics: 20 (18 last year)\n- Urology: 3 (2 last year)",
        ["Pediatrics = 20", "Pediatrics = 18 / 2019", "Urology = 3", "Urology = 2 / 2019"],
    ),
    (
        "- Internal Medicine – Preliminary (4)\n- General Surgery – Categorical (7)\n- Medicine/Primary Care (3)",
        [
            "Internal Medicine – Preliminary <preliminary> = 4",
            "General Surgery – Categorical <categorical> = 7",
            "Medicine/Primary Care = 3",
        ],
    ),
    (
        "- 9: Mercy Hospital, Toledo, Ohio\n- 7: Harper Hospital, Detroit, Michigan",
        ["@ Mercy Hospital [OH] = 9", "@ Harper Hospital [MI] = 7"],
    ),
    (
        "## Internal medicine\n- Mercy Hospital, Toledo, OH: 2\n- Harper Hospital, Detroit, MI: 1\n- Emory University, Atlanta, GA: 3",
        [
            "Internal medicine @ Mercy Hospital [OH] = 2",
            "Internal medicine @ Harper Hospital [MI] = 1",
            "Internal medicine @ Emory University [GA] = 3",
        ],
    ),
    ("- Family medicine, 22 students, 18%\n- Psychiatry, 8 students, 7%", ["Family medicine = 22", "Psychiatry = 8"]),
    (
        "- 22 students – 18% – Family medicine\n- 8 students – 7% – Psychiatry",
        ["Family medicine = 22", "Psychiatry = 8"],
    ),
    ("- Family medicine 22/120\n- Psychiatry 8/120", ["Family medicine = 22", "Psychiatry = 8"]),
    (
        "- Family medicine: 22 (18 percent)\n- Psychiatry: 8 (7 percent)\n- Emergency: 4 (3 percent)",
        ["Family medicine = 22", "Psychiatry = 8", "Emergency = 4"],
    ),
    ("• Family medicine ... 22\n• Psychiatry ... 8", ["Family medicine = 22", "Psychiatry = 8"]),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_is_found(text: str, expected: list[str]) -> None:
    assert sorted(shown(placement) for placement in placements_in(text)) == sorted(expected)
