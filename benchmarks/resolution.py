"""How right, how sure and how fast the resolvers are.

Belongs here: hidden aliases, calibration, 5,000 messy strings beside rapidfuzz over all pairs, specialties. Does not belong
here: the fit of the comparison's weights (resolution_fit.py).
Run: python -m benchmarks.resolution   (MATCHWATCH_SHARED names a folder with real/nrmp; those parts are left out without it)
"""

import csv
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from pipelines.steps.resolve.evaluation import (
    Outcome,
    calibration,
    cases_of,
    leave_one_out,
    score_at,
    without_institution,
)
from pipelines.steps.resolve.institution_index import ANYWHERE, InstitutionIndex, printed_names
from pipelines.steps.resolve.institution_words import institution_words
from pipelines.steps.resolve.institutions import SURE, THRESHOLD, Request, resolver_over, standard_index
from pipelines.steps.resolve.specialties import standard_specialties
from scrapers.reference import specialties

ALIASES = Path(__file__).resolve().parent.parent / "tests" / "gold" / "institution_aliases_dev.csv"
STRINGS, NAMES, SEED, ROUNDS, ONE_IN = 5_000, 13_000, 20, 6, 50
GOALS = {"times as fast": 20.0, "precision": 0.98, "recall": 0.90, "specialties": 0.98}
SHORTER = {
    "University": "Univ", "Hospital": "Hosp", "Medical": "Med", "Center": "Ctr", "Health": "Hlth", "Regional": "Reg",
    "Memorial": "Mem", "Saint": "St", "Mount": "Mt", "General": "Gen", "Community": "Comm", "System": "Sys", "School": "Sch",
}  # fmt: skip

LONGER = {short: long for long, short in SHORTER.items()}


@dataclass(frozen=True, slots=True)
class Messy:
    """A name as a careless list prints it, with city and state, and the institution that it means."""

    text: str
    slug: str


def name_table(index: InstitutionIndex) -> list[tuple[str, str]]:
    """Return NAMES canonical names, `Name, City, ST` in full words, and the institution each belongs to.

    The reference's own names come first; the rest are the same names as printed, with the state alone.
    """
    plain = [(name, slug) for slug, one in sorted(index.institutions.items()) for name in printed_names(one)]
    full = [(f"{in_full(name)}, {placed(index, slug)}", slug) for name, slug in plain]
    with_state = [(f"{name}, {index.institutions[slug].state}", slug) for name, slug in plain]
    return [*full, *with_state][:NAMES]


def shortened(name: str) -> str:
    """Return a name with customary abbreviations."""
    return " ".join(SHORTER.get(word, word) for word in name.split())


def in_full(name: str) -> str:
    """Return a name with its abbreviations written out."""
    return " ".join(LONGER.get(word, word) for word in name.split())


def placed(index: InstitutionIndex, slug: str) -> str:
    """Return city and state of an institution as lists print them."""
    one = index.institutions[slug]
    return f"{one.city}, {one.state}"


def messy_strings(index: InstitutionIndex, count: int) -> list[Messy]:
    """Spoil the reference's names at random, as lists do: short words, lost words, slips, capitals, place or suffix."""
    chance = random.Random(SEED)
    names = [(name, slug) for slug, one in sorted(index.institutions.items()) for name in printed_names(one)]
    found = []
    for name, slug in chance.choices(names, k=count):
        words = (shortened(name) if chance.random() < 0.7 else name).split()
        if chance.random() < 0.25 and len(words) > 2:
            words.pop(chance.randrange(len(words)))
        text = " ".join(words)
        if chance.random() < 0.3 and len(text) > 4:
            at = chance.randrange(len(text) - 1)
            text = text[:at] + chance.choice(["", text[at] * 2, text[at + 1] + text[at]]) + text[at + 2 :]
        if chance.random() < 0.3:
            text = text.upper()
        behind = f", {placed(index, slug)}" if chance.random() < 0.5 else f"-{index.institutions[slug].state}"
        found.append(Messy(text + behind, slug))
    return found


def all_pairs(strings: Sequence[Messy], names: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Compare every string with every name by token_sort; return processor seconds and the share of right best names."""
    queries = [one.text.casefold() for one in strings]
    choices = [name.casefold() for name, _ in names]
    started = time.process_time()
    right = 0
    for begin in range(0, len(queries), 500):
        part = process.cdist(queries[begin : begin + 500], choices, scorer=fuzz.token_sort_ratio, dtype=np.uint8)
        best = part.argmax(axis=1)
        right += sum(names[int(found)][1] == strings[begin + row].slug for row, found in enumerate(best))
    return time.process_time() - started, right / len(strings)


def one_by_one(strings: Sequence[Messy], names: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """The same by extractOne, string by string, for a sample; seconds are scaled up to all strings."""
    choices = [name.casefold() for name, _ in names]
    sample = strings[::ONE_IN]
    started = time.process_time()
    best = [process.extractOne(one.text.casefold(), choices, scorer=fuzz.token_sort_ratio) for one in sample]
    seconds = time.process_time() - started
    right = sum(names[found[2]][1] == one.slug for found, one in zip(best, sample, strict=True))
    return seconds * len(strings) / len(sample), right / len(sample)


def resolved(strings: Sequence[Messy], index: InstitutionIndex) -> tuple[float, float, float, float]:
    """Resolve all strings; return processor seconds, share of right best guesses, precision and recall of what counts.

    The index is there before, as the names are for all pairs; nothing else is kept from an earlier round.
    """
    resolver = resolver_over(index)
    institution_words.cache_clear()
    requests = [Request(one.text) for one in strings]
    started = time.process_time()
    answers = resolver.resolve_many(requests)
    seconds = time.process_time() - started
    guesses = sum((answer.slug or answer.runner_up) == one.slug for one, answer in zip(strings, answers, strict=True))
    given = sum(answer.slug is not None for answer in answers)
    right = sum(answer.slug == one.slug for one, answer in zip(strings, answers, strict=True))
    return seconds, guesses / len(strings), right / given, right / len(strings)


def show_speed(console: Console) -> None:
    """Time the ways in turns, each with one worker, and print the best of each."""
    index = standard_index()
    names = name_table(index)
    strings = messy_strings(index, STRINGS)
    resolved(strings[:1], index)
    for state in {*(one.state or ANYWHERE for one in index.institutions.values()), ANYWHERE}:
        index.block(state)
    slow, fast = [], []
    for _ in range(ROUNDS):
        slow.append(all_pairs(strings, names))
        fast.append(resolved(strings, index))
    single, baseline, own = one_by_one(strings, names), min(slow), min(fast)
    table = Table(
        "way", "processor seconds", "best guess right", "precision", "recall",
        title=f"{STRINGS:,} strings, {NAMES:,} names",
    )  # fmt: skip
    table.add_row("rapidfuzz token_sort, extractOne", f"{single[0]:.2f}", f"{single[1]:.3f}", "", "")
    table.add_row("rapidfuzz token_sort, cdist", f"{baseline[0]:.2f}", f"{baseline[1]:.3f}", "", "")
    table.add_row("resolver", f"{own[0]:.2f}", f"{own[1]:.3f}", f"{own[2]:.4f}", f"{own[3]:.3f}")
    console.print(table)
    goal = f"(goal {GOALS['times as fast']:.0f})"
    console.print(f"{single[0] / own[0]:.0f} times as fast as extractOne, {baseline[0] / own[0]:.1f} as cdist {goal}")


def show_hidden(console: Console, title: str, outcomes: Sequence[Outcome]) -> None:
    """Print precision and recall at several thresholds, and the calibration."""
    table = Table("threshold", "answered", "precision", "recall", title=title)
    for threshold in (THRESHOLD, 0.7, 0.8, 0.85, SURE, 0.95):
        score = score_at(outcomes, threshold)
        table.add_row(f"{threshold:.2f}", str(score.answered), f"{score.precision:.4f}", f"{score.recall:.4f}")
    console.print(table)
    table = Table("confidence", "names", "mean confidence", "share right", title="Calibration of the best guess")
    for row in calibration(outcomes):
        table.add_row(
            f"{row.low:.2f} to {row.high:.2f}", str(row.count), f"{row.mean_confidence:.3f}", f"{row.share_right:.3f}"
        )
    console.print(table)


def show_specialties(console: Console, path: Path) -> None:
    """Print the share of real specialty strings whose code and kind of position are right."""
    resolver = standard_specialties()
    codes = {one.slug: one.acgme_nrmp_code for one in specialties()}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row in rows:
        answer = resolver.resolve(row["specialty_raw"])
        first_year = answer.position in ("preliminary", "transitional")
        right += codes.get(answer.slug or "") == row["specialty_code"] and first_year == (row["track"] == "P")
    console.print(
        f"specialties and first years: {right} of {len(rows)}, {right / len(rows):.4f} (goal {GOALS['specialties']})"
    )


def main() -> None:
    """Print everything."""
    console = Console()
    show_speed(console)
    index = standard_index()
    cases = cases_of(ALIASES, index)
    show_hidden(console, "Each alias hidden in turn", leave_one_out(cases, index))
    wrong = without_institution(cases, index)
    for threshold in (THRESHOLD, SURE):
        share = score_at(wrong, threshold).answered / len(wrong)
        console.print(f"institution taken away: {share:.3f} of the names get a wrong answer at {threshold} or more")
    shared = os.environ.get("MATCHWATCH_SHARED")
    if shared:
        show_specialties(console, Path(shared) / "real" / "nrmp" / "specialty_strings.csv")


if __name__ == "__main__":
    main()
