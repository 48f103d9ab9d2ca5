"""Bases: what a figure rests on, read from words: exam, attempt, stage, group counted, years allowed.

Belongs here: recognising each basis in a clause, a sentence, a header or a heading. Does not belong here: which of these
places is believed (prose, tables), what is measured (subjects).
"""

import re
from functools import lru_cache

from schemas.vocabulary import Attempt, Denominator, Exam, Stage
from scrapers.extractors.measures.subject_words import Subject

FLAGS = re.IGNORECASE
REMEMBERED = 4096
"""Headers and headings are asked about once a cell: answers to the last ones are kept."""
EXAMS = (
    (Exam.step_2_cs, re.compile(r"\bstep\s*(?:2|two|ii)\s*[-–:,(]?\s*(?:\(?cs\b|clinical\s+skills)|\b(?:usmle\s+)?clinical\s+skills\b|\bstep\s*2\s*/?\s*cs\b", FLAGS)),
    (Exam.step_2_ck, re.compile(r"\bstep\s*(?:2|two|ii)\b(?!\s*[-–:,(]?\s*(?:\(?cs\b|clinical\s+skills))|\bstep\s*2(?:ck)\b|\bclinical\s+knowledge\b", FLAGS)),
    (Exam.step_1, re.compile(r"\bstep\s*(?:1(?:1|\b)|one\b|i\b)", FLAGS)),
    (Exam.step_3, re.compile(r"\bstep\s*(?:3|three|iii)\b", FLAGS)),
    (Exam.comlex_2_pe, re.compile(r"\b(?:level|comlex(?:-usa)?)\s*(?:2|two|ii)\s*[-–:,(]?\s*(?:\(?pe\b|performance)|\bperformance\s+evaluation\b|\b2-?pe\b", FLAGS)),
    (Exam.comlex_2_ce, re.compile(r"\b(?:level|comlex(?:-usa)?)\s*(?:2|two|ii)\b(?!\s*[-–:,(]?\s*(?:\(?pe\b|performance))|\bcognitive\s+evaluation\b|\b2-?ce\b|\blevel\s*2ce\b", FLAGS)),
    (Exam.comlex_1, re.compile(r"\blevel\s*(?:1|one|i)\b(?!\s+trauma)|\bcomlex(?:-usa)?\s*-?\s*(?:1|i)\b", FLAGS)),
    (Exam.comlex_3, re.compile(r"\blevel\s*(?:3|three|iii)\b|\bcomlex(?:-usa)?\s*-?\s*(?:3|iii)\b", FLAGS)),
)  # fmt: skip
SERIES = re.compile(
    r"\b(?:comlex|usmle|licens(?:ing|ure)\s+exam\w*|board\s+(?:exam\w*|scores?|pass\w*|results?)|nbome|nbme|boards)\b",
    FLAGS,
)
FIRST = re.compile(
    r"\bfirst[\s-]*(?:time|attempt|try|taker|sitting)|\b(?:first|initial|1st)\s+(?:attempt|try|time|sitting)|\bfor\s+the\s+first\s+time\b|\bfirst-?timers?\b|\bone\s+attempt\b|\bthe\s+first\s+time\s+they\b",
    FLAGS,
)
ULTIMATE = re.compile(
    r"\bultimate(?:ly)?\b|\beventual(?:ly)?\b|\ball\s+attempts?\b|\bany\s+attempt|\b(?:by|on|within|after)\s+(?:the\s+|their\s+|a\s+)?(?:second|two|third|2nd)\s+(?:attempts?|try|tries)\b|\bafter\s+(?:a\s+)?(?:second|retak\w+|repeat\w*|two\s+attempts)|\boverall\s+pass|\bincluding\s+(?:repeat\w*|retak\w*)|\bfinal\s+pass\s+rate|\bever\s+passed\b|\btotal\s+pass",
    FLAGS,
)
BEFORE_SOAP = re.compile(
    r"\b(?:before|prior\s+to|ahead\s+of|pre|without|not\s+(?:count\w*|includ\w*)|excluding|exclud\w+)[\s-]+(?:(?:the|any)\s+)?(?:\w+\s+){0,2}?(?:soap|scramble|supplemental)|\bsupplemental[\w\s()]{0,60}\bopened\b|\binitial(?:ly)?\s+(?:match\w*|residency|nrmp|round|placement)|\b(?:match\w*)\s+initially\b|"
    r"\bfirst\s+round\b|\bmatch\w*\s+(?:straight\s+away|outright|right\s+away)\b|\binitial\s+rate|^\W*(?:%|percent|rate)?\W*initial(?:ly)?\W*$|\bmain\s+(?:residency\s+)?(?:match|round)\b[^.;]{0,30}\bbefore\b|\b(?:in|through|during)\s+the\s+main\s+round\b|\bin\s+the\s+initial\b|\bbefore\s+(?:the\s+)?(?:second|supplemental)\b",
    FLAGS,
)
AFTER_SOAP = re.compile(
    r"\b(?:after|following|post|once|when|with|includ\w+|through|plus|at\s+the\s+(?:end|close)\s+of|by\s+the\s+end\s+of|upon)[\s-]+(?:\w+\s+){0,3}?(?:the\s+)?(?:soap|scramble|supplemental)\b(?!\s+opened)|\bsoap\s+(?:closed|ended|was\s+over|concluded|complet\w+|included)\b|\bpost-?soap\b"
    r"|\b(?:more|another|additional|others|rest|remaining)\b[^.;]{0,60}\b(?:in|during|through|via|by)\s+(?:the\s+)?(?:soap|supplemental|scramble)\b",
    FLAGS,
)
OVERALL = re.compile(
    r"\b(?:includ\w+|count\w+|plus|with|add\w+|combin\w+|together|comprising|across)\b[^.;]{0,120}\b(?:military|aoa|early|out(?:side)?[\s-]of[\s-]the[\s-]match|urology|ophthalmology)\b|\b(?:military|aoa|early(?:\s+match\w*)?)\b[^.;]{0,40}\b(?:includ\w+|added|counted|combined|together|taken)\b|"
    r"\b(?:aoa|acgme|nrmp|civilian)\b[^.;]{0,24}(?:,|\bor\b|\band\b|\bplus\b|&|\+|/)[^.;]{0,12}\bmilitary\b|\bmilitary\b[^.;]{0,12}(?:,|\bor\b|\band\b|&|/)[^.;]{0,24}\b(?:aoa|acgme|nrmp|civilian)\b|\b(?:aoa|nms)\b\s*(?:,|and|&|/|\+)\s*(?:the\s+)?\b(?:acgme|nrmp)\b|\b(?:acgme|nrmp)\b\s*(?:,|and|&|/|\+)\s*(?:the\s+)?\b(?:aoa|nms)\b|"
    r"\b(?:the\s+)?(?:three|two|all|both)(?:\s+\w+)?\s+(?:match(?:es)?|together)\b|\btaking\s+the\s+(?:two|three)\s+together\b|\boutside\s+(?:it|the\s+match|of\s+the\s+match)\b|\b(?:post-?match|later)\s+placements?\b|\ball\s+(?:match(?:es|ing)|placement)\s+(?:programs?|services|systems?|avenues|routes)\b|"
    r"\b(?:nrmp|main\s+match)\s+(?:or|and)\s+(?:an?\s+|the\s+)?early\b|"
    r"\bearly\s+match(?:es)?,?\s+(?:and|or)\s+(?:the\s+)?soap\b|\bsoap\b,?\s+(?:or|and)\s+(?:the\s+)?(?:early|military)\b|"
    r"\bsoap\b,?\s+(?:or|and)\s+(?:later|afterwards?|after\s+(?:it|that)|outside|otherwise|(?:the\s+)?military)\b",
    FLAGS,
)
SEEKING = re.compile(
    r"\bseek(?:ing|ers?)?\b|\bsought\b(?!\s+after|-after)|\bwant(?:ed|ing)\b|\blooking\s+for\b|\bpursu(?:ed|ing)\b|\bdesir\w+\b|\bwish(?:ed|ing)\b|\beligible\s+for\s+(?:residency|placement|gme)\b",
    FLAGS,
)
PARTICIPATING = re.compile(
    r"\bparticipa\w+|\b(?:took|take|taking)\s+part\b|\b(?:who\s+)?(?:entered|entering|went\s+through|going\s+through)\s+(?:the\s+)?(?:\w+\s+){0,3}(?:match|nrmp)|\battempt(?:ed|ing)\s+to\s+match\b|\b(?:seeking|sought|trying)\s+to\s+match\b|\bin\s+the\s+(?:(?:19|20)\d\d\s+)?(?:\w+\s+){0,2}match\b(?=[^.;]*\bwere\b)|\b(?:submitted|certified)\s+(?:a\s+)?rank|\bnrmp\s+(?:applicants|participants)\b|\bactive\s+applicants\b",
    FLAGS,
)
APPLYING = re.compile(r"\bappl(?:ied|ying|icants?)\b", FLAGS)
MATCHED = re.compile(
    r"\bof\s+(?:those|all)\s+(?:placed|matched)\b|\b(?:those|students|seniors|graduates|all|members|candidates)\s+(?:who|that)\s+(?:have\s+)?(?:successfully\s+)?matched\b|\b(?:of|among)\s+(?:(?:the|our|all|those)\s+)?(?:matched|matching|\d{1,3}\s+match(?:es|ed))\b|\bmatched\s+(?:students|seniors|graduates|class)\b|\bof\s+(?:all\s+)?(?:the\s+)?matches\b|\bpercent(?:age)?\s+of\s+(?:total\s+)?matches\b|%\s+of\s+match(?:es|ed)\b",
    FLAGS,
)
CLASS = re.compile(
    r"\bclass(?:es)?\b(?!\s+(?:stats|size|facts|notes|year\b))|\bgraduat(?:es?|ing|ed)\b(?!\s+(?:medical\s+education|programs?|training|rate|school|med|outcomes?|success|data|statistics|profile|information))|\bseniors?\b|\bfourth[\s-]year\b|\bm4s?\b|\bms4s?\b|\bmembers\b|\beligible\s+to\s+(?:receive|graduate)|\bcohort\b|\bgrads\b",
    FLAGS,
)
CLASS_LABEL = re.compile(
    r"(?:(?<=[,:;(|])|(?<=[–—]))\s*class(?:es)?\s+of\s+(?:19|20)\d\d\b"
    r"|^\s*(?:graduating\s+)?class(?:es)?(?:\s+year)?\s*$|\bby\s+(?:graduating\s+)?class(?:es)?\b",
    FLAGS,
)
"""A class that dates a rate and bases none: set off as a label ("Match rate, class of 2026"), heading a column, or sorting rows."""
OF_GROUP = re.compile(
    r"\b(?:of|among|for|from)\s+(?:(?:the|our|its|their|all|those|these|this|year['’]s|every|an?|school['’]s|university['’]s|college['’]s|[\w.’'-]+['’]s)\s+)*(?P<group>[^,.;:()]{2,90})",
    FLAGS,
)
YEARS = re.compile(r"\b(?P<years>four|five|six|seven|[3-8])[\s-]*(?:years?|yrs?)\b", FLAGS)
SHORT_YEARS = re.compile(
    r"\b(?:with)?in\s+(?P<years>four|five|six|seven)\b(?!\s+(?:states|programs|fields|specialties))", FLAGS
)
ON_TIME = re.compile(r"\bon[\s-]time\b", FLAGS)
OF_NORMAL_TIME = re.compile(r"\b(?:with)?in\s+(?P<part>100|150|200)\s*(?:%|percent\b)", FLAGS)
NORMAL_YEARS = 4
"""Years that a medical degree takes, of which accreditors' "150% of normal time" is a part."""
YEAR_WORDS = {"four": 4, "five": 5, "six": 6, "seven": 7}


def exams_in(words: str) -> list[tuple[int, Exam]]:
    """Return the examinations that words name, with their places, in order."""
    found = sorted((match.start(), exam) for exam, pattern in EXAMS for match in pattern.finditer(words))
    distinct: list[tuple[int, Exam]] = []
    for start, exam in found:
        if not distinct or distinct[-1][1] is not exam:
            distinct.append((start, exam))
    return distinct


@lru_cache(maxsize=REMEMBERED)
def exam_of(words: str) -> Exam | None:
    """Return the examination that words name, or None where they name none or several."""
    found = {exam for _, exam in exams_in(words)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=REMEMBERED)
def is_exam(words: str) -> bool:
    """Tell whether words speak of a licensing examination, named or not."""
    return bool(exams_in(words)) or SERIES.search(words) is not None


@lru_cache(maxsize=REMEMBERED)
def attempt_of(words: str) -> Attempt | None:
    """Return the attempt that words name."""
    first, ultimate = FIRST.search(words), ULTIMATE.search(words)
    if first and ultimate:
        return None
    if first:
        return Attempt.first
    return Attempt.ultimate if ultimate else None


@lru_cache(maxsize=REMEMBERED)
def stage_of(words: str) -> Stage | None:
    """Return the stage that words name."""
    if BEFORE_SOAP.search(words):
        return Stage.before_soap
    if OVERALL.search(words):
        return Stage.overall
    return Stage.after_soap if AFTER_SOAP.search(words) else None


@lru_cache(maxsize=REMEMBERED)
def years_of(words: str) -> int | None:
    """Return the years that a graduation rate allows."""
    if match := YEARS.search(words) or SHORT_YEARS.search(words):
        return YEAR_WORDS.get(match["years"].lower()) or int(match["years"])
    if match := OF_NORMAL_TIME.search(words):
        return NORMAL_YEARS * int(match["part"]) // 100
    return NORMAL_YEARS if ON_TIME.search(words) else None


@lru_cache(maxsize=REMEMBERED)
def group_of(words: str) -> Denominator | None:
    """Return the group that a noun phrase names."""
    if MATCHED.search(words) or re.match(r"\s*(?:who\s+)?matched\b", words, FLAGS):
        return Denominator.matched
    if PARTICIPATING.search(words):
        return Denominator.participants
    if SEEKING.search(words):
        return Denominator.seeking
    if APPLYING.search(words):
        return Denominator.applicants
    return Denominator.graduating_class if CLASS.search(words) else None


@lru_cache(maxsize=REMEMBERED)
def denominator_of(words: str, subject: Subject) -> Denominator | None:
    """Return whom a share is a share of, by the group that its clause names after "of", or as its subject.

    A rate of matching may name its group anywhere in the clause ("the class's match rate"); other shares must say "of".
    """
    if MATCHED.search(words) and subject not in (Subject.match, Subject.place):
        return Denominator.matched
    for match in OF_GROUP.finditer(words):
        group = group_of(match["group"])
        if group and not (group is Denominator.matched and subject in (Subject.match, Subject.place)):
            return group
    if subject in (Subject.match, Subject.place, Subject.unmatched, Subject.soap):
        without_label = CLASS_LABEL.sub(" ", words)
        without_predicate = re.sub(r"\b(?:initial|main)\s+(?:residency\s+)?match\b", " ", without_label, flags=FLAGS)
        return group_of(re.sub(r"\b(?:who\s+)?match(?:ed|ing)\b", " ", without_predicate, flags=FLAGS))
    return None


def fixed_denominator(subject: Subject) -> Denominator | None:
    """Return the group that a subject always counts."""
    if subject in (Subject.exam_pass, Subject.exam_mean):
        return Denominator.test_takers
    return Denominator.entering_class if subject in (Subject.graduation, Subject.attrition) else None
