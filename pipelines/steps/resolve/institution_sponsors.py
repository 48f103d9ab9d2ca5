"""Schools and former owners whose name lists print before that of a hospital.

Belongs here: taking them off a folded name. Does not belong here: folding (institution_words.py), which hospital is meant.
"""

from collections import defaultdict
from collections.abc import Mapping

from pipelines.steps.resolve.institution_words import KIND_WORDS, institution_words

SPONSORS = (
    "Icahn SOM at Mount Sinai", "Icahn SOM", "NYMC", "TJU", "Jefferson Med Coll", "RFUMS", "HMH", "NYP", "OBH",
    "Zucker SOM-Northwell", "Zucker SOM Hofstra/Northwell", "Hofstra Northwell SOM", "Hofstra North Shore-LIJ",
    "Northwestern McGaw", "McGaw/Northwestern", "Case Western", "Case Western Reserve Univ", "Rutgers", "Rutgers RWJMS",
    "RWJMS", "Albert Einstein COM", "Einstein", "Presence", "AMITA Health", "Barnabas Health",
)  # fmt: skip
"""Names that stand before those of hospitals and are none themselves, or are owners of the past."""


def _by_first_word() -> Mapping[str, list[tuple[str, ...]]]:
    """The folded sponsors by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted({institution_words(sponsor).words for sponsor in SPONSORS}, key=lambda one: (-len(one), one)):
        found[words[0]].append(words)
    return dict(found)


BY_FIRST_WORD = _by_first_word()


def without_sponsor(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return a name without the school or owner before it; None where none stands there or too little would be left."""
    for sponsor in BY_FIRST_WORD.get(words[0], ()):
        rest = words[len(sponsor) :]
        if words[: len(sponsor)] == sponsor and len(rest) > 1 and not KIND_WORDS.issuperset(rest):
            return rest
    return None
