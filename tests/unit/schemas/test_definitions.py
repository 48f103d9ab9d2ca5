"""One definition a field: tables and answers derive from the records, and every column is described."""

import sqlalchemy
from pydantic import BaseModel

from pipelines.steps.publish.dictionary import columns, data_dictionary, sql_table
from schemas import documents, findings, public
from schemas.identifiers import identifier
from schemas.ordering import LIST_ORDERS
from schemas.tables import TABLES
from schemas.vocabulary import OWN_RELEASE, MeasureName, Position, PublishedBy, StatementKind


def test_names_of_coded_values_are_their_values() -> None:
    from enum import StrEnum

    import schemas.vocabulary as vocabulary

    for kind in vars(vocabulary).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
            assert all(member.name == member.value for member in kind), kind


def test_the_words_of_the_gold_format_are_all_there() -> None:
    assert len(MeasureName) == 28
    assert set(Position) == {"categorical", "preliminary", "transitional", "advanced", "physician_only", "military"}
    assert {"vague_claim", "withheld", "promised", "not_yet_due", "behind_login", "support"} <= set(StatementKind)


def test_secondary_sources_are_no_own_release() -> None:
    assert not OWN_RELEASE & {PublishedBy.news_outlet, PublishedBy.forum, PublishedBy.lookalike}


def test_a_table_class_states_nothing_but_keys_and_indexes() -> None:
    for table in TABLES:
        stated = set(table.__annotations__) - {"__tablename__"}
        for name in stated:
            column = sql_table(table).c[name]
            indexed = any(column.name in index.columns for index in sql_table(table).indexes)
            assert column.primary_key or indexed, f"{table.__name__}.{name} belongs to its record"


def test_every_column_is_described_and_in_the_dictionary() -> None:
    text = data_dictionary()
    for table in TABLES:
        assert f"\n## {sql_table(table).name}\n" in text
        for column in columns(table):
            assert column.description
            assert f"`{column.name}`" in text


def test_every_order_of_a_list_names_columns_of_its_table() -> None:
    for table, names in LIST_ORDERS.items():
        assert set(names) <= set(sqlalchemy.inspect(table).local_table.c.keys())


def test_findings_carry_place_words_and_rule() -> None:
    for record in (findings.Placement, findings.Measure, findings.Statement):
        assert {"page", "box", "sheet", "cell", "element_path", "quote", "rule", "confidence"} <= set(
            record.model_fields
        )


def test_answers_inherit_the_fields_of_their_records() -> None:
    pairs: list[tuple[type[BaseModel], type[BaseModel]]] = [
        (public.MeasureAnswer, findings.MeasureFields),
        (public.PlacementAnswer, findings.PlacementFields),
        (public.DocumentAnswer, documents.DocumentFields),
    ]
    for answer, record in pairs:
        for name, field in record.model_fields.items():
            assert answer.model_fields[name].description == field.description


def test_identifiers_depend_on_parts_and_their_order_only() -> None:
    assert identifier("a", "b") == identifier("a", "b")
    assert identifier("a", "b") != identifier("b", "a")
    assert identifier("ab", "") != identifier("a", "b")
    assert identifier(None, 1) == identifier("", "1")
    assert len(identifier()) == 16
