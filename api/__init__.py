"""The read-only HTTP API and the web pages, over one published edition."""
