"""Vague claims: praise of results that no figure backs.

Belongs here: which sentences claim something of the school's results, and what makes a wording no claim. Does not belong
here: the wordings (praise.py), notices about publication (notices.py), support (support.py).
"""

import re
from collections.abc import Iterator, Sequence

from schemas.vocabulary import Topic
from scrapers.extractors.audience import THRESHOLD, Audience, audience_of_words
from scrapers.extractors.statements.praise import AT_LARGE, BARE_RESULTS, CHOICE_FAMILY, FAMILIES, PRAISE_AT_LARGE
from scrapers.extractors.statements.topics import EXAM, MATCH

NO_CLAIM = re.compile(
    r"\b(?:competition|scores? (?:help|matter|can|may|open|make|are (?:important|needed|required|essential))|if (?:you|a student|an applicant|they)|should you|whether|how to|tips|would like|(?<!they )(?<!they had )hope(?:s|d)? (?:to|for|that)|hoping|aims? to|goal(?:s)? (?:is|are|of)|strives?|seeks? to|in order to|designed to|dedicated to|committed to|mission"
    r"|good luck|wish(?:es|ing)? (?:them|you|all|our)|thank(?:s|ed|ful)?|apply (?:now|to|for)|applicants (?:must|should|need)|must (?:be|have|pass)|should|need(?:s)? (?:a|to)|requires?|required|before (?:the|their) match"
    r"|algorithm|rank(?:ed)? (?:order )?lists?|(?:students|graduates|seniors) will (?:pass|achieve|meet|perform|score|maintain))\b|\?\W*$|^(?:nationally|nationwide|(?:across|around|throughout) the (?:country|nation|united states))\b",
    re.IGNORECASE,
)
"""Advice, aims, wishes, and how the match works."""
HELPS = re.compile(
    r"\b(?:prepar|help|assist|support|enabl|guid|equip|train|empower)(?:e|es|ing|s)? (?:\w+ ){0,4}?(?:students?|you|graduates?|them|learners|candidates|applicants)\b",
    re.IGNORECASE,
)
"""What is done for students: a clause of it claims no result."""
OTHERS = re.compile(
    r"\b(?:our residents|residents match\w*|(?:residents?|interns?|fellows?) (?:\w+ ){0,3}?(?:come|came|coming|from|join|joined|who)|(?:recruit\w*|attract\w*|welcom\w*|train(?:s|ed)?) (?:\w+ ){0,4}?(?:residents|interns|fellows|applicants)|our (?:\w+ ){0,3}?(?:residency|fellowship|training) programs? (?:\w+ ){0,2}?(?:match|fill|attract|recruit|are|is|rank|had)\w*"
    r"|(?:residency|fellowship) programs? (?:\w+ ){0,2}?(?:filled|matched)|match(?:ed)? (?:\w+ ){0,3}?(?:residents|applicants) (?:to|into) (?:our|its)|faculty (?:members )?(?:match|are|is|from)|undergraduate|MCAT|GPA|incoming class|entering class|research|rotat(?:e|es|ed|ions?)|clerkships?|clinical (?:sites?|partners?)|facilit(?:y|ies)|simulation|laborator|patient care|nursing|pharmacy|dental)\b",
    re.IGNORECASE,
)
"""Hospital programs, other people and other matters."""
NATION = re.compile(r"\b(?:NRMP|National Resident|applicants|MD seniors|DO seniors|U\.S\. seniors)\b", re.IGNORECASE)
"""Words of sentences about the nation, unless a word of the school stands beside them."""
OWN = re.compile(
    r"\b(?:we|our|ours|us|this year['’]s|graduates?|students|seniors?|class|alumni|the (?:school|college|university)(?:['’]s)?)\b",
    re.IGNORECASE,
)
NATIONAL_NORM = re.compile(r"\b(?:national|nation['’]s|nationwide) (?:benchmarks?|standards?)\b", re.IGNORECASE)
"""What the nation reaches is no threshold that the school sets."""
ONE_PERSON = re.compile(r"\b(?:I|my|me|I['’]m|he|she|his|her|him)\b")
PLURAL_PEOPLE = re.compile(
    r"\b(?:students|graduates|seniors|class|classes|alumni|they|we|our|members|candidates|doctors)\b", re.IGNORECASE
)
FIGURE = re.compile(
    r"(?<![\w.#])\d+(?:\.\d+)?\s?(?:%|percent\b|percentile)|(?<![\w$.,#/-])(?!(?:19|20)\d\d\b)\d+(?![\w/-]|[-–](?:time|year|week|hour)|(?:st|nd|rd|th)\b|,\d)(?! ?(?:a\.m|p\.m|years|months|weeks|days|hours))"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?\b(?! (?:years?|months|weeks|days|hours|campuses|decades|locations))",
    re.IGNORECASE,
)
EXAM_NUMBERS = re.compile(
    r"\b(?:Step|Level|Part|PGY)s?[ -]?(?:\d(?:\s?(?:,|and|&|or|/)\s?\d)*|I{1,3})(?:[ -]?(?:CK|CS|CE|PE))?\b",
    re.IGNORECASE,
)
TOP_SO_MANY = re.compile(r"\b(?:top|first)[- ](?:\d{1,3}|three|five|ten|twenty)\b(?! ?(?:%|percent))", re.IGNORECASE)
RANGE = re.compile(r"\d+(?:\.\d+)?\s?%?\s?[-–]\s?\d+(?:\.\d+)?\s?%")
CLAUSE = re.compile(
    r";|\s[–—]\s|(?<=average),\s+|(?<=nation),\s+|,\s+(?=[A-Z][a-z]+ (?:prepares?|helps?|supports?|guides?)\b)|,\s+(?:and|but|while|with|including|many|some|most)\s+|,\s+(?=they\b|we\b)|\s+and\s+(?=they\b|we\b|our\b|many\b)",
    re.IGNORECASE,
)
BACKED = re.compile(
    r"\W*(?:with\s+)?(?:the|that|this|our|its|an?)\s+(?:[\w-]+\s+){0,4}?(?:rate|figure|percentage|share)\b|\W*with\s+(?:[\d.]+|[a-z]+(?:-[a-z]+)?)\s*(?:%|percent\b)",
    re.IGNORECASE,
)
"""What follows a claim and gives the figure that backs it."""

LOOSE_RULE = "praise beside results"
NEAR = 6
"""Words between praise and what it may be about."""
JOINED = re.compile(r"([\w’'-]+(?: [\w’'-]+){0,2}) (?:and|as well as) ([\w’'-]+(?: [\w’'-]+){0,2})")


def claims_in(sentence: str, scope: str, topic_before: Topic | None = None) -> Iterator[tuple[Topic, str]]:
    """Yield the topic and the rule of every vague claim in a sentence, each topic once.

    Args:
        sentence: the sentence.
        scope: the sentence with what stands before it and its headings, where an exam may be named.
        topic_before: what the words before it speak of, for "these results".
    """
    if not may_claim(sentence):
        return
    seen: set[Topic] = set()
    for found in FAMILIES:
        if (
            found.topic in seen
            or (found.topic is Topic.outcomes and seen)
            or (found.topic is Topic.exam and not EXAM.search(scope))
        ):
            continue
        if found.name == CHOICE_FAMILY and NATION.search(sentence):
            continue
        match = next((match for match in found.pattern.finditer(sentence) if stands(match, sentence)), None)
        if match is not None:
            seen.add(found.topic)
            yield found.topic, found.name
            for other in coordinated(sentence, match, found.topic):
                if other not in seen:
                    seen.add(other)
                    yield other, found.name
    if not seen and topic_before is not None and BARE_RESULTS.search(sentence) and not has_figure(sentence):
        yield topic_before, "praise of results named before"
    elif not seen:
        yield from ((topic, LOOSE_RULE) for topic in loose_topics(sentence))


def loose_topics(sentence: str) -> Iterator[Topic]:
    """Yield what a sentence of the school praises in words of any kind, in a clause without a figure."""
    if not OWN.search(sentence):
        return
    for clause in CLAUSE.split(sentence):
        if has_figure(clause) or HELPS.search(clause):
            continue
        praise = [match.span() for match in PRAISE_AT_LARGE.finditer(clause)]
        topics = [
            topic for topic, pattern in AT_LARGE if any(near(clause, span, praise) for span in spans(pattern, clause))
        ]
        if topics:
            yield from topics
            return


def spans(pattern: re.Pattern[str], words: str) -> Iterator[tuple[int, int]]:
    """Yield where a pattern stands in some words."""
    return (match.span() for match in pattern.finditer(words))


def near(words: str, span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a span has one of others within a few words of it, or in it."""
    return any(len(words[min(span[1], other[1]) : max(span[0], other[0])].split()) <= NEAR for other in others)


def may_claim(sentence: str) -> bool:
    """Whether a sentence can speak of the school's own results at all."""
    if NO_CLAIM.search(sentence) or OTHERS.search(sentence) or THRESHOLD.search(NATIONAL_NORM.sub(" ", sentence)):
        return False
    if audience_of_words(sentence) is Audience.other_profession:
        return False
    if NATION.search(sentence) and not OWN.search(sentence):
        return False
    return not ONE_PERSON.search(sentence) or PLURAL_PEOPLE.search(sentence) is not None


def stands(match: re.Match[str], sentence: str) -> bool:
    """Whether a wording found is a claim without a figure that could be checked in the same clause."""
    start = max([0, *(cut.end() for cut in CLAUSE.finditer(sentence) if cut.end() <= match.start())])
    end = min([len(sentence), *(cut.start() for cut in CLAUSE.finditer(sentence) if cut.start() >= match.end())])
    backed = BACKED.match(sentence, end) is not None and has_figure(sentence[end:])
    return not backed and not has_figure(sentence[start:end]) and not HELPS.search(sentence[start:end])


def has_figure(words: str) -> bool:
    """Whether some words hold a figure about people or a rate; a printed range leaves the value open."""
    return FIGURE.search(RANGE.sub(" ", TOP_SO_MANY.sub(" ", EXAM_NUMBERS.sub(" ", words)))) is not None


def coordinated(sentence: str, match: re.Match[str], topic: Topic) -> Iterator[Topic]:
    """Yield the other topic of 'board results and residency placements have been outstanding'."""
    first, second, other = (EXAM, MATCH, Topic.match) if topic is Topic.exam else (MATCH, EXAM, Topic.exam)
    for joined in JOINED.finditer(sentence[max(0, match.start() - 60) : match.end() + 40]):
        if (first.search(joined[1]) and second.search(joined[2])) or (
            first.search(joined[2]) and second.search(joined[1])
        ):
            yield other
