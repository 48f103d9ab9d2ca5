"""Sentences about people that tell no destination of a graduate. All is invented."""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

REFUSED = (
    "Jane Quillfeather completed her residency in surgery at Duke University Hospital.",
    "Jane Quillfeather, professor of surgery at Duke University Hospital, gave the address.",
    "Jane Quillfeather, an alumna, practices family medicine at Mercy Hospital.",
    "Jane Quillfeather hopes to match in surgery at Duke University Hospital.",
    "Jane Quillfeather will be the guest speaker at Duke University Hospital.",
    "Jane Quillfeather’s mother works at Duke University Hospital and will retire.",
    "Jane Quillfeather did research in dermatology at Mayo Clinic before medical school.",
    "Jane Quillfeather will join the faculty of Harrow Medical College in July as chair of surgery.",
    "Jane Quillfeather was born at Mercy Hospital and will graduate in May.",
    "Jane Quillfeather went to Emory University as an undergraduate and will be the first doctor in her family.",
    "Jane Quillfeather rotated in pediatrics at Nemours and loved it.",
    "Jane Quillfeather worked at Mercy Hospital as a scribe; she is going to be a father soon.",
    "Photo by Jane Quillfeather, Mercy Hospital",
    "Contact: Jane Quillfeather, Department of Surgery, Duke University Hospital",
    "Jane Quillfeather, M.D., Ph.D., will lead the residency program in pediatrics at Mercy Hospital.",
    "Jane Quillfeather will start a new clinic at Mercy Hospital.",
    "Dr. Jane Quillfeather joins Mercy Hospital as a surgeon.",
    "I studied pediatrics at Duke University and I will never forget it.",
    "He will speak about surgery at Harper Hall.",
    "She is going to Harper Hospital to visit her father.",
    "Who will train the next generation in family medicine at Mercy Hospital?",
    "Students who will train in surgery at Duke University need visas.",
    "A graduate who will train in pediatrics must apply to the National Resident Matching Program.",
    "Anyone who matched in surgery at Harper Hospital should call the office.",
    "Jane Quillfeather, who matched in surgery at Duke in 1998, is now dean.",
    "Jane Quillfeather ’85 trained in surgery at Duke University Hospital.",
    "In 2010 Jane Quillfeather matched in surgery at Duke University Hospital.",
    "The director, Jane Quillfeather, will continue at Mercy Hospital until June.",
    "Jane Quillfeather will be married at St. Mary Hospital chapel.",
    "Jane Quillfeather, a nurse at Mercy Hospital, will start medical school here.",
    "Jane Quillfeather will do a fellowship in cardiology at Duke University Hospital.",
    "The Rev. Jane Quillfeather will bless the residents at Mercy Hospital.",
    "Jane Quillfeather entered Harrow Medical College in 2016 after Duke University.",
    "Jane Quillfeather received the award in pediatrics from Mercy Hospital.",
)


@pytest.mark.parametrize("text", REFUSED)
def test_is_no_destination(text: str) -> None:
    assert [shown(placement) for placement in placements_in(text)] == []
