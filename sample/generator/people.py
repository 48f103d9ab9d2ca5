"""Invented names of people, and the record of where none of them may turn up.

Belongs here: making names whose surnames occur nowhere else, so that a test can look for them. Does not belong here:
where the names are printed (schools/).
"""

from collections.abc import Iterator
from itertools import product

GIVEN_NAMES = (
    "Amara", "Daniel", "Priya", "Marcus", "Elena", "Joshua", "Mei", "Anthony", "Fatima", "Rebecca", "Samuel", "Grace",
    "Omar", "Hannah", "Victor", "Naomi", "Carlos", "Emily", "Kwame", "Julia", "Andrew", "Leila", "Thomas", "Ingrid",
    "David", "Sofia", "Nathan", "Aisha", "Peter", "Claire", "Rahul", "Megan", "Isaac", "Laura", "Diego", "Rachel",
)  # fmt: skip
STEMS = (
    "Aldis", "Barrin", "Birket", "Bramwel", "Chisel", "Corvin", "Dallow", "Dorrin", "Ellister", "Fallow", "Farrin",
    "Garnis", "Gossam", "Hollin", "Imber", "Jessam", "Kelder", "Kestril", "Lorrim", "Lanter", "Mallow", "Maver",
    "Nettle", "Norrin", "Orrin", "Ostler", "Pember", "Pollin", "Quarrin", "Rasken", "Saffer", "Sorrel", "Tansel",
    "Thistle", "Ulver", "Varnel", "Vesper", "Wimber", "Wendar", "Yarrin",
)  # fmt: skip
ENDINGS = ("moyle", "quist", "trell", "penny", "gate", "scombe", "fenn", "thwick")


class Names:
    """Hands out names that were not used before, in an order that never changes, and remembers them."""

    def __init__(self) -> None:
        rounds = product(range(len(ENDINGS)), range(len(STEMS)))
        surnames = [STEMS[stem] + ENDINGS[(stem * 3 + turn) % len(ENDINGS)] for turn, stem in rounds]
        self._source: Iterator[tuple[int, str]] = iter(enumerate(surnames))
        self.used: list[str] = []

    def take(self) -> str:
        """Return the next name as 'Given Surname'; raises StopIteration when the stock is used up."""
        number, surname = next(self._source)
        name = f"{GIVEN_NAMES[(number * 7) % len(GIVEN_NAMES)]} {surname}"
        self.used.append(name)
        return name

    def take_last_first(self) -> str:
        """Return the next name as 'Surname, Given', the way class lists print it."""
        given, surname = self.take().split(" ")
        return f"{surname}, {given}"
