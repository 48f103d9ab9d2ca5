"""Right of reply: what schools say of flags and assessments, from one file a matter.

Belongs here: reading and checking the files. Does not belong here: the form of a reply (schemas/disclosure.py), what it is
about (rules/replies.py), showing it (api).
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from pipelines.exceptions import ReplyError
from pipelines.steps.assess.criteria import load_criteria
from pipelines.steps.assess.flags.raising import load_flag_rules
from schemas.disclosure import Reply
from scrapers.extractors.people.mentions import Strength, mentions_in

TEXTS = ("disputed", "statement", "spoken_by", "decision")


@dataclass(frozen=True, slots=True)
class LoadedReplies:
    """What a folder of replies holds: those that hold their form, oldest first, and the names of the others with their fault."""

    sound: tuple[Reply, ...]
    faults: Mapping[str, ReplyError]


def load_replies(folder: Path, schools: Collection[str], today: date) -> LoadedReplies:
    """Read every reply of a folder; one that does not hold its form costs no other its place.

    Args:
        folder: folder of the files; one that does not exist holds none.
        schools: slugs of the registry.
        today: day after which no step can lie.
    """
    sound: list[Reply] = []
    faults: dict[str, ReplyError] = {}
    for path in _files(folder):
        try:
            sound.append(read_reply(path, schools, today))
        except ReplyError as error:
            faults[path.stem] = error
    return LoadedReplies(tuple(sorted(sound, key=lambda reply: (reply.received_on, reply.reply_id))), faults)


def read_reply(path: Path, schools: Collection[str], today: date) -> Reply:
    """Read one reply.

    Raises:
        ReplyError: it does not hold its form, or is about what is not there; names file, faults and remedy.
    """
    reply = _read(path)
    faults = list(_faults(reply, schools, today))
    if faults:
        raise ReplyError(f"{path}: {'; '.join(faults)}")
    return reply


def check_replies(folder: Path, schools: Collection[str], today: date) -> Iterator[str]:
    """Yield one line for every reply that does not hold its form: file, faults, remedy."""
    yield from map(str, load_replies(folder, schools, today).faults.values())


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _read(path: Path) -> Reply:
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReplyError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from error
    try:
        return Reply.model_validate({**fields, "reply_id": path.stem})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "reply"
        raise ReplyError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}; correct it") from error


def _faults(reply: Reply, schools: Collection[str], today: date) -> Iterator[str]:
    """What a reply's own form cannot tell: unknown school, rule or criterion, a day to come, a person named."""
    if reply.school_slug not in schools:
        yield f"school_slug: no school {reply.school_slug} in the registry; correct it"
    if reply.rule is not None and reply.rule not in load_flag_rules():
        yield f"rule: no rule {reply.rule} in reference/flag_rules.toml; correct it"
    if reply.criterion_id is not None and reply.criterion_id not in {one.criterion_id for one in load_criteria()}:
        yield f"criterion_id: no criterion {reply.criterion_id} in reference/criteria.toml; correct it"
    for step in reply.steps:
        if step.on > today:
            yield f"steps: {step.state} on {step.on} lies in the future; correct the day"
    texts = {name: getattr(reply, name) for name in TEXTS} | {
        "steps": " ".join(step.note or "" for step in reply.steps)
    }
    for name, text in texts.items():
        if text and any(mention.strength >= Strength.strong for mention in mentions_in(text)):
            yield f"{name}: seems to name a person; name the office instead"
