"""The page of a decision: what is on it, and in which order."""
