"""Larkmere University School of Medicine: the exemplary MD school. Everything is published, dated and defined."""

from collections.abc import Callable

from sample.generator.cohorts import MD_WEIGHTS, Row, draw_class, specialty_counts, state_counts
from sample.generator.everyday import Story, everyday_pages
from sample.generator.figures import (
    NRMP_MD_SENIORS,
    STEP_1_NATIONAL,
    STEP_2_NATIONAL,
    MatchYear,
    exam_table,
    graduation_table,
)
from sample.generator.listing import full_rows
from sample.generator.markup import bullets, heading, link, paragraphs, record_table, table
from sample.generator.pdf import ruled_table
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from sample.generator.workbook import workbook
from schemas.registry import Expectation

CLASSES = [
    MatchYear(2026, not_seeking=3, matched=112, soap=5, unmatched=1),
    MatchYear(2025, not_seeking=2, matched=111, soap=4, unmatched=2),
    MatchYear(2024, not_seeking=4, matched=110, soap=6, unmatched=2),
    MatchYear(2023, not_seeking=3, matched=108, soap=4, unmatched=2),
    MatchYear(2022, not_seeking=2, matched=107, soap=7, unmatched=2),
]
COLUMNS: dict[str, Callable[[MatchYear], object]] = {
    "Class": lambda year: year.year,
    "Graduates": lambda year: year.graduates,
    "Not seeking a residency": lambda year: year.not_seeking,
    "Participants": lambda year: year.participants,
    "Matched before SOAP": lambda year: year.matched,
    "Match rate before SOAP": lambda year: year.match_rate,
    "National rate, MD seniors, before SOAP": lambda year: NRMP_MD_SENIORS[year.year],
    "Placed in SOAP": lambda year: year.soap,
    "Unmatched": lambda year: year.unmatched,
}
STEP_1 = [("2025", 124, 119), ("2024", 122, 116), ("2023", 121, 115), ("2022", 119, 113)]
STEP_2 = [
    ("2025-2026", 120, 118, "253", "251"), ("2024-2025", 121, 120, "251", "250"), ("2023-2024", 119, 117, "250", "249"),
    ("2022-2023", 120, 118, "249", "248"),
]  # fmt: skip
ENTERED = [("2022", 124, 117, None), ("2021", 123, 115, None), ("2020", 122, 116, 120), ("2019", 120, 113, 118)]
NEAR = {"PA": 26, "MD": 5, "NY": 5, "NJ": 4, "OH": 4, "DE": 3, "VA": 3}
HEAD = ["Specialty", "Institution", "City", "State", "Position"]
UPDATED = "September 14, 2026"
TRAIL = (("Student Outcomes", "/outcomes/"),)


def class_rows(year: MatchYear) -> list[Row]:
    """Return the positions of one class."""
    return draw_class(f"larkmere {year.year}", year.placed, MD_WEIGHTS, NEAR)


def list_notes(year: MatchYear, rows: list[Row]) -> list[str]:
    """Return what the list says about itself."""
    pairs = len(rows) - year.placed
    return [
        (
            f"As of June 1, {year.year}. The list holds {len(rows)} positions of {year.placed} graduates. "
            f"{pairs} graduates hold an advanced position and, on a row of its own, the preliminary or transitional year "
            "that comes before it."
        ),
        (
            f"Not on the list: {year.not_seeking} graduates who are not seeking a residency and {year.unmatched} who "
            "had no position after SOAP. Nobody asked to be left out."
        ),
    ]


def _match_page(site: Site) -> None:
    newest = CLASSES[0]
    rows = class_rows(newest)
    states = state_counts(rows)
    site.page(
        "/outcomes/match/",
        "Residency Match Results",
        paragraphs(
            f"The class of 2026 has {newest.graduates} graduates. {newest.participants} took part in the NRMP Main "
            f"Residency Match, and {newest.matched} of them ({newest.match_rate}) matched to a PGY-1 position before "
            f"SOAP. {newest.soap} more were placed in SOAP, {newest.unmatched} remained unmatched, and "
            f"{newest.not_seeking} did not seek a residency."
        ),
        record_table(COLUMNS, CLASSES, "Match results by class"),
        paragraphs(
            "Participants are graduates who certified a rank order list. The match rate is the share of participants "
            "who matched to a PGY-1 position before SOAP; it is the definition that the NRMP uses, so the two rates "
            "can be set side by side. No graduate of these classes took part in another match."
        ),
        heading("Class of 2026 by specialty"),
        table(
            ["Specialty", "Graduates"],
            [*specialty_counts(rows), ("Total", newest.placed)],
            "Class of 2026: final specialty of the graduates placed",
        ),
        paragraphs(
            f"Graduates of 2026 will train in {len(states)} states; {dict(states)['PA']} stay in Pennsylvania."
        ),
        heading("Match lists"),
        bullets(
            [
                *(
                    link(f"/files/match-list-{y.year}.pdf", f"Match list, class of {y.year} (PDF)")
                    for y in CLASSES[:3]
                ),
                link("/files/match-lists-2022-2026.xlsx", "Match lists, classes of 2022 to 2026 (Excel)"),
            ]
        ),
        updated=UPDATED,
        trail=TRAIL,
    )


def _exam_page(site: Site) -> None:
    site.page(
        "/outcomes/usmle/",
        "USMLE Results",
        paragraphs(
            "All rates count first attempts of students of this school, as reported to us by the NBME. Step 1 "
            "is shown by calendar year, Step 2 CK by academic year (July to June). The national rates are "
            "those of first-time takers from MD schools."
        ),
        heading("Step 1"),
        exam_table("Calendar year", STEP_1, STEP_1_NATIONAL, "USMLE Step 1, first attempts"),
        paragraphs("Step 1 has been reported as pass or fail since January 2022."),
        heading("Step 2 CK"),
        exam_table(
            "Academic year", [cycle[:3] for cycle in STEP_2], STEP_2_NATIONAL, "USMLE Step 2 CK, first attempts"
        ),
        table(
            ["Academic year", "Mean score", "National mean score"],
            [(period, mean, nation) for period, _, _, mean, nation in STEP_2],
            "USMLE Step 2 CK, mean score of first attempts",
        ),
        updated=UPDATED,
        trail=TRAIL,
    )


def _progress_page(site: Site) -> None:
    site.page(
        "/outcomes/graduation/",
        "Graduation and Class Profile",
        graduation_table(ENTERED),
        heading("Class of 2026"),
        paragraphs(
            f"The class of 2026 had {CLASSES[0].graduates} graduates. Students who take a research year or a "
            "leave of absence graduate with a later class and are counted with the class they entered."
        ),
        updated=UPDATED,
        trail=TRAIL,
    )


def _support_pages(site: Site) -> None:
    site.page(
        "/md-program/board-preparation/",
        "Board Preparation",
        paragraphs(
            "Every student has seven weeks without classes before Step 1 and four before Step 2 CK.",
            "The school pays for one question bank and two practice examinations for each Step. Students whose "
            "practice result is below the passing standard meet a learning specialist every week, and may "
            "move the examination without losing their clerkship place.",
            "A student who does not pass takes a supported study block of six weeks before the next attempt.",
        ),
    )
    site.page(
        "/md-program/career-advising/",
        "Career and Match Advising",
        paragraphs(
            "Advising for the Match starts in the first year with an adviser from outside the admissions "
            "committee. In the third year each student chooses a specialty mentor, and the advising office "
            "reviews the list of programs and the application with the student line by line.",
            "Mock interviews are held in October. Students who do not match on Monday of Match Week have a "
            "faculty member at their side through every round of SOAP.",
        ),
    )


def _files(site: Site) -> None:
    for year in CLASSES[:3]:
        rows = class_rows(year)
        site.files[f"files/match-list-{year.year}.pdf"] = ruled_table(
            f"Residency Match List, Class of {year.year}",
            list_notes(year, rows),
            HEAD,
            full_rows(rows),
            "Larkmere University School of Medicine (an invented school)",
            (30, 52, 24, 10, 18),
        )
    site.files["files/match-lists-2022-2026.xlsx"] = workbook(
        {
            f"Class of {y.year}": (f"Residency match list, class of {y.year}", HEAD, full_rows(class_rows(y)))
            for y in CLASSES
        },
        (30, 48, 20, 8, 14),
    )


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "larkmere",
        "Larkmere University School of Medicine",
        "Larkmere",
        ("Lancaster", "PA"),
        graduated=1925,
        known=("/outcomes/match/",),
        expectations=(Expectation(class_year=2026, minimum_placements=100, minimum_measures=3),),
    )
    site = Site(school, "www.larkmere.example", "field", "pine", "200 Mulberry Street", 1921, sitemap="index")
    site.behaviour = Behaviour(aliases=["larkmere.example"], redirects={"/match": "/outcomes/match/"})
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("MD Program", "/curriculum/", (
            ("Curriculum", "/curriculum/"), ("Board Preparation", "/md-program/board-preparation/"),
            ("Career and Match Advising", "/md-program/career-advising/"))),
        MenuEntry("Student Outcomes", "/outcomes/", (
            ("Residency Match Results", "/outcomes/match/"), ("USMLE Results", "/outcomes/usmle/"),
            ("Graduation and Class Profile", "/outcomes/graduation/"))),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/outcomes/",
        "Student Outcomes",
        paragraphs(
            "This is where we publish what becomes of our students: good years and weak ones, with the number "
            "of people behind every rate. Figures are revised each September."
        ),
        bullets(
            [
                link("/outcomes/match/", "Residency match results and match lists"),
                link("/outcomes/usmle/", "USMLE Step 1 and Step 2 CK results"),
                link("/outcomes/graduation/", "Graduation rates and class profile"),
            ]
        ),
        updated=UPDATED,
    )
    _match_page(site)
    _exam_page(site)
    _progress_page(site)
    _support_pages(site)
    _files(site)


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 0, "the Susquehanna valley", (_match_story(names.take(), names.take()),))
    return site


def _match_story(dean: str, graduate: str) -> Story:
    newest = CLASSES[0]
    return Story(
        "March 20, 2026",
        "match-day-2026",
        "Match Day 2026",
        (
            (
                f"At noon on Friday the class of 2026 opened its envelopes. Of the {newest.participants} students who took "
                f"part in the Match, {newest.matched} had matched before SOAP and {newest.soap} were placed during the week."
            ),
            f"&ldquo;We print the whole result, because next year's class deserves to know,&rdquo; said dean {dean}.",
            f"{graduate}, who grew up in Lancaster, will stay for pediatrics.",
            'The full figures are on the <a href="/outcomes/match/">match results page</a>.',
        ),
    )
