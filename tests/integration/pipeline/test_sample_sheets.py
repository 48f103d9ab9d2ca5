"""Ask sheets and replies of the sample, crawled and published for real."""

from collections.abc import Iterator

import pytest

from api.asking import sheet_of
from api.edition_files import EditionFiles
from api.editions import OpenEdition
from api.parameters.candour import AskSheetParameters
from pipelines.steps.publish.database import Values
from pipelines.steps.publish.edition import rows_of_edition
from pipelines.steps.publish.speech import claims_of, questions_of
from schemas.tables import AskClaimRow, AskQuestionRow, AssessmentRow, DocumentRow, FlagRow, ReplyRow, SchoolRow
from tests.conftest import Built

pytestmark = pytest.mark.crawl


@pytest.fixture
def edition(sample_edition: Built) -> Iterator[OpenEdition]:
    store = EditionFiles(sample_edition.editions, 1)
    yield store.choose("sample")
    store.close()


def by_key(rows: list[Values], key: str) -> dict[str, Values]:
    return {str(row[key]): row for row in rows}


def test_the_sheets_in_an_edition_are_those_that_the_api_makes(sample_edition: Built, edition: OpenEdition) -> None:
    questions, claims = (
        by_key(rows_of_edition(sample_edition.edition, table), key)
        for table, key in ((AskQuestionRow, "question_id"), (AskClaimRow, "claim_id"))
    )
    made_questions: dict[str, Values] = {}
    made_claims: dict[str, Values] = {}
    for school in rows_of_edition(sample_edition.edition, SchoolRow):
        sheet = sheet_of(edition, str(school["slug"]), AskSheetParameters())
        made_questions |= {one.question_id: one.model_dump(mode="json") for one in questions_of(sheet)}
        made_claims |= {one.claim_id: one.model_dump(mode="json") for one in claims_of(sheet)}
    assert made_questions == questions
    assert made_claims == claims


def test_every_claim_rests_on_something_in_the_edition(sample_edition: Built) -> None:
    documents = by_key(rows_of_edition(sample_edition.edition, DocumentRow), "document_id")
    assessments = by_key(rows_of_edition(sample_edition.edition, AssessmentRow), "assessment_id")
    claims = rows_of_edition(sample_edition.edition, AskClaimRow)
    assert len(claims) > 100
    for claim in claims:
        assert claim["document_id"] in documents or claim["assessment_id"] in assessments


def test_a_reply_of_the_sample_meets_its_flag(sample_edition: Built) -> None:
    replies = rows_of_edition(sample_edition.edition, ReplyRow)
    raised = {
        (row["school_slug"], row["rule"], row["flag_subject"])
        for row in rows_of_edition(sample_edition.edition, FlagRow)
    }
    assert replies
    assert all((row["school_slug"], row["rule"], row["flag_subject"]) in raised for row in replies)
