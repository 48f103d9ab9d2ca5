"""From printed strings to entities: specialties, positions, institutions and places, each with confidence and rivals."""
