"""One module for each invented school: its facts, its figures and its pages."""
