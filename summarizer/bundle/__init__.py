"""What the articles of a bundle have to do with each other: copies of one origin, one story or several."""
