"""The words of printed specialties: spellings folded to one, position words told apart from the rest.

Belongs here: single words and what they stand for. Does not belong here: which words make a specialty (specialties.py,
reference/specialties.csv).
"""

import re
import unicodedata
from dataclasses import dataclass

FIRST_YEAR = "first_year"
"""The mark of words like `PGY-1` or `1 yr`: a preliminary position of medicine or surgery, nothing elsewhere."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
APOSTROPHES = re.compile(r"['’‘`´]")
STRONG = re.compile(r"[/(),;:|\[\]\n]")
PIECE = re.compile(r"[/(),;:|\[\]\n]|[^\W_]+|[&+]")
PGY = re.compile(r"\bp\.?g\.?y?\.?[\s-]*([1-5])\b(\s*-\s*[2-8]\b)?", re.IGNORECASE)
YEARS = re.compile(r"\b(?:1|one)[\s-]*(?:yr|year)s?\b", re.IGNORECASE)

SPELLINGS: dict[str, str] = {
    written: word
    for word, spellings in {
        "medicine": "med meds medicin medecine",
        "emergency": "emerg emer emergent emgcy",
        "family": "fam fmly",
        "pediatrics": "ped peds pedi pediatric paediatric paediatrics paeds pediatrix",
        "surgery": "surg surgical srg surgeries",
        "general": "genl gnl",
        "orthopaedic": "ortho orth orthop orthopedic orthopedics orthopaedics orthopaed orthoped",
        "neurology": "neurol",
        "neurological": "neurologic",
        "neurosurgery": "neurosurg neurosurgical nsurg",
        "psychiatry": "psych psy psychiatric psychiat",
        "dermatology": "derm dermat dermatologic",
        "anesthesiology": "anes anest anesth anesthesia anaesthesia anaesthesiology anesthes anesthesiol",
        "pathology": "pathol",
        "radiology": "rads radiol radiologic",
        "diagnostic": "diag diagn dx",
        "oncology": "onc oncol",
        "obstetrics": "ob obs obstet obstetric obst",
        "gynecology": "gyn gyne gynec gynecologic gynecol gynaecology gynaecologic gynecological",
        "otolaryngology": "oto otol otolaryn otolaryng otorhinolaryngology otolaryngol",
        "ophthalmology": "oph ophth ophtho ophthal opthal optho ophthalm opthalmology",
        "urology": "uro urol urologic urological",
        "plastic": "plast plastics",
        "vascular": "vasc",
        "thoracic": "thor thorac",
        "cardiothoracic": "cardiothor cardiothorac",
        "preventive": "prev prevent preventative prevmed",
        "physical": "phys phy",
        "rehabilitation": "rehab rehabi rehabil",
        "preliminary": "prelim prelims prelimary prelimin prelimi preliminar prelm",
        "categorical": "categ categor cat",
        "advanced": "adv advance",
        "transitional": "trans transit transition transitionl trans1",
        "interventional": "interv intervent intervention",
        "nuclear": "nuc nucl",
        "osteopathic": "osteo osteopath",
        "neuromusculoskeletal": "neuromusc neuromuscul neuromusculo neuromusculoskel neuromuscular",
        "genetics": "genet genetic genomics",
        "medical": "medl",
        "occupational": "occ occup",
        "environmental": "env environ",
        "maxillofacial": "maxillofac maxfac maxillo",
        "integrated": "integ integr",
        "neurodevelopmental": "neurodev neurodevel",
        "disabilities": "disability disab",
        "adolescent": "adol adolesc",
        "primary": "prim",
        "pmr": "physiatry pmnr",
        "internship": "intern",
    }.items()
    for written in spellings.split()
}
"""Spellings of one word; a word that means different things beside different words is in PAIRS."""

PAIRS: dict[tuple[str, str], tuple[str, ...]] = {
    ("int", "medicine"): ("internal", "medicine"),
    ("internship", "medicine"): ("internal", "medicine"),
    ("int", "radiology"): ("interventional", "radiology"),
    ("int", "rad"): ("interventional", "radiology"),
    ("interventional", "rad"): ("interventional", "radiology"),
    ("rad", "oncology"): ("radiation", "oncology"),
    ("radiology", "oncology"): ("radiation", "oncology"),
    ("diagnostic", "rad"): ("diagnostic", "radiology"),
    ("rad", "diagnostic"): ("radiology", "diagnostic"),
    ("gen", "surgery"): ("general", "surgery"),
    ("surgery", "gen"): ("surgery", "general"),
    ("gen", "medicine"): ("general", "medicine"),
    ("general", "internal"): ("internal",),
    ("pm", "r"): ("pmr",),
    ("p", "mr"): ("pmr",),
    ("neuro", "surgery"): ("neurosurgery",),
    ("pediatrics", "neuro"): ("pediatrics", "neurology"),
    ("head", "neck"): ("headneck",),
    ("med", "peds"): ("medicine", "pediatrics"),
    ("primary", "care"): ("primary",),
    ("trans", "yr"): ("transitional", "year"),
    ("public", "hlth"): ("public", "health"),
    ("non", "designated"): ("undesignated",),
    ("non", "desig"): ("undesignated",),
    ("non", "des"): ("undesignated",),
}
WHOLE: dict[str, tuple[str, ...]] = {
    "obgyn": ("obstetrics", "gynecology"),
    "obg": ("obstetrics", "gynecology"),
    "medpeds": ("medicine", "pediatrics"),
    "medped": ("medicine", "pediatrics"),
    "radonc": ("radiation", "oncology"),
    "gensurg": ("general", "surgery"),
    "rehabmedicine": ("rehabilitation", "medicine"),
    "childpsych": ("child", "psychiatry"),
    "pmandr": ("pmr",),
    "fm": ("family", "medicine"),
    "im": ("internal", "medicine"),
    "em": ("emergency", "medicine"),
}
DROPPED = word_set("and of the in residency residencies program programs specialty dept department division")
SAYS_NOTHING = word_set("integrated only designated desig")
YEAR_MARKS = word_set("pgy3 pgy4 pgy5")


@dataclass(frozen=True, slots=True)
class SpecialtyWords:
    """A printed specialty as words: each with the number of the segment (between strong separators) it stands in.

    positions holds what position words say (a value of Position, or first_year) with the segment they stand in.
    """

    words: tuple[str, ...]
    segments: tuple[int, ...]
    positions: tuple[tuple[str, int], ...]

    @property
    def folded(self) -> str:
        """The words as one string; spellings of one specialty give the same."""
        return " ".join(self.words)


def specialty_words(text: str) -> SpecialtyWords:
    """Fold a printed specialty into words; position words are taken out and kept apart."""
    text = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text))
    text = CAMEL.sub(" ", text).casefold()
    text = PGY.sub(lambda found: " categorical " if found[1] == "1" and found[2] else f" pgy{found[1]} ", text)
    text = YEARS.sub(" oneyear ", text)
    words: list[str] = []
    segments: list[int] = []
    segment = 0
    for piece in PIECE.findall(text):
        if STRONG.fullmatch(piece):
            segment += 1
            continue
        word = "and" if piece in "&+" else piece
        for part in WHOLE.get(word, (SPELLINGS.get(word, word),)):
            if part not in DROPPED:
                words.append(part)
                segments.append(segment)
    return _positions_apart(*_paired(words, segments))


def _paired(words: list[str], segments: list[int]) -> tuple[list[str], list[int]]:
    done: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(words):
        pair = PAIRS.get((words[index], words[index + 1])) if index + 1 < len(words) else None
        if pair:
            done.extend(pair)
            places.extend([segments[index]] * len(pair))
            index += 2
            continue
        word = words[index]
        if word in ("rad", "path") and index == 0:
            word = "radiology" if word == "rad" else "pathology"
        done.append(word)
        places.append(segments[index])
        index += 1
    return done, places


def _positions_apart(words: list[str], segments: list[int]) -> SpecialtyWords:
    """Take position words out. Behind `preliminary` a new segment begins: what follows is whom the year serves."""
    kept: list[tuple[str, int]] = []
    positions: list[tuple[str, int]] = []
    added = 0
    for index, (word, segment) in enumerate(zip(words, segments, strict=True)):
        following = words[index + 1] if index + 1 < len(words) else ""
        position = _position(word, words[index - 1] if index else "", following)
        if position is not None:
            positions.append((position, segment + added))
            if position == "preliminary" and kept and kept[-1][1] == segment + added:
                added += 1
        elif word not in SAYS_NOTHING and word not in YEAR_MARKS:
            kept.append((word, segment + added))
    return SpecialtyWords(tuple(word for word, _ in kept), tuple(place for _, place in kept), tuple(positions))


def _position(word: str, before: str, following: str) -> str | None:
    if word in ("preliminary", "categorical", "advanced"):
        return word
    if word in ("undesignated", "nondesignated", "nondesig"):
        return "preliminary"
    if word in ("pgy1", "oneyear"):
        return FIRST_YEAR
    if word == "pgy2":
        return "advanced"
    if word == "reserved" or (word == "physician" and following == "only") or (word == "r" and following == "track"):
        return "physician_only"
    if word == "internship" and before in ("medicine", "surgery", "pediatrics"):
        return "preliminary"
    return None
