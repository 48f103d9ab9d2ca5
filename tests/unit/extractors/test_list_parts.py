"""Parts of lists: marks, pairs, combined lines, broken and enumerating lines, scope, self-score, merging."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.documents import Heading, ListItem, Locator, Paragraph
from schemas.findings import Placement
from scrapers.extractors.demotion import demoted
from scrapers.extractors.passages import passages_of, text_of
from scrapers.extractors.placements.combined import Combined, parse_combined
from scrapers.extractors.placements.enumerations import listed
from scrapers.extractors.placements.marks import bare, is_military, is_section, is_total, split_count
from scrapers.extractors.placements.mending import mended
from scrapers.extractors.placements.merging import merged
from scrapers.extractors.placements.pairs import parts_of
from scrapers.extractors.placements.records import Group, GroupKind
from scrapers.extractors.placements.scope import Scope, scope_of
from scrapers.extractors.self_score import THRESHOLD, doubted, judge, likeness

PLACE = Locator(element_path="/html/body")


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Mayo x2", "Mayo", 2), ("Mayo (3)", "Mayo", 3), ("NYP Hosp-NY - 2", "NYP Hosp-NY", 2), ("Women’s Hospital (MA) two", "Women’s Hospital (MA)", 2),
        ("(2) Mayo", "Mayo", 2), ("IM-40", "IM", 40), ("Internal Medicine PGY-1", "Internal Medicine PGY-1", None), ("Box2", "Box2", None),
    ],
)  # fmt: skip
def test_repeat_counts(text: str, name: str, count: int | None) -> None:
    assert split_count(text) == (name, count)


@given(st.text(max_size=80))
def test_marks_never_fail(text: str) -> None:
    name, count = split_count(bare(text))
    assert count is None or (count > 0 and name)


def test_continuations_totals_and_sections() -> None:
    assert bare("• ANESTHESIOLOGY (cont.)") == "ANESTHESIOLOGY"
    assert bare("Neurology, continued") == "Neurology"
    assert all(map(is_total, ("Total", "Subtotal", "Grand total", "Total matched", "All positions")))
    assert not is_total("Totally Healthy Hospital")
    assert all(map(is_section, ("NRMP", "Early Match", "Military Match", "National Resident Matching Program")))
    assert is_military("Military Match")
    assert not is_military("William Beaumont Army Med Ctr-TX")


def test_labels_of_pairs() -> None:
    parts = parts_of("Preliminary Medicine: Summa Health/NEOMED-OH / Advanced: Stanford Univ Progs-CA")
    assert [(part.label, part.rest) for part in parts] == [
        ("Preliminary Medicine", "Summa Health/NEOMED-OH"),
        ("Advanced", "Stanford Univ Progs-CA"),
    ]
    assert parts_of("Duke Univ Med Ctr-NC") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Danbury Hospital Obstetrics-Gynecology Connecticut",
            Combined("Obstetrics-Gynecology", "Danbury Hospital", None, "CT", None),
        ),
        (
            "Emergency Medicine: Cook County Health (2)",
            Combined("Emergency Medicine", "Cook County Health", None, None, 2),
        ),
        (
            "Jane Doe – Internal Medicine – Mayo Clinic, Rochester, MN",
            Combined("Internal Medicine", "Mayo Clinic", "Rochester", "MN", None),
        ),
        ("Mayo Clinic – Neurology – Rochester, MN", Combined("Neurology", "Mayo Clinic", "Rochester", "MN", None)),
        ("UMass Chan - Baystate-MA", None),
        ("Marshfield Clinic, Marshfield, WI", None),
    ],
)
def test_lines_that_hold_both_parts(text: str, expected: Combined | None) -> None:
    assert parse_combined(text) == expected


def lines(*texts: str) -> list[str]:
    return [text_of(passage.block) for passage in mended(passages_of(ListItem(text, 1, PLACE) for text in texts))]


def test_broken_lines_are_joined_and_run_together_lines_parted() -> None:
    assert lines("Case Western/Univ Hosps Cleveland Med", "Ctr-OH", "Duke Univ Med Ctr-NC") == [
        "Case Western/Univ Hosps Cleveland Med Ctr-OH",
        "Duke Univ Med Ctr-NC",
    ]
    assert lines("Akron General Medical Center/", "NEOMED (OH)") == ["Akron General Medical Center/NEOMED (OH)"]
    assert lines("Ascension St Vincent Hosp-IN Broadlawns Med Ctr-IA") == [
        "Ascension St Vincent Hosp-IN",
        "Broadlawns Med Ctr-IA",
    ]


def test_enumerations() -> None:
    assert listed("Neurology: Duke University (NC); Yale New Haven Hospital (CT)") == [
        "Neurology: Duke University (NC)",
        "Neurology: Yale New Haven Hospital (CT)",
    ]
    assert listed("Mayo Clinic: Neurology, Psychiatry (2)") == [
        "Neurology – Mayo Clinic",
        "Psychiatry – Mayo Clinic (2)",
    ]
    assert listed("Our students did well; we are proud.") == ["Our students did well; we are proud."]


def test_scope_is_what_the_nearest_words_say() -> None:
    assert scope_of([["Clerkship Sites"], ["Class of 2023"]]) is Scope.other
    assert scope_of([["Match List"], ["Department of Surgery"]]) is Scope.match
    assert scope_of([["Springfield"]]) is Scope.unknown


def row(program: str, specialty: str | None = "Neurology", **fields: object) -> Placement:
    return Placement.model_validate({"class_year": 2023, "specialty": specialty, "program": program, **fields})


def test_a_reading_that_makes_sense_passes() -> None:
    names = sorted(
        f"{name} Univ Med Ctr-NC"
        for name in [
            "Adams",
            "Baker",
            "Clark",
            "Davis",
            "Evans",
            "Frank",
            "Ghosh",
            "Hills",
            "Irwin",
            "Jones",
            "Klein",
            "Lopez",
            "Mason",
        ]
    )
    known = ["Duke Univ Med Ctr-NC", "Emory Univ SOM-GA", "Marshfield Clinic-WI"]
    assert judge([Group(GroupKind.rows, [row(name) for name in sorted(names + known)])]).score >= THRESHOLD


@pytest.mark.parametrize(
    "group",
    [
        Group(GroupKind.rows, [row("Duke Univ Med Ctr-NC", confidence=0.4)] * 5),
        Group(GroupKind.rows, [row("Duke Univ Med Ctr-NC", state="WA")] * 5),
        Group(GroupKind.rows, [row("Duke Univ Med Ctr-NC", class_year=None)] * 5),
        Group(GroupKind.rows, [row("Duke Univ Med Ctr-NC")] * 5, sums=[(9, 5)]),
        Group(GroupKind.rows, [row("Duke Univ Med Ctr-NC")] * 5, scope=Scope.unknown),
    ],
    ids=["senseless", "wrong state", "no year", "totals disagree", "says not what it is"],
)
def test_a_reading_that_makes_little_sense_is_held_back(group: Group) -> None:
    judgement = judge([group])
    assert judgement.score < THRESHOLD
    assert judgement.reasons


def test_counts_told_twice_are_counted_once() -> None:
    counts = [
        row("", specialty=name, count=9).model_copy(update={"program": None}) for name in ("Neurology", "Urology")
    ]
    assert len(merged([Group(GroupKind.by_specialty, counts), Group(GroupKind.by_specialty, counts[:1])], counts)) == 2


def test_figures_set_as_headings_are_lines() -> None:
    figures = [Heading(f"{count} Hospital {count}", 3, PLACE) for count in (12, 5, 4)]
    blocks = [Heading("Top destinations", 2, PLACE), *figures, Heading("2023 Results", 2, PLACE)]
    assert [type(block) for block in demoted(blocks)] == [Heading, Paragraph, Paragraph, Paragraph, Heading]


def test_a_rival_reading_that_says_something_else_raises_a_doubt() -> None:
    good = judge([Group(GroupKind.rows, [row("Duke Univ Med Ctr-NC")] * 5)])
    assert doubted(good, 1.0) == good
    assert doubted(good, 0.4).score < good.score
    assert likeness([row("Duke Univ Med Ctr-NC")], [row("Emory Univ SOM-GA")]) == 0
