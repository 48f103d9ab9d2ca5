"""Wording families of praise: how schools speak well of results without a figure.

Belongs here: word lists and patterns, one family a kind of claim. Does not belong here: when a wording is no claim
(claims.py).
"""

import re
from dataclasses import dataclass

from schemas.vocabulary import Topic

PRAISE = (
    r"(?:outstanding|excellent|splendid|marvelous|magnificent|exemplary|admirable|exceptional(?:ly)?|impressive(?:ly)?|stellar|superb|superior|remarkabl[ey]|extraordinar(?:y|ily)"
    r"|phenomenal|fantastic|terrific|amazing|tremendous(?:ly)?|spectacular|strong(?:er|est)?|solid|stunning|enviable|top-notch"
    r"|first-rate|world-class|incredibl[ey]|wonderful|brilliant|great|banner|unparalleled|unprecedented|successful|flawless"
    r"|perfect|best(?:[- ]ever)?|robust|proven|high|record-(?:breaking|setting)|unmatched|unrivaled|unsurpassed|second to none)"
)
DEGREE = (
    r"(?:very |extremely |highly |truly |another |so |incredibly |exceptionally |remarkably |quite |especially |particularly "
    r"|consistently |historically |close to |near(?:ly)?[- ]|almost |all but |virtually )"
)
RESULT = (
    r"(?:match(?:es)?(?! (?:celebrat|ceremon|event|party|parties|process|week))(?: (?:days?|rates?|results?|lists?|outcomes?|success|year|season|record|numbers|class))?"
    r"|(?:residency |GME )?placements?(?: (?:rates?|results?|record|numbers|success))?"
    r"|residenc(?:y|ies)(?! programs?\b)(?: (?:match(?:es)?|results|success))?"
    r"|(?:track )?record (?:of|in|for) (?:\w+ ){0,3}?(?:match\w*|placements?|residenc\w+))"
)
EXAM_RESULT = (
    r"(?:(?:(?:board|licens(?:ing|ure)|exam(?:ination)?|USMLE|COMLEX(?:-USA)?|Step(?: [123])?|Level(?: [123](?:-?CE)?)?|test)[ -]*)+"
    r"(?:exams?|examinations?|tests?)?\s*(?:pass(?:ing|age)? rates?|results?|scores?|performance|success)"
    r"|(?:first[- ]time |first[- ]attempt )?pass(?:ing)? rates?|(?:national |licensing |medical |certifying )*boards"
    r"|(?:USMLE|COMLEX)\b|(?:licens(?:ing|ure)|board) exam(?:ination)?s?|Step exam(?:ination)?s?|(?:exam|test) scores"
    r"|(?:results?|scores?|performance) (?:on|in|for) (?:the |their |our )?(?:\w+ ){0,2}?(?:Step|Level|COMLEX|USMLE|boards?|licens\w+)(?: ?[123])?"
    r"|(?:Step|Level) ?[123](?:[- ]?C[EK])?\b)"
)
IS = r"(?:is|are|was|were|ha(?:s|ve) (?:\w+ )?(?:been|remained|stayed|continued to be)|remains?|remained|continues? to be|stays?|stayed|proves?|proved)"
IS_GOOD = (
    rf"{IS} (?:\w+ ){{0,3}}?{DEGREE}*{PRAISE}"
    r"(?= (?:match|results?|rates?|year|success|record|numbers?|outcomes?|one|from|since|this|for|again|in|and|indeed|across)\b"
    r"|\W*$|[.,;:!”\"’)])"
)
SELF_PRAISE = (
    r"(?:speaks? for (?:itself|themselves)|compares? (?:very |most )?(?:well|favou?rably)|reads? like an? |tells? its own story"
    r"|(?:is|are|was|were|remains?|has been|have been) (?:\w+ )?(?:the envy of|second to none|hard to beat|hard to match|never better|a point of pride|one any school)"
    r"|(?:has|have) never been (?:better|stronger|higher)|holds? (?:their|its) own|rivals?\b"
    r"|(?:is|was|are|were) (?:an? (?:\w+ )?(?:triumph|success story)|(?:well|widely) (?:known|admired|recognized))\b"
    r"|(?:has|have) (?:\w+ )?(?:improved|risen|climbed)\b)"
)
"""Verbs of praise, for which no adjective is needed."""
DO_WELL = (
    r"(?:did|do|does|done|doing|fared?|perform(?:s|ed|ing)?|scor(?:e|es|ed|ing)|succeed(?:s|ed)?|excel(?:s|led|ling)?"
    r"|shin(?:e|es|ing)|shone|thriv(?:e|es|ed|ing)|flourish\w*|outperform\w*)"
)
GOOD_SUCCESS = r"(?:(?:high|great|remarkable|exceptional|consistent|impressive|strong|excellent) (?:degree|level|rate|record|history|tradition)s? of success|(?:great|tremendous|remarkable|outstanding|much|exceptional|continued|unprecedented|strong|incredible|consistent|notable|considerable|enviable|extraordinary|superb) (?:success|results|performance|scores|outcomes))"
AMONG_BEST = r"(?:among|one of) (?:the )?(?:[\w’']+['’]s )?(?:very )?(?:highest|best|strongest|top|finest|greatest)\b"
PRESTIGE = (
    r"(?:top(?:[- ](?:tier|ranked|notch|rated|choice|\d+))?|prestigious|elite|leading|premier|pre-?eminent|renowned|best|finest"
    r"|prominent|well[- ]known|highly[- ](?:regarded|ranked|respected|competitive|selective|sought[- ]after|rated|desirable|coveted"
    r"|acclaimed)|most (?:competitive|selective|desirable|respected|sought[- ]after)|competitive|selective|distinguished|esteemed"
    r"|nationally (?:recognized|ranked|known|renowned)|world[- ](?:class|renowned)|coveted|sought[- ]after|outstanding|excellent"
    r"|strong|high[- ](?:quality|caliber|level)|great|acclaimed|reputable|respected|powerhouse|big[- ]name|marquee|name[- ]brand|blue[- ]chip|Ivy League|exceptional|impressive|notable|enviable|desirable|superb|flagship)"
)
PLACE = (
    r"(?:residenc(?:y|ies)|program(?:me)?s?|hospitals?|institutions?|(?:academic |medical |training )?cent(?:er|re)s?|specialt(?:y|ies)"
    r"|fields|positions?|spots?|places|universities|internships?|training sites|health systems?)"
)
PRESTIGIOUS_PLACE = rf"(?:most |very |highly |extremely )*{PRESTIGE}(?:,? (?:and |or )?[\w’'-]+){{0,3}}? {PLACE}\b"
GO = (
    r"(?:match(?:ed|es|ing)?|plac(?:e|ed|es|ing)|train(?:ing)?|accept(?:ed|ances?)|bound|head(?:ed|ing)?|go(?:ing|es|ne)?|went"
    r"|leav(?:e|es|ing)|left|enter(?:ed|ing)?|secur(?:e|ed|ing)|earn(?:ed|ing)?|obtain(?:ed|ing)?|land(?:ed|ing)?|w[io]n(?:ning)?|gain(?:ed|ing)?"
    r"|sen(?:d|ds|ding|t)|attract(?:ed|ing)?|receiv(?:e|ed|ing)|join(?:ed|ing)?|complet(?:e|ed|ing)|get(?:ting)?|claim(?:ed|ing)?|start(?:ed|ing)?"
    r"|begin(?:ning)?|selected|chosen|recruited|sought|pursu(?:e|ed|ing)|continue)"
)
CHOICE = (
    r"(?:residenc(?:y|ies)|programs?|specialt(?:y|ies)|fields?|positions?|hospitals?) (?:of|that (?:was|were|is)) "
    r"(?:(?:their|his or her|the students?['’]) (?:own )?)?(?:choice|choosing|(?:first )?preference)\b"
)
MOST_OF_ALL = r"(?:(?:vast|overwhelming|great|large|strong|sizable|clear|solid) majority|(?:nearly|almost|virtually|practically) (?:all|every(?:one)?))\b(?! (?:of the )?(?:specialt|disciplin|field))"
ABOVE = (
    r"(?:(?:well |far |significantly |consistently |regularly |routinely |substantially |markedly |slightly )*"
    r"(?:above|over|beyond|higher than|better than|ahead of|in excess of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"
    r"|outperform(?:s|ed|ing)?|outpac(?:es|ed|ing)|outscor(?:es|ed|ing)|beat(?:s|ing)?|top(?:s|ped)?)"
    r"|(?:at|at or|equal to) or above|on (?:a )?par with|comparable (?:to|with)|as (?:well|high|good) as"
    r"|compares? favou?rably (?:to|with)|match(?:es)? or exceeds?)"
)
NORM = (
    r"(?:(?:that|those) of (?:the |all |most |many |its |our )?)?(?:the |all |their |its |most |many )?(?:(?:US|U\.S\.|national|nation['’]s|nationwide|state|country['’]s|overall) ?"
    r"(?:average|mean|rate|norm|pass rate|median|figure|level|benchmark|standard|peers?)s?|(?:national )?(?:average|mean|norm)s?\b|nation\b"
    r"|rest of the (?:country|nation)|peers?\b|other (?:medical |osteopathic |DO |MD |U\.S\. )*schools|(?:their |its )?peer(?: institution)?s|that of the (?:nation|country|state)|those of (?:[\w-]+ ){0,4}?schools?)"
)
BARE_RESULTS = re.compile(
    rf"\b(?:these|those|such|our|the|this year['’]s) (?:\w+ )?(?:results?|outcomes?|numbers|figures|rates?|record)\b(?: \w+){{0,3}}? {IS_GOOD}"
    rf"|\b(?:these|those|this|that) (?:are|is|were|was) (?:\w+ ){{0,2}}?{PRAISE} (?:results?|outcomes?|numbers|rates?|record)\b"
    rf"|\b(?:called|described|termed|deemed) (?:it|them|(?:the|these|this year['’]s) (?:results?|outcomes?|match(?:es)?|numbers|rates?)) (?:as )?(?:an? )?(?:\w+ )?{PRAISE}",
    re.IGNORECASE,
)
"""Praise of results that the words before name."""


CHOICE_FAMILY = "choice without a number"


@dataclass(frozen=True, slots=True)
class Family:
    """One wording of praise: its name, what it looks like, and its topic."""

    name: str
    pattern: re.Pattern[str]
    topic: Topic


def family(name: str, topic: Topic, *patterns: str) -> Family:
    """Make a family of several wordings."""
    return Family(name, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE), topic)


FAMILIES = (
    family(
        "praise of match",
        Topic.match,
        rf"\b{DEGREE}*{PRAISE}(?:,? (?:and )?[\w-]+)? {RESULT}\b(?! (?:for|of) (?:each|everyone))",
        rf"\b{RESULT}(?: \w+){{0,6}}? {IS_GOOD}",
        rf"\b{RESULT}(?: \w+){{0,5}}? (?:{SELF_PRAISE}|(?:went|goes|turned out) (?:\w+ )?(?:well|great|beautifully))",
        rf"\b{PRAISE} (?:year|season|class|spring|reputation|tradition|history|name) (?:for|in|of) (?:the |our |their )?(?:\w+ ){{0,5}}?(?:match\w*|placements?|residenc\w+)\b",
        rf"\b{RESULT}(?: \w+){{0,4}}? (?:near|at|close to) the top\b",
        r"\b(?:graduates|students|seniors|alumni)\b[^.;]{0,50}?\b(?:highly |very |extremely )?competitive (?:for|in|candidates for|applicants for) (?:\w+ ){0,3}?(?:residenc\w+|match)",
        r"\bmore (?:of )?(?:our |the )?(?:\w+ )?than ever\b[^.;]{0,40}\b(?:match|first choice|plac)",
        r"\b(?:match(?:ed|es)?|plac(?:e|ed))\b[^.;]{0,40}\bat (?:an? )?(?:very |\w+ly )?(?:high|strong|impressive|excellent) rates?\b",
        r"\b(?:strength|quality|success|excellence|caliber) of (?:the |this |our |their )?(?:\w+['’]s )?(?:\w+ ){0,2}?(?:match(?:es)?|residency placements?)\b",
        r"\bmatch(?:ed|es)? (?:\w+ )?(?:beautifully|superbly|strongly|impressively|brilliantly)\b",
        rf"\b{DO_WELL}\b(?: \w+){{0,3}}? (?:in|on|with|during|at) (?:the |this year['’]s |their )?(?:\d{{4}} )?(?:residency |main )?"
        r"(?:match|residency placements?)\b",
        rf"\b{GOOD_SUCCESS} (?:in|with|at|on|of) (?:\w+ ){{0,4}}?(?:match|residenc|placement)",
        rf"\b{DEGREE}*successful(?:ly)? (?:in|at) (?:\w+ ){{0,3}}?(?:match|residenc|secur|obtain)",
        rf"\b{AMONG_BEST}(?: \w+){{0,2}}? {RESULT}\b|\b{RESULT}(?: \w+){{0,5}}? {AMONG_BEST}",
        r"\b(?:highest|best) (?:match|placement) (?:rate|year|result)s?\b(?! (?:was|were|is) \d)",
        rf"\b(?:list|range|roster|variety) of (?:\w+ ){{0,3}}?(?:programs|residencies|hospitals|institutions)\b[^.;]{{0,40}}? {IS_GOOD}",
        rf"\b{PRAISE} (?:list|array|range|roster|slate|set) of (?:\w+ ){{0,3}}?(?:residenc|programs|hospitals|specialt|placements|matches)",
        r"\b(?:find|obtain|secure|land|win|get|match)(?:s|ed|es)?\b[^.;]{0,40}\b(?:without (?:difficulty|trouble)|with ease|easily)\b",
        r"\b(?:plac(?:e|ed|es|ing)|match(?:ed|es)?) (?:\w+ )?(?:very |extremely |quite |exceptionally |so )?well\b(?! (?:with|for|as)\b)",
        rf"\b{MOST_OF_ALL}[^.;]{{0,80}}?\b(?:match(?:ed|es)?|plac(?:e|ed)|secur(?:e|ed)|obtain(?:ed)?|residenc\w+)\b",
    ),
    family(
        "prestige of destinations",
        Topic.match,
        rf"\b{GO}\b(?:[\w’'-]+[ ,]+|\s){{0,13}}?{PRESTIGIOUS_PLACE}",
        rf"\b(?:residenc(?:y|ies)|placements?|matches|positions|spots|training)\b (?:\w+ ){{0,4}}?(?:at|in|with|from|to|into|among) "
        rf"(?:\w+ ){{0,3}}?{PRESTIGIOUS_PLACE}",
        r"\b(?:sought(?:[- ]after)?|highly recruited|valued|coveted|embraced|respected|courted|in demand|prized|recruited|wanted|welcomed) (?:by|among|at|for) "
        r"(?:[\w’'-]+ ){0,4}?(?:residenc(?:y|ies)|program directors|programs|hospitals)\b",
        r"\b(?:hospitals|programs|residencies|directors)\b[^.;]{0,40}?\b(?:compete|vie|clamor|line up|scramble) for (?:our|its|the school['’]s) (?:graduates|students|seniors)\b",
        r"\bdirectors\b[^.;]{0,40}\bour (?:graduates|students|seniors)\b[^.;]{0,20}\b(?:best|strongest|finest)\b",
        r"\b(?:residency|program) (?:program )?(?:directors|programs)\b(?: \w+){0,3}? (?:seek|want|recruit|prize|value|love|covet|compete for|(?:ask|look|call)(?:ing|s)? for)\b"
        r"(?: \w+){0,3}? our\b",
    ),
    family(
        CHOICE_FAMILY,
        Topic.match,
        rf"\b{CHOICE}",
        rf"\b{GO}\b(?: \w+){{0,4}}? (?:residenc(?:y|ies)|programs?|places?|specialt(?:y|ies)) (?:that |where )?(?:they|students|graduates) (?:(?:had |most )?want(?:ed)?|(?:had )?hoped for|(?:had )?wished for|desired?|prefer(?:red)?|rank(?:ed)? (?:first|highest))\b",
        rf"\b{MOST_OF_ALL}[^.;]{{0,40}}\b(?:first|top)[- ]choices?\b",
        r"\b(?:got|get|gets|earn(?:ed)?|receiv(?:e|ed)|land(?:ed)?|secur(?:e|ed)|obtain(?:ed)?|achiev(?:e|ed)|match(?:ed)?)\b[^.;]{0,40}\b(?:the|their|a) (?:\w+ )?(?:specialt(?:y|ies)|programs?|residenc(?:y|ies)|positions?|placements?|spots?|matches) "
        r"(?:that |which )?(?:they|he or she|students) (?:had |most )?(?:hoped|wanted|wished|dreamed|desired|sought|aspired)",
        r"\b(?:match(?:ed|es|ing)?|students|graduates|class)\b[^.;]{0,60}\b(?:in|into) (?:every|all|virtually every|nearly every) (?:medical )?"
        r"(?:discipline|specialty|field)s?\b",
        r"\b(?:most|so many|many|the majority)\b[^.;]{0,50}\b(?:(?:first|top)[- ]choices?|(?:first|top) (?:three|3) (?:choices?|programs?|picks?))\b",
        rf"\b{MOST_OF_ALL}[^.;]{{0,60}}\b(?:first|top) (?:three|3) (?:choices?|programs?|picks?)\b",
    ),
    family(
        "match above the norm",
        Topic.match,
        rf"\b{RESULT}\b[^.;]{{0,60}}?\b{ABOVE} {NORM}",
        rf"\b(?:matched|match(?:ing)?|placed)\b(?: \w+){{0,6}}? (?:at|with) (?:a )?rates? (?:\w+ ){{0,3}}?{ABOVE} {NORM}",
        rf"\b{ABOVE} {NORM}(?: \w+){{0,6}}? {RESULT}",
    ),
    family(
        "praise of exam results",
        Topic.exam,
        rf"\b{DEGREE}*{PRAISE} {EXAM_RESULT}",
        rf"\b{EXAM_RESULT}(?:,? [\w’'-]+){{0,6}}? {IS_GOOD}",
        rf"\b{DO_WELL}\b(?: [\w’'-]+){{0,6}}? (?:on|in|at) (?:the |their |all |both |each |every |our |its )*(?:\w+ ){{0,2}}?{EXAM_RESULT}",
        rf"\b{GOOD_SUCCESS} (?:in|with|at|on|of) (?:[\w’'-]+ ){{0,4}}?{EXAM_RESULT}",
        r"\b(?:high|large|great|impressive) (?:percentage|proportion|share|number) of\b[^.;]{0,60}\bpass(?:ed|es)?\b",
        rf"\b{EXAM_RESULT}(?: [\w’'-]+){{0,4}}? {SELF_PRAISE}",
        r"\bpass(?:ed|es)?\b[^.;]{0,40}\bat (?:an? )?(?:very |\w+ly )?(?:high|strong|impressive|excellent) rates?\b",
        r"\brank(?:s|ed|ing)? (?:\w+ )?(?:near|at|close to|toward) the top\b",
        rf"\b{EXAM_RESULT}(?: [\w’'-]+){{0,6}}? {AMONG_BEST}|\b{AMONG_BEST}(?: [\w’'-]+){{0,3}}? {EXAM_RESULT}",
        rf"\b{MOST_OF_ALL}[^.;]{{0,80}}\bpass(?:ed|es)?\b",
    ),
    family(
        "exam results against the norm",
        Topic.exam,
        rf"\b{EXAM_RESULT}\b[^.;]{{0,80}}?\b{ABOVE} {NORM}",
        rf"\b(?:scor(?:e|es|ed|ing)|pass(?:es|ed|ing)?|perform(?:s|ed|ing)?|performance|runs?|test(?:s|ed)?)\b[^.;]{{0,50}}?\b{ABOVE} {NORM}",
        rf"\b{ABOVE} {NORM}[^.;]{{0,50}}?\b{EXAM_RESULT}",
        rf"\b{EXAM_RESULT} as (?:\w+ )?(?:their|its|our) peers\b|\b(?:as well|better)\b[^.;]{{0,30}}\bon (?:the )?{EXAM_RESULT}[^.;]{{0,30}}\b(?:as|than)\b",
    ),
    family(
        "standing instead of outcomes",
        Topic.outcomes,
        r"\b(?:among|one of|as one of|in the ranks of)\b(?: [\w’'.&-]+){0,5}? (?:best|top|leading|finest|premier|foremost|largest|highest)\b"
        r"(?: [\w’'-]+){0,4}? (?:medical |osteopathic |D\.?O\.? )*(?:schools?|colleges?|universities|institutions|programs|producers?|providers?|sources?)\b"
        r"(?: [\w’'-]+){0,6}? (?:for|in|at|of)\b (?:[\w’'-]+ ){0,4}?(?:produc|primary care|rural|graduat|physicians|doctors|underserved|family medicine|famil)",
        r"\bamong the (?:very )?(?:best|top|leaders) in the (?:nation|country|state|region|world)\b[^.;]{0,60}\b(?:graduat|primary care|rural|physicians|doctors|underserved)",
        r"\b(?:number one|no\. 1|#1|top|leading|largest|biggest|premier|foremost|leader|nation['’]s leader)\b(?: [\w’'-]+){0,3}? "
        r"(?:producers?|providers?|sources?|suppliers?|(?:in|at|for) (?:producing|graduating|educating|preparing|training))\b(?: [\w’'-]+){0,4}? (?:primary care|physicians|doctors|rural)",
        r"\b(?:graduates|alumni)\b(?: \w+){0,2}? (?:succeed|excel|thrive|flourish)\b",
        r"\b(?:produc|graduat|train|send)(?:e|es|s|ed|ing) more (?:[\w-]+ ){0,3}?(?:doctors|physicians|graduates)\b(?: [\w-]+){0,4}? than\b",
        r"\b(?:outstanding|excellent|exceptional|proven|impressive|strong|stellar) (?:student |graduate |educational |academic )?"
        r"(?:outcomes|graduation rates?|retention(?: rates?)?|success rates?)\b",
        rf"\b(?:graduation|retention|success) rates? (?:\w+ ){{0,4}}?(?:{AMONG_BEST}|{IS_GOOD}|exceed(?:s|ed)? (?:the )?national)",
    ),
)

OF_OTHER_THINGS = (
    r"ceremon|event|celebrat|day|days|time|times|news|moment|party|tradition|occasion|afternoon|morning|weather|crowd|communit|support|facult|mentor"
    r"|friend|famil|classmate|experience|journey|future|career|li[fv]es?|opportunit|students?|class|graduates?|group|seniors?|young|physicians?|doctors?"
    r"|people|men|women|individuals?|desire|interest|commitment|need|demand|ties|choices?|specialt|fields?|states?|destinations?|number|share|percent"
    r"|three|five|ten|\d|part|wishes|way|enrollment|deserved|known|advice|teach|staff|leader|complet|care|education|training|curriculum|preparation|foundation"
)
PRAISE_AT_LARGE = re.compile(
    r"\b(?:outstanding|excellent|splendid|marvelous|magnificent|exemplary|admirable|how (?:good|strong|well)|exceptional(?:ly)?|impressive|stellar|superb|superior|remarkabl[ey]|extraordinary|phenomenal|fantastic|terrific"
    r"|amazing|tremendous|spectacular|strong(?:er|est)?|stunning|enviable|first-rate|world-class|incredibl[ey]|wonderful|brilliant|banner"
    r"|unparalleled|unprecedented|successful|flawless|robust|proven|unmatched|unrivaled|prestigious|elite|leading|leads|premier|renowned|best"
    r"|finest|highest|top|coveted|sought[- ]after|esteemed|acclaimed|testament|tribute|envy|pride|speaks? (?:volumes|highly|well|loudly|to the (?:strength|quality|calib(?:er|re)|rigor|excellence|success))|excellence|quality|triumph|(?<!as )well(?! as\b))\b"
    rf"(?![ -](?:{OF_OTHER_THINGS}))",
    re.IGNORECASE,
)
"""Any word of praise that does not belong to something else than results."""
MATCH_AT_LARGE = re.compile(
    r"\bmatch(?:es|ed)?\b(?! day| its\b| (?:the |a |every |any |your )?(?:gift|donation|celebration|ceremony|process|season|list\b))|\bplacements?\b|\bplaced\b"
    r"|\bresidenc(?:y|ies)\b(?! (?:choices?|applica|office|process|interview|season|director|fair|program (?:at|in) (?:its|our)))"
    rf"|\b{GO}\b.*?\b(?:programs?|hospitals?|institutions?)\b",
    re.IGNORECASE,
)
EXAM_AT_LARGE = re.compile(
    r"\b(?:board (?:scores?|results?|exams?|examinations?)|boards|USMLE|COMLEX|Step [123]|Level [123]|licens\w+ exam\w*|pass rates?)\b",
    re.IGNORECASE,
)
AT_LARGE = ((Topic.match, MATCH_AT_LARGE), (Topic.exam, EXAM_AT_LARGE))
"""What words of praise may be about where no family of wordings fits."""
