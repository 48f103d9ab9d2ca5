"""Which function judges which criterion.

Belongs here: the table. Does not belong here: a rule.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pipelines.steps.assess.judgements import exam, form, match, progress, rate, support
from pipelines.steps.assess.judgements.verdicts import Judge

JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "match.list": match.match_list,
        "match.list_complete": match.match_list_complete,
        "match.specialties": match.match_specialties,
        "match.positions": match.match_positions,
        "match.destinations": match.match_destinations,
        "match.history": match.match_history,
        "rate.published": rate.rate_published,
        "rate.basis": rate.rate_basis,
        "rate.stage": rate.rate_stage,
        "rate.unmatched": rate.rate_unmatched,
        "rate.history": rate.rate_history,
        "rate.national": rate.rate_national,
        "exam.first": exam.exam_first,
        "exam.second": exam.exam_second,
        "exam.third": exam.exam_third,
        "exam.basis": exam.exam_basis,
        "exam.national": exam.exam_national,
        "exam.history": exam.exam_history,
        "progress.graduation": progress.progress_graduation,
        "progress.class_size": progress.progress_class_size,
        "form.readable": form.form_readable,
        "form.findable": form.form_findable,
        "form.dated": form.form_dated,
        "form.consistent": form.form_consistent,
        "support.exam": support.support_exam,
        "support.match": support.support_match,
    }
)
