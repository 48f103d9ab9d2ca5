"""The everyday pages of a school's site: about, admissions, curriculum, news without figures.

Belongs here: pages that say nothing on outcomes and that every site needs to be believed. Does not belong here: anything
that a criterion or a flag could rest on.
"""

from dataclasses import dataclass

from sample.generator.markup import bullets, heading, link, paragraphs
from sample.generator.site import Site


@dataclass(frozen=True, slots=True)
class Story:
    """A news story: date in words, slug, title and paragraphs of markup."""

    date: str
    slug: str
    title: str
    texts: tuple[str, ...]


ABOUT = (
    (
        "{name} was founded in {founded} to prepare physicians for the towns between the large cities of {region}. "
        "Students, faculty and staff share one campus on {street}, ten minutes on foot from the old market hall."
    ),
    (
        "The school began in {founded} in two rooms above the county library. Today it fills four buildings on {street}, "
        "and its students learn in clinics across {region}."
    ),
    (
        "Since {founded}, {name} has trained physicians who know the people they care for. The school is small by design: "
        "every student has a faculty adviser from orientation to graduation."
    ),
)
CURRICULUM = (
    (
        "The first eighteen months are taught in organ-system blocks with small groups, anatomy in the laboratory and a "
        "half day a week in a community clinic. Clerkships follow in medicine, surgery, pediatrics, psychiatry, family "
        "medicine, and obstetrics and gynecology."
    ),
    (
        "Students meet patients in their second week. The foundations phase lasts four semesters, the clerkship phase "
        "forty-eight weeks, and the final year is for electives, sub-internships and a capstone course."
    ),
    (
        "Teaching is organized in blocks that join basic science with clinical reasoning. The longitudinal clerkship keeps "
        "each student with the same patients and the same preceptors for most of a year."
    ),
)
ADMISSIONS = (
    (
        "Applications are read from June to November. We look at preparation, service and reasons for choosing medicine, "
        "and we interview on campus and by video. Applicants hear from us by the end of March."
    ),
    (
        "The admissions committee meets every other week during the season. A complete file holds the application, letters "
        "of evaluation, and the answers to three short essays of our own."
    ),
    (
        "We welcome applicants from every background. The committee reads each file in full; interviews are held in small "
        "groups from September to February."
    ),
)
ORDINARY_STORIES = (
    Story("October 12, 2026", "white-coats-for-the-new-class", "White coats for the new class", (
        ("Families filled the hall on Saturday as first-year students received their white coats and read the oath that "
        "they had written together during orientation."),
        "The ceremony ended, as it always does, with coffee on the lawn and a photograph on the library steps.")),
    Story("August 24, 2026", "simulation-center-reopens", "Simulation center reopens after renovation", (
        ("The simulation center has reopened with six exam rooms, a delivery room and a small operating theater. "
        "Community paramedics will train there in the evenings."),)),
    Story("May 18, 2026", "commencement-under-a-clear-sky", "Commencement under a clear sky", (
        ("Graduates crossed the stage on Sunday under a clear sky. The speaker asked them to keep one habit from their "
        "student years: to sit down when they talk with a patient."),)),
    Story("February 3, 2026", "free-clinic-adds-evening-hours", "Student-run clinic adds evening hours", (
        "The student-run free clinic now opens on two evenings a week. Dental screenings are offered once a month.",)),
)  # fmt: skip


def about_page(site: Site, variant: int, region: str) -> None:
    """Add the page on the school's history."""
    school = site.school
    text = ABOUT[variant % 3].format(name=school.name, founded=site.founded, region=region, street=site.street)
    grants = "Doctor of Osteopathic Medicine (DO)" if school.degree == "DO" else "Doctor of Medicine (MD)"
    site.page(
        "/about/",
        f"About {school.short_name}",
        paragraphs(text, f"The school grants the degree of {grants}."),
        heading("Visit us"),
        paragraphs(f"{site.street}, {school.city}. Tours leave from the front desk on Fridays."),
    )


def everyday_pages(site: Site, variant: int, region: str, stories: tuple[Story, ...] = ()) -> None:
    """Add home, about, admissions, curriculum, contact and news; stories of the school's own come first."""
    about_page(site, variant, region)
    school = site.school
    site.page(
        "/admissions/",
        "Admissions",
        paragraphs(ADMISSIONS[variant % 3]),
        heading("Requirements"),
        bullets(
            [
                "One year each of biology, physics and general chemistry with laboratory",
                "One semester each of organic chemistry and biochemistry",
                "A bachelor's degree before enrollment",
            ]
        ),
        heading("Tuition and aid"),
        paragraphs(
            "Tuition and fees are set by the board each spring. The financial aid office answers questions "
            "by telephone on weekday mornings."
        ),
    )
    site.page("/curriculum/", "Curriculum", paragraphs(CURRICULUM[variant % 3]))
    site.page(
        "/contact/",
        "Contact",
        paragraphs(f"{school.name}<br>{site.street}<br>{school.city}, {school.state}", "Telephone (555) 555-0142"),
    )
    told = (*stories, *ORDINARY_STORIES[variant % 2 :])
    news_pages(site, told)
    site.page(
        "/",
        f"Welcome to {school.short_name}",
        f'<div class="hero">{paragraphs(ABOUT[(variant + 1) % 3].format(name=school.name, founded=site.founded, region=region, street=site.street))}</div>',
        heading("News"),
        bullets(link(f"/news/{story.slug}/", story.title) for story in told[:3]),
        heading("Find your way"),
        bullets(link(entry.address, entry.label) for entry in site.menu),
    )


def news_pages(site: Site, stories: tuple[Story, ...]) -> None:
    """Add the news archive, two pages long where there are many stories, and every story."""
    for story in stories:
        site.page(
            f"/news/{story.slug}/",
            story.title,
            f'<p class="dateline">{story.date}</p>',
            paragraphs(*story.texts),
            trail=(("News", "/news/"),),
        )
    teasers = [f"{link(f'/news/{story.slug}/', story.title)} <span>{story.date}</span>" for story in stories]
    pager = paragraphs(link("/news/page/2/", "Older news")) if len(teasers) > 4 else ""
    site.page("/news/", "News", bullets(teasers[:4]), pager)
    if len(teasers) > 4:
        site.page("/news/page/2/", "News, page 2", bullets(teasers[4:]), paragraphs(link("/news/", "Newer news")))
