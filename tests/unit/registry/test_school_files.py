"""School files: all of them valid, made again from the table, and every fault named with its remedy."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from schemas.registry import School
from schemas.vocabulary import CampusType, Degree
from scrapers.exceptions import RegistryError
from scrapers.reference import REFERENCE_FOLDER, rows_of
from scrapers.registry import SCHOOLS_FOLDER, check_schools, load_school, load_schools, school_path, school_yaml
from scrapers.registry_import import import_schools, schools_from_tables

TABLE = REFERENCE_FOLDER / "schools.csv"
DOCUMENTS = REFERENCE_FOLDER / "transcriptions" / "documents.csv"


def written(folder: Path, name: str, **changes: object) -> Path:
    fields: dict[str, object] = {
        "slug": name,
        "name": f"{name} School of Medicine",
        "short_name": name,
        "degree": "MD",
        "city": "Inventville",
        "state": "VT",
        "website_domain": f"{name}.example",
    }
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(fields | changes), encoding="utf-8")
    return path


def test_every_school_of_the_table_has_a_valid_file() -> None:
    schools = load_schools()
    assert len(schools) == 238
    assert list(check_schools()) == []
    assert sorted(schools) == sorted(row["slug"] or "" for row in rows_of(TABLE))


def test_campuses_name_their_parents() -> None:
    schools = load_schools()
    campuses = [school for school in schools.values() if school.campus_type is not CampusType.main]
    assert campuses
    assert all(school.parent_slug in schools for school in campuses if school.parent_slug)
    assert [school.slug for school in campuses if not school.parent_slug] == []


def test_class_years_keep_their_source_and_confidence() -> None:
    for school in load_schools().values():
        if school.first_class_graduated or school.first_class_matriculated:
            assert school.class_year_source, school.slug
            assert school.class_year_confidence, school.slug


def test_the_table_makes_the_files_again(tmp_path: Path) -> None:
    result = import_schools(schools_from_tables(TABLE, DOCUMENTS), tmp_path)
    assert len(result.written) == 238
    for slug in result.written:
        made, kept = load_school(tmp_path, slug), load_school(SCHOOLS_FOLDER, slug)
        assert made.model_dump(exclude={"notes"}) == kept.model_dump(exclude={"notes"}), slug


def test_a_file_changed_by_hand_is_kept_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    schools = schools_from_tables(TABLE)[:2]
    import_schools(schools, tmp_path)
    path = school_path(tmp_path, schools[0].slug)
    path.write_text(path.read_text().replace("degree:", "notes: by hand\ndegree:"))
    again = import_schools(schools, tmp_path)
    assert (again.written, again.unchanged, again.kept) == ([], [schools[1].slug], [schools[0].slug])
    assert "by hand" in path.read_text()
    assert import_schools(schools, tmp_path, overwrite=True).written == [schools[0].slug]


@given(
    name=st.text(min_size=1, max_size=80).filter(lambda text: text == text.strip() and text.isprintable()),
    years=st.integers(1800, 2090),
)
def test_what_is_written_is_read_back(name: str, years: int) -> None:
    school = School(
        slug="some-school",
        name=name,
        short_name=name,
        degree=Degree.MD,
        city="X",
        state="VT",
        first_class_graduated=years,
        website_domain="some.example",
    )
    assert School.model_validate(yaml.safe_load(school_yaml(school))) == school


def test_an_unknown_school_is_named_with_the_nearest_one() -> None:
    with pytest.raises(RegistryError, match=r"yail: no such school .*; did you mean yale\?"):
        load_school(SCHOOLS_FOLDER, "yail")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("slug: [unclosed", "bad.yaml: line"),
        ("", "bad.yaml"),
        ("- a\n- b\n", "bad.yaml"),
        ("slug: other\nname: X\n", "bad.yaml"),
        ("\x00", "bad.yaml"),
    ],
)
def test_a_malformed_file_is_named_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError) as found:
        load_school(tmp_path, "bad")
    assert told in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"degree": "PhD"}, "degree"),
        ({"state": "Vermont"}, "state"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"favourite_colour": "blue"}, "favourite_colour"),
        ({"crawl": {"page_budget": 0}}, "page_budget"),
        ({"known_addresses": [{"address": "ftp://x.example"}]}, "address"),
        ({"parent_slug": "bad"}, "parent_slug"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, changes: dict[str, object], field: str) -> None:
    written(tmp_path, "bad", **changes)
    faults = list(check_schools(tmp_path))
    assert len(faults) >= 1
    assert any(field in fault and "bad" in fault for fault in faults), faults


def test_all_faults_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, "good")
    written(tmp_path, "orphan", parent_slug="nobody", campus_type="branch")
    written(tmp_path, "lost", website_domain=None)
    (tmp_path / "broken.yaml").write_text("{", encoding="utf-8")
    faults = list(check_schools(tmp_path))
    assert len(faults) == 3
    assert {fault.split(".yaml", maxsplit=1)[0] for fault in faults} == {"orphan", "lost", "broken"}


def test_an_empty_folder_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="matchwatch schools import"):
        load_schools(tmp_path)
