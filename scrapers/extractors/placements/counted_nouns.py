"""What the numbers of a sentence count, by the nouns behind them: people of the class, or something else.

Belongs here: nouns, and numbers that share the noun of the number before them. Does not belong here: which field or
institution is counted (pairing), whose people they are (prose).
"""

import re
from collections.abc import Sequence

from scrapers.extractors.placements.sentence_marks import Mark
from scrapers.extractors.placements.specialty_spans import known_names
from scrapers.extractors.placements.word_links import PEOPLE
from scrapers.extractors.vocabulary_words import listed

NOT_COUNTED = re.compile(
    r"^[\s-]+(?:of\s+(?:our|the|its|their|all)\s+(?:\w+\s+)?(?:alumni|faculty|physicians|patients|applicants|residents|fellows|beds)\b|visiting\b|(?:(?!in\b|into\b|at\b|to\b|of\b|for\b|and\b|or\b|from\b|with\b|will\b|are\b|were\b|have\b|chose\b|matched\b|students?\b|graduates?\b|seniors?\b|members\b)[\w’'-]+\s+){0,2}"
    r"(?:specialt\w+|fields?|disciplines?|states?|sites?|programs?|hospitals?|institutions?|centers?|schools?|colleges?|campuses|campus|countr\w+|"
    r"cit(?:y|ies)|count(?:y|ies)|(?<!this )(?<!last )(?<!transitional )(?<!transition )(?<!preliminary )years?|months?|weeks?|days?|hours?|minutes?|seconds?|couples?|points?|times?|applicants?|applications?|openings?|"
    r"beds?|acres?|miles|dollars?|fellowships?|women|men|categor(?:y|ies)|options?|choices?|interviews?|faculty|alumni|fellows|guests?|famil(?:y|ies)(?! (?:medicine|practice|med\b))|patients?|questions?|"
    r"letters?|envelopes?|chairs?|rooms?|floors?|pages?|awards?|scholarships?|departments?|clinics?|regions?|posters?|articles?|papers?|"
    r"photos?|images?|videos?|comments?|views?|replies|likes|shares|results?|posts?|degrees?|classes|cohorts?|semesters?|credits?|courses?|clerkships?|rotations?|"
    r"stories|events?|vacanc\w+|percentage|partners|buildings?|others? (?:states|cities)|procedures|surveys|operations)\b)",
    re.IGNORECASE,
)
COMPOUND = re.compile(r"-[a-z]")
"""A number that opens a word, as in 'three-way', counts nobody."""
WORKERS_BEHIND = re.compile(
    r"^\s+(?:residents|resident|interest\s+groups?|clubs?|societ(?:y|ies)|teams?|wards?|units?|students|staff|physicians?|doctors|faculty|interns?|fellows?|fellowships?|department|departments|clinics?|rotations?|"
    r"clerkships?|applicants?|applications|openings|specialists|attendings?|nurses|courses?|credits?|programs? (?:in|across|at|are)|hours|weeks)\b",
    re.IGNORECASE,
)
PLURAL = re.compile(r"^\s+(?:new\s+|more\s+|other\s+|future\s+)?([a-z]{3,}s)\b(?![’'-])")
GOES = re.compile(
    r"^\s+(?:(?:students?|graduates?|seniors?|members|people|others|more|of\s+(?:them|these|those|us)|of\s+(?:our|the|its)\s+(?:\w+\s+)?(?:students|graduates|seniors))\b"
    r"|(?:also\s+|each\s+|have\s+|will\s+|are\s+|were\s+)*(?:match\w*|chose|choose|enter\w*|going|go|headed|head|train|pursue|selected|picked|opted|begin|bound|secured|landed|accepted)\b)",
    re.IGNORECASE,
)
ALSO_COUNTED = listed(
    "matches positions spots slots residencies placements residents internists pediatricians plus has was does goes this as is us "
    "takers recruits entrants newcomers fans adherents choosers"
)


def counts_of_people(sentence: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the counts that may count people; a number without a noun has that of the number before, if that had a name."""
    kept: list[Mark] = []
    is_other = was_other = False
    end = 0
    for mark in marks:
        if mark.kind in {"specialty", "institution"}:
            is_other = was_other
        if mark.kind != "count":
            continue
        behind = sentence[mark.end :]
        if ":" in sentence[end : mark.start]:
            is_other = was_other = False
        end = mark.end
        if is_something_else(behind):
            was_other = NOT_COUNTED.match(behind) is not None
            continue
        if GOES.match(behind):
            is_other = was_other = False
        if not is_other:
            kept.append(mark)
    return kept


def is_something_else(behind: str) -> bool:
    """Tell whether the words behind a number say that it counts no people of the class."""
    if NOT_COUNTED.match(behind) or COMPOUND.match(behind):
        return True
    plural = PLURAL.match(behind)
    return plural is not None and not (
        plural[1] in PEOPLE or plural[1] in ALSO_COUNTED or any(plural[1] == name[0] for name in known_names())
    )
