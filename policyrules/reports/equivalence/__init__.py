"""Reports of equivalence: whether two policies decide the same, what that covers, and the case where they do not."""
