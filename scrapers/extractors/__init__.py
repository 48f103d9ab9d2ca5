"""Extractors: blocks to findings. Know nothing of file formats."""
