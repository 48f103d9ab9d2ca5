"""Home: the school whose document it is, the state it lies in, and the words for staying there.

Belongs here: recognising the school from title, headings, address and text; in-state and home-institution wording.
Does not belong here: what else a figure measures (subjects), which hospital a placement names (resolve).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from schemas.documents import Heading, Paragraph, Table
from scrapers.extractors.audience import SCHOOL_NAME
from scrapers.extractors.gazetteer import state_code
from scrapers.extractors.measures.schools import (
    GENERIC,
    STATE_NAMES,
    KnownSchool,
    best_school,
    initials,
    known_school,
    slugs_named,
    telling_words,
)
from scrapers.extractors.own_school import OwnSchool
from scrapers.extractors.passages import Passage, text_of

STATE_PATTERN = re.compile(
    r"(?:^|[;:,(–—-]\s*|\b(?:[Ii]n|within|into|to|for|across|outside\s+of|all\s+of|and|or|than|from|outside|leaving|by)\s+(?:the\s+state\s+of\s+)?)\W*(?P<name>"
    + "|".join(sorted(map(re.escape, STATE_NAMES), key=len, reverse=True))
    + r")\b(?!['’]s)(?!\s+(?:University|College|School|City|Medicine|Medical|Hospital|Hospitals|Health|Children|General|State\s+(?:University|College|School|Univ))\b)"
)
ANY_STATE = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, STATE_NAMES), key=len, reverse=True)) + r")\b")


DATELINE = re.compile(
    r"\b[A-Z][\w.’' -]{2,30},\s*(?P<state>[A-Z][A-Za-z.]{1,13}(?:\s[A-Z][a-z]+)?)\.?\s*(?:\([^)]{4,30}\)|,\s*[A-Z][a-z]+\.?\s+\d{1,2},?\s+\d{4})?\s*[–—-]"
)
POSTAL = re.compile(r",\s*(?P<state>[A-Z]{2}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\.?\s+\d{5}\b")
STAY = (
    r"(?:stay(?:s|ing|ed)?|remain(?:s|ing|ed)?|train(?:s|ing)?|match(?:ed|es|ing)?|keep(?:s|ing)?|kept|retain\w*|going|go|goes|be|are|residenc\w+|residents?|continu\w+|"
    r"locat\w+|head(?:ed|ing)|work\w*|live|begin\w*|start\w*|enter\w*|do|complet\w+|pursu\w+|placed|join\w*|part|portion|all|(?<!-)year|spend\w*|home)"
)
ORIGIN = re.compile(
    r"\b(?:spent|natives?|hometown|grew\s+up|born|raised|hail\w*|came?|coming)\b|\bfrom\s+(?:the\s+state\s+of\s+)?[A-Z]|^\W*(?:[A-Z][a-z]+\s+){1,2}residents\b",
    re.UNICODE,
)
IN_STATE = re.compile(
    r"\bin[\s-]state\b(?!\s+tuition)|\b(?:in|within)\s+(?:the|our|their|its|this)\s+(?:home\s+)?state\b(?!\s+of\b(?!\s+[A-Z]))|\bhome\s+state\b|\bstay(?:ing)?\s+instate\b|\binstate\b",
    re.IGNORECASE,
)
AT_HOME = re.compile(
    r"\b(?:at|with|in|(?<!close\s)(?<!closer\s)(?<!near\s)to)\s+(?:(?:our|their|its|the\s+school['’]s|the\s+university['’]s|the\s+college['’]s)\s+home\b|home\b(?!\s+(?:state|county|town|city))|(?:the|our)\s+(?:health\s+science(?:s)?\s+center|medical\s+center|university|university\s+hospitals?|home\s+institution|home\s+program))"
    r"|\bhome[\s-](?:institution|program|hospital)s?\b|\b(?:the|our|its|their|at)\s+university\s+hospital\b|\b(?:stay\w*|remain\w*)\s+(?:right\s+)?here\b(?!\s+in\s+(?:the\s+)?(?:state|[A-Z]))|\b(?:stay\w*|remain\w*)\s+(?:with\s+us|at\s+home|put)\b|\b(?:stay\w*|remain\w*)\s+on\s+(?:the\s+|our\s+)?(?:[\w.’'-]+\s+){0,2}?campus\b|\bown\s+(?:[\w-]+\s+)?(?:programs?|hospitals?)\b|\b(?:train\w*|stay\w*|remain\w*|be|are)\s+(?:here\s+)?with\s+us\b|\b(?:[Ss]tay|[Rr]emain)\w*\s+(?:\w+\s+){0,3}?at\s+(?:the\s+)?(?-i:[A-Z])|\bat\s+home\b",
    re.IGNORECASE,
)
NOT_HOME = re.compile(
    r"\bpartner\s+hospitals?|\bnetwork\b|\baffiliate[sd]?\s+with\b|\bhospitals?\s+affiliated\b|\bstatewide\b|\belsewhere\b|\baway\s+from\b|\bleav(?:e|ing)\b",
    re.IGNORECASE,
)
ELSEWHERE = r"(?!\s+(?!(?:Health|Healthcare|Medicine|Medical|Hospitals?|Memorial|University|Children|Clinics?|Med|System|Programs?|Affiliated|Center|School|College|Comprehensive|Cancer|Family)\b)[A-Z][a-z])"
"""Another word behind the school's name makes it another place: a campus elsewhere."""
LONGEST_INITIALS = 6
MOST_SCHOOLS = 2
"""Headings that are names of schools from which a document is about several."""
NAME_REST = 14
"""Letters after a school's name in a heading that is nothing but this name."""
SMALL_TABLE = 80
"""Cells of tables of results; lists of destinations are longer."""
PLACEWORD = r"(?:\s+(?:Health|Healthcare|Medicine|Medical|Hospitals?|Memorial|University|Children|Clinic|Med|System|programs?|hospitals?|affiliated|residenc\w+))"


@dataclass(frozen=True, slots=True)
class HomeSchool:
    """The school of a document, as far as the document tells."""

    state: str | None = None
    names: tuple[str, ...] = ()
    slug: str | None = None
    pattern: re.Pattern[str] | None = field(default=None, compare=False)
    tail_pattern: re.Pattern[str] | None = field(default=None, compare=False)
    name_pattern: re.Pattern[str] | None = field(default=None, compare=False)

    def state_named(self, words: str) -> Literal["home", "other"] | None:
        """Tell whether words place graduates in the school's own state, in another, or in none."""
        if re.search(
            r"\b(?:leav\w+|outside(?:\s+of)?|(?i:out)[\s-]of|other\s+than|beyond)[\s-]+(?:the\s+)?(?:(?i:state)|[A-Z])",
            words,
        ):
            return "other"
        if IN_STATE.search(words):
            return "home"
        named = {STATE_NAMES[match["name"]] for match in STATE_PATTERN.finditer(words)}
        if not named:
            return None
        if ORIGIN.search(words):
            return "other"
        if re.search(
            r"\belsewhere\s+in\b|\bmore\s+(?:\w+\s+)?in\b|\bother\s+parts\b|\bother\s+(?:\w+\s+){0,2}?in\b|\brest\s+of\b|\bpractic\w+\s+in\b",
            words,
        ):
            return "other"
        home = self.state or (stayed_in(words) if len(named) == 1 else None)
        if home is None:
            return None
        return "home" if named == {home} else "other"

    def is_home_institution(self, words: str, tail: str | None = None) -> bool:
        """Tell whether words place graduates at the school's own hospital or programs.

        Args:
            words: a clause or a header.
            tail: those of its words that follow the number, or all of them.
        """
        if NOT_HOME.search(words):
            return False
        if AT_HOME.search(words):
            return True
        if self.tail_pattern is not None and self.tail_pattern.search(words if tail is None else tail):
            return True
        return self.pattern is not None and self.pattern.search(words) is not None

    def own_place_in(self, tail: str) -> int:
        """Return where "at OWN SCHOOL" ends that opens the words behind a number, 0 where it does not."""
        found = self.tail_pattern.search(tail) if self.tail_pattern is not None else None
        return found.end() if found is not None else 0

    def is_name_alone(self, words: str) -> bool:
        """Tell whether words are the school's name and nothing else, as over the column of its own figures."""
        return self.name_pattern is not None and self.name_pattern.fullmatch(words) is not None

    def is_own_name(self, name: str) -> bool:
        """Tell whether the name of a school shares a telling word with this one."""
        slugs = slugs_named(name)
        if slugs and self.slug:
            return self.slug in slugs
        own = {word for known in self.names for word in telling_words(known)}
        told = telling_words(name)
        return not told or not own or bool(own & told)


def stayed_in(words: str) -> str | None:
    """Return the state that "stay in X" or "X keeps" names, where nothing else tells the school's state."""
    match = re.search(r"\b(?:stay\w*|remain\w*)\s+(?:\w+\s+){0,3}?(?:in|within)\s+(?:the\s+state\s+of\s+)?", words)
    found = ANY_STATE.search(words, match.end() if match else 0)
    keeps = re.search(r"\bkeep(?:s|ing)?\b|\bretain", words)
    return STATE_NAMES[found[0]] if found and (match or keeps) else None


def home_of(
    passages: Sequence[Passage], title: str | None, address: str | None, told: OwnSchool | None = None
) -> HomeSchool:
    """Recognise the school of a document.

    Args:
        passages: the document's blocks with their headings.
        title: the document's title.
        address: where it was fetched.
        told: the school on whose pages it was found, where that is known.
    """
    zones = list(zones_of(passages, title))
    school = known_school(told.slug) if told else best_school(zones, address)
    texts = [
        *([title] if title else []),
        *(text_of(p.block)[:2000] for p in passages[:400] if not isinstance(p.block, Table)),
    ]
    names = [name for text, weight in zones if weight > 1 for name in SCHOOL_NAME.findall(text)]
    names = without_sections([*(told.names if told else ()), *names], passages)
    if school:
        names = [*school.full_names, *names]
    state = (
        told.state
        if told
        else school.state
        if school
        else named_state(names) or printed_state(texts) or only_state([*texts, *labels_of(passages)])
    )
    names = list(dict.fromkeys(names)) or [name for text in texts for name in SCHOOL_NAME.findall(text)][:1]
    patterns = home_patterns(names, school, state, texts)
    return HomeSchool(state, tuple(names), school.slug if school else None, *patterns)


def without_sections(names: Sequence[str], passages: Sequence[Passage]) -> list[str]:
    """Leave out the schools of a document's sections but the one named first, where several schools have a section each."""
    headings = [passage.block.text for passage in passages if isinstance(passage.block, Heading)]
    alone = [text for text in headings if (found := SCHOOL_NAME.match(text)) and len(text) - found.end() <= NAME_REST]
    sections = [words for text in alone if (words := telling_words(text))]
    if len(sections) < MOST_SCHOOLS or all(words & sections[0] for words in sections):
        return list(names)
    own = next((words for name in names if (words := telling_words(name))), sections[0])
    others = frozenset().union(*(words for words in sections if not words & own))
    return [name for name in names if not telling_words(name) & others]


def zones_of(passages: Sequence[Passage], title: str | None) -> Iterable[tuple[str, float]]:
    """Yield the words of a document with their weight for telling whose it is."""
    if title:
        yield title, 6.0
    paragraphs = 0
    for passage in passages[:400]:
        block = passage.block
        if isinstance(block, Heading):
            yield block.text, 4.0 if block.level <= 2 else 1.0
        elif isinstance(block, Paragraph):
            paragraphs += 1
            yield block.text[:2000], 2.0 if paragraphs <= 3 else 1.0


def named_state(names: Sequence[str]) -> str | None:
    """Return the state that the school's own name holds, in full or as in "UMass"."""
    for name in names:
        if found := ANY_STATE.search(name):
            return STATE_NAMES[found[0]]
        for short in re.findall(r"\bU([A-Z][a-z]{2,6})\b", name):
            states = {code for full, code in STATE_NAMES.items() if full.startswith(short)}
            if len(states) == 1:
                return states.pop()
    return None


def labels_of(passages: Sequence[Passage]) -> list[str]:
    """Return the words of small tables: their labels may name the state."""
    tables = (passage.block for passage in passages if isinstance(passage.block, Table))
    return [text_of(table) for table in tables if len(table.cells) < SMALL_TABLE]


def only_state(texts: Sequence[str]) -> str | None:
    """Return the state of a document that names only one."""
    named = Counter(STATE_NAMES[match[0]] for text in texts for match in ANY_STATE.finditer(text))
    return next(iter(named)) if len(named) == 1 else None


def printed_state(texts: Sequence[str]) -> str | None:
    """Return the state of the document's dateline or postal address."""
    states: Counter[str] = Counter()
    for text in texts:
        for pattern in (DATELINE, POSTAL):
            for match in pattern.finditer(text):
                if code := state_code(match["state"]):
                    states[code] += 1
    return states.most_common(1)[0][0] if states else None


def home_patterns(
    names: Sequence[str], school: KnownSchool | None, state: str | None, texts: Sequence[str]
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]:
    """Build the patterns of "stay at our hospital" and of the bare name from the school's names."""
    forms: set[str] = set()
    for name in names:
        core = re.sub(
            r"\b(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine.*|\bMedical\s+(?:School|College).*|\bCollege$",
            "",
            name,
        ).strip(" -,")
        core = re.sub(r"^(?:The|At|In|From|For|Of)\s+", "", core)
        bare = re.sub(r"\bUniversity(?:\s+(?:of|at))?\b|\bHealth\s+Sciences?\b|^\s*(?:of|at|the)\b", " ", core)
        bare = " ".join(bare.split())
        if core and core.casefold() not in GENERIC:
            forms.add(re.escape(core))
        if bare and (bare in STATE_NAMES or bare.split()[0] in STATE_NAMES):
            forms.add(re.escape(bare) + PLACEWORD)
        elif bare and telling_words(bare):
            forms.add(re.escape(bare))
        if 2 <= len(initials(core)) <= 6 and re.fullmatch(r"[A-Z]{2,6}", initials(core)):
            forms.add(initials(core))
    if school:
        forms.update(re.escape(form) for form in school.short_forms if form.isupper())
        label = school.domain.removesuffix(".edu").split(".")[-1]
        if label.isalpha() and 2 < len(label) < LONGEST_INITIALS:
            forms.add(label.upper())
    state_name = next((name for name, code in STATE_NAMES.items() if code == state), None)
    if state_name:
        shortened = {word for text in texts for word in re.findall(r"\bU[A-Z][a-z]{2,6}\b", text)}
        forms.update(word for word in shortened if state_name.startswith(word[1:]))
    if not forms:
        return None, None, None
    places = "|".join(sorted(forms, key=len, reverse=True))
    training = (
        rf"^\W*(?:and\s+)?(?:the\s+)?(?:{places})\b(?:\s+[\w’'-]+){{0,4}}?"
        r"\s+(?:will\s+)?(?:trains?|keeps?|takes?|gets?|hosts?|retains?|be\s+home)\b"
    )
    inside = re.compile(
        rf"{training}|\bjoin(?:s|ing|ed)?\s+(?:the\s+)?(?:{places})\b{ELSEWHERE}|\b(?i:{STAY})\b[^.;:]{{0,60}}?\b(?:at|with|in|to|within)\s+(?:the\s+|an?\s+|our\s+)?(?:{places})\b{ELSEWHERE}"
    )
    tail = re.compile(
        rf"^\W*(?!(?:[\w’'-]+\s+){{1,3}}(?:at|with)\s+(?:the\s+)?(?:[A-Z][\w.’'-]+\s+){{1,6}}(?:School|College)\s+of\b)(?:(?:of\s+(?:them|whom|those|these)|more|students?|seniors?|graduates?)\s+)?(?:at|with)\s+(?:the\s+|an?\s+)?(?:{places})\b{ELSEWHERE}|^\W*(?:{places})\W*$"
    )
    bare_name = re.compile(
        rf"\W*(?:the\s+)?(?:{places})(?:['’]s)?(?:\s+(?:students|graduates|rate|average|mean|score)s?)?\W*",
        re.IGNORECASE,
    )
    return inside, tail, bare_name
