"""Names of people: found by the place where they stand, dropped wherever they occur.

Belongs here: everything that keeps names of people from leaving the reading stage. Does not belong here: what else a
document says. A specialty, hospital, school, street or prize that bears a person's name survives.
"""

from scrapers.extractors.people.people import MARK, People

__all__ = ["MARK", "People"]
