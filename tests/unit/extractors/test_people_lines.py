"""Names in lists of lines: found wherever they stand in a line, and taken out so that the rest can be read."""

import pytest

from schemas.documents import Block, Heading, ListItem, Locator, Paragraph, ReadDocument
from scrapers.extractors.extraction import extract
from scrapers.extractors.passages import passages_of
from scrapers.extractors.people import MARK, People

PLACE = Locator()
ROWS = [
    ("Elizabeth", "Johnson", "Pediatrics", "Mayo Clinic, Rochester, MN"),
    ("April", "Vanderbilt", "Family Medicine", "Duke University Medical Center, Durham, NC"),
    ("Will", "Kim", "Urology", "Henry Ford Hospital, Detroit, MI"),
    ("Ólafur", "Brandt", "Psychiatry", "Icahn School of Medicine at Mount Sinai, New York, NY"),
    ("June", "Sinai", "Neurology", "Emory University School of Medicine, Atlanta, GA"),
    ("Mary-Kate", "O’Brien", "General Surgery", "Robert Wood Johnson University Hospital, New Brunswick, NJ"),
    ("Inés", "de la Cruz", "Pediatrics", "St. Joseph Mercy Hospital, Ann Arbor, MI"),
    ("Bo", "Li", "Urology", "Barnes-Jewish Hospital, St. Louis, MO"),
]
SHAPES = {
    "name first": "{first} {last}, {specialty}, {program}",
    "dashes": "{first} {last} – {specialty} – {program}",
    "last name first": "{last}, {first}: {specialty}, {program}",
    "degree and year": "{first} {last} (MD ’21): {specialty}, {program}",
    "degree": "{first} {last}, MD – {specialty} – {program}",
    "brackets": "{specialty}, {program} ({first} {last})",
    "initial": "{first} Q. {last}, {specialty}, {program}",
}


def blocks(shape: str) -> list[Block]:
    """A list of all rows in one shape."""
    lines = [shape.format(first=f, last=la, specialty=s, program=p) for f, la, s, p in ROWS]
    return [Heading("Class of 2021 Match List", 1, PLACE), *[ListItem(line, 1, PLACE) for line in lines]]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("capitals", [False, True])
def test_a_list_is_read_whole_and_without_names(shape: str, capitals: bool) -> None:
    listed = [
        ListItem(block.text.upper(), 1, PLACE) if capitals and isinstance(block, ListItem) else block
        for block in blocks(shape)
    ]
    extraction = extract(ReadDocument(tuple(listed), "text/html", "html"))
    found = {(item.specialty or "").casefold(): item for item in extraction.placements}
    assert sum(item.count for item in extraction.placements) == len(ROWS)
    assert {specialty.casefold() for _, _, specialty, _ in ROWS} == set(found)
    told = extraction.model_dump_json().casefold()
    assert [
        f"{f} {la}" for f, la, _, _ in ROWS if f"{f} {la}".casefold() in told or f"{la}, {f}".casefold() in told
    ] == []


def test_names_on_lines_of_their_own_do_not_become_programs() -> None:
    lines: list[Block] = [Heading("Class of 2021 Match List", 1, PLACE)]
    for first, last, specialty, program in ROWS:
        lines += [Paragraph(f"{first} {last}", PLACE), Paragraph(specialty, PLACE), Paragraph(program, PLACE)]
    extraction = extract(ReadDocument(tuple(lines), "text/html", "html"))
    assert sorted(item.specialty or "" for item in extraction.placements) == sorted(row[2] for row in ROWS)
    assert all("Vanderbilt" not in (item.program or "") for item in extraction.placements)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Odile Brandt, Pediatrics, Mayo Clinic", "Pediatrics, Mayo Clinic"),
        ("• Odile Brandt, MD – Pediatrics – Mayo Clinic", "• Pediatrics – Mayo Clinic"),
        ("Odile Brandt, Family Medicine, Mayo Clinic", "Family Medicine, Mayo Clinic"),
        ("Urology, Emory University, GA (Odile Brandt)", "Urology, Emory University, GA"),
        ("Urology, Emory University, GA (Odile Brandt, ’21)", "Urology, Emory University, GA"),
        ("Urology, Emory University – Odile Brandt", "Urology, Emory University"),
        ("Urology | Odile Brandt | Emory University", f"Urology | {MARK} | Emory University"),
        ("Urology, Emory University", "Urology, Emory University"),
        ("Odile Brandt", ""),
    ],
)
def test_a_name_leaves_no_gap_in_its_line(line: str, rest: str) -> None:
    people = People.for_document(passages_of([Paragraph("“It is done,” said Odile Brandt.", PLACE)]))
    assert people.without_names(line) == rest


def test_institutions_in_brackets_or_at_the_end_are_no_names() -> None:
    lines = [
        "Pediatrics (Henry Ford)",
        "Urology (Beth Israel)",
        "Neurology (Johns Hopkins)",
        "Surgery (Mount Sinai)",
        "Psychiatry (Ann Arbor)",
    ]
    passages = passages_of([ListItem(line, 1, PLACE) for line in lines])
    people = People.for_document(passages)
    assert people.nameless(passages) == passages


def test_two_lines_do_not_vouch_for_each_other() -> None:
    lines = ["Grace Hill, 12", "Mary Thomas, 3"]
    people = People.for_document(passages_of([ListItem(line, 1, PLACE) for line in lines]))
    assert [people.without_names(line) for line in lines] == lines
