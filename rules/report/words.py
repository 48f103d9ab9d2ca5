"""Words of the report that page and print share: what a status means, how it was made, where its limits are.

Belongs here: sentences for readers. Does not belong here: layout, figures.
"""

from schemas.vocabulary import CriterionStatus, ReadingOutcome, Severity, Theme

STATUS_LABELS: dict[str, str] = {
    CriterionStatus.met: "met",
    CriterionStatus.partly: "partly met",
    CriterionStatus.not_met: "not met",
    CriterionStatus.withheld: "withheld",
    CriterionStatus.promised: "promised",
    CriterionStatus.not_yet_due: "not yet due",
    CriterionStatus.reported_with_parent: "with parent school",
    CriterionStatus.not_assessed: "not assessed",
}
STATUS_MEANINGS = {
    CriterionStatus.met: "published",
    CriterionStatus.partly: "published in part",
    CriterionStatus.not_met: "the search was completed and found none",
    CriterionStatus.withheld: "the school says that it does not publish it",
    CriterionStatus.promised: "the school says that it will publish it",
    CriterionStatus.not_yet_due: "no class or cycle has reached it",
    CriterionStatus.reported_with_parent: "a branch campus, reported with its parent school",
    CriterionStatus.not_assessed: "our search was incomplete; nothing follows about the school",
}
SEVERITY_LABELS = {Severity.red: "Red flag", Severity.yellow: "Yellow flag", Severity.note: "Note"}
THEME_LABELS: dict[str, str] = {
    Theme.match: "Match results",
    Theme.rate: "Match rates",
    Theme.exam: "Licensing exams",
    Theme.progress: "Progress and class size",
    Theme.form: "Form of publication",
    Theme.support: "Support",
}
SEARCH_LABELS = {
    "complete": "search completed",
    "incomplete": "search incomplete",
    "unreachable": "site not reachable",
    "not_crawled": "not searched yet",
    "kept": "kept from an earlier edition",
}
READING_LABELS = {
    ReadingOutcome.read: "read",
    ReadingOutcome.unread: "could not be read",
    ReadingOutcome.error: "damaged, or broke a limit",
    ReadingOutcome.held_back: "held back for a person to look at",
}
METHODS = (
    (
        "Search",
        (
            "A crawler walks each school’s own site from its known addresses, home page and sitemaps, obeys its robots rules, and "
            "records every address that it fetched, was refused, or left. That record is published with the school."
        ),
    ),
    (
        "Read",
        (
            "Pages, PDFs and workbooks are read for placements, figures and statements. Names of persons are dropped while reading "
            "and are nowhere in the data. A reading that makes little sense is held back for a person to look at."
        ),
    ),
    (
        "Resolve and derive",
        (
            "Printed specialties and hospitals are matched to reference lists; where that is not sure enough they stay unresolved. "
            "What a school states and what we compute from its list are different records."
        ),
    ),
    (
        "Assess",
        (
            "Each criterion is checked for the latest class or cycle that is due, with days of grace. Absence is a finding only "
            "after a completed search; a failed fetch, a refusal or an unread document is none."
        ),
    ),
    (
        "Answer",
        "A school can reply to any finding. Its statement stands beside the finding from the day it is received, in a public log.",
    ),
)
LIMITS = (
    "Only what is public, without a login, in text or in a picture that could be read, is seen here.",
    "A site may say more than its links promise: a figure on a page that no link, title or address gives away is not found.",
    (
        "A match rate excludes SOAP by the definition of the NRMP. A school’s own “match rate” may be something else; it keeps the "
        "stage “not stated” unless it says, and unlike rates are never compared."
    ),
    (
        "DO schools owe certain figures to the public by a rule of their accreditor. No such rule was found for MD schools: a silent MD "
        "school is a finding about candour, not a breach."
    ),
    "Shares in percent count only schools whose search was completed. Over all schools they would flatter or blame by how far we looked.",
    "Criteria differ in weight and are never summed. This is no ranking of schools, and candour says nothing about teaching.",
)
MEASURED = (
    "Our readings are measured on documents that people read first. These documents were at hand while the readers were written, so "
    "forms that nobody has seen yet will be read less well; that is why doubtful readings are held back."
)
