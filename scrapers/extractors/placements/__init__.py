"""Placements: who matched where, from tables, headings with lines, and prose."""
