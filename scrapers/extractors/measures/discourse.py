"""Discourse: what earlier words leave for later ones, and where a sentence stands.

Belongs here: the memory of a section and the place of a sentence. Does not belong here: how they are used (figure, claims).
"""

from dataclasses import dataclass, field

from schemas.documents import Locator
from schemas.vocabulary import Denominator, Exam
from scrapers.extractors.measures.arithmetic import Counted
from scrapers.extractors.measures.subject_words import Subject
from scrapers.extractors.passages import Passage


@dataclass(frozen=True, slots=True)
class Group:
    """People who were named with their number: whose shares follow."""

    count: int | None
    kind: Denominator | None


@dataclass(slots=True)
class Discourse:
    """What earlier sentences under the same heading leave for later ones."""

    subject: Subject | None = None
    exam: Exam | None = None
    in_exam: bool = False
    group: Group | None = None
    whole: Group | None = None
    denominators: dict[Subject, tuple[Denominator, int]] = field(default_factory=dict)
    counts: dict[Subject, int] = field(default_factory=dict)
    exam_sentences: list[str] = field(default_factory=list)
    other_school: bool = False
    specialty: str | None = None
    class_period: str | None = None
    kinds: dict[int, Denominator] = field(default_factory=dict)
    """Groups by how many people they are."""
    share: Subject | None = None
    """What the last share was a share of."""

    counted: list[Counted] = field(default_factory=list)
    """People counted so far, the last last."""

    def start_topic(self, subject: Subject | None, exam: Exam | None, *, in_exam: bool) -> None:
        """Forget what was spoken of, not the people: a heading names what follows."""
        self.subject, self.exam, self.in_exam = subject, exam, in_exam
        self.exam_sentences.clear()

    def count_people(self, group: Group) -> None:
        """Remember people who were counted: those of the whole, not those who matched or sat an examination."""
        self.group = group
        if group.kind in (Denominator.matched, Denominator.test_takers):
            return
        self.whole = group
        if group.kind is not None and group.count is not None:
            self.kinds[group.count] = group.kind


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence with what governs it: earlier sentences of its block, and the words above, each nearest first."""

    passage: Passage
    sentence: str
    number: int
    earlier: tuple[str, ...]
    above: tuple[str, ...]
    locator: Locator
    is_line: bool
