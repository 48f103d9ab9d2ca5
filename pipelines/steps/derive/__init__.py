"""Derive: from resolved findings to outcomes per school and class year, with intervals, bounds and cautions."""
