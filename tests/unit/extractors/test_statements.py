"""Statements: which sentences say something of the results without a figure, and which do not."""

import pytest

from schemas.documents import Block, Cell, Heading, ListItem, Locator, Paragraph, Table, Tile
from scrapers.extractors.passages import passages_of
from scrapers.extractors.people import MARK
from scrapers.extractors.statements import statements_of
from scrapers.extractors.years import NO_YEAR, DocumentContext

PLACE = Locator(element_path="/html/body/p")
CONTEXT = DocumentContext(None, None, (), (), NO_YEAR)
VAGUE, WITHHELD, PROMISED = "vague_claim", "withheld", "promised"
NOT_YET_DUE, BEHIND_LOGIN, SUPPORT = "not_yet_due", "behind_login", "support"
MATCH, EXAM, OUTCOMES = "match", "exam", "outcomes"


def stated(*blocks: Block) -> set[tuple[str, str]]:
    """Kinds and topics of what some blocks state."""
    return {(item.kind.value, item.topic.value) for item in statements_of(passages_of(blocks), CONTEXT)}


def under(heading: str, text: str) -> list[Block]:
    """A paragraph under a heading, if there is one."""
    return [*([Heading(heading, 1, PLACE)] if heading else []), Paragraph(text, PLACE)]


SAYS = [
    ("Match Day", "Congratulations to the Class of 2023 on another outstanding match!", {(VAGUE, MATCH)}),
    ("Match Day 2006", "“These are excellent results,” the dean said.", {(VAGUE, MATCH)}),
    (
        "",
        "The associate dean called it an excellent match, pointing to places such as Massachusetts General and Stanford.",
        {(VAGUE, MATCH)},
    ),
    ("", "Past graduates have gone on to elite residency programs.", {(VAGUE, MATCH)}),
    (
        "",
        "As always, our students matched to some of the most competitive and prestigious programs in the country.",
        {(VAGUE, MATCH)},
    ),
    ("", "Graduates have been highly successful in obtaining residency positions.", {(VAGUE, MATCH)}),
    ("Residency placement", "Our graduates continue to place very well.", {(VAGUE, MATCH)}),
    ("", "“The class did very well in the match this year,” said the dean.", {(VAGUE, MATCH)}),
    ("", "This was one of the best Match Days ever.", {(VAGUE, MATCH)}),
    ("", "The list of the programs where they matched is impressive indeed.", {(VAGUE, MATCH)}),
    ("Match", "The vast majority of them matched.", {(VAGUE, MATCH)}),
    ("", "Our residency match rate is consistently above the national average.", {(VAGUE, MATCH)}),
    ("", "We have one of the highest match rates in the state.", {(VAGUE, MATCH)}),
    ("", "Year after year, our seniors secure residencies in their specialty of choice.", {(VAGUE, MATCH)}),
    (
        "",
        "Students obtained positions at renowned institutions such as Mayo Clinic, Duke and Stanford.",
        {(VAGUE, MATCH)},
    ),
    (
        "",
        "Our students match into highly competitive specialties including dermatology and neurosurgery.",
        {(VAGUE, MATCH)},
    ),
    ("", "It was a near-perfect match for the college.", {(VAGUE, MATCH)}),
    ("", "Match results for the class were the strongest in our history.", {(VAGUE, MATCH)}),
    ("", "Residency program directors actively seek our graduates.", {(VAGUE, MATCH)}),
    ("", "Our alumni are highly sought after by residency programs across the nation.", {(VAGUE, MATCH)}),
    ("", "Graduates go on to train at the nation’s top hospitals.", {(VAGUE, MATCH)}),
    ("", "Residency match success has been exceptional since our first class.", {(VAGUE, MATCH)}),
    ("", "Our track record in residency placement is second to none.", {(VAGUE, MATCH)}),
    ("", "Our graduates have an impressive record of residency placement.", {(VAGUE, MATCH)}),
    ("", "With a strong match rate, our graduates are ready.", {(VAGUE, MATCH)}),
    ("", "Almost all of our graduates match each year.", {(VAGUE, MATCH)}),
    (
        "",
        "Students matched in nearly every specialty, with most receiving one of their top choices.",
        {(VAGUE, MATCH)},
    ),
    ("", "Our students perform above the national average on USMLE Step 1.", {(VAGUE, EXAM)}),
    ("", "COMLEX pass rates consistently exceed the national average.", {(VAGUE, EXAM)}),
    ("", "Students excel on their board examinations.", {(VAGUE, EXAM)}),
    ("", "Our first-time pass rate is among the highest in the country.", {(VAGUE, EXAM)}),
    ("", "We have outstanding USMLE scores.", {(VAGUE, EXAM)}),
    ("", "Students do well on national licensing examinations.", {(VAGUE, EXAM)}),
    ("", "Our students score as well as their peers at other schools on Step 2 CK.", {(VAGUE, EXAM)}),
    ("", "Board scores remain strong.", {(VAGUE, EXAM)}),
    ("", "Nearly all students pass the boards on their first attempt.", {(VAGUE, EXAM)}),
    ("", "Our students’ performance on COMLEX Level 1 is comparable to the national mean.", {(VAGUE, EXAM)}),
    ("", "Our board results and match rates have been excellent.", {(VAGUE, EXAM), (VAGUE, MATCH)}),
    ("", "High pass rates on licensing exams are a hallmark of the school.", {(VAGUE, EXAM)}),
    ("", "The college is among the nation’s best medical schools for training rural doctors.", {(VAGUE, OUTCOMES)}),
    ("", "We are the state’s leading producer of primary care physicians.", {(VAGUE, OUTCOMES)}),
    ("", "The college has outstanding graduation rates.", {(VAGUE, OUTCOMES)}),
    ("", "We do not publish board scores.", {(WITHHELD, EXAM)}),
    ("", "To protect students’ privacy, match results are not posted on this site.", {(WITHHELD, MATCH)}),
    ("", "The university declines to release USMLE pass rates.", {(WITHHELD, EXAM)}),
    ("", "The match list is not publicly available.", {(WITHHELD, MATCH)}),
    ("", "Specific residency placements are confidential and will not be shared.", {(WITHHELD, MATCH)}),
    ("", "Due to FERPA regulations, the school cannot release a match list.", {(WITHHELD, MATCH)}),
    ("", "Residency match data are available upon request.", {(WITHHELD, MATCH)}),
    ("", "The school no longer publishes its match list.", {(WITHHELD, MATCH)}),
    ("", "It is our policy not to disclose Step scores.", {(WITHHELD, EXAM)}),
    ("", "Match results for 2025 will be posted in May.", {(PROMISED, MATCH)}),
    ("Match results", "Coming spring of 2025!", {(PROMISED, MATCH)}),
    ("", "COMLEX Level 3 data will be available after the first graduates test.", {(PROMISED, EXAM)}),
    ("", "The 2024 match list is coming soon.", {(PROMISED, MATCH)}),
    ("", "Check back in summer for board results.", {(PROMISED, EXAM)}),
    ("COMLEX", "This page will be updated when pass rates are received from the NBOME.", {(PROMISED, EXAM)}),
    ("", "Graduation rates will be reported once the inaugural class completes the program.", {(PROMISED, OUTCOMES)}),
    ("", "We will publish placement rates here as soon as the first class matches.", {(PROMISED, MATCH)}),
    ("Outcomes", "The college has not yet graduated a class.", {(NOT_YET_DUE, OUTCOMES)}),
    (
        "",
        "Because our inaugural class has not reached the match, there are no placement data.",
        {(NOT_YET_DUE, MATCH)},
    ),
    ("", "No students have taken COMLEX Level 3 yet.", {(NOT_YET_DUE, EXAM)}),
    ("Residency match", "As a new school, we do not yet have graduates.", {(NOT_YET_DUE, MATCH)}),
    ("", "Match data are not yet available because the first class will graduate in 2027.", {(NOT_YET_DUE, MATCH)}),
    ("", "Please log in to view the match list.", {(BEHIND_LOGIN, MATCH)}),
    (
        "",
        "Access to board score reports is restricted to current students and faculty with a NetID.",
        {(BEHIND_LOGIN, EXAM)},
    ),
    ("", "The match list is password protected.", {(BEHIND_LOGIN, MATCH)}),
    ("", "You must sign in with your university account to see residency placements.", {(BEHIND_LOGIN, MATCH)}),
    ("", "Every student receives a UWorld subscription for Step 1 preparation.", {(SUPPORT, EXAM)}),
    ("", "The curriculum sets aside eight weeks of dedicated study time before COMLEX Level 1.", {(SUPPORT, EXAM)}),
    ("", "Learning specialists meet with students who are at risk on the boards.", {(SUPPORT, EXAM)}),
    (
        "",
        "Students take a COMSAE before they sit for Level 1, and those who fall short follow a remediation plan.",
        {(SUPPORT, EXAM)},
    ),
    ("", "Each student is paired with a specialty advisor who guides the residency application.", {(SUPPORT, MATCH)}),
    ("", "Career advisors hold mock interviews and review personal statements before the match.", {(SUPPORT, MATCH)}),
    ("", "The Office of Student Affairs offers ERAS workshops for seniors entering the Match.", {(SUPPORT, MATCH)}),
    ("", "Faculty mentors help students prepare for the residency match.", {(SUPPORT, MATCH)}),
    ("", "The match went very well for our seniors this year.", {(VAGUE, MATCH)}),
    ("", "It was a banner year for the match.", {(VAGUE, MATCH)}),
    ("Residency", "Program directors keep asking for our graduates.", {(VAGUE, MATCH)}),
    ("Boards", "Our pass rates are the envy of the state.", {(VAGUE, EXAM)}),
    ("", "Our graduates are in demand at residency programs across the South.", {(VAGUE, MATCH)}),
    ("", "Students routinely beat the national mean on Level 1.", {(VAGUE, EXAM)}),
    ("", "Results on Step 1 remain among the best in the nation.", {(VAGUE, EXAM)}),
    ("", "Our students’ match results compare favorably with those of any school.", {(VAGUE, MATCH)}),
    ("", "Nearly everyone gets a first choice of residency.", {(VAGUE, MATCH)}),
    ("", "“This class matched beautifully,” the dean said.", {(VAGUE, MATCH)}),
    ("", "Graduates regularly win spots in the country’s most sought-after residencies.", {(VAGUE, MATCH)}),
    ("", "Our board scores speak for themselves.", {(VAGUE, EXAM)}),
    ("", "We are known for sending graduates to the finest hospitals in the land.", {(VAGUE, MATCH)}),
    ("", "The school enjoys an enviable reputation for residency placement.", {(VAGUE, MATCH)}),
    ("", "Our students outperform their peers on COMLEX.", {(VAGUE, EXAM)}),
    ("", "First-time pass rates have been well over the national figure for years.", {(VAGUE, EXAM)}),
    ("", "Once again the results of the match were superb.", {(VAGUE, MATCH)}),
    ("", "Scores on the boards have never been better.", {(VAGUE, EXAM)}),
    ("", "It is the best match we have ever had, the dean told the crowd.", {(VAGUE, MATCH)}),
    ("", "Our students match at rates higher than the national average.", {(VAGUE, MATCH)}),
    ("", "The college produces more rural doctors than any other in the region.", {(VAGUE, OUTCOMES)}),
    ("", "Our graduates obtain the residencies they want.", {(VAGUE, MATCH)}),
    ("", "The success of our graduates in the residency match is remarkable.", {(VAGUE, MATCH)}),
    ("", "The strength of this year’s match shows the quality of our program.", {(VAGUE, MATCH)}),
    ("", "Ours is a class of exceptional matches.", {(VAGUE, MATCH)}),
    ("", "Students here pass their boards at a rate above that of the nation.", {(VAGUE, EXAM)}),
    ("", "The list of matches reads like a who’s who of American medicine.", {(VAGUE, MATCH)}),
    ("", "Our graduates have gone on to residencies at Harvard, Yale and other top institutions.", {(VAGUE, MATCH)}),
    ("", "The college ranks near the top of all osteopathic schools on Level 2-CE.", {(VAGUE, EXAM)}),
    ("", "For reasons of confidentiality, the match list is kept in the dean’s office.", {(WITHHELD, MATCH)}),
    ("", "Match details are shared with admitted applicants only.", {(WITHHELD, MATCH)}),
    ("", "Board scores are reported to the accreditor but not to the public.", {(WITHHELD, EXAM)}),
    ("", "The college will not comment on its pass rates.", {(WITHHELD, EXAM)}),
    ("", "Results of licensing exams are not made public.", {(WITHHELD, EXAM)}),
    ("", "A spokeswoman said that the university does not give out match rates.", {(WITHHELD, MATCH)}),
    ("Match results", "Figures for the Class of 2025 follow in June.", {(PROMISED, MATCH)}),
    ("", "Pass rates for the 2024 cycle are expected in July.", {(PROMISED, EXAM)}),
    ("Placement", "The table will be filled in after the first class matches.", {(PROMISED, MATCH)}),
    ("", "The full match list will appear here on Monday.", {(PROMISED, MATCH)}),
    ("", "A complete list of residency placements is forthcoming.", {(PROMISED, MATCH)}),
    ("COMLEX", "Data for Level 3 to be added.", {(PROMISED, EXAM)}),
    ("", "Our first students sit Level 1 in 2027; there are no results until then.", {(NOT_YET_DUE, EXAM)}),
    ("Graduation rates", "No cohort has finished the program yet.", {(NOT_YET_DUE, OUTCOMES)}),
    ("", "Since the school opened only last year, match outcomes are not yet available.", {(NOT_YET_DUE, MATCH)}),
    ("", "The charter class has not reached the match.", {(NOT_YET_DUE, MATCH)}),
    ("Outcomes", "The school has yet to graduate a class.", {(NOT_YET_DUE, OUTCOMES)}),
    ("", "A tutor is assigned to anyone who fails a practice test for the boards.", {(SUPPORT, EXAM)}),
    ("", "Six weeks are kept free of class so that students can study for Step 1.", {(SUPPORT, EXAM)}),
    ("", "Each senior works with a faculty adviser on the rank list before the match.", {(SUPPORT, MATCH)}),
    ("", "The college pays for a board preparation course.", {(SUPPORT, EXAM)}),
    ("", "Students practice interviews with alumni before residency season.", {(SUPPORT, MATCH)}),
    ("", "Students who do not match are coached through SOAP by the advising team.", {(SUPPORT, MATCH)}),
]
SAYS_NOTHING = [
    ("", "Of the 120 seniors, 97 percent matched."),
    ("", "Nationally, 93.5 percent of MD seniors matched."),
    ("", "Our residency programs matched outstanding applicants from across the country."),
    ("", "The hospital’s residency programs filled every position."),
    ("", "Our research program is among the nation’s top recipients of NIH funding."),
    ("", "The new simulation center is a world-class facility."),
    ("", "Match Day is a great day for medical students across the country."),
    ("", "The National Resident Matching Program uses an algorithm to match applicants with programs."),
    ("", "Students will open their envelopes at noon on Friday."),
    ("", "Match results will be announced at noon on March 21 in Founders Hall."),
    ("", "Our pass rate on Level 1 was 96.4 percent, above the national rate of 92.1 percent."),
    ("", "The first-time pass rate on Step 1 was 98% compared with 94% nationally."),
    ("", "Our mission is to produce outstanding primary care physicians."),
    ("", "We strive to place all of our graduates in excellent residency programs."),
    ("", "The entering class has an outstanding GPA and MCAT average."),
    ("", "Faculty are nationally recognized for their teaching."),
    ("School of Pharmacy", "The School of Pharmacy has an excellent residency match rate."),
    ("", "Twelve students matched in family medicine and nine in pediatrics."),
    ("", "All 73 members of the class matched."),
    ("", "“I am so happy with my match,” she said."),
    ("", "She will train at the prestigious Mayo Clinic, her first choice."),
    ("", "Applicants should have strong board scores."),
    ("", "Competitive specialties require high Step 2 scores."),
    ("", "Students must pass Step 1 before they begin clerkships."),
    ("", "The program prepares students for success in residency."),
    ("", "Residency is a competitive process."),
    ("", "Names of students are not published."),
    ("", "Students who asked not to be listed are left out of the table."),
    ("", "The NBOME does not release national averages for Level 3 by campus."),
    ("", "Career Advising Calendar"),
    ("", "Contact the Office of Admissions for more information."),
    ("", "Photos from Match Day will be posted on Flickr."),
    ("", "Thank you to the mentors who helped our students match."),
    ("", "The dean praised the strong sense of community in the class."),
    ("", "The medical center is ranked among the best hospitals in the country."),
    ("", "Students come from the top universities in the nation."),
    ("", "The college is one of the largest medical schools in the country."),
    ("", "An additional 12 students matched through the military match, which is highly competitive."),
    ("", "The match is the culmination of years of hard work."),
    ("", "U.S. News & World Report ranked the school No. 8 in rural medicine."),
    ("", "Sixty-two percent of the class matched into one of their top three choices."),
    ("Academics", "Log in to the student portal to register for classes."),
    ("Tuition", "Tuition rates for next year will be posted in May."),
    ("", "The board of trustees does not publish its minutes."),
    ("Financial aid", "Financial aid data are available upon request."),
    ("", "Graduates of our nursing program do very well on the NCLEX exam."),
    ("", "More than 38,000 applicants competed for positions in the strongest match on record."),
    ("", "Here are tips for a successful match."),
    ("", "A student may register for Step 1 after passing the comprehensive examination."),
    ("", "Many of our alumni are leaders in their fields."),
    ("", "We are proud of this remarkable class."),
    ("", "The average Step 1 score of matched applicants in dermatology was 244 nationally."),
    ("", "Our tutoring center helps undergraduates prepare for the MCAT."),
    ("Internal Medicine Residency", "Residents receive strong mentorship and board review sessions."),
    ("", "He called on lawmakers to support residency programs."),
    ("", "Thirty-one students will stay at our own highly regarded residency programs."),
    ("", "The exam room was quiet."),
    ("", "Good luck to our students in the match!"),
    ("Match Day", "The ceremony was a wonderful success."),
    ("Match Day", "It was a great day for the class."),
    ("Match Day", "Families from all over the country came to the best hotel in town."),
    ("Match Day", "The dean called the class resilient."),
    ("Match", "Programs on the list include Massachusetts General, Johns Hopkins, UCSF and Mayo."),
    ("Match", "Others leave for Brigham and Women’s, Duke, Emory and Penn."),
    ("", "Competition for residency positions was strong this year."),
    ("", "The match is run by the National Resident Matching Program."),
    ("", "Our hospital attracts the best residents from top schools."),
    ("Match", "The top specialties were internal medicine and pediatrics."),
    ("Match", "The most popular specialties were family medicine and psychiatry."),
    ("", "Top Specialties"),
    ("Match", "Internal medicine was again the top choice."),
    ("", "Thirty-four seniors matched in primary care, the most ever."),
    ("", "The school received high marks from its accreditor."),
    ("", "She said the school prepared her well for residency."),
    ("Match", "“I got my top choice,” he said."),
    ("", "Students may take Step 2 CK in the summer."),
    ("USMLE", "The exam is offered at Prometric centers."),
    ("", "Passing Step 1 is required for promotion."),
    ("", "The average match rate for all DO seniors was 92 percent."),
    ("", "The residency programs of the Medical Center filled all of their positions."),
    ("Match Day", "Videos of the ceremony will be posted next week."),
    ("", "The college will welcome its first class in 2026."),
    ("", "Applications will be available in May."),
    ("Match list", "The list is in alphabetical order."),
    ("Match", "Percentages do not add up to 100 because of rounding."),
    ("Match", "Not all students reported their results."),
    ("Match", "Students in the military match are not included."),
    ("Match list", "A few students did not give permission to publish their names."),
    ("Outcomes", "Data are as of June 30."),
    ("", "The graduation rate of the 2016 cohort was 95.2 percent."),
    ("", "See the full list of matches."),
    ("Match", "Click here to see the results."),
    ("Match Day", "Faculty mentors and classmates cheered."),
    ("Match Day", "He thanked his mentor."),
    ("Match", "The advising office is in Room 210."),
    ("", "Good mentors make good doctors."),
    ("", "Our students score in the 90th percentile on kindness."),
    ("", "The bar exam pass rate of the law school was high."),
    ("Match", "Most of the class will stay in the South."),
    ("Match", "Many will train in the state’s largest cities."),
    ("Match Day", "The class raised a record sum for the food bank."),
    ("", "Residency begins in July."),
    ("", "The match rate rose from 95 to 97 percent."),
    ("", "The board of regents approved a new building."),
    ("", "Students work with top researchers."),
    ("", "Our clinical partners include the region’s leading hospitals."),
    ("Curriculum", "Students complete rotations at top hospitals such as Mercy and St. Luke’s."),
    ("Curriculum", "Students train at excellent clinical sites in their third year."),
    ("", "Third-year students go to leading hospitals in Chicago for their clerkships."),
]


@pytest.mark.parametrize(("heading", "text", "expected"), SAYS)
def test_a_statement_is_found_with_its_kind_and_topic(heading: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert stated(*under(heading, text)) == expected


@pytest.mark.parametrize(("heading", "text"), SAYS_NOTHING)
def test_a_sentence_that_is_no_statement_is_left_out(heading: str, text: str) -> None:
    assert stated(*under(heading, text)) == set()


def test_a_statement_carries_its_words_place_and_rule_without_names() -> None:
    text = "“Our board scores remain strong,” said Isolde Marchetti, associate dean."
    (found,) = statements_of(passages_of([Paragraph(text, PLACE)]), CONTEXT)
    assert found.text == f"“Our board scores remain strong,” said {MARK}, associate dean."
    assert found.quote == found.text
    assert found.element_path == PLACE.element_path
    assert found.rule == "praise of exam results"


def test_only_the_sentence_that_states_it_is_kept() -> None:
    text = "The ceremony was on Friday. We do not publish match lists. Parking is free."
    (found,) = statements_of(passages_of([Paragraph(text, PLACE)]), CONTEXT)
    assert found.text == "We do not publish match lists."


def test_results_named_before_give_the_topic() -> None:
    blocks = [
        Paragraph("In all, 98 of our seniors matched.", PLACE),
        Paragraph("“These are superb results,” the dean said.", PLACE),
    ]
    assert stated(*blocks) == {(VAGUE, MATCH)}


def test_a_notice_about_two_things_is_two_statements() -> None:
    both = {(WITHHELD, MATCH), (WITHHELD, EXAM)}
    assert stated(Paragraph("The school does not publish match lists or board scores.", PLACE)) == both
    later = "Match results and COMLEX pass rates will be posted in June."
    assert stated(Paragraph(later, PLACE)) == {(PROMISED, MATCH), (PROMISED, EXAM)}
    due = "No class has taken part in the residency match or taken USMLE Step 2 CK yet."
    assert stated(Paragraph(due, PLACE)) == {(NOT_YET_DUE, MATCH), (NOT_YET_DUE, EXAM)}


def test_a_figure_in_another_clause_does_not_settle_a_claim() -> None:
    assert stated(Paragraph("In 2014, 96 seniors applied, and they were matched to top programs.", PLACE)) == {
        (VAGUE, MATCH)
    }
    assert stated(Paragraph("In 2014, 96 seniors matched to top programs.", PLACE)) == set()


def test_a_range_leaves_a_claim_open() -> None:
    assert stated(Tile("97-98%", "COMLEX Level 3 pass rate above the national mean", PLACE)) == {(VAGUE, EXAM)}
    assert stated(Tile("97.4%", "COMLEX Level 3 pass rate above the national mean", PLACE)) == set()


def test_items_of_a_list_and_long_cells_are_read_and_headings_are_not() -> None:
    sentence = "Our graduates match into the most prestigious programs."
    assert stated(ListItem(sentence, 1, PLACE)) == {(VAGUE, MATCH)}
    assert stated(Table((Cell(sentence, 0, 0, PLACE), Cell("Match", 0, 1, PLACE)), PLACE)) == {(VAGUE, MATCH)}
    assert stated(Heading("Our graduates match into the most prestigious programs", 1, PLACE)) == set()


def test_the_same_words_printed_twice_are_one_statement() -> None:
    sentence = "Board scores remain strong."
    assert len(statements_of(passages_of([Paragraph(sentence, PLACE), Paragraph(sentence, PLACE)]), CONTEXT)) == 1


@pytest.mark.parametrize(
    "heading", ["School of Pharmacy", "College of Dental Medicine", "Doctor of Physical Therapy", "Nursing"]
)
def test_other_professions_are_left_out(heading: str) -> None:
    assert (
        stated(*under(heading, "Our board pass rates are outstanding, and we do not publish placement data.")) == set()
    )


@pytest.mark.parametrize(
    "unit", ["match ", "going on to very highly ", "board exam Step 1 ", "rates will be ", "a-", "A. "]
)
def test_endless_sentences_state_nothing(unit: str) -> None:
    assert stated(Paragraph((unit * 20_000)[:50_000], PLACE)) == set()
