"""Pages rendered on the server, with their templates and styles."""
