"""Explaining documents: finding them, reading them in order, laying out what was found."""
