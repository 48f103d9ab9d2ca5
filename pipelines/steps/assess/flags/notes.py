"""Notes: context that is never adverse.

Belongs here: no_graduates_yet, young_school, not_assessed. Does not belong here: anything a school could be blamed for.
"""

from collections.abc import Iterator, Sequence

from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.flags.raising import Raised
from pipelines.steps.assess.view import SchoolView
from rules.maturity import graduated_classes
from schemas.disclosure import Assessment
from schemas.vocabulary import CriterionStatus, Maturity


def maturity_note(view: SchoolView) -> Iterator[Raised]:
    """What a school cannot have yet."""
    if view.is_campus:
        return
    first = view.first_graduation
    if view.maturity is Maturity.no_graduates_yet:
        when = f" The first is to graduate in {first}." if first else ""
        yield Raised("no_graduates_yet", f"No class has graduated yet, so that there is little to publish.{when}")
    elif view.maturity is Maturity.young:
        number = graduated_classes(view.school, view.day)
        since = f", the first in {first}" if first else ""
        classes = "One class has" if number == 1 else f"{number or 'Few'} classes have"
        yield Raised("young_school", f"{classes} graduated so far{since}; long series cannot be expected.")


def search_note(view: SchoolView, assessments: Sequence[Assessment], raised_rules: Sequence[str]) -> Iterator[Raised]:
    """Why criteria are not assessed, where no flag says it better."""
    open_ones = [one for one in assessments if one.status is CriterionStatus.not_assessed]
    if view.search.complete or not open_ones or _is_told(view, raised_rules):
        return
    yield Raised(
        "not_assessed",
        f"{len(open_ones)} criteria are not assessed, because our search is incomplete: {view.search.reason}. Nothing follows "
        "about the school.",
        Grounds(search=True, documents=view.search.unread[:3]),
    )


def _is_told(view: SchoolView, raised_rules: Sequence[str]) -> bool:
    """Whether pictures alone kept the search from being complete, and a flag speaks of them."""
    return view.search.crawl_complete and "unreadable_form" in raised_rules
