"""What must not become a placement. Schools, people and figures are invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

REFUSED = (
    "Forty graduates chose primary care (family medicine, internal medicine and pediatrics).",
    "Twelve will enter internal medicine, family medicine or pediatrics.",
    "Fifty-one percent of the class chose primary care; 12 percent chose surgery.",
    "Nationally, 3,000 seniors matched in pediatrics and 2,000 in psychiatry.",
    "Our residency programs filled all positions: 24 in internal medicine, 12 in pediatrics and 6 in surgery.",
    "The hospital will welcome 24 new residents in internal medicine and 12 in pediatrics.",
    "This year 40 students applied in orthopedics and 12 applied in urology.",
    "# Harrow College of Medicine\nTwenty stay at Harrow College Hospital; 14 go to Ohio and six to Texas.",
    "Seven couples matched together and 12 students matched outside the NRMP.",
    "Students matched in 22 specialties at 61 institutions in 28 states.",
    "## By state\n- Ohio (24)\n- Michigan (13)\n- New York (9)\n- Georgia (2)",
    "Dr. Jane Quillfeather, professor of surgery, completed her residency in general surgery at Duke University Hospital.",
    "More than 30 students matched in internal medicine.",
    "Ten students took part in the ceremony at Harbor Hall on Friday, and 14 volunteers from Internal Medicine helped.",
    "The class includes 5 future anesthesiologists, 12 pediatricians and 20 internists.",
    "Three graduates will serve in the Army and two in the Navy.",
    "## Top employers\n- Department of Surgery: 24 faculty\n- Department of Medicine: 96 faculty",
    "## Categories\n- Pediatrics (12)\n- Surgery (9)\n- Psychiatry (3)",
    "We have 30 internal medicine residents and 12 pediatrics residents.",
    "Residency lasts three years in pediatrics and five in surgery.",
    "- Family Medicine - 10%\n- Internal Medicine - 25%\n- Ob/Gyn - 5%",
    "Single matches came in dermatology, urology and neurosurgery.",
    "Students ranked Duke, Emory and Vanderbilt among their top 3 choices.",
    "Of the 96 graduates, 17 will stay at the medical center for their residency and seven will go into primary care.\nOf the residents coming to us, 29 will be going into internal medicine. Another 15 will be going into pediatrics and 12 into family medicine.",
    "Our graduates are heading to 31 states. The top states are Ohio (30), Michigan (22) and Illinois (9).",
    "The college’s 12 departments, including surgery and pediatrics, offer 5 fellowships in cardiology.",
    "The new tower has 24 operating rooms for surgery and 30 beds for pediatrics.",
    "The school ranks 12th in family medicine and 9th in rural medicine, according to U.S. News.",
    "Last year, 12 of 14 applicants in dermatology matched; this year, all 9 did.",
    "Students complete 8 weeks of internal medicine, 6 weeks of surgery and 4 weeks of pediatrics.",
    "We offer 8 positions in internal medicine and 4 in pediatrics through the NRMP.",
    "The residency in emergency medicine took 12 new interns; surgery took 5.",
    "Fewer than 10 students chose pathology, and about 20 chose pediatrics.",
    "Pictured are Jane Quillfeather and Ola Brindlewood, who matched in surgery at Duke and pediatrics at Emory.",
    "Jane Quillfeather will speak at the Henry Ford Museum about surgery.",
    "Ola Brindlewood graduated from Duke University and will become dean of Harrow Medical College.",
    "Brothers Jane Quillfeather and Ola Quillfeather both matched in surgery.",
    "Our alumna Jane Quillfeather trained in surgery at Duke University Hospital and is now chief of surgery at Mercy Hospital.",
    "A single student matched in nuclear medicine; a pair chose pathology.",
    "Nine women and five men will train in obstetrics and gynecology.",
    "## Destinations\n- Ohio: 24\n- Cleveland: 12\n- Michigan: 9",
    "## Hospital residents by program\n- Internal Medicine: 30 residents\n- Surgery: 15 residents",
    "## Applications received\n- Internal Medicine: 3000\n- Surgery: 150",
    "## National results\n- Internal Medicine: 900\n- Surgery: 150",
    "## Pharmacy residency match\n- Pediatrics: 3\n- Psychiatry: 2",
)


@pytest.mark.parametrize("text", REFUSED)
def test_is_no_placement(text: str) -> None:
    assert [shown(placement) for placement in placements_in(text)] == []
