"""Flags on the figures themselves: what cannot be, what disagrees, what lacks a basis, what is set beside its unlike.

Belongs here: impossible_claim, inconsistent_figures, rate_without_basis, unlike_comparison. Does not belong here: the
arithmetic (consistency.py).
"""

from collections.abc import Iterator

from pipelines.steps.assess.consistency import crawled_measures, disagreements, impossibilities
from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.flags.raising import Raised
from pipelines.steps.assess.judgements.rate import has_basis, has_stage
from pipelines.steps.assess.view import SchoolView
from rules.calendar import end_year_of
from rules.published import RATES


def figure_flags(view: SchoolView) -> Iterator[Raised]:
    """Figures that cannot be, and figures that disagree."""
    for fault in impossibilities(view.published):
        yield Raised("impossible_claim", fault.explanation, Grounds(findings=fault.findings), fault.subject)
    for fault in disagreements(view.published):
        yield Raised("inconsistent_figures", fault.explanation, Grounds(findings=fault.findings), fault.subject)


def rate_without_basis(view: SchoolView) -> Iterator[Raised]:
    """Rates of the newest class of which none says whom it counts or at which moment."""
    rates = view.published.rates
    newest = [row for row in rates if end_year_of(row.period) == end_year_of(rates[0].period)]
    if newest and not any(has_basis(row) or has_stage(row) for row in newest):
        row = newest[0]
        of = f" of {row.period}" if row.period else ""
        name = row.measure.value.replace("_", " ")
        yield Raised(
            "rate_without_basis",
            f"The {name}{of}, {row.value:g} %, says neither whom it is a share of nor whether it is before or after SOAP.",
            Grounds(findings=newest),
            row.measure.value,
        )


def unlike_comparison(view: SchoolView) -> Iterator[Raised]:
    """Rates that stand beside a national figure on another basis."""
    rows = [row for row in crawled_measures(view.published) if row.measure in RATES and row.unlike_national]
    rows = list(view.published.newest_first(rows))
    if rows:
        row = rows[0]
        name = row.measure.value.replace("_", " ")
        yield Raised(
            "unlike_comparison",
            f"The {name} of {row.period or 'no stated class'}, {row.value:g} %, stands beside a national figure of another "
            f"kind: {row.unlike_national}. The two cannot be set side by side.",
            Grounds(findings=rows),
            row.measure.value,
        )
