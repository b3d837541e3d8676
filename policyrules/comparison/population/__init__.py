"""Two versions of a policy on a population: the same report as of single cases, from columns.

`lines` are the award lines of one side as a frame, `pairs` lays those of both sides beside each other, `moved` and
`transitions` say which of them differ, `sums` adds them up, `first` tells the largest moves as a comparison of single
cases does (with `sample` and `replay`), `judged` is what standards, targets and tasks come to otherwise, `compare` does
all of it. No line becomes an object but the first.
"""
