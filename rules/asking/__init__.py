"""Asking: the few questions worth asking a school, from what it publishes and what it does not."""
