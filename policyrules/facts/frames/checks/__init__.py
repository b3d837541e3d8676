"""What may be wrong with facts that are dataframes: each kind of mistake as a count and as the rows that make it."""
