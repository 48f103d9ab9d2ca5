"""Wording: coded values as words a reader knows, and figures as text.

Belongs here: labels, symbols, formats of the pages. Does not belong here: layout (templates), meaning (schemas).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from rules.report.words import SEARCH_LABELS, STATUS_LABELS, THEME_LABELS
from schemas.vocabulary import CriterionStatus, Severity

STATUS_SYMBOLS = {
    CriterionStatus.met: "✓",
    CriterionStatus.partly: "◐",
    CriterionStatus.not_met: "✗",
    CriterionStatus.withheld: "⊘",
    CriterionStatus.promised: "…",
    CriterionStatus.not_yet_due: "–",
    CriterionStatus.reported_with_parent: "↑",
    CriterionStatus.not_assessed: "?",
}
SEVERITY_SYMBOLS = {Severity.red: "▲", Severity.yellow: "△", Severity.note: "ℹ"}

LABELS: Mapping[str, str] = {
    **STATUS_LABELS,
    **THEME_LABELS,
    "not_crawled": SEARCH_LABELS["not_crawled"],
    "kept": SEARCH_LABELS["kept"],
    "MD": "MD",
    "DO": "DO",
    "no_graduates_yet": "no graduates yet",
    "young": "young (1 to 5 classes)",
    "established": "established (6 or more classes)",
    "before_soap": "before SOAP",
    "after_soap": "after SOAP",
    "overall": "overall (with early, military or later placements)",
    "unstated": "not stated",
    "graduating_class": "the graduating class",
    "participants": "match participants",
    "seeking": "those seeking a residency",
    "applicants": "applicants",
    "entering_class": "the entering class",
    "test_takers": "test takers",
    "matched": "matched",
    "step_1": "USMLE Step 1",
    "step_2_ck": "USMLE Step 2 CK",
    "step_2_cs": "USMLE Step 2 CS",
    "step_3": "USMLE Step 3",
    "comlex_1": "COMLEX Level 1",
    "comlex_2_ce": "COMLEX Level 2-CE",
    "comlex_2_pe": "COMLEX Level 2-PE",
    "comlex_3": "COMLEX Level 3",
    "first": "first attempt",
    "ultimate": "all attempts",
    "crawled": "fetched by our crawler",
    "transcribed": "transcribed by hand",
    "published": "stated by the school",
    "derived": "computed from the school’s list",
    "exam_pass_rate": "pass rate",
    "exam_mean_score": "mean score",
    "skipped_budget": "left: the budget was spent",
    "refused_by_robots": "refused by the site’s robots rules",
    "us_md_seniors": "US MD seniors",
    "us_do_seniors": "US DO seniors",
    "us_md_senior": "US MD seniors",
    "us_do_senior": "US DO seniors",
    "us_md_first_taker": "US MD students, first attempt",
    "us_canadian_md_first_taker": "US and Canadian MD students, first attempt",
    "do_first_taker": "DO students, first attempt",
    "do_student_or_graduate": "DO students and graduates",
    "soap_share": "share placed in SOAP",
    "home_institution_share": "share at home institutions",
    "home_institution_strict_share": "share at the school’s own hospital",
    "in_state_share": "share in the home state",
    "in_state": "in the home state",
    "distance_home_state_share": "share in the home state, not at home",
    "distance_adjacent_state_share": "share in a neighbouring state",
    "distance_near_division_share": "share in the same part of the country",
    "distance_farther_share": "share farther away",
    "primary_care_with_obgyn_share": "primary care share, with OB-GYN",
    "competitive_dopen_share": "share in competitive specialties, wider list",
    "competitive_share": "share in competitive specialties",
    "match_rate_distance": "match rate beside the nation",
    "exam_pass_rate_distance": "pass rate beside the nation",
    "specialty_breadth": "number of specialties",
    "preliminary_only": "with a preliminary year only",
    "without_match": "without a match",
    "without_placement": "without a placement",
    "persons_listed": "people on the list",
    "placement_rows": "rows of the list",
    "persons_accounted_of_class_size_share": "share of the class on the list",
    "persons_accounted_of_matched_share": "share of the matched on the list",
    "persons_accounted_of_participants_share": "share of the participants on the list",
    "persons_accounted_of_placed_share": "share of the placed on the list",
}
PREFIXES = {"at_least": "at least ", "about": "about ", "at_most": "at most ", "exact": ""}


def label(value: object) -> str:
    """A coded value in words."""
    if value is None or value == "":
        return ""
    text = str(value)
    return LABELS.get(text, text.replace("_", " ").replace("-", " ") if "_" in text else text)


def capital(text: str) -> str:
    """Text with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def number(value: float | None) -> str:
    """A number without needless decimals, thousands apart."""
    if value is None:
        return ""
    rounded = round(float(value), 2)
    return f"{int(rounded):,}" if rounded.is_integer() else f"{rounded:,}"


def figure(value: float | None, unit: str | None, qualifier: str | None = "exact") -> str:
    """A figure with its unit, as printed: 93.2 %, at least 97 %, 231."""
    if value is None:
        return ""
    sign = " %" if unit == "percent" else ""
    return f"{PREFIXES.get(str(qualifier), '')}{number(value)}{sign}"


def day(value: datetime | date | None) -> str:
    """A date as 4 June 2026; times of an edition are UTC."""
    return "" if value is None else f"{value.day} {value:%B %Y}"


def document_name(document: Mapping[str, Any] | None) -> str:
    """What a document is called: its title, or the last part of its address."""
    if document is None:
        return "document"
    last = unquote(urlsplit(document["address"] or "").path.rstrip("/").rpartition("/")[2])
    return str(document["title"] or last or document["address"] or "document without a title")


def finding_title(found: Mapping[str, Any] | None) -> str:
    """What a finding says, in a line: a figure with its value, a placement, the kind of a statement."""
    if found is None:
        return "Evidence"
    if "measure" in found:
        name = f"{label(found['exam'])}, {label(found['measure'])}" if found["exam"] else label(found["measure"])
        return f"{capital(name)}{_of(found['period'])}: {figure(found['value'], found['unit'], found['qualifier'])}"
    if "program" in found:
        parts = [part for part in (found["specialty"], found["program"]) if part]
        return f"{', '.join(parts) or 'Placement'}{_of(found['class_year'])}"
    return capital(label(found["kind"]))


def _of(period: object) -> str:
    return f", {period}" if period else ""


def place(row: Mapping[str, Any]) -> str:
    """Where in its document something stands."""
    parts = []
    if row.get("page"):
        parts.append(f"page {row['page']}")
    if row.get("box"):
        parts.append(f"box {row['box']}")
    if row.get("sheet"):
        parts.append(f"sheet {row['sheet']}")
    if row.get("cell"):
        parts.append(f"cell {row['cell']}")
    if row.get("element_path"):
        parts.append(str(row["element_path"]))
    return ", ".join(parts) or "place not recorded"


def byte_size(count: int) -> str:
    """A size in bytes for people."""
    size = float(count)
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def is_web_address(address: object) -> bool:
    """Whether an address may be made a link: only web addresses, so that no document can plant a script."""
    return isinstance(address, str) and address.startswith(("https://", "http://"))
