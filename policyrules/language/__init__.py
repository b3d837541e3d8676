"""What a policy folder may say: its files, its formulas, and the typed definition that both become."""
