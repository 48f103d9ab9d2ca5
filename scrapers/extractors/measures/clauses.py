"""Clauses: sentences, the figures in them, and the words that belong to each figure.

Belongs here: cutting text into sentences and a sentence into one window of words a figure; joining a count with the share
printed beside it. Does not belong here: what the words mean (subjects, bases).
"""

import re
from dataclasses import dataclass, replace

from scrapers.extractors.numbers import Number, numbers_in

SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9*])|\n+|(?<=[a-z]:)\s*$")
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Ste|Mt|Ft|vs|No|Jr|Sr|Prof|Rev|Hon|Gov|Sen|Rep|Univ|Med|Ctr|Hosp|approx|Inc|Ph|al|e\.g|i\.e|"
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)|\b[A-Z]\.[A-Z]|[ap]\.m|\bU\.S|\bM\.D|\bD\.O)\.$"
)
STRONG_CUT = re.compile(r";\s*|\s[–—]\s|—|:\s(?=[A-Z])")
COLON_CUT = re.compile(
    r"\b(?:are|were|is|was|will|have|has|had|go|going|chose|enter\w*|plan\w*|include\w*|match\w*)\b.*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
WORD_CUT = re.compile(
    r",?\s+(?:and|but|while|whereas)\s+(?=(?:the\s+)?national|in\b|nationally|another|for\b|with\b|only|just|about|nearly|more|some|their\b|its\b|our\b)"
    r"|,?\s+with\s+(?=an?\b)|,\s+(?:and|but|or|while|whereas|with|plus|compared|versus|against|including|up|down|which|where|of\s+(?:whom|which))\b|,?\s+(?:compared|versus|vs\.?|against|while|whereas|up\s+from|down\s+from)\b|,\s+nationally\b|\s+nationally(?=\W+(?:\w+\W+){0,3}$)|,?\s+(?:above|below|exceed\w*|(?:higher|lower|better)\s+than|surpass\w*|than|to|and)\s+(?=(?:the\s+|an?\s+)?(?:nation\w*|u\.?s\.?|average|mean|state))",
    re.IGNORECASE,
)
CLOSED = re.compile(r"\([^()]*\)")
COMMA_CUT = re.compile(r",\s+")
AND_CUT = re.compile(r"\s+(?:and|or|with|plus|but|to|then|including)\s+", re.IGNORECASE)
OPENING_CUT = re.compile(r"\s*[(/|]\s*")
LINE_PARTS = re.compile(r"\s[|•·]\s|\t+")
WORD = r"(?:\s+(?!and\b|while\b|with\b|before\b|after\b)[\w’'-]+)"
JOIN_COUNT_SHARE = re.compile(
    rf"{WORD}{{0,6}}?\s*[(\[]\s*(?:or\s+)?|{WORD}{{0,6}}?\s*(?:,|\s[–—-])\s*(?:or|about|nearly|a\s+full|representing|which\s+is|i\.e\.)?\s*|{WORD}{{0,5}}?\s+or\s+|\s*(?:[=:|])\s*",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(r"\s+(?:of|among)\s+(?:them|whom|those|these|that)\b", re.IGNORECASE)
JOIN_AT_LENGTH = re.compile(
    r"(?:[^.;:()\d]|(?:19|20)\d\d){0,140}?(?:,|:|\s[–—-])\s*(?:or|for|which\s+(?:is|was|comes\s+(?:out\s+)?to|works\s+out\s+(?:at|to)|amounts\s+to|gives|makes|represents|equals)|equal\s+to|i\.e\.,?|that\s+is,?|representing|amounting\s+to|(?:an?|the)\s+(?:[\w-]+\s+){0,3}?rate\s+of|for\s+an?\s+(?:[\w-]+\s+){0,3}?rate\s+of)\s+(?:an?\s+(?:[\w-]+\s+){0,3}?rate\s+of\s+)?",
    re.IGNORECASE,
)
"""A share that explains the "n of d" before it, however long the clause between them."""
JOIN_BRACKET = re.compile(r"(?:[^.;:()\d]|pgy-?\d|(?:19|20)\d\d){0,90}\(\s*(?:or\s+)?", re.IGNORECASE)
"""What stands between a count and the share that closes its clause in brackets: "80 students matched on Monday (92%)"."""
BRACKET_ENDS = re.compile(r"\s*(?:of\b[^()]{0,40})?\)")
BARE_COMMA = re.compile(r"[^(\[]*,\s*")
AFTER_BARE_COMMA = re.compile(r"^\s*(?:[(,.;)]|$|of\b)")
"""What follows a share that a mere comma joins to a count; another label makes it a figure of its own."""
JOIN_SHARE_COUNT = re.compile(
    rf"{WORD}{{0,5}}?\s*[(\[]\s*(?:n\s*=\s*)?|{WORD}{{0,5}}?\s*,?\s*(?:or|which\s+is|that\s+is)\s+|\s*[-–—:/]\s*",
    re.IGNORECASE,
)
BASE_BEFORE = re.compile(
    r"(?:^|[;:.,(–—]\s*)\W*(?:of|among|from)\s+(?:the|our|its|their|all|these|those)?\s*$", re.IGNORECASE
)
IN_BRACKETS = re.compile(
    r"^\s*(?:(?:[\w’'-]+\s+){0,2}?(?:students?|graduates?|seniors?|members?|people|matches|physicians|participants?|applicants?|candidates?|(?:test[\s-]?)?takers|examinees|attempts)|of\b[^)]{0,40}|(?:who\s+)?(?:seeking|sought|participating|applying|applied|eligible)\b[^)]{0,40})?\s*[)\],;]",
    re.IGNORECASE,
)
RESTATED = re.compile(rf"{WORD}{{0,6}}?\s*(?:[(\[]|,\s*or\s+)\s*|\s*,\s*", re.IGNORECASE)
FEW = 10
GROUP_OF = re.compile(r"\b(?:cohort|class|group)\s+of\s*$", re.IGNORECASE)
LONGEST_SENTENCE = 2000
KNOWN_FEW = re.compile(r"\b(?:the|these|those|all|other|its|our|both|their)\s+$", re.IGNORECASE)
BASE = re.compile(
    r"\s+of\s+(?:(?:the|our|its|their|all|these|those)\s+)*(?:(?:[\w.-]+\s+){0,3}?[\w.-]+['’]s\s+)?(?:(?:[\w’'-]+\s+){0,3}class\s+of\s+)?",
    re.IGNORECASE,
)
CLOSES = re.compile(
    r"^\s*(?:[\w’'-]+\s+){0,4}?[\w’'-]*\s*[()\],.;–—-]|^\s*$|^\s*(?:of|have|has|will|are|were|is|was|in|go|stay|plan|chose|enter|train|matched|remain|each)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, a count, or both where they tell the same people, with the number that the share is printed to be of.

    window is the slice of the sentence that belongs to it; where no cut stands before the next figure, their clause goes on.
    """

    share: Number | None
    count: Number | None
    base: Number | None = None
    window_start: int = 0
    window_end: int = 0
    clause_end: int = 0

    @property
    def start(self) -> int:
        """Where its first number starts."""
        return min(number.start for number in (self.share, self.count) if number)

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return max(number.end for number in (self.share, self.count, self.base) if number)

    @property
    def lead(self) -> Number:
        """Its count where it has one, else its share."""
        number = self.count or self.share
        if number is None:
            raise ValueError("a figure holds a share, a count, or both")
        return number


def sentences_of(text: str) -> list[str]:
    """Cut text into sentences; abbreviations, initials and decimal points do not end one."""
    sentences: list[str] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        head = text[start : match.start()]
        if ABBREVIATION.search(head[-16:]) and "\n" not in match[0]:
            continue
        if head.strip():
            sentences.append(head.strip())
        start = match.end()
    if text[start:].strip():
        sentences.append(text[start:].strip())
    return [part for sentence in sentences for part in parts_of(sentence)]


def parts_of(sentence: str) -> list[str]:
    """Cut what is too long for a sentence at its semicolons, and where there are none at words."""
    if len(sentence) <= LONGEST_SENTENCE:
        return [sentence]
    parts: list[str] = []
    for piece in re.split(r"(?<=;)\s", sentence):
        while len(piece) > LONGEST_SENTENCE:
            cut = piece.rfind(" ", 0, LONGEST_SENTENCE)
            cut = cut if cut > 0 else LONGEST_SENTENCE
            parts.append(piece[:cut])
            piece = piece[cut:].strip()
        parts.append(piece)
    return parts


def figures_of(sentence: str) -> list[Figure]:
    """Return the figures of a sentence with their windows, in order."""
    numbers = numbers_in(sentence)
    figures: list[Figure] = []
    index = 0
    while index < len(numbers):
        number = numbers[index]
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if following is not None and restates(sentence, number, following):
            index += 1
            continue
        if following is not None and is_base(sentence, number, following):
            figures.append(Figure(number, None, following))
            index += 2
            continue
        if following is not None and belong_together(sentence, number, following):
            pair = (number, following) if number.is_percent else (following, number)
            figures.append(Figure(*pair))
            index += 2
            continue
        figures.append(Figure(number, None) if number.is_percent else Figure(None, number))
        index += 1
    return with_windows(sentence, figures)


def restates(sentence: str, fraction: Number, following: Number) -> bool:
    """Tell whether a share in words is followed by its exact value ("nearly half of the class (47 percent)")."""
    gap = sentence[fraction.end : following.start]
    return fraction.is_fraction and following.is_percent and RESTATED.fullmatch(gap) is not None


def is_base(sentence: str, share: Number, following: Number) -> bool:
    """Tell whether a share is followed by the number that it is a share of ("99 percent of our 223 graduates")."""
    gap = sentence[share.end : following.start]
    return share.is_percent and following.is_whole and not following.is_percent and BASE.fullmatch(gap) is not None


def belong_together(sentence: str, first: Number, second: Number) -> bool:
    """Tell whether a count and a share beside it tell the same people."""
    if first.is_percent == second.is_percent:
        return False
    gap = sentence[first.end : second.start]
    if not first.is_percent:
        before = sentence[: first.start]
        if (
            BASE_BEFORE.search(before)
            or GROUP_OF.search(before)
            or (first.in_words and first.value < FEW and KNOWN_FEW.search(before))
        ):
            return False
        if first.total is not None and JOIN_AT_LENGTH.fullmatch(gap):
            return True
        after = sentence[second.end :]
        if JOIN_BRACKET.fullmatch(gap) and BRACKET_ENDS.match(after):
            return True
        if BARE_COMMA.fullmatch(gap) and not AFTER_BARE_COMMA.match(after):
            return False
        if not JOIN_COUNT_SHARE.fullmatch(gap) or is_told_of_them(gap, sentence[second.end :]):
            return False
        if re.search(r"\b(?:in|before|after)\s+(?:the\s+)?\w*\s*$", gap.rstrip(" ,")):
            return False
        return "(" in gap or "[" in gap or CLOSES.match(sentence[second.end :]) is not None
    if not JOIN_SHARE_COUNT.fullmatch(gap):
        return False
    after = sentence[second.end :]
    closes = IN_BRACKETS.match(after) if "(" in gap or "[" in gap else CLOSES.match(after)
    return second.is_whole and closes is not None


def is_told_of_them(gap: str, after: str) -> bool:
    """Tell whether a share after a mere comma is one of the people counted before it: ", 44 percent of them"."""
    return gap.rstrip().endswith(",") and POINTS_BACK.match(after) is not None


def with_windows(sentence: str, figures: list[Figure]) -> list[Figure]:
    """Give every figure the words up to the best cut between it and its neighbours."""
    placed: list[Figure] = []
    start = 0
    for index, figure in enumerate(figures):
        if index + 1 < len(figures):
            end, following = cut_between(sentence, figure.end, figures[index + 1].start)
        else:
            end, following = len(sentence), None
        placed.append(replace(figure, window_start=start, window_end=end))
        start = start if following is None else following
    for index in range(len(placed) - 1, -1, -1):
        following_one = placed[index + 1] if index + 1 < len(placed) else None
        goes_on = following_one is not None and following_one.window_start == placed[index].window_start
        end = following_one.clause_end if following_one is not None and goes_on else placed[index].window_end
        placed[index] = replace(placed[index], clause_end=end)
    return placed


def cut_between(sentence: str, left: int, right: int) -> tuple[int, int | None]:
    """Return where the words of one figure end and those of the next begin; without any cut they share the gap."""
    gap = CLOSED.sub(lambda match: "_" * len(match[0]), sentence[left:right])
    opening = gap.rfind("(")
    if opening > gap.rfind(")") and re.search(r"[A-Za-z0-9]", gap[opening:]):
        return left + opening, left + opening + 1
    if COLON_CUT.search(gap):
        return left + gap.rindex(":"), right
    for pattern in (LINE_PARTS, STRONG_CUT, WORD_CUT):
        if found := last_of(pattern, without_sign(gap) if pattern is STRONG_CUT else gap):
            keep = pattern is WORD_CUT
            cut = left + (found.start() if keep else found.end())
            return left + found.start(), cut
    commas = list(COMMA_CUT.finditer(gap))
    if commas:
        chosen = (
            commas[0] if commas[0].start() <= 1 or (len(commas) > 1 and commas[-1].end() == len(gap)) else commas[-1]
        )
        return left + chosen.start(), left + chosen.end()
    for pattern in (AND_CUT, OPENING_CUT):
        if found := last_of(pattern, gap):
            return left + found.start(), left + found.end()
    return right, None


def without_sign(gap: str) -> str:
    """Return the words between two figures without the sign that sets a label off from its number: "Step 2 CK – 99%"."""
    return re.sub(r"\s*(?:[–—-]|:)\s*$", "", gap)


def last_of(pattern: re.Pattern[str], gap: str) -> re.Match[str] | None:
    """Return the last match of a pattern in a gap."""
    return max(pattern.finditer(gap), key=lambda match: match.start(), default=None)
