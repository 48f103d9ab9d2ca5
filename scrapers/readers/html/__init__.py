"""Web pages: markup to blocks."""
