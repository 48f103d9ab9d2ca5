"""The frontier: how much a link promises to lead to outcomes, with the reason in words.

Belongs here: the features by which links and pages are scored, each with why it is there. Does not belong here: reading
links (links.py), keeping them (ledger.py), handing them out (scheduler.py).

A feature counts once for a link, at its heaviest place: the link's own words weigh most, then the words of its address,
and the heading above it. The title of the page it stands on adds a little at most: all links of a page share it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from scrapers.classify import PageText
from scrapers.links import Link, Page
from scrapers.shared_documents import is_file_address

PROMISING = 2.0
"""From this score on a link must be settled before a search counts as complete."""
OUTCOME_PAGE = 3.0
"""From this score on a page is an outcome page: its documents, images and archives are followed."""
ANCHOR_WEIGHT, ADDRESS_WEIGHT, HEADING_WEIGHT, TITLE_LIMIT = 1.0, 0.8, 0.5, 0.75
DEPTH_COST = 0.1
REMEMBERED = 50_000
DOCUMENT_SUFFIXES = (".pdf", ".xlsx", ".xls", ".xlsm", ".ods", ".csv", ".tsv", ".docx", ".doc", ".pptx", ".ppt")
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff")
NEVER_SUFFIXES = (
    ".css", ".js", ".ics", ".mp3", ".mp4", ".mov", ".avi", ".wmv", ".webm", ".zip", ".gz", ".tar", ".exe", ".dmg", ".svg",
    ".ico", ".woff", ".woff2", ".ttf", ".eot", ".rss", ".atom", ".vcf", ".epub", ".map",
)  # fmt: skip
DECORATION = re.compile(
    r"logo|icon|banner|avatar|headshot|portrait|sprite|spacer|thumb|button|pixel|bullet|arrow", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Feature:
    """Words that tell something about where a link leads: a weight, and why it has it."""

    name: str
    pattern: re.Pattern[str]
    weight: float
    why: str


def _feature(name: str, words: str, weight: float, why: str) -> Feature:
    return Feature(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), weight, why)


FEATURES = (
    _feature("match list", r"match(?:es)? ?lists?|match(?:ed)? ?(?:results?|outcomes?|data|statistics|stats|report|summary)", 5,
             "the document itself"),
    _feature("residency match", r"residency ?(?:match(?:es)?|placements?|appointments?|destinations?)|(?:nrmp|main) match|where (?:our|they) (?:graduates|students|alumni)? ?(?:match|go|went|are)", 4.5,
             "usual name of the page on destinations"),
    _feature("placement", r"gme placements?|(?:graduate|residency|postgraduate|pgy-?1) placements?|placement rates?|match rates?", 4.5,
             "name that DO schools and their accreditor use"),
    _feature("match day", r"match day|match week|matchday|match ?20\d\d|20\d\d match|class of 20\d\d match(?:es)?", 3.5,
             "yearly story, often with the list"),
    _feature("match", r"match(?:es|ed|ing)?", 2, "short name of the page in menus and addresses"),
    _feature("outcomes", r"(?:student|graduate|graduation|program|career|educational|class|alumni|residency|board) outcomes?|outcomes? (?:data|measures|report)", 4,
             "name of the page that gathers all figures"),
    _feature("outcomes alone", r"outcomes?", 2.5, "the same in a menu"),
    _feature("student achievement", r"student achievements?|student success|achievement data|performance data", 3.5,
             "accreditors' term for published outcomes"),
    _feature("usmle", r"usmle|(?:step|steps) ?[123](?: ?ck| ?cs)?|step (?:one|two)", 4, "licensing exam of MD schools"),
    _feature("comlex", r"comlex(?:-?usa)?|level [123](?:-?(?:ce|pe))?|coca (?:outcomes?|data|disclosures?)", 4, "licensing exam of DO schools"),
    _feature("board scores", r"board (?:scores?|pass(?:age)?|results?|exams?|examinations?|preparation|prep|performance)|pass(?:ing|age)? rates?|licens(?:ure|ing) (?:exams?|examinations?|rates?)|first[- ]time pass", 3.5,
             "common words for exam results"),
    _feature("graduation rate", r"graduation rates?|attrition(?: rates?)?|retention rates?|completion rates?|on-?time graduation", 3, "progress of a class"),
    _feature("by the numbers", r"by the numbers|facts (?:and|&) figures|fast facts|quick facts|at a glance|key (?:facts|figures)|fact ?(?:sheet|book)", 2.5,
             "page of figures about the school"),
    _feature("consumer information", r"consumer information|(?:student )?consumer disclosures?|public disclosures?|required disclosures?|right to know|transparency|disclosures", 2.5,
             "pages that the law or an accreditor demands"),
    _feature("class profile", r"class profiles?|entering class|student profiles?|graduating class|class of 20\d\d|meet the class", 1.5, "class sizes"),
    _feature("report", r"annual reports?|report card|dean.?s report|institutional (?:effectiveness|research)|dashboards?|scorecard", 1.5, "reports that hold figures"),
    _feature("accreditation", r"accreditation|lcme|coca", 1.2, "near the figures that accreditors ask for"),
    _feature("match support", r"(?:career|residency|specialty|match) (?:advising|advisers|advisors|planning|counsel(?:l)?ing|mentoring|preparation|application)|careers in medicine|applying (?:to|for) residency", 2.2,
             "support criterion: advising for the match"),
    _feature("exam support", r"(?:academic|learning|curriculum|curricular|student) (?:support|success center|assistance)|dedicated study|(?:exam|test|usmle|comlex) prep(?:aration)?|tutoring", 2.2,
             "support criterion: preparation for exams"),
    _feature("residency", r"residenc(?:y|ies)|residents?", 1.2, "may lead to destinations"),
    _feature("graduates", r"graduates?|alumni|seniors?|fourth[- ]year", 0.8, "may lead to destinations"),
    _feature("students", r"students?|student (?:affairs|life)|current students", 0.6, "section that holds advising and outcomes"),
    _feature("program", r"m\.?d\.?(?: program)?|d\.?o\.?(?: program)?|doctor of (?:medicine|osteopathic medicine)|medical education|undergraduate medical education|osteopathic|school of medicine|college of medicine|curriculum|academics?|education", 0.6,
             "the way down from a university's page"),
    _feature("about", r"about(?: us)?|why|admissions?|prospective|news", 0.3, "sections that link to figures"),
    _feature("gift match", r"match(?:ing)? (?:gifts?|funds?|donations?|challenge|grants?)|gift match", -6, "money, not residencies"),
    _feature("sports", r"(?:soccer|tennis|football|cricket|volleyball|boxing) match|athletics", -6, "sport"),
    _feature("mentor match", r"(?:roommate|mentor|volunteer|donor|bone marrow) match(?:ing)?|match(?:ed)? controls?|step[- ]by[- ]step|steps? to (?:apply|give)", -4, "another kind of match or step"),
    _feature("state residency", r"(?:state|texas|in-state|tuition|florida|california) residency|residency (?:status|requirements?|reclassification|classification|affidavit)", -4, "tuition, not training"),
    _feature("training programs", r"(?:our|house ?staff|internal medicine|surgery|pediatrics?|residency) (?:residency )?(?:programs?|fellowships?)|fellowships?|house ?staff|current residents", -1.5,
             "a hospital's own residents are not the school's graduates"),
    _feature("other degrees", r"nursing|dentist(?:ry)?|dental|pharmacy|veterinary|law school|ph\.?d\.?|graduate school|continuing education|cme|physician assistant|physical therapy|public health|undergraduate admissions", -1.5,
             "other programs' outcomes"),
    _feature("people", r"directory|faculty|people|profiles?/|staff|biograph(?:y|ies)|obituar(?:y|ies)", -1.2, "pages about persons hold no figures"),
    _feature("errands", r"privacy|cookies?|terms of use|accessibility|site ?map|contact|maps?|parking|donate|giving|give now|careers? at|jobs|employment|store|bookstore|library|calendar|events?|login|log in|sign in|webmail|intranet|subscribe|covid", -1.5,
             "pages of every site that hold no figures"),
)  # fmt: skip
ARCHIVE = re.compile(
    r"^(?:class of |match |match day )?(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?(?: match.*)?$|"
    r"\b(?:previous|past|prior|earlier|older|archived?|archives|history|historical|next|more years|all years)\b",
    re.IGNORECASE,
)
READ_ON = re.compile(r"^(?:next|older|previous|more|\d{1,2}|[»›→>]+|load more|next page)$", re.IGNORECASE)
DOCUMENT_WORDS = re.compile(
    r"\b(?:pdf|download|view (?:the )?(?:list|report|results)|full list|spreadsheet|excel)\b", re.IGNORECASE
)


DOCUMENT_OF_PAGE, OTHER_YEAR, NEXT_PAGE = (
    "document on an outcome page",
    "other year of an outcome page",
    "next page of an outcome page",
)
CONTINUES = frozenset({DOCUMENT_OF_PAGE, OTHER_YEAR, NEXT_PAGE})
"""Reasons of links that go on with the page on which they stand: however many pages a list has, they lead no farther away."""


@dataclass(frozen=True, slots=True)
class Score:
    """How much a link promises, and the features that made it up."""

    value: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=REMEMBERED)
def words_of_address(address: str) -> str:
    """The words that the path and query of an address spell."""
    parts = urlsplit(address)
    text = unquote(f"{parts.path} {parts.query}")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"[/_\-.+=&?,%]+|(?<=\D)(?=\d)|(?<=\d)(?=[A-Za-z])", " ", text)).strip()


def is_document(address: str) -> bool:
    """Whether an address names a document file, or gives a shared document out as one."""
    return urlsplit(address).path.lower().endswith(DOCUMENT_SUFFIXES) or is_file_address(address)


def is_image(address: str) -> bool:
    """Whether an address names an image file."""
    return urlsplit(address).path.lower().endswith(IMAGE_SUFFIXES)


def score_page(address: str, page: PageText, headings: tuple[str, ...] = ()) -> Score:
    """How far a page that was fetched is about outcomes, from its title, first headings and address."""
    places = [(page.title, 1.0), (words_of_address(address), ADDRESS_WEIGHT)]
    places += [(heading, 1.0) for heading in headings[:2]] + [(heading, HEADING_WEIGHT) for heading in headings[2:8]]
    return _score(places)


def score_link(link: Link, page: Page | None, page_score: float, depth: int) -> Score:
    """How much a link promises. page is where it stands (None for sitemaps), page_score what that page itself is worth."""
    places = [(link.text, ANCHOR_WEIGHT), (words_of_address(link.address), ADDRESS_WEIGHT)]
    extra: list[tuple[float, str]] = []
    if page is not None and not link.in_navigation:
        places.append((link.heading, HEADING_WEIGHT))
        title = _score([(page.text.title, 1.0)]).value * TITLE_LIMIT / OUTCOME_PAGE
        extra = [(min(TITLE_LIMIT, max(0.0, title)), "title of the page")]
        extra += _from_outcome_page(link) if page_score >= OUTCOME_PAGE else []
    score = _score(places)
    value = score.value + sum(weight for weight, _ in extra) - DEPTH_COST * depth
    return Score(round(value, 3), (*score.reasons, *(reason for weight, reason in extra if weight)))


def _from_outcome_page(link: Link) -> list[tuple[float, str]]:
    """What standing on an outcome page adds to a link."""
    if is_document(link.address) or DOCUMENT_WORDS.search(link.text):
        return [(3.0, DOCUMENT_OF_PAGE)]
    if is_image(link.address) and not DECORATION.search(f"{link.address} {link.text}"):
        return [(2.0, "image on an outcome page")]
    if ARCHIVE.search(link.text):
        return [(3.0, OTHER_YEAR)]
    if READ_ON.match(link.text):
        return [(1.5, NEXT_PAGE)]
    return []


def _score(places: list[tuple[str, float]]) -> Score:
    weights: dict[int, float] = {}
    for text, weight in places:
        for number in _features_in(text):
            weights[number] = max(weight, weights.get(number, 0.0))
    value = sum(FEATURES[number].weight * weight for number, weight in weights.items())
    return Score(round(value, 3), tuple(FEATURES[number].name for number in sorted(weights)))


@lru_cache(maxsize=REMEMBERED)
def _features_in(text: str) -> tuple[int, ...]:
    """Which features a text shows; remembered, because the menus of a site stand on all its pages."""
    return tuple(number for number, feature in enumerate(FEATURES) if text and feature.pattern.search(text))
