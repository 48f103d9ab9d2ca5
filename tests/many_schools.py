"""A web of many invented schools on loopback, each with a match list, results of exams and pages beside them.

Belongs here: the pages, the school files. Does not belong here: serving (tests/integration/crawl/site.py), what a test checks.
"""

import random
from pathlib import Path

from schemas.registry import School
from scrapers.reference import institutions, specialties
from scrapers.registry import school_yaml
from tests.integration.crawl.site import Page, Web, html, link

ROWS, YEARS = 24, (2025, 2026)
BESIDE = ("curriculum", "student life", "research", "admissions")


def slug_of(number: int) -> str:
    """The slug of a school."""
    return f"school-{number:03}"


def many_schools(number: int, folder: Path) -> Web:
    """A web of so many schools, their files, and the map of their hosts; not served yet.

    Args:
        number: how many schools.
        folder: gets schools/ and hosts.json.
    """
    (folder / "schools").mkdir(parents=True)
    web = Web()
    web.hosts.clear()
    for place in range(number):
        slug = slug_of(place)
        domain = f"{slug}.example"
        web.hosts[f"www.{domain}"] = pages(place)
        school = School.model_validate(
            {"slug": slug, "name": f"Invented College {place} of Medicine", "short_name": f"Invented {place}", "degree": "MD",
             "city": "Nowhere", "state": "TX", "control": "public", "maturity": "established", "first_class_graduated": 1998,
             "website_domain": domain, "crawl": {"start_addresses": [f"http://www.{domain}/"]}}
        )  # fmt: skip
        (folder / "schools" / f"{slug}.yaml").write_text(school_yaml(school))
    web.write_hosts_map(folder / "hosts.json")
    return web


def pages(place: int) -> dict[str, Page]:
    """The pages of one school by path; every school has its own rows and figures."""
    chance = random.Random(place)
    paths = {f"/{words.replace(' ', '-')}/": words.title() for words in BESIDE}
    paths |= {f"/match-list-{year}/": f"Match List {year}" for year in YEARS}
    paths |= {"/outcomes/": "Student Outcomes"}
    made: dict[str, Page] = {
        "/": html(f"Invented College {place} of Medicine", *(link(path, words) for path, words in paths.items()))
    }
    for words in BESIDE:
        made[f"/{words.replace(' ', '-')}/"] = html(words.title(), f"About {words} at Invented College {place}.")
    for year in YEARS:
        made[f"/match-list-{year}/"] = html(f"Match List {year}", _list(chance))
    rate, passed = chance.randint(900, 1000) / 10, chance.randint(880, 1000) / 10
    made["/outcomes/"] = html(
        "Student Outcomes",
        f"In 2026, {rate} percent of our active applicants matched to a PGY-1 position before SOAP.",
        f"The first-time pass rate on USMLE Step 1 of our students in 2025 was {passed} percent.",
    )
    return made


def _list(chance: random.Random) -> str:
    places, subjects = chance.choices(institutions(), k=ROWS), chance.choices(specialties(), k=ROWS)
    rows = "".join(
        f"<tr><td>{subject.canonical_name}</td><td>{place.name}</td><td>{place.city}, {place.state}</td></tr>"
        for subject, place in zip(subjects, places, strict=True)
    )
    return f"<table><tr><th>Specialty</th><th>Institution</th><th>Location</th></tr>{rows}</table>"
