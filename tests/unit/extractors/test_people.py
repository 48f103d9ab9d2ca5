"""Names of people: removed where they stand as names; hospitals, schools, streets and prizes that bear them survive."""

import pytest

from schemas.documents import Block, Cell, Heading, ListItem, Locator, Paragraph, Table
from scrapers.extractors.passages import passages_of
from scrapers.extractors.people import MARK, People
from scrapers.reference import institutions, specialties

PLACE = Locator()


def document(*texts: str) -> People:
    """The people of a document of paragraphs."""
    return People.for_document(passages_of([Paragraph(text, PLACE) for text in texts]))


def table(*rows: tuple[str, ...]) -> Table:
    """A table of texts."""
    cells = [Cell(text, r, c, PLACE) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Table(tuple(cells), PLACE)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "“We are proud,” said Dr. Orla Finnegan, dean of the school.",
            f"“We are proud,” said Dr. {MARK}, dean of the school.",
        ),
        ("By Tamsin Okoro, Staff Writer", f"By {MARK}, Staff Writer"),
        ("BY TAMSIN OKORO", f"BY {MARK}"),
        ("Posted on May 2, 2019 by Tamsin Okoro", f"Posted on May 2, 2019 by {MARK}"),
        ("Isolde Marchetti opens her letter.", f"{MARK} opens her letter."),
        ("Bram van der Veen ’23 will train at Mayo Clinic.", f"{MARK} ’23 will train at Mayo Clinic."),
        ("Lucía Peña-Ruiz, 27, of Tulsa matched.", f"{MARK}, 27, of Tulsa matched."),
        ("Patrick J. O’Shaughnessy Jr. hugs his mother.", f"{MARK} hugs his mother."),
        ("Among them was Nguyễn Thị Minh, who matched in Ohio.", f"Among them was {MARK}, who matched in Ohio."),
        ("It was Orla Finnegan who rang the bell.", f"It was {MARK} who rang the bell."),
        ("Elizabeth Johnson of New Haven holds up her letter.", f"{MARK} of New Haven holds up her letter."),
        ("For Orla Finnegan, the wait was over.", f"For {MARK}, the wait was over."),
        ("Ines and Tobias Lindqvist matched as a couple.", f"{MARK} and {MARK} matched as a couple."),
        (
            "Anouk Bisset and her husband, Rafe, matched together.",
            f"{MARK} and her husband, {MARK}, matched together.",
        ),
        ("Seniors Aoife Byrne, Bo Li and Idris Kane celebrate.", f"Seniors {MARK}, {MARK} and {MARK} celebrate."),
        ("From left, Ana Silva, Petr Novak and Chiyo Mori pose.", f"From left, {MARK}, {MARK} and {MARK} pose."),
        ("(Photo: Virginia Park/Communications)", f"(Photo: {MARK}/Communications)"),
        ("Contact: Odile Brandt, odile.brandt@example.edu, 555-0100", f"Contact: {MARK}, {MARK}, 555-0100"),
        ("Dean Smith thanked the class.", f"Dean {MARK} thanked the class."),
        (
            "Kofi Mensah (DO ’17): Heart of Lancaster Regional Medical Center",
            f"{MARK} (DO ’17): Heart of Lancaster Regional Medical Center",
        ),
        ("Mireille Dubois, M.D., directs advising.", f"{MARK}, M.D., directs advising."),
        ("quill_feather_DO said:", f"{MARK} said:"),
    ],
)
def test_a_name_is_replaced_by_a_mark(text: str, kept: str) -> None:
    assert document(text).clean(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "matched at Henry Ford Hospital in Detroit",
        "She will train at Robert Wood Johnson, New Brunswick, NJ",
        "Brigham and Women's Hospital",
        "St. Joseph Mercy Ann Arbor",
        "the David Geffen School of Medicine",
        "graduates of the Herbert Wertheim College of Medicine matched",
        "Massachusetts General, Hopkins and Stanford",
        "the Orla Finnegan Award for teaching",
        "at 120 Albert Sabin Way",
        "Captain James A. Lovell Federal Health Care Center",
        "Dean McGee Eye Institute",
        "Family Medicine will take 12 and Internal Medicine 20.",
        "South Carolina will keep 20 graduates.",
        "Sixty-four stay in New Mexico.",
        "The Class of 2019 of Mercer's School of Medicine",
        "For Internal Medicine, the number was 12.",
        "Henry Ford Hospital of Detroit takes two.",
        "Advisers from Student Affairs sit with each of them.",
        "Lancaster, Pa.",
        "HANOVER, N.H. — On Friday 103 students matched.",
    ],
)
def test_what_bears_a_name_survives(text: str) -> None:
    assert document(text).clean(text) == text


def test_every_known_institution_and_specialty_survives() -> None:
    people = People()
    names = [name for item in institutions() for name in (item.name, *item.aliases)]
    names += [f"Internal Medicine, {item.name}, {item.city}, {item.state}" for item in institutions()]
    names += [name for item in specialties() for name in (item.canonical_name, *item.aliases)]
    assert [name for name in names if people.clean(name) != name] == []
    assert [name for name in names if people.is_name(name)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Brandt, Odile", "Brandt, Odile T.", "Odile T. Brandt", "ODILE BRANDT", "BRANDT, ODILE", "Odile Brandt, MD", "Odile Brandt ’23",
        "Ines de la Cruz", "van der Veen, Bram", "O'Shaughnessy, Patrick J.", "J. R. Smithson", "Priya S.", "Bo Li", "1. Odile Brandt",
        "Dr. Odile Brandt", "Odile Brandt (MD '23)", "William “Bill” Osterman III", "Quillfeather, I.", "al-Rashid, Omar", "Jean-Luc D’Arcy",
    ],
)  # fmt: skip
def test_a_string_that_is_a_name_is_told(text: str) -> None:
    assert People().is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Internal Medicine", "Mayo Clinic", "Ann Arbor, MI", "Jackson, Mississippi", "Beth Israel", "Henry Ford", "Pediatrics, Duke", "Match List",
        "Transitional Year", "Rochester, N.Y.", "San Juan, Puerto Rico", "St. Louis", "Total", "Not Matched", "Salt Lake City", "Neurology, Child",
        "Surgery, General", "M.D. Anderson", "KUSM-W", "Kansas City, Missouri", "Research Year", "", "23", "Class of 2023", "Ob-Gyn",
    ],
)  # fmt: skip
def test_a_string_that_is_none_is_told(text: str) -> None:
    assert not People().is_name(text)


def test_a_name_seen_once_in_its_place_goes_everywhere() -> None:
    people = document(
        "“I will miss them,” said Isolde Marchetti, associate dean.",
        "Marchetti has held the post since 2010.",
        "The Isolde Marchetti Prize is new.",
    )
    assert people.clean("A farewell from Marchetti and her office") == f"A farewell from {MARK} and her office"
    assert people.clean("Isolde Marchetti wrote the letter") == f"{MARK} wrote the letter"
    assert people.clean("The Isolde Marchetti Prize") == "The Isolde Marchetti Prize" or MARK in people.clean(
        "The Isolde Marchetti Prize"
    )


def test_a_surname_shared_with_a_hospital_does_not_take_the_hospital() -> None:
    people = document("Said Ola Ford, a senior: “We did it.”", "“Yes,” said Ola Ford.")
    assert people.clean("Henry Ford Hospital took two.") == "Henry Ford Hospital took two."
    assert people.clean("Ola Ford took two.") == f"{MARK} took two."


def test_columns_are_told_by_head_and_by_content() -> None:
    people = People()
    names = ["Brandt, Odile", "Byrne, Aoife", "Kane, Idris", "Mensah, Kofi"]
    hospitals = ["Mayo Clinic", "Henry Ford Hospital", "Duke University", "Beth Israel"]
    assert people.is_name_column("Student Name", names)
    assert people.is_name_column("Last name", ["Brandt", "Byrne", "Kane", "Mensah"])
    assert people.is_name_column("", names)
    assert people.is_name_column("Graduate (Last, First)", names)
    assert not people.is_name_column("Name", hospitals)
    assert not people.is_name_column("Program Name", hospitals)
    assert not people.is_name_column("Students", ["12", "3", "4", "7"])
    assert not people.is_name_column("Specialty", ["Internal Medicine", "Pediatrics", "Surgery", "Urology"])
    assert not people.is_name_column("City", ["Ann Arbor", "San Diego", "Salt Lake City", "New Haven"])


def test_names_of_a_column_go_from_everything_else() -> None:
    blocks: list[Block] = [
        table(
            ("Student", "Specialty", "Program"),
            ("Odile Brandt", "Pediatrics", "Mayo Clinic"),
            ("Idris Kane", "Urology", "Duke University"),
        ),
        Paragraph("Prepared by the registrar, D. Brandt, for Kane and others.", PLACE),
    ]
    people = People.for_document(passages_of(blocks))
    assert people.removed >= 2
    assert people.clean("Odile Brandt Pediatrics Mayo Clinic") == f"{MARK} Pediatrics Mayo Clinic"
    assert "Brandt" not in people.clean("Prepared by the registrar, D. Brandt, for Kane and others.")
    assert "Kane" not in people.clean("Prepared by the registrar, D. Brandt, for Kane and others.")


def test_first_and_last_names_in_two_columns_are_one_name() -> None:
    rows = (
        ("First", "Last Name", "Residency"),
        ("Elizabeth", "Johnson", "Mayo Clinic"),
        ("Grace", "Young", "Duke University"),
    )
    people = People.for_document(passages_of([table(*rows)]))
    assert people.clean("Elizabeth Johnson goes to Mayo Clinic") == f"{MARK} goes to Mayo Clinic"
    assert people.clean("Young, Grace") in (MARK, f"{MARK}, {MARK}")


def test_lines_that_open_with_names_vouch_for_each_other() -> None:
    lines = [
        "Elizabeth Johnson, Pediatrics, Mayo Clinic",
        "David Jackson, Urology, Duke University",
        "Mary Thomas, Surgery, Yale",
        "Grace Young, Neurology, Emory",
    ]
    blocks: list[Block] = [Heading("Class of 2020", 1, PLACE), *[ListItem(line, 1, PLACE) for line in lines]]
    people = People.for_document(passages_of(blocks))
    for line in lines:
        name, _, rest = line.partition(", ")
        assert people.is_name(name)
        assert people.clean(line) == f"{MARK}, {rest}"


def test_lines_that_open_with_institutions_are_no_names() -> None:
    lines = [
        "Henry Ford, Pediatrics, 2",
        "Beth Israel, Urology, 1",
        "Johns Hopkins, Surgery, 3",
        "Mount Sinai, Neurology, 1",
    ]
    people = People.for_document(passages_of([ListItem(line, 1, PLACE) for line in lines]))
    assert [people.clean(line) for line in lines] == lines


def test_a_path_ends_before_an_identifier_that_names_somebody() -> None:
    people = document("“It is done,” said Odile Brandt, a senior.", "The list has 12 entries.")
    assert people.clean_path('//div[@id="list"]/ul/li[@id="odile-brandt"]/p[2]') == '//div[@id="list"]/ul'
    assert people.clean_path('//div[@id="brandt-2021"]/p[2]') is None
    assert people.clean_path('//div[@id="list"]/ul/li[3]') == '//div[@id="list"]/ul/li[3]'
