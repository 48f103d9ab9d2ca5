"""The place at the end of an institution's name."""

import pytest

from pipelines.steps.resolve.institution_place import Placed, place_apart
from pipelines.steps.resolve.institutions import InstitutionResolver


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Duke U Med Ctr-NC", Placed("Duke U Med Ctr", "NC")),
        ("Duke U Med Ctr, Durham, NC", Placed("Duke U Med Ctr", "NC", "Durham")),
        ("Duke U Med Ctr, Durham NC", Placed("Duke U Med Ctr", "NC", "Durham")),
        ("Duke U Med Ctr, Durham", Placed("Duke U Med Ctr", None, "Durham")),
        ("Duke U Med Ctr (Durham, NC)", Placed("Duke U Med Ctr", "NC", "Durham")),
        ("Naval Hosp Jacksonville FL", Placed("Naval Hosp Jacksonville", "FL", "Jacksonville")),
        ("Univ Hosp - Denver, Colorado", Placed("Univ Hosp - Denver", "CO", "Denver")),
        ("St. Vincent Hosp (Worcester)", Placed("St. Vincent Hosp (Worcester)", None, "Worcester")),
        ("Mercy Hosp, St. Louis", Placed("Mercy Hosp", None, "St. Louis")),
        ("Sinai Hosp, Baltimore MD", Placed("Sinai Hosp", "MD", "Baltimore")),
        ("Some Office of Smith MD", Placed("Some Office of Smith MD")),
        ("Medical University of SC", Placed("Medical University of SC", "SC")),
        ("UCLA-VA", Placed("UCLA-VA")),
        ("UAB, AL", Placed("UAB", "AL")),
        ("Loma Linda-VA Med Ctr", Placed("Loma Linda-VA Med Ctr")),
        ("Durham, NC", Placed("Durham", "NC")),
        ("", Placed("")),
    ],
)
def test_a_place_is_told_from_the_name(text: str, placed: Placed) -> None:
    assert place_apart(text) == placed


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("NATIONWIDE CHILDRENS HOSP, COLUMBUS OH", "nationwide-childrens-hospital"),
        ("Mayo Clinic Sch of Graduate Med Educ, Rochester", "mayo-clinic-rochester"),
        ("St. Peter's Univ Hosp, New Brunswick NJ", "saint-peters-university-hospital"),
        ("Baptist Oureech Services, Montgomery AL", "baptist-outreach-services"),
    ],
)
def test_a_printed_place_leads_to_the_institution(institutions: InstitutionResolver, text: str, slug: str) -> None:
    assert institutions.resolve(text).slug == slug


def test_a_slip_put_right_counts_less_than_the_name_itself(institutions: InstitutionResolver) -> None:
    exact, slip = institutions.resolve("Hurley Med Ctr-MI"), institutions.resolve("Hurlye Med Ctr-MI")
    assert slip.slug == exact.slug == "hurley-medical-center"
    assert slip.method == "misprinted"
    assert slip.confidence < exact.confidence


def test_a_school_before_the_hospital_is_taken_off_where_the_rest_is_a_known_name(
    institutions: InstitutionResolver,
) -> None:
    answer = institutions.resolve("Case Western/MetroHealth Med Ctr-OH")
    assert (answer.slug, answer.method) == ("the-metrohealth-system", "behind_sponsor")
    assert institutions.resolve("Case Western/Zzyzx Med Ctr-OH").method != "behind_sponsor"
