"""Audience: whose figure a passage or clause tells, the school's own or somebody else's.

Belongs here: telling the school's graduates from the nation, from a hospital's residency programs, from other professions
and other schools, from results that are still to come, and from thresholds. Does not belong here: what is measured.
"""

import re
from enum import StrEnum
from functools import lru_cache

from schemas.documents import Heading
from scrapers.extractors.passages import Passage, text_of


class Audience(StrEnum):
    """Whose figure it is."""

    school = "school"
    national = "national"
    hospital_fill = "hospital_fill"
    other_profession = "other_profession"
    preview_or_applications = "preview_or_applications"
    threshold_or_target = "threshold_or_target"
    other_school = "other_school"


NATIONAL = re.compile(
    r"\bnational(?:ly)?\b(?!\s+(?:resident|residency|board|match(?:ing)?\b(?!\s+(?:rate|average|mean))|center|centers|test|museum|guard|institute|health|"
    r"naval|medical|magazine|leader|rank|champion|cemetery|park|honor|society|recognition|recogni[sz]ed|defense|service|board-|osteopathic|merit|program|licens|exam|university|reputation|prominence))"
    r"|\bthe\s+nation\b(?!['’]s)(?=\s*(?:$|[,.;:)]|as\s+a\s+whole|at\s+large|it\s+(?:was|is)|was|were|is|had|averaged))|\bnation['’]s\s+(?:\w+\s+)?(?:seniors|graduates|applicants|students)\b|,\s*u\.\s?s\.?\W*$|\bnation['’]s\s+(?:average|mean|rate|figure)\b"
    r"|(?:^|[;,(:]\s*|\bwhile\s+|\band\s+)(?:across|around|throughout)\s+the\s+(?:country|nation|united\s+states|u\.?s\.?)\b"
    r"|(?:^|[;,(:]\s*)nation-?wide\b|(?:%|percent|rate|average|mean)\s+(?:nation-?wide|across\s+the\s+(?:country|nation))\b|\bcountry\s+as\s+a\s+whole\b"
    r"|\b(?:u\.?\s?s\.?|american|united\s+states)\s+(?:(?:m\.?d\.?|d\.?o\.?|medical|allopathic|osteopathic|md/do)\s+)?(?:school\s+)?(?:seniors?|graduates?|applicants?|average|mean|pass|students)\b(?!\s+(?:of|at|from)\s+(?!u\.?\s?s|lcme|coca|all\b|other)(?:our|the\s+(?:school|college|university)|(?-i:[A-Z])))"
    r"|^(?:u\.?\s?s\.?|usa)(?:\s*/\s*canad\w+)?$|\b(?:u\.?\s?s\.?)\s*(?:/|and|or|&)\s*canad\w+"
    r"|\ball\s+(?:u\.?\s?s\.?\s+)?(?:d\.?o\.?|m\.?d\.?|osteopathic|allopathic|com|coms|medical\s+schools?|united\s+states)\b(?:\s+(?:students|seniors|applicants|candidates|schools|graduates|colleges))?(?!\s+students\s+(?:of|at|from))"
    r"|\b(?:m\.?d\.?|d\.?o\.?|allopathic|osteopathic)\s+(?:seniors|applicants)\b(?!\s+(?:of|at|from|in)\s+(?:our|the|this))"
    r"|\b(?:national\s+resident\s+matching\s+program|nrmp|nbome|nbme|aamc|aacom)\s+(?:put|puts|said|says|reported|reports|announced|counted)\b|\baccording\s+to\s+the\s+(?:national\s+resident|nrmp|aamc|aacom)\b"
    r"|\b(?:average|mean)\s+(?:of|for|at|across)\s+(?:all|other|the\s+other)\b|\bapplicants\s+(?:nationwide|competed|registered|worldwide)\b|\ball\s+(?:other\s+)?(?:medical\s+)?schools\b|\bmost\s+active\s+applicants\b"
    r"|\bu\.?\s?s\.?\s+(?:citizens|img)|\bimgs?\b|\binternational\s+(?:medical\s+)?graduates|\btrained\s+abroad|\b(?:md|do)\s+seniors?\s+(?:match|rate|placement)"
    r"|\b(?:u\.?\s?s\.?|all|other)\s+(?:m\.?d\.?|d\.?o\.?|medical|allopathic|osteopathic)(?:[\s-]+granting)?\s+(?:schools|colleges|programs)\b|\b(?:md|do)-granting\s+(?:medical\s+)?schools\b"
    r"|\bnation(?:['’]s)?\b(?=\W*\d)|\ball\s+(?:test[\s-]?)?(?:takers|examinees|candidates)\b|\b(?:students|seniors|applicants|graduates|schools)\s+nation-?wide\b|\bnationally\b|\bcountrywide\b|^nation$|^(?:nat['’]?l|natl)\b\.?|\bnat['’]?l\.?\s+(?:avg|average|mean|rate|pass)",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:our|ours|we)\b", re.IGNORECASE)
HOSPITAL = re.compile(
    r"\bfill(?:ed|s|ing)?\s+(?:all|every|each|its|their|our|\d|one|two|three|\w+\s+of|(?:\w+[\s-]){0,2}(?:positions|openings|slots|spots|seats))"
    r"|\b(?:fill\s+rates?|positions?\s+filled|unfilled|slots?\s+filled|positions?\s+offered)\b|\bfilled\b[^.;]{0,40}\b(?:positions|openings|slots|spots|programs|completely)\b"
    r"|\b(?:incoming|new|arriving)\s+(?:class\s+of\s+)?(?:residents|interns|house\s*staff|fellows)\b(?!\s+(?:are|is|will)\s+(?:leaving|staying|going))|\b(?:our|its|their|the)\s+(?:\w+\s+){0,3}(?:residency|internship|fellowship)\s+programs?\s+(?:filled|welcom\w+|matched|will\s+welcome|received|drew)\b"
    r"|\b(?:welcom\w+|recruit\w+|train(?:s|ing)?|appointed)\s+(?:\d+|its|our|their|\w+teen|twenty)\s+(?:new\s+|incoming\s+|first-year\s+)*(?:residents|interns)\b|\bmatched\s+(?:with|to)\s+us\b|\bcom(?:e|ing)\s+(?:here|to\s+us)\b|\bcome\s+from\s+\d+\s+(?:medical\s+)?schools\b"
    r"|(?:^|[.;]\s*|\b(?:our|the|its|all|\d+)\s+)(?:residents|interns|fellows)\s+(?:have\s+|has\s+)?(?:achiev\w+|pass(?:ed)?|earn(?:ed)?|scor(?:ed?)|perform\w*)\b|\b(?:residents|interns|fellows)\s+(?:will\s+|are\s+)?(?:join(?:ing|ed)?|arriv\w+|start(?:ing|ed)?\s+(?:here|with\s+us))\b"
    r"|\b(?:graduates|alumni)\s+of\s+(?:the|our|its|their)\s+(?:(?:internal|family|emergency|general|medicine|surg\w+|pediatrics?|psychiatry|radiology|neurology|anesthesiology|pathology|dermatology|orthopa?edic|obstetrics|gynecology|ob-?gyn|and|own|hospital['’]s|center['’]s)\s+){0,4}(?:residenc(?:y|ies)|fellowships?)\b(?!\s+match)|\b(?:residency|fellowship)\s+(?:graduates|alumni)\b"
    r"|\bresidents\s+come\s+from\b|\bour\s+(?:[\w-]+\s+){0,2}?(?:residents|fellows)\b",
    re.IGNORECASE,
)
PROFESSIONS = re.compile(
    r"\b(?:pharm(?:acy|d|\.d)\b|pharmacists?|naplex|mpje|dental\b(?!\s+(?:school\s+)?building)|dentistry|dentists?|d\.?m\.?d\.?\b|d\.?d\.?s\.?\b|nurs(?:e|es|ing)\b|nclex|podiatr\w+|dpm|apmle|optometr\w+|chiropract\w+|"
    r"veterinar\w+|dvm\b|physician\s+assistants?|pance|physical\s+therap\w+|occupational\s+therap\w+|npte|dpt\b|nbcot|audiolog\w+|psychology\s+(?:interns?|doctoral|program)|appic|dietetic|athletic\s+train\w+|"
    r"radiologic\s+technolog\w+|sonography|law\s+(?:school|graduates)|bar\s+exam\w*|masters?\s+of|m\.?b\.?a\.?\b|postdoctoral\s+(?:residen\w+|positions?|fellow\w+)|crna|navle|praxis|nurse\s+anesthe\w+|nremt|paramedic\w*|ph\.?d\.?\s+(?:program|students?|graduates?|alumni|outcomes|candidates)|graduate\s+school\b|teacher\s+(?:licens|certif)\w+|lsat|undergraduate\s+(?:students|graduation|retention))",
    re.IGNORECASE,
)
MEDICAL = re.compile(
    r"\b(?:medical\s+(?:school|student|senior|class|degree)s?|school\s+of\s+medicine|college\s+of\s+(?:osteopathic\s+)?medicine|physicians?(?!\s+(?:assistant|associate))|m\.?d\.?|d\.?o\.?|usmle|comlex|nrmp|seniors)\b",
    re.IGNORECASE,
)
PREVIEW = re.compile(
    r"\b(?:applied|applying|apply|have\s+applied|hope|hoping|hopes|aim(?:s|ing)?|plan(?:s|ning)?|wish|expect(?:s|ing)?)\s+(?:to|for)\s+(?:positions?|residenc\w+|train|match|enter|programs?|spots?|a\s+)"
    r"|\bapplications?\b|\b(?:submitted|interviewed|interviews?)\b",
    re.IGNORECASE,
)
THRESHOLD = re.compile(
    r"\b(?:thresholds?|targets?|benchmarks?|goals?\s*(?::|of\b|is\b|for\b)|minimum\s+(?:pass|rate|standard|of|required|acceptable|score)|(?<!earned a )(?<!achieved a )(?<!received a )(?<!obtained a )(?<!earning a )(?<!with a )passing\s+(?:score|standard|mark|threshold)|cut-?off|standard\s+deviation|expected\s+(?:outcome|level|rate)|"
    r"required?\s+(?:rate|level|minimum|pass)|requires?\s+(?:a|that|at)|should\s+(?:be|have|keep|meet|exceed|not)|must\s+(?:be|have|meet|achieve|exceed|maintain)|needs?\s+\d+\s+to\s+pass|objective\s*:|expectation\s*:|standard\s*:|acceptable|aspir\w+|(?:is|are)\s+(?:generally\s+)?considered\s+(?:an?\s+)?(?:good|strong|excellent|acceptable|average|low|high)|expects?\s+(?:that\s+)?(?:at\s+least|all|every|its|\d)|(?:is|are)\s+expected\s+to\s+(?:be|pass|score|meet|exceed|achieve|reach)|aims?\s+(?:for|to\s+(?:have|reach|keep|achieve|exceed))|strives?\s+(?:for|to)|will\s+(?:meet|maintain)\s+or\s+exceed|(?:mission|goal|aim|objective|purpose|intent)\s+(?:is|was|has\s+been)\s+(?:to|that|for)\b[^.;]{0,60}?\b(?:at\s+least|more\s+than|over|\d+)|no\s+(?:less|fewer)\s+than\s+\d+\s*(?:%|percent)\s+of\s+\w+\s+(?:will|shall|must))\b|\b(?:goals?|objective|expectation|standard|target|benchmark)\s*[:=]|^\W*(?:goals?|standard|minimum|required|expected|objective|floor)\W*$",
    re.IGNORECASE,
)  # fmt: skip
SCHOOL_NAME = re.compile(
    r"\b(?:(?:[A-Z][\w.&’'-]+\s+){1,5}(?:University|College)\b(?:\s+(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine)?|University\s+of\s+(?:the\s+)?[A-Z][\w.’'-]+(?:[\s-]+[A-Z][\w.’'-]+){0,3}|"
    r"(?:[A-Z][\w.&’'-]+\s+){1,4}(?:(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine|Medical\s+(?:School|College)))"
)
FUTURE = re.compile(
    r"\bwill\s+(?:learn|find\s+out|open|discover|be\s+told)\b|\bcoming\s+(?:match|spring)\b|\bupcoming\b",
    re.IGNORECASE,
)
OTHER_SCHOOLS = re.compile(
    r"^\W*state-?wide,\s|\b(?:other|competing|peer|neighboring)\s+(?:[\w.-]+\s+){0,3}?(?:schools|colleges|universities)\b(?=[^.;]*\d)|\d[^.;]*\b(?:at|by|of)\s+(?:\w+\s+)?other\s+(?:[\w.-]+\s+){0,3}?(?:schools|colleges|universities)\b",
    re.IGNORECASE,
)
COMPARISON = re.compile(
    r",?\s*\(?(?:which\s+is\s+|some\s+|about\s+|nearly\s+|almost\s+)*(?:[\d.]+|one|two|three|four|five|six|seven|eight|nine|ten)\s*(?:percentage\s+)?(?:points?|percent|%)\s+(?:above|below|higher|lower|better|over|under|more|less|greater)\b(?![^,;.()]*\b(?:of|at|was|is)\s+\d)[^,;.()]*\)?"
    r"|\b(?:level|even|on\s+par|in\s+line|equal|comparable|consistent)\s+(?:with|to)\s+the\s+nation\b(?!['’]s)(?!\W+\w*\W*\d)"
    r"|\b(?:higher|lower|better|greater|more|fewer|less|up|down)\s+(?:than|from)\s+(?:last\s+year|a\s+year\s+(?:ago|earlier)|the\s+(?:previous|prior)\s+year|the\s+year\s+before|in\s+the\s+past)\b(?!['’]s)(?!\s*(?:\(|,|of|when|at|was)?\s*(?:when\s+it\s+was\s+)?\d)"
    r"|\b(?:match(?:es|ing)|equal\w*|like|as|than)\s+last\s+year['’]s\b"
    r"|\b(?:well\s+)?(?:above|below|exceed\w*|higher\s+than|better\s+than|lower\s+than|greater\s+than|surpass\w*|beat\w*|over|than|tops?|topp\w+|outpac\w+|outperform\w*|outdo\w*|consistent\s+with|in\s+line\s+with|on\s+par\s+with)\s+(?:the\s+)?(?:national|nation['’]s|u\.?s\.?|state)\s+(?:[\w-]+\s+){0,3}?(?:averages?|means?|rates?|figures?)\b(?![\s,]*(?:of|at|was|is|which|\(|:)?[\s,]*(?:was\s+|is\s+|of\s+)?\(?\d)",
    re.IGNORECASE,
)
"""Words that set a figure beside the nation's without giving the nation's figure."""
HEADING_PARTS = re.compile(r"[;:,–—]|\s(?:and|as|while)\s", re.IGNORECASE)
STUDENTS = re.compile(r"\b(?:students|seniors|graduates|graduating|class\s+of)\b", re.IGNORECASE)
UNIVERSAL_COUNT = 2500
"""No US school graduates more people a year: a larger head count is the nation's."""


@lru_cache(maxsize=4096)
def audience_of_words(text: str) -> Audience:
    """Say whose figure a clause, a header or a sentence tells."""
    text = COMPARISON.sub(" ", text)
    if PROFESSIONS.search(text) and not MEDICAL.search(text):
        return Audience.other_profession
    if THRESHOLD.search(text) and not re.search(r"\bactual\b|\bachieved\b|\bmet\s+(?:or|our)\b", text, re.IGNORECASE):
        return Audience.threshold_or_target
    if HOSPITAL.search(text):
        return Audience.hospital_fill
    if is_national(text):
        return Audience.national
    if OTHER_SCHOOLS.search(text):
        return Audience.other_school
    if PREVIEW.search(text) and not re.search(
        r"\b(?:matched|who\s+applied|of\s+those|placed|passed)\b", text, re.IGNORECASE
    ):
        return Audience.preview_or_applications
    return Audience.school


def audience_over(heading: str) -> Audience:
    """Say whose figures stand under a heading: where it tells of programs and of students, either may."""
    found = audience_of_words(heading)
    if found is not Audience.hospital_fill:
        return found
    parts = HEADING_PARTS.split(heading)
    told = any(STUDENTS.search(part) and audience_of_words(part) is Audience.school for part in parts)
    return Audience.school if told else found


def is_national(text: str) -> bool:
    """Say whether the words name the nation as the one whose figure follows."""
    return NATIONAL.search(text) is not None and OWN.search(text) is None


def audience_of(passage: Passage) -> Audience:
    """Say whose figures a passage tells, by its own words and then by the headings over it."""
    own = audience_of_words(text_of(passage.block)[:600])
    if own is not Audience.school:
        return own
    for words in passage.heading_texts:
        above = audience_of_words(words)
        if above in (Audience.hospital_fill, Audience.other_profession):
            return above
        if above is Audience.threshold_or_target and not isinstance(passage.block, Heading):
            return (
                above
                if re.fullmatch(r"\W*(?:thresholds?|targets?|benchmarks?|goals?)\W*", words, re.IGNORECASE)
                else own
            )
    return own
