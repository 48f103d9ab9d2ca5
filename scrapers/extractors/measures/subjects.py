"""Subjects: what a figure measures, decided from the words of a clause, a header or a heading.

Belongs here: the order in which subjects are believed, what makes a clause somebody else's business. Does not belong
here: the words of each subject (subject_words), the basis of a figure (bases), whose figure it is (audience).
"""

import re
from functools import lru_cache

from schemas.vocabulary import Unit
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.home import HomeSchool
from scrapers.extractors.measures.subject_words import (
    APPLIED_LABEL,
    ATTRITION,
    CLASS,
    DEFERRED,
    ENTERED_TRAINING,
    FIRST_CHOICE,
    FLAGS,
    GRADUATION,
    HAVE_MATCHED,
    IF_COUNTED,
    IN_THE_MATCH,
    INCLUSION,
    LATER,
    MATCH,
    MATCH_OR_PLACE,
    MATCHED_VERB,
    MEAN,
    MILITARY,
    MILITARY_COUNTED,
    NOT_SEEKING,
    OTHER_COUNT,
    OTHER_HEAD,
    OTHER_LICENCE,
    OTHER_SHARE,
    OTHER_TEST,
    PARTIAL,
    PARTICIPANTS,
    PASSING,
    PLACE,
    PLACED_IN_SOAP,
    PRIMARY_CARE,
    ROUTE,
    ROUTES_TOGETHER,
    SAME,
    SOAP,
    SOAP_STAGE,
    SOME_IN_SOAP,
    TAKING,
    THINGS_AFTER,
    THINGS_LABEL,
    TOP_THREE,
    TOTAL_MATCHES,
    TRACK,
    UNMATCHED,
    Subject,
)
from scrapers.extractors.placements.specialty_spans import SpecialtySpan, specialty_spans


@lru_cache(maxsize=4096)
def subject_of(
    words: str, unit: Unit, home: HomeSchool, *, in_exam: bool, tail: str | None = None, is_label: bool = False
) -> Subject | None:
    """Say what a clause, header or heading measures in a unit; None where its words do not tell.

    Args:
        words: the clause without its number, or a header.
        unit: the unit of the figure beside it.
        home: the school whose document it is.
        in_exam: whether an examination is named in these words or over them.
        tail: those of the words that follow the number; all of them unless told.
        is_label: whether the words are a label or a header that stands by itself.
    """
    if unit is Unit.percent:
        return share_subject(words, home, tail, in_exam=in_exam)
    if OTHER_TEST.search(words):
        return Subject.other
    if unit is Unit.score:
        return Subject.exam_mean if MEAN.search(words) or in_exam else None
    return count_subject(words, home, is_label=is_label)


def share_subject(words: str, home: HomeSchool, tail: str | None, *, in_exam: bool) -> Subject | None:
    """Say what a percentage measures, the more telling words first."""
    if (
        is_inclusion(words, tail)
        and not PRIMARY_CARE.search(words)
        and not MATCH.search(words)
        and strong_specialties(words)
    ):
        return Subject.same
    if OTHER_LICENCE.search(words) and not bases.exams_in(words):
        return Subject.other
    if OTHER_SHARE.search(words) and not (in_exam and PASSING.search(words)):
        return Subject.other
    for subject, pattern in ((Subject.attrition, ATTRITION), (Subject.graduation, GRADUATION)):
        if pattern.search(words):
            return subject
    if in_exam or PASSING.search(words):
        return Subject.other if TAKING.search(words) and not PASSING.search(words) else Subject.exam_pass
    shared = status_subject(words) or choice_subject(words) or destination_subject(words, home, tail)
    if shared:
        return shared
    if ROUTE.search(words) and not ROUTES_TOGETHER.search(words):
        return Subject.other
    found = result_subject(words)
    if found is None and (SAME.search(words) or is_inclusion(words, tail)):
        return Subject.same
    return found


def is_inclusion(words: str, tail: str | None) -> bool:
    """Tell whether words widen the share before them ("with obstetrics, 49%"); "including 14% in pediatrics" does not."""
    return INCLUSION.search(words) is not None and (
        IF_COUNTED.search(words) is not None or not strong_specialties(tail or "")
    )


def status_subject(words: str) -> Subject | None:
    """Recognise graduates without a place, and places filled late."""
    if UNMATCHED.search(words):
        return Subject.unmatched
    if NOT_SEEKING.search(words):
        return Subject.not_seeking
    if DEFERRED.search(words):
        return Subject.deferred
    if SOAP.search(words) and not SOAP_STAGE.search(words) and not SOME_IN_SOAP.search(words):
        return Subject.soap
    return None


def choice_subject(words: str) -> Subject | None:
    """Recognise shares of choices, service and field."""
    if TOP_THREE.search(words):
        return Subject.top_three
    if FIRST_CHOICE.search(words) and not strong_specialties(words):
        return Subject.first_choice
    return service_subject(words)


def service_subject(words: str) -> Subject | None:
    """Recognise military service and primary care."""
    if MILITARY.search(words) and not MILITARY_COUNTED.search(words):
        return Subject.military
    return Subject.primary_care if is_primary_care(words) else None


def destination_subject(words: str, home: HomeSchool, tail: str | None = None) -> Subject | None:
    """Recognise where graduates go and what they chose; other states and regions are no measure."""
    if home.is_home_institution(words, tail):
        return Subject.home
    place = home.state_named(words)
    if place == "home":
        return Subject.in_state
    if SAME.search(words) and not specialty_spans(words):
        return None
    if place == "other":
        return Subject.other
    strong = strong_specialties(words)
    if tail is not None and is_group_of_fields(tail):
        return Subject.other
    return Subject.specialty if strong else None


def is_group_of_fields(tail: str) -> bool:
    """Tell whether several specialties together make one share ("a third enter family medicine, pediatrics or psychiatry")."""
    spans = strong_specialties(tail)
    if len(spans) > 1 and re.search(r"\btogether\b|\bcombined\b|\bbetween\s+them\b", tail, FLAGS):
        return True
    if len(spans) < 2 or re.search(r"\beach\b|\bapiece\b|\brespectively\b", tail, FLAGS):
        return False
    between = tail[spans[0].end : spans[-1].start]
    return len(spans) > 2 or re.search(r"\bor\b", between) is not None


def strong_specialties(words: str) -> list[SpecialtySpan]:
    """Return the specialties that words name without doubt."""
    return [span for span in specialty_spans(words) if not span.is_weak]


def result_subject(words: str) -> Subject | None:
    """Recognise matching and placement; the joint word is a placement."""
    if MATCH_OR_PLACE.search(words):
        return Subject.place
    words = PLACED_IN_SOAP.sub(" ", words)
    matched, placed = MATCH.search(words), PLACE.search(words)
    if matched and placed:
        rate = re.search(r"\b(match|placement)\s+rate", words, FLAGS)
        if rate:
            return Subject.match if rate[1].lower() == "match" else Subject.place
        return Subject.place if re.search(r"\bplac(?:ed|ements?)\b", words, FLAGS) else Subject.match
    if matched:
        return Subject.match
    return Subject.place if placed else None


def count_subject(words: str, home: HomeSchool, *, is_label: bool = False) -> Subject | None:
    """Say what a head count or number of things counts.

    Args:
        words: the words after the number, or a label before it.
        home: the school whose document it is.
        is_label: whether the words are a label or a header that stands by itself.
    """
    if OTHER_COUNT.search(words) or (OTHER_HEAD.search(words) and not NOT_SEEKING.search(words)):
        return Subject.other
    if LATER.search(words) and not UNMATCHED.search(words):
        return Subject.other
    if PARTIAL.search(words) and (home.state_named(words) or PLACE.search(words)):
        return Subject.other
    if TRACK.search(words):
        return Subject.specialty
    for subject, pattern in THINGS_LABEL if is_label else THINGS_AFTER:
        if pattern.search(words):
            return subject
    if APPLIED_LABEL.match(words) and MILITARY.search(words):
        return Subject.other
    told = status_subject(words) or service_subject(words) or destination_subject(words, home)
    if told:
        return Subject.other if told is Subject.soap else told
    if ROUTE.search(words) and not ROUTES_TOGETHER.search(words) and not re.search(r"\bclass\b", words, FLAGS):
        return Subject.other
    return gathering_subject(words, is_label=is_label)


def gathering_subject(words: str, *, is_label: bool) -> Subject | None:
    """Recognise participants, matched and placed people, and the class as a whole."""
    if ENTERED_TRAINING.search(words):
        return Subject.place
    if PARTICIPANTS.search(words):
        return Subject.participants
    if IN_THE_MATCH.search(words) and not MATCHED_VERB.search(words) and not PLACE.search(words):
        return Subject.participants
    if TOTAL_MATCHES.search(words):
        return Subject.match
    result = result_subject(words)
    if result and (result is not Subject.match or is_label or HAVE_MATCHED.search(words) or PLACE.search(words)):
        return result
    if CLASS.search(words):
        return Subject.class_size
    return Subject.same if SAME.search(words) else None


def is_primary_care(words: str) -> bool:
    """Tell whether words name primary care as a whole, not a specialty that has it in its name."""
    for span in specialty_spans(words):
        if PRIMARY_CARE.search(span.text) and PRIMARY_CARE.sub("", span.text).strip(" -–—/,()"):
            words = words[: span.start] + " " * (span.end - span.start) + words[span.end :]
    return PRIMARY_CARE.search(words) is not None
