"""What comes in: facts read from any source, checked against a policy's vocabulary, as immutable records."""
