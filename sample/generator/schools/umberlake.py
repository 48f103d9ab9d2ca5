"""Umberlake University College of Medicine: its host answers every request with 503."""

from sample.generator.registry import invented_school
from sample.generator.site import Behaviour, MenuEntry, Site
from schemas.vocabulary import Control


def build() -> Site:
    """Return the site: a home page that nobody gets to see."""
    school = invented_school(
        "umberlake",
        "Umberlake University College of Medicine",
        "Umberlake",
        ("Lake Charles", "LA"),
        control=Control.public,
        graduated=1971,
        known=("/match/",),
    )
    site = Site(school, "www.umberlake.example", "webpart", "slate", "900 Cypress Road", 1967, sitemap=None)
    site.behaviour = Behaviour(aliases=["umberlake.example"], status=503, retry_after=1)
    site.menu = [MenuEntry("Home", "/")]
    site.page("/", "Under Maintenance", "<p>The site is under maintenance.</p>")
    return site
