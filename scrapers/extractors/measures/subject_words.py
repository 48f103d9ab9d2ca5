"""Subject words: the subjects of figures and the patterns by which each is recognised.

Belongs here: words. Does not belong here: their order and what they mean together (subjects).
"""

import re
from enum import StrEnum

from schemas.vocabulary import MeasureName, Unit

FLAGS = re.IGNORECASE


class Subject(StrEnum):
    """What is measured; same figures as shares and as head counts share a subject."""

    match = "match"
    place = "place"
    soap = "soap"
    exam_pass = "exam_pass"  # noqa: S105  # passing an examination is no password
    exam_mean = "exam_mean"
    graduation = "graduation"
    attrition = "attrition"
    primary_care = "primary_care"
    in_state = "in_state"
    home = "home"
    first_choice = "first_choice"
    top_three = "top_three"
    military = "military"
    specialty = "specialty"
    class_size = "class_size"
    participants = "participants"
    unmatched = "unmatched"
    not_seeking = "not_seeking"
    deferred = "deferred"
    states = "states"
    specialties = "specialties"
    institutions = "institutions"
    same = "same"
    """The words point back: "the rate", "the figure"."""
    other = "other"
    """The words tell something that is no measure here."""


SHARES = {
    Subject.match: MeasureName.match_rate,
    Subject.place: MeasureName.placement_rate,
    Subject.soap: MeasureName.soap_share,
    Subject.exam_pass: MeasureName.exam_pass_rate,
    Subject.graduation: MeasureName.graduation_rate,
    Subject.attrition: MeasureName.attrition_rate,
    Subject.primary_care: MeasureName.primary_care_share,
    Subject.in_state: MeasureName.in_state_share,
    Subject.home: MeasureName.home_institution_share,
    Subject.first_choice: MeasureName.first_choice_share,
    Subject.top_three: MeasureName.top_three_choice_share,
    Subject.military: MeasureName.military_share,
    Subject.specialty: MeasureName.specialty_share,
    Subject.unmatched: MeasureName.unmatched,
    Subject.not_seeking: MeasureName.not_seeking,
    Subject.deferred: MeasureName.deferred,
}
COUNTS = {
    Subject.match: MeasureName.matched,
    Subject.place: MeasureName.placed,
    Subject.primary_care: MeasureName.primary_care,
    Subject.in_state: MeasureName.in_state,
    Subject.home: MeasureName.home_institution,
    Subject.military: MeasureName.military,
    Subject.class_size: MeasureName.class_size,
    Subject.participants: MeasureName.participants,
    Subject.unmatched: MeasureName.unmatched,
    Subject.not_seeking: MeasureName.not_seeking,
    Subject.deferred: MeasureName.deferred,
    Subject.states: MeasureName.states,
    Subject.specialties: MeasureName.specialties,
    Subject.institutions: MeasureName.institutions,
}


def measure_name(subject: Subject, unit: Unit) -> MeasureName | None:
    """Return the name under which a subject is recorded in a unit."""
    if unit is Unit.score:
        return MeasureName.exam_mean_score if subject is Subject.exam_mean else None
    return (SHARES if unit is Unit.percent else COUNTS).get(subject)


POSITION = r"(?:residenc\w+|positions?|appointments?|posts?|gme|graduate medical education|pgy-?\s?1|slots?|spots?|training programs?|programs?|internships?|training)"
GAIN = r"(?:secured?|securing|obtain\w*|receiv\w+|attain\w*|land(?:ed|ing)|gain\w*|earn\w*|won|found|got|accepted|achiev\w+|held|hold|has|have|had)"
PASSING = re.compile(
    r"\bpass(?:ed|ing|es)?\b|\bpass(?:ing)?[\s-]rates?\b|(?<!match )(?<!placement )(?<!residency )\bsuccess rates?\b(?!\s+(?:in|for|with|at)\s+(?:the\s+|our\s+)?(?:[\w-]+\s+){0,3}?(?:match|nrmp|residenc\w+|placement|gme)\b)",
    FLAGS,
)
MEAN = re.compile(
    r"\b(?:mean|average)s?\b(?:\s+\w+){0,4}?\s+scor\w+|\bscor\w+\s+(?:an?\s+)?(?:average|mean)|\b(?:mean|average)\s+(?:of\s+)?(?:the\s+)?score|\bscores?\b|\bmean\b|\bscor(?:ed|ing)\b|\baverag(?:e|ed|ing)\b",
    FLAGS,
)
OTHER_SHARE = re.compile(
    r"\b(?:core\s+specialt\w+|[“\"]core[”\"])|\bsurgical\s+(?:specialt\w+|fields?|subspecialt\w+|disciplines?|programs?|residenc\w+)|\bnon-?primary|\bsubspecialt\w+|\blive\s+and\s+work\b|\b(?:come|came)\s+back\b|"
    r"\b(?:higher|lower|more|fewer|less|better|greater)\s+than\s+(?:last|a\s+year|the\s+previous|in\s+(?:19|20)\d\d|the\s+national|the\s+year)|"
    r"(?<!\bfamily\s)(?<!\bgeneral\s)\bpractic(?:e|ing|es)\b(?!\s+(?:in\s+)?(?:primary|family|internal|pediatric))|\balumni\b(?!\s+association)|\b(?:wom[ae]n|female|male|m[ae]n)\b|\bunderrepresented|\bminorit\w+|\bgpa\b|\bmcat\b|\b(?:acceptance|default|response|employment|repayment|yield|turnover|interest|occupancy|vacancy)\s+rates?\b|\bapplicants\s+(?:who\s+)?(?:are|were|is|was|get|got|have\s+been)\s+(?:offered|accepted|admitted|invited|interviewed)\b|\b(?:accept|admi)\w+\s+(?:in)?to\s+(?:an?\s+|the\s+)?(?:m\.?d\.?|d\.?o\.?|medical|osteopathic|allopathic|health)\b|\badmi(?:tted|ssions?)\b|\bapplications?\s+(?:for|to|rose|increas\w+|grew|were|from|volume)\b|\btuition|\bscholarships?\b|"
    r"\bretention\b(?!\s*(?:and|&|/)\s*graduation)(?<!graduation and retention)|\bsatisf\w+|\bdebt\b|\bloans?\b|\bfaculty\b|\brefund|\bcouples?\b|\bfellowships?\b|\bresearch (?:projects?|funding)|\bpublications?\b|\bbeds?\b|\bsquare feet|\bvolunteer|\bsubscription|\brank(?:ed|s|ing)?\s+(?:no|number|#|first|second|third|among|in the top)\b|"
    r"\bone of their (?:top|first)(?: choices)?\b(?!\s+(?:three|3))|\btheir top choices\b|\btop[\s-]ranked\b|\bmost competitive\b|\bunderserved\b|\brural (?:area|communit|practice)\w*|\bappalachia\w*|\bmidwest|\bsoutheast|\bnortheast|\bnew england\b|\bsouthwest|\bin the (?:region|south|west|east)\b|"
    r"\b(?:in|out[\s-]of)[\s-]state\s+(?:students|residents|applicants|matriculants|enroll\w+)\b|\btime[\s-]to[\s-]degree\b|\bin\s+(?!each\b|every\b|all\b)\w+\s+(?:out\s+)?of\s+the\s+(?:last|past)\s+\w+\s+years\b|\bprior[\s-]year\s+(?:graduates|applicants)\b|\bre-?appl\w+|\bnew physicians\b|\bapplicants? (?:pool|admitted)|\bfirst[\s-]generation|\bresidents? of\b|\bscore of\b.*\bto pass\b|\bdiscount|\bhealth professional shortage|\bofficers?\b|\breturn(?:ed)? to\b",
    FLAGS,
)
LATER_TEST = r"(?:shelf\s+exam\w*|subject\s+exam\w*|in-?training\s+exam\w*|itte?|board[\s-]+certif\w+|certif(?:ying|ication)\s+exam\w*|specialty\s+boards?|abim|abfm|abs\s+(?:qualifying|certif\w+)|qualifying\s+exam\w*|comsae|cbse|cbssa|practice\s+exam\w*|naplex|nclex|pance|npte|inbde|nbde)"
OTHER_LICENCE = re.compile(rf"\b{LATER_TEST}\b", FLAGS)
"""Examinations that are passed in courses, by residents and in other professions: a share that passes is none of a licensing exam."""
OTHER_TEST = re.compile(rf"\b(?:mcat|gpa|casper|gre|toefl|sat|act\s+scores?|{LATER_TEST})\b", FLAGS)
"""Other examinations: of applicants, of courses, of residents and of other professions."""
ROUTE = re.compile(
    r"\b(?:aoa|acgme|nms|osteopathic|allopathic|early|urology|ophthalmology|sf|san francisco|canadian|carms)[\s-]+(?:match(?:es)?|programs?|residenc\w+|positions?|accredited|gme|internships?)\b|\bthrough\s+the\s+(?:aoa|acgme|nms)\b|\b(?:aoa|acgme)\b",
    FLAGS,
)
ROUTES_TOGETHER = re.compile(
    r"\b(?:nrmp|match(?:es)?|soap)\b[^.;:]{0,30}(?:,|\band\b|\bor\b|\bplus\b|&)\s+(?:the\s+)?(?:early|military|soap|aoa|urology|ophthalmology)\b|\b(?:aoa|acgme|nrmp|military)\b[^.;:]{0,24}(?:,|\band\b|\bor\b|\bplus\b|/|&|\+)[^.;:]{0,16}\b(?:aoa|acgme|nrmp|military)\b|\b(?:includ\w+|count\w+|combin\w+|added|together|plus|overall|total)\b",
    FLAGS,
)
ATTRITION = re.compile(
    r"^\W*(?:left|withdrew|withdrawn|dismissed)\W*$|\battrition\b|\b(?:left|leav(?:e|es|ing)|depart(?:ed|s)?)\s+(?:the\s+\w+\s+|school\s+|medical\s+school\s+)?(?:without|before)\s+(?:an?\s+|the\s+|their\s+|earning\s+|completing\s+|receiving\s+|finishing|graduat)\w*|\bdid\s+not\s+(?:finish|complete|graduate)\b|\bnever\s+(?:finished|graduated)\b|\bwithdr[ae]w\w*|\bdismiss\w+|\b(?:left|leav(?:e|es|ing)|lost\s+from)\s+(?:the|our|its)\s+(?:[\w.]+\s+)?(?:program|school|college)\b(?!\s+(?:for\s+(?:residenc|train)|with\s+|as\b))|\bdrop(?:ped)?[\s-]?out",
    FLAGS,
)
GRADUATION = re.compile(
    r"\bgraduat\w+\s*(?:[<≤]=?|in|within|by|at|after)\s*(?:the\s+)?(?:\d|four|five|six|seven)(?:\s+or\s+(?:less|fewer))?[\s-]*(?:years?|yrs?)\b|\bfinish(?:ed|ing)?\s+(?:with)?in\s+(?:four|five|six|seven|\d)\b|(?<!\bby\s)(?<!\bat\s)(?<!\bbefore\s)(?<!\bafter\s)(?<!\bupon\s)(?<!\bof\s)\bgraduation(?:\s+rates?)?\b(?!\s+(?:day|ceremony|requirement|placement|match|questionnaire|survey))|\bgraduat(?:ed|e|es|ing)\s+(?:with)?in\s+(?:\w+|\d)\s+years|\bgraduat(?:ed|e)\s+on[\s-]time|\bon[\s-]time\s+(?:graduation|completion)|"
    r"\b(?:completion|complet\w+\s+(?:the\s+)?(?:program|degree|md|do))\b|\b(?:complet\w+|finish\w*|graduat\w+)\b(?:\s+[\w.’'-]+){0,3}?\s+(?:with)?in\s+(?:100|150|200)\s*(?:%|percent\b)|\bcomplet(?:ed|ing)\b(?:\s+[\w.’'-]+){0,3}?\s+(?:with)?in\s+(?:four|five|six|seven|\d)\s+years\b|\bhad graduated\b|\b(?:\d|four|five|six)[\s-]year\s+graduat\w+|\b(?:earned|received)\s+(?:their|an?|the)\s+(?:\w+\s+)?(?:degree|md|do|d\.o\.|m\.d\.)\b",
    FLAGS,
)
TAKING = re.compile(
    r"\b(?:choos|chose|elect|opt|decid|plan|regist)\w*\s+(?:to\s+(?:take|sit)|for\b)|^\W*(?:of\s+(?:our|the|all)\s+(?:\w+\s+)?)?(?:students|graduates)\s+(?:also\s+)?(?:takes?|took|sit|sat)\b|\bhave\s+(?:not\s+)?(?:yet\s+)?taken\b",
    FLAGS,
)
"""Shares of those who take an examination at all."""
ENTERED_TRAINING = re.compile(
    r"^\W*(?:(?:graduates|students|seniors|members|of\s+them|have|had|all)\s+)*(?:entered|began|started|(?:are|will\s+be)\s+(?:entering|beginning|starting))\s+(?:(?:an?|their|accredited|acgme|graduate|medical|postgraduate|gme)\s+)*(?:residenc\w+|gme|internships?)\s+(?:training|programs?|positions?|education)\b",
    FLAGS,
)
"""People who went on to training, which is more than to look for it."""
SOAP = re.compile(
    r"\b(?:through|via|during|by|using|from|in|into)\s+(?:the\s+)?(?:soap|scramble|supplemental offer)\b|\bsoaped\b|\bsoap\s+(?:match(?:es)?|placements?|positions?|rate|share|participants?)\b|^\W*(?:soap|scramble)\W*$",
    FLAGS,
)
SOAP_STAGE = re.compile(
    r"\b(?:before|after|prior to|following|includ\w+|pre|post|once|when|with|plus)[\s-]+(?:the\s+)?(?:soap|scramble|supplemental)",
    FLAGS,
)
SOME_IN_SOAP = re.compile(r"\b(?:some|several|a\s+few|many|including|among)\b[^.;]{0,30}\b(?:soap|scramble)\b", FLAGS)
UNMATCHED = re.compile(
    r"\bun-?match\w*|\bstill\s+(?:searching|looking|seeking)\b|\bmatch\b[^.;]*\b(?:did|were|have)\s+not\W*$|\b(?:did|do|does|have|has|had|were|was)(?:\s+not|n['’]t)\s+(?:been\s+)?(?:initially\s+)?(?:match|placed?|obtain|secure|find|receive)\w*|\bunplaced\b|\b(?:unable|failed|failing)\s+to\s+(?:match|place|obtain|secure|find)\w*|"
    r"\bnot\s+(?:yet\s+)?(?:match(?:ed)?|placed)\b|\bwithout\s+(?:an?\s+)?(?:residency|position|place|match|post)\w*|\bno\s+(?:match|position|placement)\b",
    FLAGS,
)
NOT_SEEKING = re.compile(
    r"\bnot\s+(?:actively\s+)?(?:seek\w*|pursu\w*|to\s+(?:enter|pursue|seek|participate|apply)|enter\w*|participat\w*|apply\w*|applying)\b|\b(?:did|do|chose|opted|elected|decided)\s*(?:n['’]t|not)\s+(?:to\s+)?(?:seek|enter|participate|apply|pursue)\w*|"
    r"\bnon-?clinical\b|\boutside\s+(?:of\s+)?(?:clinical\s+)?medicine\b|\bopted\s+out\b|\bpursu(?:ing|ed)\s+(?:research|other|non|further|additional|graduate\s+degrees?|an?\s+(?:ph\.?d|master|m\.?p\.?h|m\.?b\.?a|additional|second|another|dual|further|graduate|advanced|different|non)|careers?\s+(?:outside|in\s+(?:industry|research|consult)))\w*|\b(?:spend|spending|spent|tak(?:e|es|ing)|took)\s+(?:an?|the|another|next)\s+(?:\w+\s+)?year\s+(?:in|on|of|doing)\s+(?:research|consulting|industry|service|policy|public|business|travel)|\b(?:finish|complet)(?:ing|e|es)?\s+(?:an?|their|his|her)\s+(?:ph\.?\s?d|dual|master|doctorate|second)|\b(?:other|alternative|non-?residency)\s+(?:careers?|plans|paths?|opportunities)\b|\bnot\s+seeking\b|\bwithdr[ae]w\w*\s+from\s+the\s+match\b|(?<!additional\s)(?<!extra\s)(?<!dedicated\s)\bresearch\s+year\b",
    FLAGS,
)
DEFERRED = re.compile(
    r"\b(?:put|putting)\s+off\b|\bpostpon\w+|\bdefer(?:red|ring|ral|rals|ment)?\b|\bdelay(?:ed|ing)?\s+(?:residency|graduation|entry|training)\b|\btak(?:en|ing)\s+(?:a|an)\s+(?:gap\s+)?year\b",
    FLAGS,
)
TOP_THREE = re.compile(
    r"\b(?:top|first)[\s-]+(?:three|3)(?:[\s-]+(?:choices?|ranked|picks?|programs?))?\b|\bthree\s+top\s+choices\b",
    FLAGS,
)
FIRST_CHOICE = re.compile(
    r"\b(?:first|top|number[\s-]one|no\.?\s*1|#\s?1|1st)[\s-]+(?:ranked\s+)?(?:choice|pick|selection|ranked program|preference)s?\b(?!\s+(?:three|3))|\bfirst\s+on\s+their\s+(?:rank\s+)?lists?\b|\b(?:got|received|landed|earned|matched\s+(?:to|at|with|into))\s+their\s+first\b(?=\W*(?:$|[;,.]))|\b(?:put|ranked|listed|wanted|named)\s+(?:at\s+the\s+top|first|highest)\b|\bat\s+the\s+top\s+of\s+their\s+(?:rank\s+)?lists?\b",
    FLAGS,
)
MILITARY = re.compile(
    r"\bmilitary\b|\b(?:army|navy|air force)\b(?!\s+(?:medical|hospital|center))|\barmed (?:forces|services)\b|\buniformed services\b|\bhpsp\b",
    FLAGS,
)
APPLIED_LABEL = re.compile(r"^\W*(?:applied|applicants?|applying|registered)\s+(?:to|for|in)\b", FLAGS)
"""A label of those who tried a route, not of those who were placed by it."""
MILITARY_COUNTED = re.compile(
    r"\b(?:includ\w+|count\w+|plus|with|add(?:ed|ing|s)?|combin\w+)\b[^.;]{0,60}\bmilitary\b|\bmilitary\b[^.;]{0,40}\b(?:includ\w+|added|counted|combined|together)\b|\bearly\b[^.;]{0,40}\b(?:or|and)\b[^.;]{0,12}\bmilitary\b|\b(?:aoa|acgme|nrmp|civilian)\b[^.;]{0,30}\b(?:or|and|plus|&)\b[^.;]{0,12}\bmilitary\b|\bmilitary\b[^.;]{0,12}(?:,|\bor\b|\band\b)[^.;]{0,24}\b(?:aoa|acgme|nrmp|civilian)\b"
    r"|\b(?:aoa|acgme|nrmp|soap|early(?:\s+match\w*)?)\s*[,/&+]\s*(?:(?:and|or)\s+)?(?:the\s+)?(?:[\w-]+\s*[,/&+]\s*)?military\b",
    FLAGS,
)
PRIMARY_CARE = re.compile(r"\bprimary[\s-]care\b", FLAGS)
PARTICIPANTS = re.compile(
    r"^\W*(?:number\s+(?:of\s+\w+\s+)?|students\s+|graduates\s+|total\s+|those\s+)?(?:seeking|eligible\s+for|available\s+for|applying\s+for|entering)(?:\s+(?:gme|residenc\w+|placement|a\s+residency|positions?|graduate\s+medical\s+education|(?:the\s+)?match|training))*\W*$|\b(?:seeking|sought)\s+(?:an?\s+)?(?:pgy-?1|first-year|graduate\s+medical|training)\b|\bparticipa(?:t\w+|nts?)\b(?!\s+in\s+(?:the\s+)?(?:soap|scramble|research))|\b(?:took|take|taking|takes)\s+part\b|\b(?:entered|entering|enter|went\s+into|going\s+into|went\s+through|going\s+through|attempt(?:ed|ing)\s+to|registered\s+for|sought|seeking|applied\s+(?:for|to|in|through)|applying\s+(?:for|to))\s+(?:a\s+|to\s+)?(?:u\.?\s?s\.?\s+)?(?:(?:the|this|that|last)(?:\s+(?:year|spring|march)['’]s)?\s+)?(?:(?:19|20)\d\d\s+)?(?:nrmp\s+|national\s+resid\w+\s+|main\s+|residency\s+)*(?:match\b|matching\s+program|nrmp|residenc\w+|match\s+process)|"
    r"\bappl(?:ying|ied)\s+for\s+(?:a\s+)?(?:placement|gme|graduate\s+medical\s+education)\b|\battempting\s+to\s+match\b|\b(?:who\s+were\s+)?(?:looking|searching|vying)\s+for\s+(?:a\s+)?(?:residency|positions?|residencies)\b|\bseeking\s+(?:a\s+)?(?:residenc\w+|positions?|placement|gme|match|to\s+match)\b|\bsought\s+(?!after\b)(?:an?\s+)?(?:[\w-]+\s+){0,2}?(?:residenc\w+|positions?|placement|gme|training)\b|\b(?:match|nrmp)\s+(?:applicants|registrants|entrants|participants)\b|\b(?:submitted|certified)\s+(?:a\s+)?rank[\s-]?(?:order\s+)?lists?\b|\bapplied\s+for\s+(?:a\s+)?(?:residenc\w+|positions?|gme)\b",
    FLAGS,
)
IF_COUNTED = re.compile(r"\b(?:if|when|once)\b", FLAGS)
MATCHED_VERB = re.compile(r"\bmatch(?:ed|ing|es)\b|\bmatch\s+rate\b|\bmatch\s+(?:in)?to\b", FLAGS)
TOTAL_MATCHES = re.compile(r"^\W*(?:total\s+)?(?:residency\s+|successful\s+)?matches\W*$", FLAGS)
HAVE_MATCHED = re.compile(
    r"\bmatch(?:ed|ing)\b|\b(?:students|seniors|graduates|members|who|will|did|to)\s+match\b|\b(?:receiv\w+|found|have|had|made|got|earn\w+|secur\w+)\s+(?:\w+\s+)?match(?:es)?\b|\bsuccessful\b",
    FLAGS,
)
LATER = re.compile(
    r"\b(?:plac\w+|matched|positions?)\b[^.;]{0,20}\b(?:during\s+the\s+week|(?:in|through|via|during)\s+(?:the\s+)?(?:soap|scramble)|later|afterwards?|(?:after|outside)\s+(?:of\s+)?the\s+match)\b|^\W*(?:secur|obtain|found|receiv)\w*\b[^.;]{0,24}\b(?:after|outside)\s+(?:of\s+)?(?:the\s+)?(?:match|soap)\b",
    FLAGS,
)
PARTIAL = re.compile(r"^\W*(?:others?|more|additional|further)\b", FLAGS)
TRACK = re.compile(
    r"\b(?:in|into|to|for|chose|enter\w*)\s+(?:an?\s+)?(?:categorical|preliminary|transitional|advanced)\b|\bin(?:to)?\s+(?:medicine|surgery)\b(?!\s+(?:as|is|and\s+science))",
    FLAGS,
)
IN_THE_MATCH = re.compile(
    r"\b(?:in|for)\s+(?:the\s+)?(?:(?:19|20)\d\d\s+)?(?:nrmp\s+|main\s+|residency\s+)*match\b(?!\s*day)|^\W*in\s+(?:the\s+)?nrmp\b\W*$",
    FLAGS,
)
MATCH = re.compile(
    r"\b(?:were|was|been|proved)\s+successful\b|\bmatch(?:ed|es|ing)?\b(?!\s*(?:(?:19|20)\d\d|day|week|list|ceremony|madness|process|season|party|program\b))|\bmatch\s+(?:success\s+)?rates?\b|\bsuccess\s+rates?\s+(?:in|for|with|at)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:match|nrmp)\b",
    FLAGS,
)
PLACE = re.compile(
    rf"\b(?:seeking|sought|wanted|looking\s+for|applied\s+for)\b[^.;]{{0,40}}\b{GAIN}\s+(?:one|it)\b|\bplac(?:ed|ements?|ing|e)\b(?!\s+(?:us|wvsom|among|in\s+the\s+top|first|second|list|season))|\b{GAIN}\s+(?:(?!\d|interview)[\w’'-]+\s+){{0,5}}?{POSITION}\b|\bresidency\s+attainment\b|\b(?:match(?:ed)?\s*/\s*plac\w+)|\benter(?:ed|ing)?\s+(?:gme|graduate\s+medical\s+education)\b|\b(?:begin(?:ning)?|began|start(?:ed|ing)?|enter(?:ed|ing)?)\s+(?:their\s+|a\s+)?residenc\w+|\b(?:will|to)\s+(?:begin|start|enter)\s+(?:their\s+)?(?:residency\s+|postgraduate\s+|graduate\s+)?training\b|\b(?:entered|entering|enter|begin|began|beginning|start(?:ed|ing)?)\s+(?:(?:accredited|residency|a|their|graduate|medical|acgme|gme)\s+)+(?:residenc\w+|gme|education|training|programs?)",
    FLAGS,
)
PLACED_IN_SOAP = re.compile(
    r"\b(?:includ\w+|count\w+|plus|with|and)\s+(?:[\w-]+\s+){0,4}?plac(?:ed|ements?)\b[^.;,]{0,30}\b(?:soap|supplemental|scramble)\b",
    FLAGS,
)
"""Places filled in SOAP, which a match rate says that it counts."""
MATCH_OR_PLACE = re.compile(r"\bmatch(?:ed)?\s*(?:/|or|and|&)\s*plac\w+", FLAGS)
SAME = re.compile(
    r"\b(?:an?|the|that|this|our|its|their|overall|final|(?:last|this|previous|prior)\s+(?:year|spring|cycle|class)['’]s)\s+(?:overall\s+|final\s+|initial\s+|total\s+|national\s+|nationwide\s+|state\s+|(?:\w+-year\s+)?(?:rolling\s+)?(?=average))?(?:rate|figure|number|share|percentage|proportion|total|result|average|averages|shares|figures|rates)s?\b|^\W*(?:results?|actuals?)\s*:|\b(?:jump|increase|rise|gain|climb|drop|decline|dip|decrease|growth|improvement)\s+(?:from|over|on)\b|\b(?:it\s+(?:was|is|were|stands?|rose|fell)|we\s+(?:are|were|stand|stood)\s+(?:now\s+)?at)\b|\bours\b|\b(?:that|this|which)\s+(?:makes?|made|is|was|represents?|amounts?\s+to|brings?|brought|takes|took|rais(?:es|ed)|lifts?|lifted|push(?:es|ed)|put|puts|equals?|translates?\s+(?:in)?to|gives)\b|^\W*(?:overall|total|all|rate|result|actual|outcome|percent(?:age)?|value|average)s?\W*$|\b(?:compared\s+(?:with|to)|up\s+from|down\s+from|versus|vs\.?|against|from)\b\W*$",
    FLAGS,
)
INCLUSION = re.compile(
    r"^\W*(?:and|or|but)?\s*(?:with|counting|including|adding|if)\b|\b(?:if|when|once)\b[^.;]*\b(?:count\w*|includ\w+|add\w*|let\s+in|consider\w*)\b",
    FLAGS,
)
CLASS = re.compile(
    r"\bclass\s+size\b|\b(?:total|entire|whole)\s+class\b|\btotal\s+(?:number\s+of\s+)?(?:graduating\s+)?(?:students|seniors|graduates)\b|\b(?:members?|students?|graduates?|seniors?|people|physicians|doctors|candidates)\s+(?:of|in|from|make\s+up)\s+(?:the\s+)?(?:[\w’'.&-]+\s+){0,12}?class\b|\bclass\s+(?:of|has|had|totals?|numbers?|includes?|comprises?|consists)\b|\bsize\s+of\s+(?:the\s+)?(?:graduating\s+)?class\b|\bgraduat(?:ing\s+(?:class|students?|seniors?|physicians|d\.?o\.?s?|m\.?d\.?s?))\b|"
    r"\b(?:total\s+)?graduates\b(?!\s+(?:will\s+|are\s+|have\s+|who\s+|plan\s+to\s+)?(?:remain\w*|stay\w*|train\w*|go\w*|head\w*|enter\w*|choos\w+|chose|match\w*|begin\w*|start\w*|join\w*|work\w*|live|mov\w+|leav\w+|left|select\w*|pick\w*|pursu\w+|want\w*|opt\w*|seek\w*|sought|each)\b)|\b(?:on\s+track|about|set|due|scheduled|expected)\s+to\s+graduate\b|\bnew\s+(?:physicians|doctors|m\.?d\.?['’]?s\b|d\.?o\.?['’]?s\b)|\bexpect(?:ed|s)?\s+to\s+(?:receive|graduate|earn)\b|\beligible\s+(?:to\s+(?:receive|graduate)|for\s+(?:the\s+)?degrees?|to\s+receive)\b|\bfinished\s+the\s+(?:\S+\s+)?program\b|\breceived\s+(?:their\s+)?(?:md|do|m\.d\.|d\.o\.|degrees?)\b|\bclass\s+members\b|\bclassmates\b|^\W*(?:(?:m\.?d\.?|d\.?o\.?|medical)\s+)?degrees\s+(?:awarded|conferred|granted)(?:\s+(?:in\s+)?[\d–/-]+)?\W*$|^\W*strong(?=\s*(?:[,.;)–—]|$))|\bmembers\s+of\s+(?:the|this)\b",
    FLAGS,
)
QUALIFYING = r"^\W*(?:(?:other|different|distinct|separate|individual|u\.?s\.?|residency|training|medical|teaching|accredited|unique|various|new|american|host|academic|graduate|gme|clinical|of\s+the|the)\s+){0,3}"
THINGS = (
    (Subject.states, r"states\b(?!\s+with\b)(?!\s+(?:board|universit|school|medical))"),
    (
        Subject.specialties,
        r"(?:specialties|specialities|specialty\s+areas|disciplines|fields|types\s+of\s+residenc\w+)\b",
    ),
    (
        Subject.institutions,
        r"(?:institutions|hospitals|programs|programmes|sites|medical\s+centers|health\s+systems|health\s+centers|universities|centers)\b",
    ),
)
THINGS_AFTER = tuple((subject, re.compile(QUALIFYING + words, FLAGS)) for subject, words in THINGS)
THINGS_LABEL = tuple(
    (
        subject,
        re.compile(
            rf"^\W*(?:[\w.’'-]+\s+){{0,4}}?{words}(?:\s+(?:represented|matched(?:\s+(?:in)?to|\s+in)?|entered|chosen|reached|number|total|come\s+to|came\s+to))?\W*$",
            FLAGS,
        ),
    )
    for subject, words in THINGS
)
OTHER_COUNT = re.compile(
    r"^\W*(?!(?:will\s+(?:be|become)|are(?:\s+becoming)?|became)\s+(?:interns|residents)\b)(?!(?:who\s+|that\s+|have\s+|has\s+|had\s+)?(?:sought|seeking|appl(?:ied|ying)|secured|obtained|received|found|accepted|earned|landed|gained)\b)(?:[\w’'-]+\s+){0,2}?(?:couples?|beds?|campuses|buildings?|acres|years?(?!['’]|\s+(?:ago|earlier|before))|months?|weeks?|days?|hours?|minutes?|miles|guests|applicants|applications|faculty|staff|positions|openings|slots|spots|interviews|countries|counties|cities|questions|points|pages|photos|videos|episodes|items|comments|likes|"
    r"medical\s+schools|schools|colleges|institutes|departments|residents|interns|fellows|patients|percentile|dollars|credits|languages|awards|envelopes|rooms|tickets|clinics|rankings|letters)\b",
    FLAGS,
)
OTHER_HEAD = re.compile(
    r"\b(?:couples?|alumni(?!\s+(?:hall|center|house|association|auditorium))|practic(?:e|ing)\b|applied\s+for\s+positions\s+in|interview\w*|[“\"]?core[”\"]?\s+specialt\w+|surgical|elsewhere|locally|nearby|in\s+the\s+(?:area|region)|other\s+(?:states|parts)|neighboring|midwest|southeast|northeast|new\s+england|southwest|(?-i:region(?:al)?)|counties|top\s+\d+|u\.?s\.?\s+news|founded|opened(?!\s+(?:their\s+|the\s+)?(?:envelopes?|letters?|emails?|results))|square|donat\w+|gift|guests|enroll?\w*|matriculat\w+|entered\s+the\s+(?:school|college|program)|entering\s+class|first-year(?!\s+(?:residen\w+|positions?|posts?|training|gme|slots?|spots?|appointments?|internships?|programs?))|applicants\s+(?:competed|registered|sought)|women|men\b|countries|oral\s+surgery|fellowships?)\b",
    FLAGS,
)
