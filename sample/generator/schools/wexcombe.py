"""Wexcombe Medical College: publishes its exam results; praises its match and keeps the list behind a login."""

from sample.generator.everyday import Story, everyday_pages
from sample.generator.figures import usmle_tables
from sample.generator.markup import bullets, heading, link, paragraphs
from sample.generator.people import Names
from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Page, Site

STEP_1 = [("2025", 152, 143), ("2024", 150, 138), ("2023", 149, 139)]
STEP_2 = [("2025-2026", 148, 146), ("2024-2025", 147, 145), ("2023-2024", 146, 143)]
HOSPITAL_STORY = Story(
    "March 23, 2026",
    "new-residents-for-the-canal-street-hospital",
    "New residents for the Canal Street hospital",
    (
        (
            "The college's teaching hospital filled all 41 of its residency positions this spring. The new residents come "
            "from 27 medical schools and start on July 1."
        ),
    ),
)
LOGIN_FORM = """<p>Sign in with your network ID to view the residency match list.</p>
<form method="post" action="/login/"><label>User name <input name="user"></label>
<label>Password <input name="password" type="password"></label> <button>Sign In</button></form>"""


def _frame() -> Site:
    """Return the empty site with its menu."""
    school = invented_school(
        "wexcombe",
        "Wexcombe Medical College",
        "Wexcombe",
        ("Fort Wayne", "IN"),
        graduated=1912,
        notes="The match list has stood behind a login since the sample began.",
    )
    site = Site(school, "www.wexcombe.example", "webpart", "plum", "512 Canal Street", 1908)
    site.behaviour = Behaviour(aliases=["wexcombe.example"], login={"/intranet/": "/login/"})
    site.menu = [
        MenuEntry("About", "/about/"),
        MenuEntry("Admissions", "/admissions/"),
        MenuEntry("Education", "/curriculum/", (
            ("Curriculum", "/curriculum/"), ("USMLE Performance", "/education/usmle-performance/"))),
        MenuEntry("Match Day", "/match-day/"),
        MenuEntry("News", "/news/"),
    ]  # fmt: skip
    return site


def _outcome_pages(site: Site) -> None:
    site.page(
        "/match-day/",
        "Match Day",
        paragraphs(
            "The class of 2026 had another outstanding match! Our graduates are headed to top programs in the "
            "most competitive specialties, a tribute to the strength of a Wexcombe education."
        ),
        bullets([link("/intranet/match-list-2026", "View the match list (login required)")]),
        heading("Mentors"),
        paragraphs("Career advising pairs each third-year student with a mentor from the chosen field."),
        related=(("Match Day", "/match-day/"), ("News", "/news/")),
    )
    site.page(
        "/education/usmle-performance/",
        "USMLE Performance",
        paragraphs(
            "First attempts of Wexcombe students. The national rates are those of first-time takers from MD schools."
        ),
        usmle_tables(STEP_1, STEP_2),
        updated="August 28, 2026",
        related=(("Curriculum", "/curriculum/"),),
    )
    site.add(Page("/login/", "Sign In", LOGIN_FORM))
    site.unlisted.add("/login/")


def build(names: Names) -> Site:
    """Return the site."""
    site = _frame()
    _outcome_pages(site)
    everyday_pages(site, 0, "the three rivers country", (HOSPITAL_STORY,))
    site.page("/about/trustees/", "Trustees", bullets(names.take() for _ in range(5)))
    return site
