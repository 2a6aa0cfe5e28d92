"""What sentences state: dates, counts, amounts, names in a role, outcomes."""
