"""Articles cleaned and split into sentences with exact offsets."""
