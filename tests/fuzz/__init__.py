"""Fuzzing of every reader: changed samples in, typed errors or bounded work out. python -m tests.fuzz --minutes 10."""
