"""Flags: matters a reader should know of, each by a rule of reference/flag_rules.toml."""
