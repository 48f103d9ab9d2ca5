"""Notices about publication and descriptions of support."""

import pytest

from schemas.documents import Block, Heading, Locator, Paragraph
from scrapers.extractors.passages import passages_of
from scrapers.extractors.statements import statements_of
from scrapers.extractors.years import NO_YEAR, DocumentContext

PLACE = Locator()
CONTEXT = DocumentContext(None, None, (), (), NO_YEAR)
WITHHELD, PROMISED, NOT_YET_DUE, BEHIND_LOGIN, SUPPORT = (
    "withheld",
    "promised",
    "not_yet_due",
    "behind_login",
    "support",
)
MATCH, EXAM, OUTCOMES = "match", "exam", "outcomes"

NOTICES = [
    (WITHHELD, EXAM, "", "We do not publish board scores."),
    (WITHHELD, MATCH, "", "To protect students’ privacy, match results are not posted on this site."),
    (WITHHELD, EXAM, "", "The university declines to release USMLE pass rates."),
    (WITHHELD, MATCH, "", "The match list is not publicly available."),
    (WITHHELD, MATCH, "", "Specific residency placements are confidential and will not be shared."),
    (WITHHELD, MATCH, "", "Due to FERPA regulations, the school cannot release a match list."),
    (WITHHELD, MATCH, "", "Residency match data are available upon request."),
    (WITHHELD, MATCH, "", "The school no longer publishes its match list."),
    (WITHHELD, EXAM, "", "It is our policy not to disclose Step scores."),
    (PROMISED, MATCH, "", "Match results for 2025 will be posted in May."),
    (PROMISED, MATCH, "Match results", "Coming spring of 2025!"),
    (PROMISED, EXAM, "", "COMLEX Level 3 data will be available after the first graduates test."),
    (PROMISED, MATCH, "", "The 2024 match list is coming soon."),
    (PROMISED, EXAM, "", "Check back in summer for board results."),
    (PROMISED, EXAM, "COMLEX", "This page will be updated when pass rates are received from the NBOME."),
    (PROMISED, OUTCOMES, "", "Graduation rates will be reported once the inaugural class completes the program."),
    (PROMISED, MATCH, "", "We will publish placement rates here as soon as the first class matches."),
    (NOT_YET_DUE, OUTCOMES, "Outcomes", "The college has not yet graduated a class."),
    (NOT_YET_DUE, MATCH, "", "Because our inaugural class has not reached the match, there are no placement data."),
    (NOT_YET_DUE, EXAM, "", "No students have taken COMLEX Level 3 yet."),
    (NOT_YET_DUE, MATCH, "Residency match", "As a new school, we do not yet have graduates."),
    (NOT_YET_DUE, MATCH, "", "Match data are not yet available because the first class will graduate in 2027."),
    (BEHIND_LOGIN, MATCH, "", "Please log in to view the match list."),
    (
        BEHIND_LOGIN,
        EXAM,
        "",
        "Access to board score reports is restricted to current students and faculty with a NetID.",
    ),
    (BEHIND_LOGIN, MATCH, "", "The match list is password protected."),
    (BEHIND_LOGIN, MATCH, "", "You must sign in with your university account to see residency placements."),
    (SUPPORT, EXAM, "", "Every student receives a UWorld subscription for Step 1 preparation."),
    (SUPPORT, EXAM, "", "The curriculum sets aside eight weeks of dedicated study time before COMLEX Level 1."),
    (SUPPORT, EXAM, "", "Learning specialists meet with students who are at risk on the boards."),
    (
        SUPPORT,
        EXAM,
        "",
        "Students take a COMSAE before they sit for Level 1, and those who fall short follow a remediation plan.",
    ),
    (SUPPORT, MATCH, "", "Each student is paired with a specialty advisor who guides the residency application."),
    (SUPPORT, MATCH, "", "Career advisors hold mock interviews and review personal statements before the match."),
    (SUPPORT, MATCH, "", "The Office of Student Affairs offers ERAS workshops for seniors entering the Match."),
    (SUPPORT, MATCH, "", "Faculty mentors help students prepare for the residency match."),
    (WITHHELD, MATCH, "", "For reasons of confidentiality, the match list is kept in the dean’s office."),
    (WITHHELD, MATCH, "", "Match details are shared with admitted applicants only."),
    (WITHHELD, EXAM, "", "Board scores are reported to the accreditor but not to the public."),
    (WITHHELD, EXAM, "", "The college will not comment on its pass rates."),
    (WITHHELD, EXAM, "", "Results of licensing exams are not made public."),
    (WITHHELD, MATCH, "", "A spokeswoman said that the university does not give out match rates."),
    (PROMISED, MATCH, "Match results", "Figures for the Class of 2025 follow in June."),
    (PROMISED, EXAM, "", "Pass rates for the 2024 cycle are expected in July."),
    (PROMISED, MATCH, "Placement", "The table will be filled in after the first class matches."),
    (PROMISED, MATCH, "", "The full match list will appear here on Monday."),
    (PROMISED, MATCH, "", "A complete list of residency placements is forthcoming."),
    (PROMISED, EXAM, "COMLEX", "Data for Level 3 to be added."),
    (NOT_YET_DUE, EXAM, "", "Our first students sit Level 1 in 2027; there are no results until then."),
    (NOT_YET_DUE, OUTCOMES, "Graduation rates", "No cohort has finished the program yet."),
    (NOT_YET_DUE, MATCH, "", "Since the school opened only last year, match outcomes are not yet available."),
    (NOT_YET_DUE, MATCH, "", "The charter class has not reached the match."),
    (NOT_YET_DUE, OUTCOMES, "Outcomes", "The school has yet to graduate a class."),
    (SUPPORT, EXAM, "", "A tutor is assigned to anyone who fails a practice test for the boards."),
    (SUPPORT, EXAM, "", "Six weeks are kept free of class so that students can study for Step 1."),
    (SUPPORT, MATCH, "", "Each senior works with a faculty adviser on the rank list before the match."),
    (SUPPORT, EXAM, "", "The college pays for a board preparation course."),
    (SUPPORT, MATCH, "", "Students practice interviews with alumni before residency season."),
    (SUPPORT, MATCH, "", "Students who do not match are coached through SOAP by the advising team."),
    (WITHHELD, MATCH, "", "The school has chosen not to post its match list this year."),
    (WITHHELD, EXAM, "", "USMLE results are for internal use and are not released."),
    (WITHHELD, MATCH, "", "At the request of the class, no list of matches is published."),
    (WITHHELD, EXAM, "", "We no longer report average Step scores."),
    (WITHHELD, MATCH, "", "Residency placements are not disclosed in order to protect privacy."),
    (PROMISED, MATCH, "", "Please return in April for the 2025 match results."),
    (PROMISED, EXAM, "", "First-time pass rates will appear on this page when the first class has tested."),
    (PROMISED, MATCH, "", "An update with final placement numbers is planned for July."),
    (PROMISED, EXAM, "", "Once available, COMLEX results will be shown below."),
    (PROMISED, MATCH, "", "We will add the placement of the Class of 2026 after graduation."),
    (NOT_YET_DUE, EXAM, "", "As the first students only arrived in 2023, no one has sat for COMLEX."),
    (NOT_YET_DUE, MATCH, "", "There are no graduates yet, and so no residency placements."),
    (NOT_YET_DUE, OUTCOMES, "", "Outcome data do not exist yet for a school this young."),
    (NOT_YET_DUE, MATCH, "", "The inaugural class is still in its second year and has not entered the match."),
    (BEHIND_LOGIN, MATCH, "", "The full match list is open to students and faculty after they sign in."),
    (BEHIND_LOGIN, OUTCOMES, "", "Login is required to see outcomes data."),
    (
        SUPPORT,
        EXAM,
        "Step 1",
        "Every second-year student sits a practice examination in February and reviews it with a learning specialist.",
    ),
    (SUPPORT, EXAM, "", "We give students access to two commercial question banks for board study."),
    (SUPPORT, EXAM, "", "Remedial coursework is offered to those who do not pass Level 1."),
    (SUPPORT, MATCH, "", "A dean reads each student’s personal statement before residency applications go out."),
    (SUPPORT, MATCH, "", "Career nights, mock interviews and one-on-one advising prepare seniors for the match."),
    (SUPPORT, MATCH, "", "Faculty in each specialty advise students on their rank lists."),
    (WITHHELD, MATCH, "", "The university’s policy is not to release match data."),
    (WITHHELD, MATCH, "", "Because of student privacy laws we are unable to list residency placements."),
    (WITHHELD, EXAM, "", "Board results are considered confidential."),
    (PROMISED, MATCH, "", "Look for the match list here in late March."),
    (PROMISED, MATCH, "", "Residency results to come."),
    (PROMISED, EXAM, "COMLEX", "2023–24 pass rates: available fall 2024"),
    (NOT_YET_DUE, MATCH, "", "The first class will not graduate until 2026, so no placement rate exists."),
    (NOT_YET_DUE, EXAM, "", "COMLEX Level 3 results are not available because no class has graduated."),
    (BEHIND_LOGIN, MATCH, "Residency match list", "This list is restricted to users with a university login."),
    (SUPPORT, EXAM, "", "Academic coaches help students make a study schedule for Step 1."),
    (SUPPORT, EXAM, "", "The school sponsors a six-week review course before the boards."),
    (
        SUPPORT,
        MATCH,
        "",
        "Our residency advising program starts in the first year and assigns a mentor in the student’s specialty.",
    ),
    (SUPPORT, MATCH, "", "Workshops on ERAS, interviewing and rank lists are held each fall."),
]


def stated(heading: str, text: str) -> set[tuple[str, str]]:
    """Kinds and topics of what a paragraph under a heading states."""
    blocks: list[Block] = [*([Heading(heading, 1, PLACE)] if heading else []), Paragraph(text, PLACE)]
    return {(item.kind.value, item.topic.value) for item in statements_of(passages_of(blocks), CONTEXT)}


@pytest.mark.parametrize(("kind", "topic", "heading", "text"), NOTICES)
def test_a_notice_is_told_by_kind_and_topic(kind: str, topic: str, heading: str, text: str) -> None:
    assert stated(heading, text) == {(kind, topic)}
