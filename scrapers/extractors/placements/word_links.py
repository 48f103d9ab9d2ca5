"""How well a number and a name in one sentence go together, judged by the words between them.

Belongs here: the weights of words between a count and what it counts, in both orders. Does not belong here: the choice
among competing pairs (pairing).
"""

import re
from functools import lru_cache

from scrapers.extractors.vocabulary_words import listed

BEST = 3.0
"""Quality of a pair with nothing but plain words between."""
LEAST = 1.0
"""Quality below which a number and a name do not belong together."""
IMPOSSIBLE = -99.0
PART = re.compile(r"[A-Za-z][\w’'&/-]*\.?|[,;:()|–—=!?•·-]")
SHARES = re.compile(
    r"\(\s*(?:about|nearly|roughly|some)?\s*[\d.]+\s*(?:%|percent|per cent)[^()]{0,40}\)|,?\s*(?:or|which is|i\.e\.,?)\s+(?:about|nearly|roughly|almost)?\s*(?:[\d.]+|[a-z-]+)\s*(?:%|percent|per cent)[^,;.()]{0,30}(?:,|(?=\s))"
    r"|,\s*(?:or\s+)?[\d.]+\s*(?:%|percent)[^,;.()\d]{0,25},|[–—-]\s*[\d.]+\s*(?:%|percent)\s*[–—-]",
    re.IGNORECASE,
)
SHARE_FIRST = re.compile(r"\(\s*[\d.]+\s*(?:%|percent)[^()\d]{0,20}[,;–-]\s*$", re.IGNORECASE)
APPOSITION = re.compile(
    r",(?!\s*(?:and|or|while|but|with)\b)[^,;:()]{1,60},\s+(?=(?:will|are|is|were|was|have|has|chose|matched)\b)",
    re.IGNORECASE,
)
PEOPLE = listed(
    "student students graduate graduates grad grads senior seniors member members people person persons classmates doctors "
    "doctor physicians physician trainees participants candidates individual individuals md mds dos do others other more "
    "additional m.d. d.o. fourth-years m4s ms4s women men peers"
)
PLAIN = PEOPLE | listed(
    "a an the their his her our in into to for at with within on of each apiece from that who which will would are is be were was have "
    "has been being going go goes went gone matched matching match matches chose choose choosing chosen select selected selecting pick picked "
    "picking opted opting opt entering enter entered enters headed heading head train training trains pursue pursuing pursued begin "
    "beginning start starting join joining joined land landed landing secured secure securing earned earning obtained accepted "
    "received receive receiving got get take took taking positions position spots spot residencies residency placements "
    "placement programs program bound do doing complete completing specialize specializing specialise study studying move moving "
    "off plan plans planning become becoming declared decided work working embark embarking continue continuing slots seat seats "
    "fourth-year medical this year year's graduating new also them those these us class school too then now soon medicine’s both "
    "respectively next came come all it as career careers field fields specialty specialties interest placed assigned there "
    "year’s remaining later currently already ranked successfully internship first-year pgy-1 categorical categorical, "
    "osteopathic allopathic md-phd fully"
)
PLAIN_BEFORE = listed(
    "had has have having with drew draws drawing took takes taking take attracted attracts attracting claimed claims claiming received "
    "receives receive receiving counts count counted counting saw sees seeing got gets get gained gains led leads lead leading the way list "
    "was were is are will each apiece most popular choice choices chosen picked selected by top first second third pick for which that of at "
    "accounted accounts represented represents totaled totals numbered numbers as number total a an this year again once more "
    "among our tied tie topped tops ranked common favorite where new residencies residency program programs matches match field fields "
    "it accepts accepted welcomes welcome specialty specialties highest greatest largest biggest remained remains being closely "
    "all both matched placed chose placements rose increased grew jumped climbed fell dropped to up down just only"
)
BREAKS = listed(
    "followed while but whereas compared versus vs than against though although however besides except instead because"
)
EXAMPLES = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|such as|among (?:them|others|which|these|those)|like|e\.g|for example|especially|notably)\b",
    re.IGNORECASE,
)
ORIGIN = re.compile(r"\bfrom\s+(?:the\s+|our\s+)?$", re.IGNORECASE)
WEIGHTS = {",": 1.3, ";": 2.5, ":": 0.4, "(": 1.0, ")": 1.2, "|": 0.0, "–": 0.5, "—": 0.7, "-": 0.3, "=": 0.0, "!": 3.0, "?": 3.0, "•": 2.5, "·": 1.0}  # fmt: skip
WEIGHTS_BEFORE = WEIGHTS | {
    "(": -0.6,
    ",": 1.5,
    ":": -0.2,
    "–": 0.0,
    "-": 0.0,
    "—": 0.2,
    "|": -0.2,
    "=": -0.2,
    "and": 1.6,
}


@lru_cache(maxsize=20_000)
def forward(gap: str) -> float:
    """Return how well a number goes with a name behind it."""
    return quality(gap, PLAIN, WEIGHTS)


@lru_cache(maxsize=20_000)
def backward(gap: str) -> float:
    """Return how well a name goes with a number behind it."""
    if not gap.strip():
        return BEST - 0.3
    return quality(gap, PLAIN_BEFORE | PEOPLE, WEIGHTS_BEFORE)


def quality(gap: str, plain: frozenset[str], weights: dict[str, float]) -> float:
    """Weigh the words between."""
    if EXAMPLES.search(gap) or ORIGIN.search(gap):
        return IMPOSSIBLE
    plain_gap = APPOSITION.sub(" ", SHARES.sub(" ", SHARE_FIRST.sub("(", gap)))
    if re.search(r"\d|%|\bpercent\b", plain_gap):
        return IMPOSSIBLE
    score = BEST
    for part in PART.findall(plain_gap):
        word = part.lower().rstrip(".")
        if part in weights:
            score -= weights[part]
        elif word in {"and", "or"}:
            score -= weights.get("and", 1.2)
        elif word in BREAKS:
            score -= 2.5
        elif word not in plain and part.lower() not in plain:
            score -= 0.35 if part[0].isupper() else 0.5
    return score
