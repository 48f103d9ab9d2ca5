"""Subject reading: what a figure in running text measures.

Belongs here: a clause's own subject, what it inherits from its neighbours and from the words above, head counts.
Does not belong here: patterns of subjects (subjects), whom a figure counts (figure).
"""

import re

from schemas.vocabulary import Qualifier, Unit
from scrapers.extractors.audience import COMPARISON, Audience
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.asides import (
    DID_SO,
    EVER_GRADUATED,
    EXCEPTED,
    GOES_ON_ABOUT,
    OF_WHOM,
    ONE_OF,
    POINTED_BASE,
    ROUTE,
    SOME_YEARS,
    TAKEN_IN,
    WELCOMED,
)
from scrapers.extractors.measures.clause_reading import ClauseReading
from scrapers.extractors.measures.clauses import FEW, KNOWN_FEW
from scrapers.extractors.measures.own_graduates import are_own_graduates
from scrapers.extractors.measures.phrases import (
    ACTUAL,
    APPLYING,
    BASE_HEAD,
    CLASS_OF,
    FIELD_DISTANCE,
    GRADUATED,
    GROUP_CLAUSE,
    GROUP_NOUN,
    LEFT_UNMATCHED,
    NARROW,
    NOBODY,
    NOT_GRADUATING,
    OBJECT,
    PEOPLE,
    PERSON,
    POINTED_GROUP,
    POINTING,
    RATES,
    SHARE_OF_SHARE,
)
from scrapers.extractors.measures.subject_words import GAIN, PASSING, POSITION, Subject
from scrapers.extractors.measures.subjects import result_subject, subject_of
from scrapers.extractors.numbers import Number
from scrapers.extractors.periods import periods_in
from scrapers.extractors.placements.specialty_spans import specialty_spans

ALL_BUT = re.compile(r"\ball\s+but\s+(?:\w+\s+){0,2}(?:of\s+)?(?:the\s+|our\s+|its\s+)?$|\bbut\s+$", re.IGNORECASE)
CLASS_WORD = re.compile(r"\bclass['’]?s?\b", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:our|the|all|its)\s+$", re.IGNORECASE)
PARTITIVE = re.compile(r"^\W*of\s+(?:the|our|its|their|this|those|these)\b", re.IGNORECASE)
ARRIVES = re.compile(
    r"^\W*(?:[\w-]+\s+){0,3}?(?:arriv\w+|enroll\w*|enter\w*|matriculat\w+|start\w*|begins?|began|join\w*|welcom\w+|seated)\b",
    re.IGNORECASE,
)
"""A class that comes and does not go."""
OFFERING = re.compile(
    r"\b(?:offers?|offering|sponsors?|sponsoring|operates?|runs?|hosts?|hosting|supports?|administers?|oversees?|maintains?|home\s+to|comprises?|includes?|provides?|owns?|accredit\w+|affiliat\w+|partner\w*|alumni|practic\w+|licensed|hail\w*|come\s+from|came\s+from|recruit\w*|enroll\w*)\b[^.;]*$|\b(?:from|representing)\s+(?:over\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)
"""Programs and hospitals that a school or hospital has are no destinations."""
AGAINST = re.compile(
    r"\b(?:ahead\s+of|compared|versus|vs|against|above|below|exceed\w*|than|while|whereas|beat\w*|topp\w+|top|surpass\w*|outpac\w+)\b",
    re.IGNORECASE,
)
GOT_ONE = re.compile(rf"^\W*{GAIN}\s+(?:one|it|them)\b", re.IGNORECASE)
SOUGHT = re.compile(rf"\b(?:seek|sought|want|look|appl)\w*\b(?:[^.;]|u\.s\.)*\b{POSITION}\b", re.IGNORECASE)
"""A place that was looked for, to which "137 obtained one" points back."""
OTHERS = re.compile(r"\b(?:other|remaining)\s+$", re.IGNORECASE)
FATES = frozenset({Subject.not_seeking, Subject.deferred, Subject.unmatched, Subject.military})
"""What the rest of a class may have done."""
HEADS = frozenset({Subject.class_size, Subject.participants})
"""Counts of people that are no shares: a share beside them goes on about another."""
THINGS = frozenset({Subject.states, Subject.specialties, Subject.institutions})


class SubjectReading(ClauseReading):
    """A figure whose subject is decided."""

    def read_subject(self) -> Subject | None:
        """Decide what it measures: its clause, then what its neighbours and the words above leave."""
        if SOME_YEARS.match(self.sentence, self.figure.lead.end) or SOME_YEARS.match(self.sentence, self.figure.end):
            return Subject.other
        if self.fills_hospital():
            self.audience = Audience.school
            return Subject.home
        if self.unit is Unit.count:
            return self.counted(self.figure.lead)
        if self.unit is Unit.percent and (self.is_share_of_share() or self.is_share_of_alumni()):
            return Subject.other
        if ACTUAL.search(self.words) and self.is_elliptical() and self.discourse.subject not in (None, Subject.other):
            return self.discourse.subject
        subject = subject_of(self.words, self.unit, self.setting.home, in_exam=self.in_exam, tail=self.tail)
        if subject in (None, Subject.exam_pass) and self.unit is Unit.percent and self.tells_gain(self.tail):
            subject = Subject.place
        self.is_told = subject not in (None, Subject.same)
        if subject is Subject.same or (subject is None and self.is_elliptical()):
            return self.inherited(subject)
        if subject is None and self.is_set_against():
            return self.previous.subject if self.previous else None
        return subject

    def fills_hospital(self) -> bool:
        """Tell whether it counts the school's graduates among a hospital's new residents."""
        is_count = self.unit is Unit.count and self.figure.lead.total is None
        of_hospital = self.audience is Audience.hospital_fill
        return is_count and of_hospital and are_own_graduates(self.tail, self.setting.home)

    def tells_gain(self, tail: str) -> bool:
        """Tell whether words say that people got what was looked for before: "170 sought a residency and 168 obtained one"."""
        sought = GOT_ONE.match(tail) is not None and SOUGHT.search(self.before) is not None
        return sought and result_subject(self.before) is not Subject.match

    def is_set_against(self) -> bool:
        """Tell whether it is the nation's share that the school's just before it is compared with."""
        before = self.previous
        if before is None or self.audience is not Audience.national or before.audience is not Audience.school:
            return False
        return before.unit is Unit.percent and AGAINST.search(self.head) is not None

    def is_share_of_share(self) -> bool:
        """Tell whether it is a share of those who stay, or of another part of the class."""
        if self.in_exam and PASSING.search(self.words):
            return False
        if SHARE_OF_SHARE.search(self.before) or SHARE_OF_SHARE.search(self.head):
            return True
        return POINTED_GROUP.match(self.sentence) is not None and self.discourse.subject in NARROW

    def is_share_of_alumni(self) -> bool:
        """Tell whether it is a share of all who ever graduated ("has graduated 1,420 physicians, 62 percent of whom ...")."""
        told = EVER_GRADUATED.search(self.before) is not None
        return told and (OF_WHOM.search(self.tail) is not None or GOES_ON_ABOUT.match(self.tail) is not None)

    def counted(self, number: Number) -> Subject | None:
        """Decide what a head count counts; a number of other things counts nothing."""
        tail, head = COMPARISON.sub(" ", self.tail), self.head
        label = not re.search(r"\w", tail) or re.match(r"^\W*(?:\(|,|%)", tail) is not None
        of_group = number.total is not None and GROUP_NOUN.match(tail) is not None and not GROUP_CLAUSE.search(tail)
        if number.total is not None:
            tail = " " if of_group else GROUP_CLAUSE.sub(" ", tail)
        if number.total is not None and LEFT_UNMATCHED.match(tail):
            return Subject.other
        subject = subject_of(tail, Unit.count, self.setting.home, in_exam=False, tail=tail)
        if subject is None and self.tells_gain(tail):
            subject = Subject.place
        if subject in THINGS:
            return None if self.are_no_destinations(head) else subject
        if subject is Subject.other:
            return subject
        if CLASS_OF.search(head):
            is_new = NOT_GRADUATING.search(head) or WELCOMED.search(head) or ARRIVES.match(tail)
            return None if is_new else Subject.class_size
        if left := self.left_over(head, tail):
            return left
        if self.counts_nobody(number, tail, label=label):
            return None
        if of_group:
            return self.head_subject(self.head)
        return self.unless_aside(self.people_counted(subject, tail), head, tail)

    def are_no_destinations(self, head: str) -> bool:
        """Tell whether programs or places are those applied to, offered, or a few of many."""
        only_some = self.sentence[self.figure.window_end :].lstrip().startswith("with ")
        return only_some or any(pattern.search(head) for pattern in (ONE_OF, APPLYING, OFFERING))

    def counts_nobody(self, number: Number, tail: str, *, label: bool) -> bool:
        """Tell whether a number counts things, a known few ("the three"), or all but some."""
        if number.qualifier is Qualifier.at_least and number.value < FEW:
            return True
        few = number.in_words and number.value < FEW and KNOWN_FEW.search(self.head)
        if few and OTHERS.search(self.head) and self.tells_fate(tail):
            return False
        if few and not re.match(rf"^\W*{PEOPLE}\b", tail, re.IGNORECASE):
            return True
        if NOBODY.search(self.head) or (OBJECT.search(self.head) and not re.search(r"[a-z]", tail, re.IGNORECASE)):
            return True
        return ALL_BUT.search(self.head) is not None or (
            not label and not PERSON.match(tail) and not self.tells_delay(tail)
        )

    def tells_fate(self, tail: str) -> bool:
        """Tell whether words say why people took no residency: "the other four are pursuing research"."""
        return subject_of(tail, Unit.count, self.setting.home, in_exam=False, tail=tail) in FATES

    def unless_aside(self, subject: Subject | None, head: str, tail: str) -> Subject | None:
        """Return what people are counted for, unless they are those who come, or some of the placed by their route."""
        if subject is Subject.place and ROUTE.search(tail) and POINTED_BASE.search(self.before + head):
            return Subject.other
        return None if subject is Subject.class_size and TAKEN_IN.search(head) else subject

    def left_over(self, head: str, tail: str) -> Subject | None:
        """Return what those are who are excepted from a result, or who did as the sentence before tells."""
        if EXCEPTED.search(head) and result_subject(tail) is not None:
            return Subject.unmatched
        return self.discourse.subject if DID_SO.match(tail) and self.discourse.subject in FATES | RATES else None

    def tells_delay(self, tail: str) -> bool:
        """Tell whether words say without naming people that they put residency off: "and two delayed graduation"."""
        return subject_of(tail, Unit.count, self.setting.home, in_exam=False, tail=tail) in FATES - {Subject.military}

    def people_counted(self, subject: Subject | None, tail: str) -> Subject | None:
        """Decide what people are counted for: by the words after the number, then those before it, then what went before."""
        based = BASE_HEAD.search(self.head) is not None
        if subject is None and GRADUATED.search(self.head):
            return Subject.class_size
        if based and subject is None and CLASS_WORD.search(self.head):
            return Subject.class_size
        if (
            subject is None
            and WHOLE.search(self.head)
            and re.match(r"^\W*(?:\w+\s+)?graduates\b", tail, re.IGNORECASE)
        ):
            return Subject.class_size
        if subject is Subject.class_size and PARTITIVE.match(tail):
            subject = None
        if subject in (None, Subject.same) and not based:
            above = self.head_subject(self.head)
            subject = above if above is not None else subject
        if subject is Subject.same or (subject is None and self.is_elliptical()):
            return self.inherited(subject)
        return subject

    def head_subject(self, head: str) -> Subject | None:
        """Return what the words before a count say that it counts; a field right before it ("medicine with 35") is its label."""
        spans = specialty_spans(head)
        if spans and len(head) - spans[-1].end < FIELD_DISTANCE:
            return Subject.specialty
        return (
            subject_of(head, Unit.count, self.setting.home, in_exam=False, tail=head, is_label=True)
            if head.strip()
            else None
        )

    def share_before(self) -> Subject | None:
        """Return what "the share" goes on about: the last share, where counts of fields stand between."""
        is_listing = self.discourse.subject is Subject.specialty and self.unit is Unit.percent
        return self.discourse.share or self.discourse.subject if is_listing else self.discourse.subject

    def asked(self, question: str) -> Subject | None:
        """Return what the question before is about, which a sentence without a subject of its own answers."""
        found = subject_of(question, self.unit, self.setting.home, in_exam=self.in_exam)
        return None if found in (Subject.same, Subject.other) else found

    def share_in_sentence(self) -> Subject | None:
        """Return what the last share of the sentence is a share of."""
        reading = self.previous
        while reading is not None:
            if reading.unit is Unit.percent and reading.subject not in (None, Subject.other, Subject.same):
                return reading.subject
            reading = reading.previous
        return None

    def defined_before(self) -> Subject | None:
        """Return what the sentence before defines: "... divided by those who sat it. In 2022 the rate was 91%"."""
        words = self.definition()
        found = subject_of(words, self.unit, self.setting.home, in_exam=self.in_exam) if words else None
        return None if found in (Subject.same, Subject.other) else found

    def inherited(self, subject: Subject | None) -> Subject | None:
        """Return what a clause without a subject of its own goes on about."""
        if self.previous is None and self.spot.earlier and self.spot.earlier[0].rstrip().endswith("?"):
            return self.asked(self.spot.earlier[0])
        people = self.unit is Unit.count and subject is not Subject.same
        if people and POINTING.search(self.tail):
            return None
        if self.unit is Unit.percent and self.previous is not None and self.previous.subject in HEADS:
            return self.share_in_sentence() or self.share_before()
        if self.previous is not None and self.previous.subject is not None:
            is_aside = self.previous.subject is Subject.other and self.previous.unit is not self.unit
            return self.discourse.share if is_aside and subject is Subject.same else self.previous.subject
        if people and (
            not self.is_bare() or not (re.search(r"[a-z]", self.words, re.IGNORECASE) or periods_in(self.window))
        ):
            return None
        if subject is Subject.same and not self.spot.is_line:
            return self.defined_before() or self.share_before()
        if self.spot.is_line or subject is Subject.same:
            for words in self.spot.above:
                in_exam = self.in_exam or bases.is_exam(words)
                above = subject_of(words, self.unit, self.setting.home, in_exam=in_exam)
                if above not in (None, Subject.same):
                    return above
            return self.discourse.subject
        return None
