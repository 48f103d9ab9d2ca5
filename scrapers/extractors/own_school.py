"""The school on whose pages a document was found, as far as extraction may know it.

Belongs here: what telling the school's figures from others' takes. Does not belong here: the school file itself
(schemas/registry), recognising the school where nobody tells it (measures/home).
"""

from dataclasses import dataclass

from schemas.registry import SchoolFields


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """Slug, names and state of the school whose page it is."""

    slug: str
    name: str
    short_name: str
    state: str

    @classmethod
    def of(cls, school: SchoolFields) -> "OwnSchool":
        """Take from a school file what extraction uses."""
        return cls(school.slug, school.name, school.short_name, school.state)

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, the full one first; mere initials are left out."""
        return (self.name, *([self.short_name] if " " in self.short_name else []))
