"""All answers of a period in one table, counted."""
