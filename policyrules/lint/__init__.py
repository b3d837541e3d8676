"""Lint: what a policy says that is well formed and still hardly meant.

`codes` lists what is looked for, `finding` is what is found. `reach`, `implied`, `tiers` (with `bands`), `usage`,
`readings`, `priority`, `ceilings`, `unpaid`, `dates` and `words` are one family of checks each; `check` runs them all.
They ask `context` for readings and years, `inquiry` whether conditions can hold, and `names_used` what is named where.
`possible` answers from bounds; `solver` and `payable` for all facts, where a solver is installed; `witness` makes the
facts that show a finding small.
"""

from __future__ import annotations

from policyrules.lint.check import Report, examine, lint
from policyrules.lint.codes import CODES, Code
from policyrules.lint.finding import Finding

__all__ = ["CODES", "Code", "Finding", "Report", "examine", "lint"]
