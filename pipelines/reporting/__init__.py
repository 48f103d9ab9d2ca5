"""What a person sees of a refresh: its progress, and what it came to."""
