"""Raising flags: the gate that every flag passes, and its identity over editions.

Belongs here: what no rule may break (nothing adverse from an incomplete search, an unknown maturity or without evidence).
Does not belong here: the rules themselves.
"""

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from pipelines.steps.assess.evidence import Grounds, Subject, evidence_of
from pipelines.steps.assess.view import SchoolView
from schemas.disclosure import Flag, FlagRule
from schemas.identifiers import identifier
from schemas.vocabulary import Degree, EvidenceSubject, FlagBasis, Maturity, Severity
from scrapers.exceptions import ReferenceTableError
from scrapers.reference import REFERENCE_FOLDER

RULES_FILE = REFERENCE_FOLDER / "flag_rules.toml"
EXPLANATION_LENGTH = 800


@dataclass(frozen=True, slots=True)
class Raised:
    """What a rule found; the gate decides whether it becomes a flag.

    subject tells two flags of one rule apart and stays the same over editions; it holds no figure that changes.
    """

    rule: str
    explanation: str
    grounds: Grounds = field(default_factory=Grounds)
    subject: str | None = None
    criterion_id: str | None = None
    strict: bool = True
    lenient: bool = True
    days_late_strict: int | None = None
    days_late_lenient: int | None = None


@functools.cache
def load_flag_rules(path: Path = RULES_FILE) -> Mapping[str, FlagRule]:
    """The rules by name.

    Raises:
        ReferenceTableError: the file is absent, no TOML, or an entry does not hold its form; names the entry.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["rules"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ReferenceTableError(f"{path}: cannot be read ({error}); restore it from version control") from error
    found: dict[str, FlagRule] = {}
    for number, entry in enumerate(entries, start=1):
        try:
            rule = FlagRule.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ReferenceTableError(f"{path}: rule {number}: {where}: {first['msg']}; correct it") from error
        if rule.rule in found:
            raise ReferenceTableError(f"{path}: {rule.rule} stands there twice; keep one")
        found[rule.rule] = rule
    return found


def flags_of(raised: Iterable[Raised], view: SchoolView) -> tuple[Flag, ...]:
    """Make flags of what the rules found, each once, the gravest first."""
    weight = {Severity.red: 0, Severity.yellow: 1, Severity.note: 2}
    known = {flag.flag_id: flag for flag in view.case.known_flags}
    found: dict[str, Flag] = {}
    for one in raised:
        for flag in _flag(one, view, known):
            found.setdefault(flag.flag_id, flag)
    return tuple(sorted(found.values(), key=lambda flag: (weight[flag.severity], flag.rule, flag.flag_subject or "")))


def _flag(raised: Raised, view: SchoolView, known: Mapping[str, Flag]) -> Iterator[Flag]:
    rule = load_flag_rules()[raised.rule]
    severity = rule.severity_md if view.school.degree is Degree.MD else rule.severity_do
    if severity is not Severity.note and not _may_be_adverse(rule, view):
        return
    key = identifier("flag", view.school.slug, raised.rule, raised.subject)
    subject = Subject(EvidenceSubject.flag, key, view.school.slug)
    rests_on_search = raised.grounds.search or rule.rests_on is FlagBasis.search
    evidence = evidence_of(subject, replace(raised.grounds, search=rests_on_search), view)
    if severity is not Severity.note and not evidence:
        return
    before = known.get(key)
    yield Flag(
        flag_id=key,
        school_slug=view.school.slug,
        rule=raised.rule,
        rule_version=rule.version,
        severity=severity,
        criterion_id=raised.criterion_id or rule.criterion_id,
        flag_subject=raised.subject,
        explanation=raised.explanation[:EXPLANATION_LENGTH],
        strict=raised.strict,
        lenient=raised.lenient,
        days_late_strict=raised.days_late_strict,
        days_late_lenient=raised.days_late_lenient,
        first_seen=min(before.first_seen, view.case.as_of) if before else view.case.as_of,
        last_seen=view.case.as_of,
        evidence=evidence,
    )


def _may_be_adverse(rule: FlagRule, view: SchoolView) -> bool:
    """Whether anything adverse may be said of a school by a rule."""
    if view.maturity is Maturity.unknown or not view.search.was_made:
        return False
    if rule.rests_on is FlagBasis.words:
        return True
    return view.search.complete and not view.is_campus and view.maturity is not Maturity.no_graduates_yet
