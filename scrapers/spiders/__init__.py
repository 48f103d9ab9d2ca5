"""Spiders, by way of access: site walk, past captures, single documents. They yield requests and captures only."""
