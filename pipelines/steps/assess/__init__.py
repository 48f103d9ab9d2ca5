"""Assess: how candid a school is, criterion by criterion, with evidence, flags and the questions worth asking."""
