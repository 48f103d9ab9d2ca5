"""Thin Dagster assets, checks, resources, partitions, schedules; the work is in pipelines/steps."""
