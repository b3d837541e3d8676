"""Reports of proofs: what was proved of a policy, under which assumptions, and the cases that break a promise."""
