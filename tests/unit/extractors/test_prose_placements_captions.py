"""One person's destination in captions and quotations. Schools, people and figures are invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

CASES = (
    ("Brothers Jane Quillfeather and Ola Quillfeather both matched in surgery.", ["surgery = 2"]),
    ("“I had no nails left,” said Jane Quillfeather, 29, who is bound for anesthesiology.", ["anesthesiology = 1"]),
    (
        "Jane Quillfeather will train in neurology at Rush University Medical Center in Chicago.",
        ["neurology @ Rush University Medical Center = 1"],
    ),
    ("“I’m going to Vanderbilt for pediatrics,” said Jane Quillfeather.", ["pediatrics @ Vanderbilt = 1"]),
    (
        "Odalys Brindlewood matched into plastic surgery at the University of Utah, and her parents cried.",
        ["plastic surgery @ University of Utah = 1"],
    ),
    (
        "Jane Quillfeather (family medicine, Carle Foundation Hospital, Urbana, Ill.) opens her letter.",
        ["family medicine @ Carle Foundation Hospital [IL] = 1"],
    ),
    (
        "Jane Quillfeather learned she will spend the next four years at Tufts Medical Center in Boston as a resident in emergency medicine.",
        ["emergency medicine @ Tufts Medical Center = 1"],
    ),
    (
        "For Jane Quillfeather, the envelope held a general surgery residency at the University of Vermont Medical Center.",
        ["general surgery @ University of Vermont Medical Center = 1"],
    ),
    (
        "Jane Quillfeather is headed to Henry Ford Hospital in Detroit for an ENT residency.",
        ["ENT @ Henry Ford Hospital = 1"],
    ),
    (
        "“I matched at Cedars-Sinai in internal medicine,” Ms. Quillfeather said.",
        ["internal medicine @ Cedars-Sinai = 1"],
    ),
    (
        "“I’d be happy with any of them,” said Jane Quillfeather, before learning she is bound for Massachusetts General Hospital to train in child neurology.",
        ["child neurology @ Massachusetts General Hospital = 1"],
    ),
    (
        "Fourth-year student Jane Quillfeather, who matched to a pediatrics residency at the University of Texas Medical Branch Hospitals in Galveston, smiled.",
        ["pediatrics @ University of Texas Medical Branch Hospitals = 1"],
    ),
    (
        "Jane Quillfeather screamed as she opened her envelope to learn she would be doing her residency in Emergency Medicine at Washington Hospital Center in Washington, D.C.",
        ["Emergency Medicine @ Washington Hospital Center [DC] = 1"],
    ),
    (
        "Jane Quillfeather will enter emergency medicine and Ola Brindlewood will enter pediatrics at Banner Health in Arizona.",
        ["emergency medicine = 1", "pediatrics @ Banner Health [AZ] = 1"],
    ),
    (
        "Jane Quillfeather (Otolaryngology) and Ola Brindlewood (Neurology) matched at the Mayo Clinic in Rochester, Minnesota.",
        ["Otolaryngology @ Mayo Clinic [MN] = 1", "Neurology @ Mayo Clinic [MN] = 1"],
    ),
    (
        "Twenty-three will remain at the University of Harrow Health System, including Jane Quillfeather, who will train in orthopaedics.",
        ["orthopaedics = 1"],
    ),
    ("“Surgery got six of us,” said Jane Quillfeather.", ["Surgery = 6"]),
    (
        "Photo: Jane Quillfeather, who is going into pediatrics at Akron Children’s Hospital, hugs her mother.",
        ["pediatrics @ Akron Children’s Hospital = 1"],
    ),
    (
        "Jane Quillfeather – Internal Medicine – Duke University Hospital",
        ["Internal Medicine @ Duke University Hospital = 1"],
    ),
    (
        "Jane Quillfeather, Internal Medicine, Duke University Hospital, Durham, NC",
        ["Internal Medicine @ Duke University Hospital [NC] = 1"],
    ),
    ("Jane Quillfeather ’20 matched in urology at Emory University.", ["urology @ Emory University = 1"]),
    (
        "Jane Quillfeather of Toledo will be a resident in urology at the University of Iowa Hospitals and Clinics.",
        ["urology @ University of Iowa Hospitals and Clinics = 1"],
    ),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_is_found(text: str, expected: list[str]) -> None:
    assert sorted(shown(placement) for placement in placements_in(text)) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_of_people_are_never_kept(text: str, expected: list[str]) -> None:
    told = " ".join(str(placement.model_dump()) for placement in placements_in(text))
    assert "Quillfeather" not in told
    assert "Brindlewood" not in told
