"""Words, marks, quotations and languages: what the stages know of text itself."""
