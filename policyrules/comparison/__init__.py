"""Two versions of a policy on the same facts: what moves, for whom, by how much, and which change moved it.

`changes` says how the two differ, `uses` what a provision rests on, `causes` joins them: whether a line moved because
its own provision changed or because a limit did. `moves` and `judged` are the lines that moved, `payees` and `groups`
the sums, `compare` does all of it.
"""
