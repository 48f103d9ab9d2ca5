"""Assembly: from drafts to measures.

Belongs here: pairing national figures with the school's, ranges as two entries, one entry a class, repeats dropped.
Does not belong here: reading (prose, tables).
"""

from collections.abc import Iterable, Sequence

from schemas.findings import Measure
from schemas.vocabulary import Attempt, Qualifier, Stage, Unit
from scrapers.extractors.audience import Audience
from scrapers.extractors.measures.drafts import HEADLINE, Draft
from scrapers.extractors.measures.subject_words import Subject, measure_name
from scrapers.extractors.measures.timing import EXAMS
from scrapers.extractors.measures.unlike import RATES, named_subject, note_unlike
from scrapers.extractors.periods import EARLIER

NEAR = 4
"""Blocks within which a sentence about the nation speaks to a figure of the school."""
QUOTE_LENGTH = 600
SPECIALTY_LENGTH = 300


def measures_from(drafts: Sequence[Draft]) -> list[Measure]:
    """Return the school's measures, each once."""
    own = without_headlines([draft for draft in drafts if draft.audience is Audience.school])
    pair_national(own, [draft for draft in drafts if draft.audience is Audience.national])
    found: dict[tuple[object, ...], Measure] = {}
    for draft in own:
        for measure in measures_of_draft(draft):
            key = (
                measure.measure, measure.exam, measure.period, measure.value, measure.unit, measure.qualifier, measure.stage,
                measure.years, (measure.specialty or "").casefold(), measure.attempt if measure.exam else None,
            )  # fmt: skip
            known = found.get(key)
            found[key] = measure if known is None else fuller(known, measure)
    return without_weaker(list(found.values()))


def without_headlines(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop the figures of headings that the text below tells again, more fully."""
    told = {(d.subject, d.unit, d.value, d.exam) for d in drafts if d.rule != HEADLINE}
    told |= {(d.subject, d.unit, d.value, None) for d in drafts if d.rule != HEADLINE}
    return [d for d in drafts if d.rule != HEADLINE or (d.subject, d.unit, d.value, d.exam) not in told]


def fuller(one: Measure, other: Measure) -> Measure:
    """Join two readings of the same printed figure: what one does not tell comes from the other."""
    gaps = {
        name: getattr(other, name)
        for name in ("numerator_n", "denominator_n", "national_value", "unlike_national")
        if getattr(one, name) is None and getattr(other, name) is not None
    }
    if one.denominator == "unstated" and other.denominator is not None:
        gaps["denominator"] = other.denominator
    return one.model_copy(update=gaps)


def without_weaker(measures: Sequence[Measure]) -> list[Measure]:
    """Drop a rate that repeats another with less told: no stage or no attempt, no period, else the same."""
    kept: list[Measure] = []
    for measure in measures:
        rivals = [
            other
            for other in measures
            if other is not measure
            and (other.measure, other.exam, other.value, other.unit, other.specialty, other.years, other.qualifier)
            == (
                measure.measure,
                measure.exam,
                measure.value,
                measure.unit,
                measure.specialty,
                measure.years,
                measure.qualifier,
            )
        ]
        if not any(tells_more(other, measure) for other in rivals):
            kept.append(measure)
    return kept


def tells_more(other: Measure, measure: Measure) -> bool:
    """Tell whether a reading of the same value says all that another says, and more."""
    if other.period != measure.period:
        return False
    stage = other.stage is not Stage.unstated and measure.stage is Stage.unstated
    attempt = (
        other.attempt is not Attempt.unstated and measure.attempt is Attempt.unstated and measure.exam is not None
    )
    return stage or attempt


def measures_of_draft(draft: Draft) -> Iterable[Measure]:
    """Yield a draft's measures: one a class, two for a printed range."""
    name = measure_name(draft.subject, draft.unit)
    if name is None:
        return
    values = [(draft.value, draft.qualifier)]
    if draft.upper is not None:
        values = [(draft.value, Qualifier.at_least), (draft.upper, Qualifier.at_most)]
    for period in draft.periods:
        for value, qualifier in values:
            yield Measure(
                **draft.locator._asdict(), quote=draft.quote[:QUOTE_LENGTH], rule=draft.rule, confidence=draft.confidence,
                measure=name, period=period, value=value, unit=draft.unit, qualifier=qualifier, stage=draft.stage,
                denominator=draft.denominator if draft.unit is not Unit.count else None, numerator_n=draft.numerator_n,
                denominator_n=draft.sizes.get(period or "", draft.denominator_n), exam=draft.exam,
                attempt=(draft.attempt or Attempt.unstated) if draft.subject in EXAMS else None, years=draft.years,
                specialty=draft.specialty[:SPECIALTY_LENGTH] if draft.specialty else None, national_value=draft.national_value, unlike_national=draft.unlike_national,
            )  # fmt: skip


def pair_national(own: Sequence[Draft], national: Sequence[Draft]) -> None:
    """Set the national figure beside the school's: in the same sentence, else in a sentence near by."""
    for figure in sorted(national, key=lambda figure: not any(stands_beside(draft, figure) for draft in own)):
        if figure.upper is not None or figure.unit is Unit.count or figure.subject is Subject.other:
            continue
        if figure.subject in RATES:
            figure.subject = named_subject(figure.quote) or figure.subject
        alike = [draft for draft in own if is_like(draft, figure)]
        note_unlike((draft for draft in own if draft.block == figure.block), figure, figure.quote)
        same = [draft for draft in alike if (draft.block, draft.sentence) == (figure.block, figure.sentence)]
        chosen = nearest(same, figure) if same else near_by(alike, figure)
        for draft in chosen:
            if draft.national_value is None:
                draft.national_value = figure.value


def near_by(drafts: Sequence[Draft], figure: Draft) -> list[Draft]:
    """Return the figures of other sentences that the nation's speaks to: of several stages, those of the nearest sentence."""
    found = [draft for draft in drafts if abs(draft.block - figure.block) <= NEAR and agrees(draft, figure)]
    if len({draft.stage for draft in found}) < 2:
        return found
    spoken = (figure.block, figure.sentence)
    before = [draft for draft in found if (draft.block, draft.sentence) < spoken]
    places = [(draft.block, draft.sentence) for draft in before or found]
    chosen = max(places) if before else min(places)
    return [draft for draft in found if (draft.block, draft.sentence) == chosen]


def stands_beside(draft: Draft, figure: Draft) -> bool:
    """Tell whether a national figure stands in the same sentence as a like figure of the school: such pairs are made first."""
    return (draft.block, draft.sentence) == (figure.block, figure.sentence) and is_like(draft, figure)


def nearest(drafts: Sequence[Draft], figure: Draft) -> list[Draft]:
    """Return the figures of a sentence that the nation's stands beside: of several stages, the one just before it."""
    if len({tuple(draft.periods) for draft in drafts}) > 1:
        if figure.is_dated:
            return [draft for draft in drafts if draft.periods == figure.periods]
        before = [draft for draft in drafts if draft.place < figure.place]
        if len(before) == 1 and len(before) < len(drafts):
            return before
        beside = [draft for draft in before if in_one_part(draft, figure)]
        # An older figure told for comparison: the nation's beside both is that of the newer.
        if EARLIER.search(figure.quote) and (newest := [d for d in drafts if d.periods == newest_periods(drafts)]):
            return newest[:1]
        return beside if len(beside) == 1 else []
    if len({(draft.stage, draft.attempt) for draft in drafts}) < 2:
        return list(drafts)
    before = [draft for draft in drafts if draft.place < figure.place]
    return [max(before, key=lambda draft: draft.place)] if before else [min(drafts, key=lambda draft: draft.place)]


def newest_periods(drafts: Sequence[Draft]) -> list[str | None]:
    """Return the newest of the periods of some figures."""
    return max((draft.periods for draft in drafts), key=lambda periods: max(period or "" for period in periods))


def in_one_part(draft: Draft, figure: Draft) -> bool:
    """Tell whether a later figure of a sentence that has semicolons stands in the same part as an earlier one."""
    return ";" in figure.quote and ";" not in figure.quote[draft.place : figure.place]


def is_like(draft: Draft, figure: Draft) -> bool:
    """Tell whether two figures measure the same thing."""
    if (draft.subject, draft.unit) != (figure.subject, figure.unit) or draft.national_value is not None:
        return False
    return draft.exam is figure.exam or draft.exam is None or figure.exam is None


def agrees(draft: Draft, figure: Draft) -> bool:
    """Tell whether figures of different sentences belong to the same period."""
    return draft.periods == figure.periods or figure.periods == [None] or draft.periods == [None]
