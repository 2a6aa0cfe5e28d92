"""Sentences grouped by what they say, and the groups that fill the budget best."""
