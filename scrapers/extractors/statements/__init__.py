"""Statements: words that stand where a number could.

Belongs here: which sentences say something of the results without saying it in figures. Does not belong here: figures
(measures), what follows for a school (pipelines/steps/assess).
"""

from scrapers.extractors.statements.reader import statements_of

__all__ = ["statements_of"]
