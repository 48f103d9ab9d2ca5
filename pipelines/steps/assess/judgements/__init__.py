"""One small function a criterion: what was found, held against what the criterion asks."""
