"""Ask sheets of the sample schools, as a reader gets them: general, and for a field and a state."""

import pytest

from pipelines.layers import Layers, default_as_of
from pipelines.settings import Settings
from pipelines.stages import case_of
from pipelines.steps.assess.ask_sheet import ask_sheet
from pipelines.steps.assess.case import SchoolCase
from schemas.disclosure import AskSheet
from schemas.vocabulary import Collection
from scrapers.reference import specialties
from scrapers.registry import load_schools
from tests.conftest import ROOT, Built
from tests.unit.assess import makers
from tests.unit.assess.test_ask_sheet import HIGHEST_GRADE, grade, holds, sentences

pytestmark = pytest.mark.crawl

DERMATOLOGY = next(one for one in specialties() if one.slug == "dermatology")
SLUGS = sorted(load_schools(ROOT / "sample" / "schools"))
WISHES = {"general": (None, None), "for dermatology in Oregon": (DERMATOLOGY, "OR")}


def sheet_of(built: Built, slug: str, wish: str) -> tuple[SchoolCase, AskSheet]:
    layers = Layers(Settings(work=built.work), Collection.sample)
    found = case_of(layers, slug, default_as_of(Collection.sample), ())
    specialty, state = WISHES[wish]
    return found, ask_sheet(found, makers.assessed(found), specialty=specialty, home_state=state)


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_sheet_holds_to_the_rules_and_can_be_read(sample_edition: Built, slug: str, wish: str) -> None:
    found, sheet = sheet_of(sample_edition, slug, wish)
    holds(found, sheet)
    assert grade(sentences(sheet)) <= HIGHEST_GRADE


def test_public_figures_of_a_candid_school_are_cited_with_their_pages(sample_edition: Built) -> None:
    _, sheet = sheet_of(sample_edition, "larkmere", "general")
    texts = {claim.text: claim.address for claim in sheet.public}
    rate = next(text for text in texts if "matched before SOAP, class of 2026" in text)
    assert rate.startswith("94.9 % of those who took part")
    assert "larkmere.example" in (texts[rate] or "")
    assert [one.follow_up for one in sheet.questions if one.lead] == [None, None, None]
