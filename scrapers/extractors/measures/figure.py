"""Figure: everything about one figure in running text.

Belongs here: reading a figure's own clause first, then its sentence, its neighbours and the words above. Does not belong
here: patterns of words (subjects, bases, audience), going through the text (prose).
"""

import re

from schemas.vocabulary import Denominator, Exam, Qualifier, Stage, Unit
from scrapers.extractors.audience import COMPARISON, UNIVERSAL_COUNT, Audience, audience_of_words
from scrapers.extractors.measures import bases
from scrapers.extractors.measures.clauses import FEW, KNOWN_FEW, Figure
from scrapers.extractors.measures.discourse import Discourse, Group, Spot
from scrapers.extractors.measures.drafts import Draft, Setting
from scrapers.extractors.measures.subjects import MEAN, PASSING, SAME, Subject, result_subject, strong_specialties, subject_of
from scrapers.extractors.measures.timing import EXAMS, Timing, timing_of
from scrapers.extractors.numbers import Number
from scrapers.extractors.placements.specialty_spans import specialty_spans
from scrapers.extractors.periods import PeriodKind, periods_in

PEOPLE = r"(?:students?|seniors?|graduates?|members?|people|persons?|physicians?|doctors?|d\.?o\.?s?|m\.?d\.?s?|candidates?|participants?|(?:test[\s-]?)?takers?|m4s?|classmates|individuals|grads|applicants)"
PERSON = re.compile(
    rf"^\W*(?:(?:[\w.’'&-]+\s+){{0,3}}?(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine\s+)?(?:(?!and\b|or\b|in\b|at\b|of\b|to\b|where\b|which\b|that\b|when\b|for\b|by\b|from\b|is\b|are\b|matches\b)[\w’'.&/-]+\s+){{0,7}}?{PEOPLE}\b"
    r"|^\W*(?:of\s+(?:them|whom|those|these|our|the|its|\w+['’]s)|are|were|will|have|had|has|was|is|did|do|chose|choose|stay\w*|remain\w*|go(?:ing)?|went|match(?:ed)?|enter\w*|plan\w*|head\w*|train\w*|opted|pursu\w+|join\w*|begin|each|more|others?|at|in|into|to|with|a|an|through|un\w+|not|"
    r"who|secur\w+|obtain\w+|receiv\w+|accept\w+|land\w+|took|take|participat\w+|placed|military|deferred|primary|attain\w+|sought|seeking)\b|^\W*(?:matching\W*)?$|^\W*(?:total\s+|residency\s+|successful\s+)?matches\b(?!\s+(?:decide|are|were|in\s+the\s+nation))",
    re.IGNORECASE,
)
CLASS_OF = re.compile(r"\b(?:class|group|cohort)\s+(?:of|size\W*(?:is|was|of)?)\s*$|\bclass\s+size\s*$", re.IGNORECASE)
BASE_HEAD = re.compile(r"\b(?:of|among|from|for)\s+(?:the|our|its|their|all|those|these|some)?\s*(?:[\w’'.-]+['’]s\s+)?$", re.IGNORECASE)
PART_OF_CLASS = re.compile(r"\b(?:on|off)-cycle\b|\bdual\b|\bmd/phd\b|\btransfer|\bfirst-time\b", re.IGNORECASE)
ENTERED = re.compile(r"\b(?:entered|enrolled|matriculat\w+|started|began)\b[^.;]*\b(?:school|college|program|medicine|class)\b|\bentering\b", re.IGNORECASE)
POINTING = re.compile(
    r"\b(?:of|among)\s+(?:them|whom|its\s+own|that\s+(?:group|number)|(?:those|these)(?!\s+(?:who|that|in|\w+ing)))\b|\bof\s+(?:those|these)\s+participants\b", re.IGNORECASE
)
SHARE_OF_SHARE = re.compile(
    r"\b(?:of|among)\s+(?:those|these|the\s+(?:students|graduates|group))\s+(?:who\s+(?:stay|remain|are\s+staying|will\s+(?:stay|remain)|chose|choose|enter|entered|go|plan|left|leave)|staying|remaining|choosing|entering|going)\b|^\W*of\s+(?:these|those|them|that)\s*(?:\d[\d.]*\s*(?:%|percent))?\s*,?\s*(?:some\s+|about\s+)?$|^\W*of\s+that\s*$",
    re.IGNORECASE,
)
THRESHOLD_LABEL = re.compile(r"^\W*(?:[\w-]+\s+){0,6}?(?:threshold|target|benchmark|goal|standard)s?\b", re.IGNORECASE)
POINTED_GROUP = re.compile(r"^\W*(?:of|among)\s+(?:these|those|them|that\s+(?:group|number|\d[\d.]*\s*(?:%|percent)))\b(?!\s+(?:who|that|participa|in\s+the\s+match|seeking))", re.IGNORECASE)
SCHOOL_AGAIN = re.compile(
    r"\b(?:class|our|ours|we|us|here|school|college|university|its|while|whereas|but|compared|versus|than|graduates\s+of|students\s+at|at\s+[A-Z])\b|^\W*(?:[A-Z]{2,6}|[A-Z][a-z]+)['’]s\b|\bat\s+[A-Z]"
)
ASIDE = re.compile(r",?\s*(?:compared|up\s+from|down\s+from|versus|as\s+opposed)\b[^,.;]*,", re.IGNORECASE)
SOMEWHERE = re.compile(r"\b(?:at|with|in|to)\s+(?:the\s+)?(?:[a-z]+\s+)?[A-Z](?!lass\s+of|O\b)")
NOT_GRADUATING = re.compile(r"\b(?:incoming|entering|first-year|new|next|inaugural\s+entering|freshman)\s+class", re.IGNORECASE)
APPLYING = re.compile(r"\b(?:appl(?:y|ied|ying)|applications?|interview\w*)\b", re.IGNORECASE)
GROUP_CLAUSE = re.compile(
    rf"^\W*(?:[\w’'-]+\s+){{0,3}}?{PEOPLE}\s+(?:who\s+|that\s+)?(?:participat\w+|took\s+part|taking\s+part|entered|entering|seeking|sought|attempting|applying|applied|in)\b[^,.;]*?\s(?=(?:matched|secured|obtained|received|were|have|had|found|landed|will|earned|got|placed|stay|remain)\b)",
    re.IGNORECASE,
)
ACTUAL = re.compile(r"\b(?:actual|result|outcome|achieved|performance)s?\b", re.IGNORECASE)
FUNCTION_WORDS = frozenset(
    "a an the in on at of for to and or by with from is are was were be been had has have did does do it its our their this that these those they them as "
    "while but then also just only so per each who which than went go goes came comes another some all said same total percent rate rates year "
    "years class cycle academic testing students graduates seniors ce pe ck cs level step usmle comlex usa calendar exam examination "
    "first second third time attempt takers soap match before after initial final overall campus percentage fully mature preliminary about nearly almost over more actual actuals result results entering graduating matriculating cohort cohorts classes graduate compared national nationally nation nationwide versus against higher lower rose fell up down".split()
)
NARROW = frozenset({Subject.in_state, Subject.home, Subject.primary_care, Subject.specialty, Subject.other, Subject.military})
FIELD_DISTANCE = 14
LABEL_LETTERS = 160
"""Letters up to which a line over a figure labels it; longer ones explain."""
RATES = frozenset({Subject.match, Subject.place})
SCORES = (100, 900)


class FigureReading:
    """One figure being read; what later figures of the sentence may inherit stays on it."""

    def __init__(
        self,
        spot: Spot,
        sentence: str,
        figure: Figure,
        setting: Setting,
        discourse: Discourse,
        previous: "FigureReading | None",
        sentence_audience: Audience,
    ) -> None:
        self.spot, self.sentence, self.figure = spot, sentence, figure
        self.setting, self.discourse, self.previous = setting, discourse, previous
        self.window = sentence[figure.window_start : figure.window_end]
        self.head = sentence[figure.window_start : figure.start]
        self.tail = tail_of(sentence, figure)
        if aside := ASIDE.match(sentence, figure.window_end):
            self.tail += " " + sentence[aside.end() :]
        self.words = COMPARISON.sub(" ", f"{self.head} {self.tail}")
        self.before = sentence[: figure.window_start]
        self.audience = self.read_audience(sentence_audience)
        self.in_exam, self.exam = self.read_exam()
        self.unit = self.read_unit()
        self.subject = self.read_subject()
        self.group: Group | None = None
        self.denominator: Denominator | None = None

    def read_audience(self, sentence_audience: Audience) -> Audience:
        """Decide whose figure it is: by its clause, then by a sentence or a block that is somebody else's."""
        if self.discourse.other_school:
            return Audience.other_school
        own = audience_of_words(self.window)
        if own not in (Audience.school, Audience.preview_or_applications):
            return own
        if sentence_audience in (Audience.hospital_fill, Audience.other_profession, Audience.other_school):
            return sentence_audience
        if THRESHOLD_LABEL.match(self.sentence) and not ACTUAL.search(self.sentence):
            return Audience.threshold_or_target
        for words in self.spot.above[:3]:
            if audience_of_words(words) in (Audience.hospital_fill, Audience.other_profession):
                return audience_of_words(words)
        if self.previous is not None and self.previous.audience is Audience.national and not self.left_brackets():
            if self.is_elliptical() or not SCHOOL_AGAIN.search(self.window):
                return Audience.national
        if self.figure.lead.value > UNIVERSAL_COUNT and not self.figure.share:
            return Audience.national
        return Audience.school

    def left_brackets(self) -> bool:
        """Tell whether a bracket was closed since the figure before: what stood in it does not go on."""
        return self.previous is not None and ")" in self.sentence[self.previous.figure.end : self.figure.start]

    def read_exam(self) -> tuple[bool, Exam | None]:
        """Decide which examination it belongs to, if any: clause, words before it, words above, earlier sentences."""
        if paired := self.paired_exam():
            return True, paired
        named = bases.exams_in(self.words)
        if named:
            place = len(self.head)
            return True, min(named, key=lambda item: abs(item[0] - place))[1]
        before = bases.exams_in(self.before)
        if before:
            return True, before[-1][1]
        if result_subject(self.words) and not PASSING.search(self.words) and not bases.is_exam(self.words):
            return False, None
        telling = PASSING.search(self.words) or MEAN.search(self.words) or bases.is_exam(self.words)
        pointing = self.is_elliptical() or SAME.search(self.words) is not None
        if not telling and not pointing:
            return False, None
        for words in (*self.spot.earlier[:2], *self.spot.above):
            if not bases.is_exam(words):
                if result_subject(words):
                    break
                continue
            if telling or self.spot.is_line or self.discourse.subject in EXAMS:
                return True, bases.exam_of(words) or (self.discourse.exam if bases.exam_of(words) is None else None)
        if self.discourse.in_exam and (telling or self.discourse.subject in EXAMS):
            return True, self.discourse.exam
        return bool(telling and bases.is_exam(self.words)) or PASSING.search(self.words) is not None, None

    def paired_exam(self) -> Exam | None:
        """Return the examination of the same rank where values and examinations are listed "respectively"."""
        if "respectively" not in self.sentence:
            return None
        rank, first = 0, self
        while first.previous is not None:
            rank, first = rank + 1, first.previous
        named = bases.exams_in(self.sentence[: first.figure.start])
        return named[rank][1] if rank < len(named) and len(named) > 1 else None

    def read_unit(self) -> Unit:
        """Decide what the number is a number of."""
        if self.figure.share:
            return Unit.percent
        value = self.figure.lead.value
        if self.in_exam and MEAN.search(self.words) and SCORES[0] <= value <= SCORES[1]:
            return Unit.score
        bare = re.search(r"\brates?\b\W*(?:\w+\W+){0,3}$", self.head, re.IGNORECASE)
        if bare and value <= 100 and (self.in_exam or value != int(value) or value > 50):
            return Unit.percent
        return Unit.count

    @property
    def number(self) -> Number:
        """The number that is read: the share where there is one."""
        return self.figure.share or self.figure.lead

    def is_elliptical(self) -> bool:
        """Tell whether the clause says nothing of its own beside number, period and examination."""
        words = [word for word in re.findall(r"[a-z]+", self.words.lower()) if word not in FUNCTION_WORDS and len(word) > 1]
        return len(words) <= 2 and not strong_specialties(self.words) and not SOMEWHERE.search(self.tail)

    def is_bare(self) -> bool:
        """Tell whether nothing but people and periods stands beside the number."""
        words = re.sub(rf"\b{PEOPLE}\b", " ", self.words, flags=re.IGNORECASE)
        return not [word for word in re.findall(r"[a-z]+", words.lower()) if word not in FUNCTION_WORDS]

    def read_subject(self) -> Subject | None:
        """Decide what it measures: its clause, then what its neighbours and the words above leave."""
        if self.unit is Unit.count:
            return self.counted(self.figure.lead)
        if self.unit is Unit.percent and self.is_share_of_share():
            return Subject.other
        if ACTUAL.search(self.words) and self.is_elliptical() and self.discourse.subject is not None:
            return self.discourse.subject
        subject = subject_of(self.words, self.unit, self.setting.home, in_exam=self.in_exam, tail=self.tail)
        if subject is Subject.same or (subject is None and self.is_elliptical()):
            return self.inherited(subject)
        return subject

    def is_share_of_share(self) -> bool:
        """Tell whether it is a share of those who stay, or of another part of the class."""
        if SHARE_OF_SHARE.search(self.before) or SHARE_OF_SHARE.search(self.head):
            return True
        return POINTED_GROUP.match(self.sentence) is not None and self.discourse.subject in NARROW

    def counted(self, number: Number) -> Subject | None:
        """Decide what a head count counts; a number of other things counts nothing."""
        home = self.setting.home
        tail, head = COMPARISON.sub(" ", self.tail), self.head
        label = not re.search(r"\w", tail) or re.match(r"^\W*(?:\(|,|%)", tail) is not None
        if number.total is not None:
            tail = GROUP_CLAUSE.sub(" ", tail)
        subject = subject_of(tail, Unit.count, home, in_exam=False, tail=tail)
        if subject in (Subject.states, Subject.specialties, Subject.institutions) and APPLYING.search(head):
            return None
        if subject in (Subject.states, Subject.specialties, Subject.institutions, Subject.other):
            return subject
        if CLASS_OF.search(head):
            return None if NOT_GRADUATING.search(head) else Subject.class_size
        if number.in_words and number.value < FEW and KNOWN_FEW.search(head) and not re.match(rf"^\W*{PEOPLE}\b", tail, re.IGNORECASE):
            return None
        if not label and not PERSON.match(tail):
            return None
        if (subject is None or subject is Subject.same) and not BASE_HEAD.search(head):
            above = self.head_subject(head)
            subject = above if above is not None else subject
        if subject is Subject.same or (subject is None and self.is_elliptical()):
            return self.inherited(subject)
        return subject

    def head_subject(self, head: str) -> Subject | None:
        """Return what the words before a count say that it counts; a field right before it ("medicine with 35") is its label."""
        spans = specialty_spans(head)
        if spans and len(head) - spans[-1].end < FIELD_DISTANCE:
            return Subject.specialty
        return subject_of(head, Unit.count, self.setting.home, in_exam=False, tail=head, is_label=True) if head.strip() else None

    def inherited(self, subject: Subject | None) -> Subject | None:
        """Return what a clause without a subject of its own goes on about."""
        people = self.unit is Unit.count and subject is not Subject.same
        if people and POINTING.search(self.tail):
            return None
        if self.previous is not None and self.previous.subject is not None:
            return self.previous.subject
        if people and (not self.is_bare() or not (re.search(r"[a-z]", self.words, re.IGNORECASE) or periods_in(self.window))):
            return None
        if subject is Subject.same and not self.spot.is_line:
            return self.discourse.subject
        if self.spot.is_line or subject is Subject.same:
            for words in self.spot.above:
                in_exam = self.in_exam or bases.is_exam(words)
                above = subject_of(words, self.unit, self.setting.home, in_exam=in_exam)
                if above not in (None, Subject.same):
                    return above
            return self.discourse.subject
        return None

    def opens_base(self) -> bool:
        """Tell whether it names the people whose shares follow ("Of the 228 graduates, ...")."""
        return self.unit is Unit.count and BASE_HEAD.search(self.head) is not None and not self.figure.share

    def drafts(self) -> list[Draft]:
        """Return what the figure states, and leave for later figures what they may inherit."""
        self.settle_group()
        found: list[Draft] = []
        if self.subject is not None and self.subject not in (Subject.other, Subject.same):
            found += self.main_drafts()
        found += self.total_drafts()
        self.remember()
        return [draft for draft in found if draft.audience is not Audience.school or self.is_plausible(draft)]

    def is_plausible(self, draft: Draft) -> bool:
        """Leave out head counts that cannot be a class and shares beyond the whole."""
        if draft.unit is Unit.percent:
            return draft.value <= 100
        return draft.unit is Unit.score or draft.value <= UNIVERSAL_COUNT

    def settle_group(self) -> None:
        """Find the people that a share is a share of."""
        if self.unit is Unit.count and not self.figure.share:
            kind = bases.group_of(self.tail) or (bases.group_of(self.head) if CLASS_OF.search(self.head) else None)
            if ENTERED.search(self.tail):
                kind = Denominator.entering_class
            if bases.is_exam(self.tail) or re.search(r"\btakers?\b", self.tail, re.IGNORECASE):
                kind = Denominator.test_takers
            self.group = Group(int(self.figure.lead.value), kind)

    def main_drafts(self) -> list[Draft]:
        """Return the share and the count that the figure prints."""
        assert self.subject is not None
        if self.unit is Unit.count and self.subject in (Subject.class_size, Subject.participants) and self.counts_takers():
            return []
        if self.unit is Unit.count and self.subject is Subject.class_size and PART_OF_CLASS.search(self.tail):
            return []
        found: list[Draft] = []
        if self.figure.share or self.unit is not Unit.count:
            found += self.share_drafts()
        if self.figure.count and (self.unit is Unit.count or self.figure.share):
            subject = self.subject if not self.figure.share else self.count_beside_share()
            if subject and self.is_said(self.figure.count):
                found.append(self.draft(subject, Unit.count, self.figure.count))
        return found

    def counts_takers(self) -> bool:
        """Tell whether people are counted only as takers of an examination, or as a class that entered."""
        return self.in_exam or bases.is_exam(self.tail) or PASSING.search(self.sentence) is not None or (
            ENTERED.search(self.tail) is not None and not re.search(r"\bmatch|\bnrmp\b", self.tail, re.IGNORECASE)
        )

    def count_beside_share(self) -> Subject | None:
        """Return what the count beside a share counts."""
        return self.subject if self.subject not in (Subject.specialty, *EXAMS) else None

    def is_said(self, count: Number) -> bool:
        """Tell whether a count is said as one: a bare fraction in brackets only explains the share beside it."""
        if not self.figure.share or count.total is None:
            return True
        return count.start < self.figure.share.start and re.search(r"[a-z]", self.sentence[count.end : self.figure.share.start], re.IGNORECASE) is not None

    def share_drafts(self) -> list[Draft]:
        """Return the share, once for every specialty that shares it."""
        number = self.figure.share or self.figure.lead
        draft = self.draft(self.subject or Subject.other, self.unit, number)
        if self.subject is not Subject.specialty:
            return [draft]
        names = self.specialties(number)
        found = []
        for name in names:
            copy = self.draft(Subject.specialty, self.unit, number)
            copy.specialty = name
            found.append(copy)
        return found

    def specialties(self, number: Number) -> list[str]:
        """Return the specialties of a share: all of them after "each", else the nearest."""
        spans = strong_specialties(self.window)
        if not spans:
            return [self.discourse.specialty] if self.discourse.specialty else []
        if re.search(r"\beach\b|\bapiece\b", self.window, re.IGNORECASE):
            return [span.text for span in spans]
        place = number.start - self.figure.window_start
        label = re.match(r"^\W*([^:(]{3,80}?)\s*(?:[:(–—]|\s-\s|,?\s*$)", self.head)
        if self.spot.is_line and label and strong_specialties(label[1]):
            return [label[1].strip(" *†‡-–—,")]
        before = [span for span in spans if span.end <= place]
        after = [span for span in spans if span.start >= place]
        if after and (not before or re.match(r"^\W*(?:of|in|into|to|for|go|went|chose|enter|will|are|matched|students|selected|pursu)", self.tail, re.IGNORECASE)):
            return [after[0].text]
        return [before[-1].text] if before else [after[0].text]

    def draft(self, subject: Subject, unit: Unit, number: Number) -> Draft:
        """Fill in a draft for a number of this figure."""
        timing = self.timing(subject, number)
        if timing.periods == (None,) and subject not in EXAMS and self.setting.document_year is None and self.discourse.class_period:
            timing = Timing((self.discourse.class_period,))
        stage = self.stage(subject) if unit is Unit.percent else None
        if subject is Subject.place and stage is Stage.before_soap and not re.search(r"\bplac", self.words, re.IGNORECASE):
            subject = Subject.match
        draft = Draft(
            subject, unit, number.value, self.spot.locator, self.spot.sentence, "clause", self.spot.passage.index,
            self.spot.number, number.qualifier, number.upper, self.audience, periods=list(timing.periods), sizes=dict(timing.sizes), stage=stage,
        )  # fmt: skip
        if subject in EXAMS:
            draft.exam, draft.attempt = self.exam, bases.attempt_of(self.exam_words()) or None
        if subject is Subject.graduation:
            draft.years = next((years for words in (self.window, self.before, *self.spot.earlier[:1], *self.spot.above) if (years := bases.years_of(words))), None)
        if unit is not Unit.count:
            self.fill_base(draft)
        return draft

    def timing(self, subject: Subject, number: Number) -> Timing:
        """Decide the periods it belongs to."""
        if subject in EXAMS or subject in (Subject.graduation, Subject.attrition):
            above: tuple[str, ...] = (*self.spot.earlier, *(self.discourse.exam_sentences[-1:] if subject in EXAMS else ()), *self.spot.above)
        else:
            above = tuple(words for words in self.spot.above if len(words) < LABEL_LETTERS)
        window = (self.figure.window_start, self.figure.window_end)
        return timing_of(self.sentence, window, number.start, subject, self.setting, self.spot.passage, above, self.spot.earlier)

    def stage(self, subject: Subject) -> Stage | None:
        """Decide the stage of a rate by the words that state it."""
        if subject not in RATES:
            return None
        lead = [words for words in self.spot.above if words not in self.spot.passage.heading_texts]
        for words in (self.window, self.before if self.previous is None or self.previous.subject not in RATES or self.previous.unit is Unit.count else "", self.sentence[: self.figure.window_end] if self.only_rate() else "", *lead):
            if words and (stage := bases.stage_of(words)):
                return stage
        return Stage.unstated

    def only_rate(self) -> bool:
        """Tell whether no earlier share stands in the sentence."""
        return self.previous is None or self.previous.unit is Unit.count

    def exam_words(self) -> str:
        """Return the words that may tell the attempt: the clause, what stands before it, lead-ins and headings."""
        if bases.attempt_of(self.window):
            return self.window
        if bases.attempt_of(self.before):
            return self.before
        return " . ".join(self.spot.above)

    def fill_base(self, draft: Draft) -> None:
        """Decide whom a share counts, and with how many people."""
        count, base = self.figure.count, self.figure.base
        if count and self.figure.share:
            draft.numerator_n, draft.denominator_n = int(count.value), count.total
        if base:
            draft.denominator_n = int(base.value)
        fixed = bases.fixed_denominator(draft.subject)
        draft.denominator = fixed or self.named_denominator(draft)
        self.use_groups(draft, fixed)
        draft.denominator = draft.denominator or Denominator.unstated
        self.denominator = draft.denominator

    def named_denominator(self, draft: Draft) -> Denominator | None:
        """Return the group that clause, sentence, neighbours or lead-ins name."""
        own = bases.denominator_of(self.window, draft.subject)
        if own or (POINTING.search(self.window) and not self.window.lower().lstrip(" ,").startswith("of its own")):
            return own
        in_front = bases.denominator_of(self.before, draft.subject) if self.before and self.only_rate() else None
        if in_front and (draft.subject in RATES or re.match(r"\W*(?:of|among)\b", self.before, re.IGNORECASE)):
            return in_front
        if self.previous and self.previous.denominator not in (None, Denominator.unstated):
            goes_on = self.previous.subject is self.subject or self.is_elliptical() or not (self.figure.count or self.previous.figure.count)
            if goes_on:
                return self.previous.denominator
        lead = [words for words in self.spot.above if words not in self.spot.passage.heading_texts]
        for words in lead:
            if found := bases.denominator_of(words, draft.subject):
                return found
        return self.discourse.denominators.get(draft.subject) if draft.subject in RATES else None

    def use_groups(self, draft: Draft, fixed: Denominator | None) -> None:
        """Take the number of people from "of them", from "of the N" before it, or from counts that give the same share."""
        base = self.sentence_base()
        group = base or (self.discourse.group if POINTING.search(self.window) else None)
        if draft.subject in EXAMS and group is None and self.discourse.group and self.discourse.group.kind is Denominator.test_takers:
            group = self.discourse.group if self.near_takers() else None
        if draft.subject is Subject.graduation and self.discourse.group and self.discourse.group.kind is Denominator.entering_class:
            group = self.discourse.group
        if group is None and draft.subject in RATES and self.discourse.group and fits(draft.value, self.discourse.counts.get(draft.subject), self.discourse.group.count):
            group = self.discourse.group
        if group is None:
            return
        if draft.denominator is None and fixed is None:
            draft.denominator = group.kind
        if draft.denominator_n is None:
            draft.denominator_n = group.count
        counted = self.discourse.counts.get(draft.subject)
        if draft.numerator_n is None and fits(draft.value, counted, draft.denominator_n):
            draft.numerator_n = counted

    def near_takers(self) -> bool:
        """Tell whether the takers were counted in this sentence."""
        return self.previous is not None and self.previous.group is self.discourse.group

    def sentence_base(self) -> Group | None:
        """Return the people that the sentence opened with ("Of the 228 graduates, ...")."""
        reading = self.previous
        while reading is not None:
            if reading.opens_base():
                return reading.group
            reading = reading.previous
        return None

    def total_drafts(self) -> list[Draft]:
        """Return the class or the participants that "N of the M" names."""
        total = self.figure.count.total if self.figure.count else None
        number = self.figure.base
        if total is None and number is None:
            return []
        value = total if total is not None else int(number.value) if number else 0
        after = self.sentence[self.figure.count.end if total is not None and self.figure.count else self.figure.end : self.figure.window_end]
        matched = re.match(rf"^\W*(?:[\w’'-]+\s+){{0,3}}?{PEOPLE}\s+(?:who|that)\s+(?:have\s+)?matched\b", after, re.IGNORECASE)
        words = re.split(r"\b(?:will|are|were|have|matched|stay|remain|go|chose|plan)\b", after)[0]
        subject = Subject.match if matched else subject_of(words, Unit.count, self.setting.home, in_exam=False)
        if number and CLASS_OF.search(self.sentence[: number.start]):
            subject = Subject.class_size
        if subject not in (Subject.class_size, Subject.participants, Subject.match) or self.in_exam or PART_OF_CLASS.search(words) or self.audience is not Audience.school:
            return []
        draft = self.draft(subject, Unit.count, self.figure.lead)
        draft.value, draft.qualifier, draft.upper = float(value), Qualifier.exact, None
        return [draft]

    def remember(self) -> None:
        """Leave subject, exam, people and basis for later sentences."""
        discourse = self.discourse
        if self.subject not in (None, Subject.same):
            discourse.subject = self.subject
        if self.subject is Subject.specialty and (spans := strong_specialties(self.window)):
            discourse.specialty = spans[-1].text
        named = [period.text for period in periods_in(self.sentence) if period.kind is PeriodKind.class_year and period.text]
        if len(named) == 1:
            discourse.class_period = named[0]
        if self.in_exam:
            discourse.in_exam, discourse.exam = True, self.exam or discourse.exam
            discourse.exam_sentences.append(self.sentence)
        if self.group is not None and (self.group.kind is not None or self.opens_base()):
            discourse.group = self.group
        if self.unit is Unit.count and self.subject in RATES:
            discourse.counts[self.subject] = int(self.figure.lead.value)
        if self.denominator not in (None, Denominator.unstated) and self.subject in RATES and self.audience is Audience.school:
            discourse.denominators[self.subject] = self.denominator


def tail_of(sentence: str, figure: Figure) -> str:
    """Return the words of a figure's clause after its first number, further numbers of the figure left out."""
    numbers = sorted((n for n in (figure.share, figure.count, figure.base) if n), key=lambda number: number.start)
    starts = [number.end for number in numbers]
    ends = [*(number.start for number in numbers[1:]), figure.window_end]
    return " ".join(sentence[start:end] for start, end in zip(starts, ends, strict=True))


def fits(share: float, part: int | None, whole: int | None) -> bool:
    """Tell whether a printed share is that of two printed counts."""
    return bool(part and whole) and abs(100 * (part or 0) / (whole or 1) - share) < 0.75
