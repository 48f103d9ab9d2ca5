"""Readers: bytes to blocks, one module or folder a format. Know nothing of schools, specialties or measures."""
