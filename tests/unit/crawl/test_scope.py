"""Which hosts belong to a school, and which addresses are traps."""

import pytest

from schemas.registry import School
from scrapers.scope import MAXIMUM_QUERIES_PER_PATH, MAXIMUM_SAME_SHAPE, Scope


def scope(**fields: object) -> Scope:
    base = {
        "slug": "a",
        "name": "A",
        "short_name": "A",
        "degree": "MD",
        "city": "C",
        "state": "TX",
        "website_domain": "med.school.edu",
    }
    return Scope(School.model_validate({**base, **fields}))


def test_the_domain_its_subdomains_and_allowed_hosts_are_home_ground() -> None:
    ground = scope(
        crawl={"allowed_hosts": ["files.example"]}, known_addresses=[{"address": "https://stories.school.edu/x"}]
    )
    for host in ("med.school.edu", "www.med.school.edu", "files.example", "a.files.example", "stories.school.edu"):
        assert ground.is_home_ground(host)
    for host in (
        "school.edu",
        "www.school.edu",
        "law.school.edu",
        "med.school.edu.evil.example",
        "xmed.school.edu",
        "a.stories.school.edu",
    ):
        assert not ground.is_home_ground(host)
    assert ground.is_wider_ground("law.school.edu")
    assert not ground.is_wider_ground("school.org")


def test_hosts_of_secondary_publishers_are_not_the_schools() -> None:
    ground = scope(known_addresses=[{"address": "https://news.example/x", "published_by": "news_outlet"}])
    assert not ground.is_home_ground("news.example")
    assert not ground.is_wider_ground("news.example")


def test_a_www_in_the_school_file_stands_for_the_bare_domain_as_well() -> None:
    assert scope(website_domain="www.school.edu").is_home_ground("school.edu")


def test_forbidden_paths_are_prefixes() -> None:
    ground = scope(crawl={"forbidden_paths": ["/private/"]})
    assert ground.is_forbidden("https://med.school.edu/private/x")
    assert not ground.is_forbidden("https://med.school.edu/privates")


@pytest.mark.parametrize(
    "address",
    ["/calendar/2026/05/", "/events/month/2026-05", "/x?date=2026-05-01", "/news?tribe-bar-date=x", "/search/?q=match", "/tag/match/",
     "/feed/", "/list?f[0]=a", "/list?filter_year=2", "/list?sort=asc", "/x?a=1&b=2&c=3&d=4&e=5", "/a/a/a/", "/a/b/a/b/",
     "/a/b/c/d/e/f/g/h/i/j/k/l/m/", "/wp-json/x"],
)  # fmt: skip
def test_traps(address: str) -> None:
    assert scope().trap(f"https://med.school.edu{address}")


@pytest.mark.parametrize(
    "address",
    ["/match/2026/", "/students/match/", "/wp-content/uploads/2026/05/match-list-2026.pdf", "/news?page=2", "/match?class=2026",
     "/events/match-day/", "/calendar/", "/education/students/education/"],
)  # fmt: skip
def test_honest_addresses(address: str) -> None:
    assert scope().trap(f"https://med.school.edu{address}") is None


def test_endless_parameters_and_numbers_are_cut_off_after_a_while() -> None:
    ground = scope()
    paged = [
        ground.trap(f"https://med.school.edu/list?page={number}") for number in range(MAXIMUM_QUERIES_PER_PATH + 1)
    ]
    assert paged[:-1] == [None] * MAXIMUM_QUERIES_PER_PATH
    assert paged[-1] == "endless parameters"
    numbered = [ground.trap(f"https://med.school.edu/{number}/x") for number in range(MAXIMUM_SAME_SHAPE + 1)]
    assert numbered[-1] == "endless numbered pages"
