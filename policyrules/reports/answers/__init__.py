"""Reports of answers to questions about a policy, with the case that shows each."""
