"""Phrases: words around a figure in running text that tell people, groups, parts of groups and whose turn it is.

Belongs here: the patterns that reading a figure needs beside subjects, bases and audience. Does not belong here: how a
figure is read (clause_reading, subject_reading, figure).
"""

import re

from scrapers.extractors.measures.subject_words import Subject

PEOPLE = r"(?:students?|seniors?|graduates?|members?|people|persons?|physicians?|doctors?|d\.?o\.?s?|m\.?d\.?s?|candidates?|participants?|(?:test[\s-]?)?takers?|m4s?|classmates|individuals|grads|applicants)"
PERSON = re.compile(
    rf"^\W*(?:(?:[\w.’'&-]+\s+){{0,3}}?(?:School|College)\s+of\s+(?:Osteopathic\s+)?Medicine\s+)?(?:(?!and\b|or\b|in\b|at\b|of\b|to\b|where\b|which\b|that\b|when\b|for\b|by\b|from\b|is\b|are\b|matches\b)[\w’'.&/-]+\s+){{0,7}}?{PEOPLE}\b"
    r"|^\W*(?:of\s+(?:them|whom|those|these|our|the|its|\w+['’]s)|are|were|will|have|had|has|was|is|did|do|chose|choose|stay\w*|remain\w*|go(?:ing)?|went|match(?:ed)?|enter\w*|plan\w*|head\w*|train\w*|opted|pursu\w+|join\w*|begin|each|more|others?|at|in|into|to|with|a|an|through|un\w+|not|"
    r"who|applied|registered|attempted|secur\w+|obtain\w+|receiv\w+|accept\w+|land\w+|took|take|participat\w+|placed|military|deferred|primary|attain\w+|sought|seeking|strong(?=\s*(?:[,.;)–—]|$)))\b|^\W*(?:matching\W*)?$|^\W*(?:total\s+|residency\s+|successful\s+)?matches\b(?!\s+(?:decide|are|were|in\s+the\s+nation))",
    re.IGNORECASE,
)
CLASS_OF = re.compile(
    r"\b(?:class|group|cohort)\s+(?:of|size\W*(?:is|was|of)?)\s*$|\bclass\s+size\s*$|\bclass\b(?:\s+(?:in|ever)\b[^.;,]{0,40})?,?\s+with\s*$",
    re.IGNORECASE,
)
BASE_HEAD = re.compile(
    r"\b(?:of|among|from|for)\s+(?:the|our|its|their|all|those|these|some)?\s*(?:[\w’'.-]+['’]s\s+)?$", re.IGNORECASE
)
BASE_OPENING = re.compile(
    r"(?:^|[,;:.(–—]\s*|\band\s+)\W*(?:of|among|from)\s+(?:the|our|its|their|all|those|these|some)?\s*(?:[\w’'.-]+['’]s\s+)?$|\bfor\s+(?:the|our|its|their|all)\s+$",
    re.IGNORECASE,
)
PART_OF_CLASS = re.compile(r"\b(?:on|off)-cycle\b|\bdual\b|\bmd/phd\b|\btransfer|\bfirst-time\b", re.IGNORECASE)
ENTERED = re.compile(
    r"\b(?:entered|enrolled|matriculat\w+|started|began)\b[^.;]*\b(?:school|college|program|medicine|class)\b|\bentering\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(?:of|among)\s+(?:them|whom|its\s+own|that\s+(?:group|number)|(?:those|these)(?!\s+(?:who|that|in|\w+ing|\w+ed)\b))\b|\bof\s+(?:those|these)\s+participants\b",
    re.IGNORECASE,
)
SHARE_OF_SHARE = re.compile(
    r"\b(?:of|among)\s+(?:those|these|the\s+(?:students|graduates|group))\s+(?:who\s+(?:stay|remain|are\s+staying|will\s+(?:stay|remain)|chose|choose|enter(?:ed)?(?!\s+(?:in|(?:the|our|its)\s+(?:[\w.-]+\s+){0,2}?(?:school|program|college|class|curriculum)|medical|as)\b)|go|plan|left|leave)|staying|remaining|choosing|entering|going)\b|^\W*of\s+(?:these|those|them|that)\s*(?:\d[\d.]*\s*(?:%|percent))?\s*,?\s*(?:some\s+|about\s+)?$|^\W*of\s+that\s*$",
    re.IGNORECASE,
)
THRESHOLD_LABEL = re.compile(r"^\W*(?:[\w-]+\s+){0,6}?(?:threshold|target|benchmark|goal|standard)s?\b", re.IGNORECASE)
POINTED_GROUP = re.compile(
    r"^\W*(?:of|among)\s+(?:these|those|them|that\s+(?:group|number|\d[\d.]*\s*(?:%|percent)))\b(?!\s+(?:who|that|participa|in\s+the\s+match|seeking))",
    re.IGNORECASE,
)
SCHOOL_AGAIN = re.compile(
    r"\b(?:class|our|ours|we|us|here|school|college|university|its|while|whereas|but|compared|versus|than|graduates\s+of|students\s+at|at\s+[A-Z])\b|^\W*(?:[A-Z]{2,6}|[A-Z][a-z]+)['’]s\b|\bat\s+[A-Z]"
)
ASIDE = re.compile(r",?\s*(?:compared|up\s+from|down\s+from|versus|as\s+opposed)\b[^,.;]*,", re.IGNORECASE)
GROUP_NOUN = re.compile(
    rf"^\W*(?:[\w’'-]+\s+){{0,3}}?{PEOPLE}\s*(?:[.,;)]|$|\b(?:who|that|in|of|participating|taking|entering|seeking|attempting|applying)\b)",
    re.IGNORECASE,
)
LEFT_UNMATCHED = re.compile(
    rf"^\W*(?:{PEOPLE}\s+)?(?:(?:who|that)\s+)?(?:initially\s+|at\s+first\s+)?(?:(?:did|were|had|was)(?:\s+not|n['’]t)\s+(?:initially\s+)?match\w*|failed\s+to\s+match|went\s+unmatched|left\s+unmatched|unmatched|[^,.;]{{0,60}}\bunmatched)\b(?:\s+(?:initially|at\s+first|on\s+Monday))?(?=\s+\w)",
    re.IGNORECASE,
)
"""People of whom some are told to have found a place later: "nine of the 11 who did not match initially found one"."""
NOBODY = re.compile(r"\b(?:not\s+one|no\s+one|none|not\s+a\s+single)\b[^.;]*$", re.IGNORECASE)
OBJECT = re.compile(r"\b(?:in|at|to|into|with|by)\s+$", re.IGNORECASE)
GRADUATED = re.compile(
    r"\bgraduates\s+number(?:ed)?\s+$|\b(?:awarded|conferred)\s+(?:[\w.]+\s+){0,3}?degrees?\s+(?:to|on|upon)\s+$|(?<!\bhas\s)(?<!\bhave\s)(?<!\bhad\s)(?<!\bnow\s)(?<!\balready\s)\b(?:graduated|graduates|will\s+graduate|finish(?:es|ed)?\s+with)\s+$",
    re.IGNORECASE,
)
"""A school that "has graduated" so many tells of all its classes together."""
REST = re.compile(
    r"(?:,\s+|\s+(?=and\s))(?:(?:and|with|including)\s+)?(?:one|another|the\s+rest|the\s+others?)\b", re.IGNORECASE
)
"""What is told of one more person or of the others ends the words that belong to a figure."""
SOMEWHERE = re.compile(r"\b(?:at|with|in|to)\s+(?:the\s+)?(?:[a-z]+\s+)?[A-Z](?!lass\s+of|O\b)")
NOT_GRADUATING = re.compile(
    r"\b(?:incoming|entering|first-year|new|next|inaugural\s+entering|freshman)\s+class", re.IGNORECASE
)
APPLYING = re.compile(r"\b(?:appl(?:y|ied|ying)|applications?|interview\w*)\b", re.IGNORECASE)
GROUP_CLAUSE = re.compile(
    rf"^\W*(?:[\w’'-]+\s+){{0,3}}?{PEOPLE}\s+(?:(?:who\s+|that\s+)?(?:participat\w+|took\s+part|taking\s+part|entered|entering|seeking|sought|attempting|applying|applied|in|of|from)\b[^,.;]*?\s)?(?=(?:(?:entered|entering|began|started)\s+(?:(?:an?|their|accredited|acgme|graduate|gme|postgraduate)\s+)*(?:residenc\w+|gme|medical\s+education|training|internships?)\b)|(?:matched|secured|obtained|received|were|was|are|have|had|found|landed|will|earned|got|placed|stay\w*|remain\w*|went|go|going|chose|choose|select\w*|pick\w*|plan\w*|head\w*|did|opted|elect\w*|deferred|accepted|join\w*|took|left|leave|begin|began|start\w*|pursu\w+|land\w*|train\w*|passed|enlisted)\b)",
    re.IGNORECASE,
)
ACTUAL = re.compile(r"\b(?:actual|result|outcome|achieved|performance)s?\b", re.IGNORECASE)
FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "in",
        "on",
        "at",
        "of",
        "for",
        "to",
        "and",
        "or",
        "by",
        "with",
        "from",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "had",
        "has",
        "have",
        "did",
        "does",
        "do",
        "it",
        "its",
        "our",
        "their",
        "this",
        "that",
        "these",
        "those",
        "they",
        "them",
        "as",
        "while",
        "but",
        "then",
        "also",
        "just",
        "only",
        "so",
        "per",
        "each",
        "who",
        "which",
        "than",
        "went",
        "go",
        "goes",
        "came",
        "comes",
        "another",
        "some",
        "all",
        "said",
        "same",
        "total",
        "percent",
        "rate",
        "rates",
        "year",
        "years",
        "class",
        "cycle",
        "academic",
        "testing",
        "students",
        "graduates",
        "seniors",
        "ce",
        "pe",
        "ck",
        "cs",
        "level",
        "step",
        "usmle",
        "comlex",
        "usa",
        "calendar",
        "exam",
        "examination",
        "first",
        "second",
        "third",
        "time",
        "attempt",
        "takers",
        "soap",
        "match",
        "before",
        "after",
        "initial",
        "final",
        "overall",
        "campus",
        "percentage",
        "fully",
        "mature",
        "preliminary",
        "about",
        "nearly",
        "almost",
        "over",
        "more",
        "actual",
        "actuals",
        "result",
        "results",
        "entering",
        "graduating",
        "matriculating",
        "cohort",
        "cohorts",
        "classes",
        "graduate",
        "compared",
        "national",
        "nationally",
        "nation",
        "nationwide",
        "versus",
        "against",
        "higher",
        "lower",
        "rose",
        "fell",
        "up",
        "down",
    ]
)
NARROW = frozenset(
    {Subject.in_state, Subject.home, Subject.primary_care, Subject.specialty, Subject.other, Subject.military}
)
FIELD_DISTANCE = 14
LABEL_LETTERS = 160
"""Letters up to which a line over a figure labels it; longer ones explain."""
RATES = frozenset({Subject.match, Subject.place})
SCORES = (100, 900)
