"""Flags on the form of publication.

Belongs here: unreadable_form. Does not belong here: telling pictures of figures from photographs (pictures.py).
"""

from collections.abc import Iterator

from pipelines.steps.assess.evidence import Grounds
from pipelines.steps.assess.flags.raising import Raised
from pipelines.steps.assess.pictures import Family, has_recent_text, only_pictures_are_open, pictured
from pipelines.steps.assess.view import SchoolView


def unreadable_form(view: SchoolView) -> Iterator[Raised]:
    """Results that stand only in a picture, a map or behind a script.

    That a picture was not read is no fault of the school. The flag rests on a link, title or address that says what the
    picture holds, or on what was recognised in it; and on a search in which nothing else was left unread.
    """
    if not only_pictures_are_open(view):
        return
    for family in Family:
        documents = pictured(view, family)
        if documents and not has_recent_text(view, family):
            yield Raised(
                "unreadable_form",
                f"The {family.value} results are published only as a picture, a map or behind a script: people who use a screen "
                "reader, and anyone who wants to compare, cannot read them.",
                Grounds(documents=documents[:5], note="Holds results, not as text."),
                f"{family.value} results",
            )
