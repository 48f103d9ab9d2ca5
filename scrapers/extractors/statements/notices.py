"""Notices about publication: withheld, promised, not yet due, behind a login.

Belongs here: wording families of what a school says of figures that it does not show. Does not belong here: praise
(claims.py), support (support.py).
"""

import re
from collections.abc import Iterator

from schemas.vocabulary import StatementKind

DATA = (
    r"(?:(?:match|placement|residency|board|exam(?:ination)?|pass|graduation|retention|attrition|student|school|program|class|outcomes?|performance|licensing|COMLEX(?:-USA)?|USMLE|\w+-year|year-to-year)[ -](?:\w+ ){0,2}?)?"
    r"(?:match(?:es)?|lists?|rates?|results?|data|scores?|outcomes?|statistics|figures?|numbers?|information|placements?|averages?|reports?|details|percentages?|destinations|retention|attrition|page|table)"
)
SHOW = r"(?:publish(?:ed|es|ing)?|post(?:ed|s|ing)?|release[sd]?|releasing|shar(?:e|ed|es|ing)|disclos(?:e|ed|es|ing)|provid(?:e|ed|es|ing)|report(?:ed|s|ing)?|list(?:ed|s|ing)?|display(?:ed|s)?|print(?:ed|s)?|giv(?:e|en|es)|mak(?:e|es|ing) (?:\w+ ){0,5}?(?:public|available)|made (?:public|available)|distribut(?:e|ed|es)|announce[sd]?)"
NOT = r"(?:does not|do not|did not|doesn['’]t|don['’]t|will not|won['’]t|cannot|can ?not|can['’]t|is not|are not|isn['’]t|aren['’]t|has not|have not|no longer|never|not|is unable to|are unable to|unable to|may not|chooses? not to|elects? not to|decline[sd]? to|not permitted to|not able to|refrains? from|not to)"
WITHHELD = re.compile(
    rf"\b{NOT} (?:be )?(?:\w+ (?:or|and|nor) )?(?:publicly |routinely |currently |generally |openly )?{SHOW}\b(?: [\w’'-]+){{0,8}}? ?{DATA}\b"
    rf"|\b{DATA}\b(?: [\w’'-]+){{0,8}}? {NOT} (?:be )?(?:made )?(?:publicly )?(?:{SHOW}|available|public|accessible)\b(?! (?:yet|until|at this time))"
    rf"|\b{DATA}\b(?: [\w’'-]+){{0,5}}? (?:is|are|remain|remains|will remain|kept|considered|treated as) (?:\w+ )?(?:confidential|private|proprietary|internal|for internal use)\b"
    rf"|\b(?:available|provided|shared|released) (?:only )?(?:upon|on|by) request\b|\bfor internal use only\b"
    rf"|\b{DATA}\b(?: [\w’'-]+){{0,4}}? (?:is|are|stays?|remains?) kept (?:in|by|within|from)\b|\bnot (?:to|with|for) (?:the )?(?:public|outsiders|media|press)\b"
    rf"|\b(?:shared|available|provided|given|released|disclosed|shown) (?:only )?(?:with|to) (?:\w+ )?(?:admitted|accepted|enrolled|current|prospective|interviewed) (?:students|applicants)\b(?: only)?"
    rf"|\b{DATA}\b(?: [\w’'-]+){{0,4}}? (?:is|are) (?:only )?(?:shared|provided|given|available|shown|presented|discussed|released|disclosed) (?:only )?(?:to|with|for) (?:\w+ )?(?:applicants|candidates|interviewees|admitted students|current students|enrolled students) (?:on|at|during|who|when|after)\b"
    rf"|\b{NOT} make (?:\w+ ){{0,3}}?{DATA}\b(?: \w+){{0,2}}? (?:public|available)\b"
    rf"|\b{DATA}\b(?! (?:day|week|ceremon|celebrat|event|part(?:y|ies)))(?: [\w’'-]+){{0,3}}? (?:stays?|remains?|is held|are held) (?:with|within|inside|in) (?:the|our)(?: [\w’'-]+){{0,2}}? "
    r"(?:school|college|university|institution|office|dean|deans|registrar|department|faculty|walls|house|family|community|building)\b"
    rf"|\bkeep(?:s|ing)? (?:its|our|the|their) (?:\w+ ){{0,3}}?{DATA} (?:\w+ )?(?:private|confidential|internal|secret|to (?:itself|ourselves))\b"
    rf"|\b{DATA}\b[^.;]{{0,80}}\b(?:up)?on request\b|\b{DATA}\b[^.]{{0,90}}[;,] (?:they|these|it|which) (?:is|are) not {SHOW}\b"
    rf"|\bno (?:[\w-]+ ){{0,3}}?{DATA}\b(?: \w+){{0,3}}? (?:is|are|was|were|will be) {SHOW}\b(?! (?:yet|until))"
    rf"|\b(?:{NOT}|declines?) (?:comment|speak|elaborate) (?:on|about) (?:[\w’'-]+ ){{0,4}}?{DATA}\b"
    rf"|\b(?:withh[eo]lds?|withheld|keeps? (?:private|confidential)|remov(?:es|ed) (?:from (?:the|this|our) (?:site|website|page)))\b(?: [\w’'-]+){{0,6}}? ?{DATA}\b|\b{DATA}\b(?: [\w’'-]+){{0,4}}? (?:is|are|was|were) withheld\b",
    re.IGNORECASE,
)
NOT_WITHHELD = re.compile(
    r"\bmust\b|\b(?:NBOME|NBME|NRMP|AAMC|AACOM|USMLE|board of|national (?:board|resident)|program(?:s)?['’]?s?) (?:\w+ )?(?:does|do|did|will) (?:not|no longer)|\bindividual (?:student |exam |test |board )*(?:scores?|records?)\b|\b(?:names?|photos?) (?:of|are|is|will)\b"
    r"|\b(?:students?|graduates?|members|residents|who) (?:\w+ ){0,4}?(?:chose|opted|asked|requested|prefer\w*|declin\w+|elect\w+|did|do|does|have|has|are|were|who) (?:\w+ ){0,2}?not\b|\bsmall (?:numbers|cells)|fewer than|\b(?:do|does|did) not (?:include|count|reflect|add up|participate|match)\b|\bnot (?:listed|included|counted) (?:here )?(?:are|is|above|below|in)\b"
    r"|\bresponsib\w+|\bpassword|\bprivacy policy|\bcookies?\b|\bpersonal(?:ly)? (?:information|identif\w+|data)\b|\bwarrant\w*|\bfinancial|\btuition|\bemail\b|\blegal advice",
    re.IGNORECASE,
)
WILL_SHOW = r"(?:will|shall|to|are to|is to|(?:is|are) (?:expected|scheduled|set|due|planned) to|will need to|will be required to) (?:then |also |first |next |soon )?(?:be (?:\w+ )?(?:posted|published|added|available|updated|reported|shared|listed|displayed|provided|given|made (?:public|available)|shown|presented|found|disclosed|uploaded|entered|filled in|included|inserted|completed|released|printed|put up|calculated)(?! to (?:students|applicants))|appear|follow|come|arrive|be (?:online|up|ready|out)|go online|become available|go up|post|publish|report|share|add|update|list|provide|disclose)"
PROMISED = re.compile(
    rf"\bwill be responsible for (?:\w+ )?(?:publish|post|report)ing (?:\w+ ){{0,4}}?(?:[\w-]+ ){{0,3}}?{DATA}\b|\b{DATA}\b(?: [\w’'()/,.-]+){{0,10}}? {WILL_SHOW}\b|\bwe {WILL_SHOW} (?:\w+ ){{0,6}}?{DATA}\b|\bthe (?:college|school|university|program|com) {WILL_SHOW} (?:\w+ ){{0,6}}?{DATA}\b"
    rf"|\b{DATA}\b(?: [\w’'()/-]+){{0,4}}? (?:is|are) (?:forthcoming|pending|coming soon|on (?:their|its) way|in preparation|to follow|to come|to be (?:determined|announced|added|posted|published)|TBA|TBD)\b"
    rf"|\b(?:coming soon|check back|stay tuned|to be announced|to be posted|to be determined|watch this (?:space|page)|visit (?:us )?again)\b"
    rf"|\b(?:return|come back|check|visit|look) (?:here |back |again )*(?:in|on|after|this|next|later)\b[^.;]{{0,30}}\bfor\b[^.;]{{0,30}}\b{DATA}\b"
    rf"|\b{DATA}\b(?: [\w’'()/,.-]+){{0,8}}? will be announced (?:here|in this space|on this (?:page|site))\b|\blook forward to (?:sharing|publishing|posting|reporting) (?:\w+ ){{0,3}}?{DATA}\b"
    rf"|\blook for (?:the |our )?(?:[\w-]+ ){{0,3}}?{DATA}\b[^.;]{{0,20}}\b(?:here|on this page|in|this|next)\b"
    rf"|\b{DATA}\W{{1,3}}available (?:in |by )?(?:early |late |mid-?)?(?:spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b"
    r"|\b(?:update|report|list|release|publication|figures|numbers|results|rates|data)\b[^.;]{0,50}? (?:is|are) (?:planned|expected|scheduled|due|anticipated) (?:for|in|by)\b"
    r"|\bcoming (?:in |this |next |by )?(?:early |late |mid-?)?(?:spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b"
    rf"|\b{DATA}\b(?: [\w’'()/-]+){{0,7}}? (?:arrives?|comes?|follows?|(?:is|are) (?:expected|due|anticipated|scheduled)) (?:in|by|on|after|once|when|this|next|each)\b"
    rf"|\b(?:will|to) be (?:posted|published|added|available|reported|shared|updated|made public|disclosed)\b(?: [\w’'-]+){{0,3}}? (?:here|on this (?:page|site)|when|once|after|as soon as|following|in (?:the )?(?:spring|summer|fall|autumn|winter|early|late|mid|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d))\b",
    re.IGNORECASE,
)
NOT_PROMISED = re.compile(
    r"\b(?:envelopes?|ceremony|noon|\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|eastern time|livestream\w*|live ?stream|reception|tickets?|attend\w*|guests|students will (?:learn|find out|open|discover|know|receive)|"
    r"applicants? (?:will|must)|tuition|scholarship|interview|orientation|application|admission|cookies|you will (?:receive|be notified)|photos?|photographs?|videos?|recording|gallery|transcripts?|rank(?:ing)? lists?)\b",
    re.IGNORECASE,
)
DUE = (
    r"(?:\bno\b(?: [\w’'-]+){0,4}? (?:students?|graduates?|class(?:es)?|cohorts?|candidates?|alumni)(?: [\w’'-]+){0,3}? (?:has|have|had)(?: yet| ever)? (?:yet )?(?:come|finished|started|taken|sat|tested|graduated|matched|reached|completed|entered|participated|been|attempted)"
    r"|\b(?:has|have|had|will|is|are|was)(?: not|n['’]t) (?:yet |currently )?(?:enrolled|graduated|admitted|matriculated|had|produced|reached|taken|sat|tested|completed|entered|participated|any|opened|seated|begun|started)\b"
    r"|\b(?:has|have|had|with) (?:yet )?no (?:\w+ )?(?:graduates|alumni|graduating class(?:es)?|graduated class(?:es)?|outcomes|completed cohorts?)\b"
    r"|\bno(?:body| one)\b(?: \w+){0,2}? (?:has|have) (?:yet )?(?:taken|sat|graduated|matched|finished|tested|entered|reached)\b|\bhas yet to (?:graduate|enroll|admit|sit|match|take|reach|complete)|\b(?:not|n['’]t) (?:yet )?(?:old|far) enough|\btoo (?:new|early|young|soon) (?:to|for)\b"
    r"|\bno (?:student |graduate |match |exam |board |residency |licensing |outcome |placement |graduation |comparable |performance |pass |first-time |COMLEX |USMLE )*(?:outcomes?|data|results?|rates?|scores?|graduates|statistics|match list|figures|placements?|matches|numbers|information|alumni)(?: [\w’'-]+){0,3}? (?:to report|to publish|to show|to post|yet|at this time|(?:is|are) (?:yet )?available|exists?|until|because|since|as|can be (?:given|reported|calculated|published|shown|computed))\b"
    r"|\b(?:not yet|yet to be) (?:available|applicable|eligible|due|reportable|determined|reached|graduated)\b|\b(?:are|is|were|will be) (?:not|un)(?: |-)?available (?:yet|until)\b|\bnot applicable (?:yet|until|at this time)|\bdo(?:es)? not yet (?:have|apply|exist)|do(?:es)? not (?:exist|apply) yet)"
)
NEW_SCHOOL = re.compile(
    r"\b(?:first|inaugural|charter|founding|initial|proposed|new|newest|opening|opened|candidate|pre-?accreditation|preliminary accreditation|provisional|class(?:es)?|cohorts?|students?|graduates?|graduated?|college|school|program|COM)\b",
    re.IGNORECASE,
)
NOT_YET_DUE = re.compile(DUE, re.IGNORECASE)
SOME_LEFT = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|a few|several) (?:[\w-]+ )?(?:students?|graduates?|candidates?|members?|examinees?) (?:had|have|has|were|was|did|do) not\b",
    re.IGNORECASE,
)
"""A few of a class who are not there yet: the others are."""
FIRST_COHORT = re.compile(
    r"\b(?:first|inaugural|charter|founding|initial|pioneer(?:ing)?|opening)\s+(?:[\w-]+\s+){0,3}?(?:class(?:es)?|cohorts?|students|graduates|group)\b[^.;]{0,80}?"
    r"\b(?:will|won['’]t|graduat(?:es?|ing|ion)|sits?|takes?|expected|scheduled|anticipated|until|not|yet|enters?|begins?|completes?|finish(?:es)?|reach(?:es)?|arriv\w+)\b",
    re.IGNORECASE,
)
ABSENT = re.compile(
    r"\b(?:no|not|n/a|none|cannot|can['’]t|unavailable|without|until|nothing|too\s+(?:early|soon)|before\s+then|only\s+then)\b|(?:^|\s)n/?a\b",
    re.IGNORECASE,
)
"""Words of a sentence in which a first class that is still to come is why nothing is shown."""
PLACEHOLDER = re.compile(
    rf"\W*(?:(?:{DATA}|more|details)\W+)?(?:(?:is|are|will\s+be)\s+)?(?:coming\s+(?:soon|(?:in\s+)?(?:spring|summer|fall|autumn|winter|\w+)?\s*(?:20\d\d)?)|to\s+come|forthcoming|pending|to\s+be\s+(?:announced|posted|determined|added|published)|t\.?b\.?[ad]\.?"
    r"|check\s+back(?:\s+(?:soon|later|in\s+\w+))?|available\s+soon|under\s+construction)\W*",
    re.IGNORECASE,
)
"""A line that only holds the place of results."""
LOGIN = re.compile(
    r"\b(?:(?:log|sign)[- ]?(?:ged|ed|ging|ing)?[- ]?(?:in|on)|login|password(?:-protected)?|net ?id|single sign-on|SSO|authenticat\w+|credentials|intranet|(?:members?|student|faculty|secure|internal|canvas|blackboard|learning|web|online) portal|(?:current|enrolled) students and (?:faculty|staff) only|restricted (?:access|to)|members only|authorized users)\b",
    re.IGNORECASE,
)
LOGIN_NEEDED = re.compile(
    r"\b(?:required|requires?|must|need(?:s|ed)?|please|to (?:view|see|access|read|download|continue|get)|with your|behind|protected|only|restricted|available (?:to|in|on|through|via)|accessible|first|using|use your|to open|enter your|after|once (?:they|you)|by (?:logging|signing|authenticating)|open to|unless|(?:on|in|inside|within) the (?:[\w-]+ ){0,5}?(?:intranet|portal))\b",
    re.IGNORECASE,
)
LOGIN_DATA = re.compile(
    rf"\b(?:match (?:list|result|data|report)s?|residency (?:match|list|placement)\w*(?: list| data| results)?|placement (?:list|data|report|result)s?|outcomes?(?: data| report)?|board (?:scores|results)|pass rates?|exam results|performance data|where (?:\w+ ){{0,3}}?(?:match|matched|went|go)|{DATA})\b",
    re.IGNORECASE,
)


PLANS = re.compile(r"\bwill (?:be )?(?:post|publish|add|report|shar|updat|appear|list)\w*", re.IGNORECASE)


def notices_in(sentence: str, scope: str) -> Iterator[tuple[StatementKind, str]]:
    """Yield kind and rule of what a sentence says about publication.

    Args:
        sentence: the sentence.
        scope: the sentence with its headings, where "match list" may stand for the "page" of the sentence.
    """
    if LOGIN.search(sentence) and LOGIN_NEEDED.search(sentence) and LOGIN_DATA.search(scope):
        yield StatementKind.behind_login, "login before results"
        return
    if (
        NOT_YET_DUE.search(sentence)
        and not SOME_LEFT.search(sentence)
        and NEW_SCHOOL.search(sentence)
        and not NOT_WITHHELD.search(sentence)
    ):
        yield StatementKind.not_yet_due, "no cohort has come so far"
        return
    if FIRST_COHORT.search(sentence) and ABSENT.search(sentence) and not PLANS.search(sentence):
        yield StatementKind.not_yet_due, "the first class is still to come"
        return
    if PROMISED.search(sentence) and not NOT_PROMISED.search(sentence):
        yield StatementKind.promised, "results announced for later"
        return
    if WITHHELD.search(sentence) and not NOT_WITHHELD.search(sentence):
        yield StatementKind.withheld, "results not published"
