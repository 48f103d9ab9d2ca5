"""Closed vocabularies: every word that a coded field may hold, once.

Belongs here: enumerations used by records of more than one module. Does not belong here: free text, thresholds, rules.
Member names equal their values, because the tables store the names.
Longer than other files: every coded word in one place.
"""

from enum import StrEnum


class Collection(StrEnum):
    """Which set of schools an edition is about."""

    real = "real"
    sample = "sample"


class Degree(StrEnum):
    """The degree a school grants."""

    MD = "MD"
    DO = "DO"


class Control(StrEnum):
    """Who controls the school."""

    public = "public"
    private = "private"


class CampusType(StrEnum):
    """Whether a school is the main seat, a further campus of one accreditation, or a branch."""

    main = "main"
    additional = "additional"
    branch = "branch"


class AccreditationStatus(StrEnum):
    """Accreditation as the accreditor lists it."""

    full = "full"
    provisional = "provisional"
    preliminary = "preliminary"
    candidate = "candidate"
    full_on_probation = "full_on_probation"
    provisional_on_probation = "provisional_on_probation"
    preliminary_on_probation = "preliminary_on_probation"


class Maturity(StrEnum):
    """How many classes a school has graduated: established has six or more, young one to five."""

    no_graduates_yet = "no_graduates_yet"
    young = "young"
    established = "established"
    unknown = "unknown"


class ConfidenceGrade(StrEnum):
    """A compiler's own estimate that a recorded value is right; not a statement about its source."""

    high = "high"
    medium = "medium"
    low = "low"


class PublishedBy(StrEnum):
    """Who published a document; the first three carry the school's own release."""

    school = "school"
    hospital_system = "hospital_system"
    reprinted_release = "reprinted_release"
    system_office = "system_office"
    news_outlet = "news_outlet"
    forum = "forum"
    lookalike = "lookalike"


OWN_RELEASE = frozenset({PublishedBy.school, PublishedBy.hospital_system, PublishedBy.reprinted_release})
"""Publishers whose documents carry the school's own release; all others are secondary and can only add information."""


class DocumentKind(StrEnum):
    """How a document reached the project: fetched by the crawler, or keyed in by hand from a page."""

    crawled = "crawled"
    transcribed = "transcribed"


class ReadingOutcome(StrEnum):
    """What became of reading a document; held back: it was read, but too little of it makes sense to be published."""

    read = "read"
    unread = "unread"
    error = "error"
    held_back = "held_back"


class VisitOutcome(StrEnum):
    """What became of one address that the crawler knew of."""

    fetched = "fetched"
    not_modified = "not_modified"
    refused_by_robots = "refused_by_robots"
    robots_unavailable = "robots_unavailable"
    forbidden_by_school_file = "forbidden_by_school_file"
    name_not_resolved = "name_not_resolved"
    connection_refused = "connection_refused"
    connection_lost = "connection_lost"
    tls_failed = "tls_failed"
    timed_out = "timed_out"
    client_error = "client_error"
    server_error = "server_error"
    login_required = "login_required"
    bot_challenge = "bot_challenge"
    needs_browser = "needs_browser"
    on_stop_list = "on_stop_list"
    soft_404 = "soft_404"
    wrong_type = "wrong_type"
    too_large = "too_large"
    empty = "empty"
    redirect_refused = "redirect_refused"
    address_refused = "address_refused"
    skipped_budget = "skipped_budget"
    failed_otherwise = "failed_otherwise"


class MeasureName(StrEnum):
    """A published number about a class or a cohort."""

    match_rate = "match_rate"
    placement_rate = "placement_rate"
    soap_share = "soap_share"
    exam_pass_rate = "exam_pass_rate"
    exam_mean_score = "exam_mean_score"
    graduation_rate = "graduation_rate"
    attrition_rate = "attrition_rate"
    primary_care_share = "primary_care_share"
    in_state_share = "in_state_share"
    home_institution_share = "home_institution_share"
    first_choice_share = "first_choice_share"
    top_three_choice_share = "top_three_choice_share"
    military_share = "military_share"
    specialty_share = "specialty_share"
    class_size = "class_size"
    participants = "participants"
    matched = "matched"
    placed = "placed"
    unmatched = "unmatched"
    not_seeking = "not_seeking"
    deferred = "deferred"
    military = "military"
    in_state = "in_state"
    home_institution = "home_institution"
    primary_care = "primary_care"
    states = "states"
    specialties = "specialties"
    institutions = "institutions"


class Unit(StrEnum):
    """Percent as printed (93.2, not 0.932), people or things counted, or exam points."""

    percent = "percent"
    count = "count"  # type: ignore[assignment]  # str.count is not needed on a unit
    score = "score"


class Qualifier(StrEnum):
    """How exactly a figure is printed."""

    exact = "exact"
    at_least = "at_least"
    about = "about"
    at_most = "at_most"


class Stage(StrEnum):
    """The moment a match or placement rate speaks of; overall includes early, military or later placements."""

    before_soap = "before_soap"
    after_soap = "after_soap"
    overall = "overall"
    unstated = "unstated"


class Denominator(StrEnum):
    """Whom a share is a share of."""

    participants = "participants"
    graduating_class = "graduating_class"
    seeking = "seeking"
    applicants = "applicants"
    entering_class = "entering_class"
    test_takers = "test_takers"
    matched = "matched"
    unstated = "unstated"


class Exam(StrEnum):
    """Licensing examinations: USMLE steps and COMLEX levels."""

    step_1 = "step_1"
    step_2_ck = "step_2_ck"
    step_2_cs = "step_2_cs"
    step_3 = "step_3"
    comlex_1 = "comlex_1"
    comlex_2_ce = "comlex_2_ce"
    comlex_2_pe = "comlex_2_pe"
    comlex_3 = "comlex_3"


class Attempt(StrEnum):
    """Which attempt an exam rate counts."""

    first = "first"
    ultimate = "ultimate"
    unstated = "unstated"


class Position(StrEnum):
    """The kind of residency position, where the document tells."""

    categorical = "categorical"
    preliminary = "preliminary"
    transitional = "transitional"
    advanced = "advanced"
    physician_only = "physician_only"
    military = "military"


class StatementKind(StrEnum):
    """Words that stand where a number could."""

    vague_claim = "vague_claim"
    withheld = "withheld"
    promised = "promised"
    not_yet_due = "not_yet_due"
    behind_login = "behind_login"
    support = "support"


class Topic(StrEnum):
    """What a statement speaks of."""

    match = "match"
    exam = "exam"
    outcomes = "outcomes"


class Basis(StrEnum):
    """Whether a school states an outcome or the project computed it from the school's list."""

    published = "published"
    derived = "derived"


class CriterionStatus(StrEnum):
    """How a school stands on one disclosure criterion."""

    met = "met"
    partly = "partly"
    not_met = "not_met"
    withheld = "withheld"
    promised = "promised"
    not_yet_due = "not_yet_due"
    reported_with_parent = "reported_with_parent"
    not_assessed = "not_assessed"


class Severity(StrEnum):
    """Weight of a flag; a note is context and never adverse."""

    red = "red"
    yellow = "yellow"
    note = "note"


class EvidenceSubject(StrEnum):
    """What kind of record an evidence row supports."""

    outcome = "outcome"
    assessment = "assessment"
    flag = "flag"


class Theme(StrEnum):
    """The group a disclosure criterion belongs to."""

    match = "match"
    rate = "rate"
    exam = "exam"
    progress = "progress"
    form = "form"
    support = "support"


class DueRule(StrEnum):
    """The clock by which a class or a testing cycle falls due."""

    match_day = "match_day"
    step_1 = "step_1"
    step_2_ck = "step_2_ck"
    comlex_1 = "comlex_1"
    comlex_2_ce = "comlex_2_ce"
    comlex_3 = "comlex_3"
    licensing_exams = "licensing_exams"


class FlagBasis(StrEnum):
    """What a flag rule rests on: a completed search, words on a page, or context that is never adverse."""

    search = "search"
    words = "words"
    context = "context"


class ChangeKind(StrEnum):
    """What became of something published between two captures."""

    appeared = "appeared"
    shrank = "shrank"
    changed = "changed"
    vanished = "vanished"


class ReplyState(StrEnum):
    """How far a school's reply has come."""

    received = "received"
    under_review = "under_review"
    upheld = "upheld"
    amended = "amended"
    withdrawn = "withdrawn"


class AskTopic(StrEnum):
    """What a question for the interview is about; a sheet never asks two on one topic."""

    exam = "exam"
    match = "match"
    destinations = "destinations"
    tracking = "tracking"
    progress = "progress"
    positions = "positions"
    checking = "checking"
    timing = "timing"
    access = "access"
