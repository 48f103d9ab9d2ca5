"""Description: the OpenAPI document, with examples.

Belongs here: words about the API as a whole, and one invented example an answer. Does not belong here: fields and
parameters, which are described where they are defined.
"""

from typing import Any

from pydantic import BaseModel

from schemas import public, public_comparison, public_views
from schemas.editions import SAMPLE_NOTICE

DESCRIPTION = """What US medical schools publish about residency matches and licensing exams, with evidence.

Every answer names its edition. `edition=sample` asks the invented sample: its answers say `invented: true`.
Lists come in pages: follow `next` until it is null. Percent are as printed (93.2, not 0.932); times are UTC;
null means unknown or not printed, and a reason stands beside it where the record has one. No key is needed.
Examples are invented."""

MARK: dict[str, Any] = {
    "id": "sample-2026-06-04-667e8e0b",
    "collection": "sample",
    "invented": True,
    "notice": SAMPLE_NOTICE,
    "as_of": "2026-06-04",
    "built_at": "2026-06-04T12:00:00Z",
}
DOCUMENT: dict[str, Any] = {
    "document_id": "d30852e3ded0f481",
    "kind": "crawled",
    "published_by": "school",
    "title": "Outcomes of our graduates",
    "address": "https://www.alderbrook.example/outcomes",
    "fetched_at": "2026-06-03T08:30:00Z",
    "sha256": "9f" * 32,
}
SCHOOL = "alderbrook"
FINDING: dict[str, Any] = {
    "finding_id": "5f2f7b1c9a3e4d60",
    "document_id": DOCUMENT["document_id"],
    "school_slug": SCHOOL,
    "document": DOCUMENT,
}
EVIDENCE: dict[str, Any] = {
    "evidence_id": "0a1b2c3d4e5f6071",
    "subject": "flag",
    "subject_id": "6005ee79cedc6034",
    "school_slug": SCHOOL,
    "document_id": DOCUMENT["document_id"],
    "finding_id": "7f6e5d4c3b2a1908",
    "address": DOCUMENT["address"],
    "quote": "Our graduates match at the finest programs.",
    "element_path": "/html/body/p[2]",
    "document": DOCUMENT,
}
REPLY: dict[str, Any] = {
    "reply_id": "alderbrook-2026-1",
    "school_slug": SCHOOL,
    "rule": "vague_match_claim",
    "disputed": "Our match results are said to be praised without a figure.",
    "statement": "The rate of the class of 2026 stands on our new page.",
    "spoken_by": "Office of Student Affairs",
    "state": "under_review",
    "received_on": "2026-05-04",
    "steps": [
        {
            "reply_id": "alderbrook-2026-1",
            "step": number,
            "school_slug": SCHOOL,
            "state": state,
            "reached_on": reached_on,
        }
        for number, (state, reached_on) in enumerate(
            (("received", "2026-05-04"), ("under_review", "2026-05-06")), start=1
        )
    ],
}
EXAMPLES: tuple[BaseModel, ...] = (
    public.EditionMark.model_validate(MARK),
    public.SchoolAnswer.model_validate(
        {
            "slug": SCHOOL,
            "name": "Alderbrook University School of Medicine",
            "short_name": "Alderbrook",
            "degree": "MD",
            "city": "Alderbrook Falls",
            "state": "VT",
            "control": "public",
            "website_domain": "alderbrook.example",
            "maturity": "established",
            "maturity_year": 2026,
            "state_of_data": {"school_slug": SCHOOL, "crawl_state": "complete", "crawled_at": "2026-06-03T08:30:00Z"},
            "search": {"school_slug": SCHOOL, "complete": True, "fetched": 41, "refused": 2},
            "counts": {
                "documents": 6,
                "placements": 412,
                "measures": 18,
                "statements": 3,
                "red_flags": 0,
                "yellow_flags": 1,
                "notes": 0,
            },
        }
    ),
    public.MeasureAnswer.model_validate(
        {
            **FINDING,
            "measure": "match_rate",
            "period": "2026",
            "value": 93.2,
            "unit": "percent",
            "stage": "before_soap",
            "denominator": "participants",
            "numerator_n": 82,
            "denominator_n": 88,
            "quote": "82 of 88 participants (93.2%) matched before SOAP",
            "element_path": "/html/body/p[1]",
            "rule": "rate_in_sentence",
            "confidence": 0.9,
        }
    ),
    public.PlacementAnswer.model_validate(
        {
            **FINDING,
            "class_year": 2026,
            "specialty": "Gen Surg",
            "program": "Example Hospital",
            "specialty_slug": "general-surgery",
            "specialty_confidence": 0.98,
            "resolved_position": "categorical",
            "element_path": "/html/body/table/tr[4]",
        }
    ),
    public.StatementAnswer.model_validate(
        {
            **FINDING,
            "kind": "vague_claim",
            "topic": "match",
            "text": EVIDENCE["quote"],
            "element_path": "/html/body/p[2]",
        }
    ),
    public.OutcomeAnswer.model_validate(
        {
            "outcome_id": "1b2c3d4e5f607182",
            "school_slug": SCHOOL,
            "name": "match_rate",
            "period": "2026",
            "stage": "before_soap",
            "denominator_kind": "participants",
            "value": 93.2,
            "unit": "percent",
            "numerator": 82,
            "denominator": 88,
            "interval_low": 85.9,
            "interval_high": 96.8,
            "interval_method": "wilson",
            "basis": "published",
            "method": "as_stated",
            "not_compared": "no national figure of this year and basis is known",
            "evidence_count": 1,
        }
    ),
    public.AssessmentAnswer.model_validate(
        {
            "assessment_id": "2c3d4e5f60718293",
            "school_slug": SCHOOL,
            "criterion_id": "rate.stage",
            "criterion_version": 1,
            "status": "met",
            "reason": "The rate of 2026 is said to be before SOAP.",
            "due_period": "2026",
            "found_period": "2026",
            "search_complete": True,
            "evidence": [],
            "replies": [],
        }
    ),
    public.FlagAnswer.model_validate(
        {
            "flag_id": EVIDENCE["subject_id"],
            "school_slug": SCHOOL,
            "rule": "vague_match_claim",
            "rule_version": 1,
            "severity": "yellow",
            "criterion_id": "match.list",
            "explanation": "The school praises its match results and publishes no figure for them.",
            "strict": True,
            "lenient": True,
            "first_seen": "2026-06-04",
            "last_seen": "2026-06-04",
            "evidence": [EVIDENCE],
            "replies": [REPLY],
        }
    ),
    public.ReplyAnswer.model_validate({**REPLY, "flag_ids": [EVIDENCE["subject_id"]]}),
    public.ChangeAnswer.model_validate(
        {
            "event_id": "3d4e5f6071829304",
            "school_slug": SCHOOL,
            "kind": "shrank",
            "subject": "match list 2026",
            "address": DOCUMENT["address"],
            "before": "60 people in 48 rows",
            "after": "41 people in 30 rows",
            "before_document_id": "c20741f2dcf9e370",
            "after_document_id": DOCUMENT["document_id"],
            "before_document": {**DOCUMENT, "document_id": "c20741f2dcf9e370", "sha256": "8e" * 32},
            "after_document": DOCUMENT,
        }
    ),
    public.AskSheetAnswer.model_validate(
        {
            "school_slug": SCHOOL,
            "home_state": "VT",
            "public": [
                {
                    "text": "93.2 % of those who took part matched before SOAP, class of 2026.",
                    "address": DOCUMENT["address"],
                    "document_id": DOCUMENT["document_id"],
                    "finding_id": FINDING["finding_id"],
                }
            ],
            "questions": [
                {
                    "topic": "destinations",
                    "lead": True,
                    "question": "I would like to train in Vermont. How do your students build ties there?",
                    "candid": "It gives counts for whole classes.",
                    "dodge": "“Our graduates go all over the country.”",
                }
            ],
        }
    ),
    public_comparison.PairAnswer.model_validate(
        {
            "first_school": SCHOOL,
            "first_outcome_id": "1b2c3d4e5f607182",
            "second_school": "briarholt",
            "second_outcome_id": "4e5f607182930415",
            "comparable": False,
            "reasons": ["different stage: before soap and after soap"],
            "difference": None,
            "difference_low": None,
            "difference_high": None,
            "common": None,
        }
    ),
    public.EvidenceAnswer.model_validate(EVIDENCE),
    public_views.EvidenceViewAnswer.model_validate(
        {
            "key": EVIDENCE["evidence_id"],
            "kind": "evidence",
            "school_slug": SCHOOL,
            "quote": EVIDENCE["quote"],
            "note": None,
            "rule": None,
            "confidence": None,
            "element_path": EVIDENCE["element_path"],
            "finding": None,
            "document": {**DOCUMENT, "school_slug": SCHOOL, "reading": "read"},
            "page_view": None,
            "lines": [{"number": 4, "kind": "text", "text": EVIDENCE["quote"], "is_place": True}],
            "unseen": None,
        }
    ),
    public.DocumentAnswer.model_validate(
        {**DOCUMENT, "school_slug": SCHOOL, "reading": "read", "measure_count": 18, "link_depth": 1}
    ),
    public.VisitAnswer.model_validate(
        {"school_slug": SCHOOL, "address": "https://www.alderbrook.example/private", "outcome": "refused_by_robots"}
    ),
    public.CriterionAnswer.model_validate(
        {
            "criterion_id": "rate.stage",
            "version": 1,
            "theme": "rate",
            "title": "Before or after SOAP",
            "question": "Does the rate say whether it is before or after SOAP?",
            "met_when": "The stage is stated.",
            "applies_to": "both",
        }
    ),
)


def with_examples(description: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document with an example of every answer put in."""
    schemas = description["components"]["schemas"]
    for example in EXAMPLES:
        schemas[type(example).__name__]["examples"] = [example.model_dump(mode="json")]
    return description
