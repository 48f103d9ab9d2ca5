"""Evaluation: readings held against gold documents, by the rules of the gold format."""
