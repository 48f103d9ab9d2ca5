"""Reports: the transparency report that an edition carries, whole or about some of its schools.

Belongs here: reading the file, keeping it, choosing schools. Does not belong here: counting (rules/report), pages, addresses.
"""

from pydantic import ValidationError

from api.editions import OpenEdition
from api.keeping import made_once
from api.parameters.base import SchoolFilters
from api.problems import ProblemError, unreadable
from rules.report.building import filtered
from schemas.report import REPORT_JSON, Report, ReportFilters


def report_in(edition: OpenEdition, asked: SchoolFilters) -> Report:
    """The report of an edition about the schools that are asked for.

    Raises:
        ProblemError: 404 where the edition carries none, 503 where it cannot be read.
    """
    whole = made_once(("report", edition.identity), lambda: _read(edition))
    filters = ReportFilters(
        degree=tuple(asked.degree),
        state=tuple(asked.state),
        control=tuple(asked.control),
        maturity=tuple(asked.maturity),
    )
    return filtered(whole, filters) if filters != ReportFilters() else whole


def _read(edition: OpenEdition) -> Report:
    name = edition.record.edition_id
    try:
        return Report.model_validate_json((edition.folder / REPORT_JSON).read_bytes())
    except FileNotFoundError:
        detail = f"The edition {name} was published without a report. A new one carries it: matchwatch refresh"
        raise ProblemError(404, "no-report", "No report", detail) from None
    except (OSError, ValidationError) as error:
        raise unreadable(name) from error
