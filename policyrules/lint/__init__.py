"""Lint: what a policy says that is well formed and still hardly meant.

`codes` lists what is looked for, `finding` is what is found. `reach`, `tiers`, `usage`, `readings`, `priority`,
`ceilings`, `dates` and `words` are one family of checks each; `check` runs them all. They ask `context` for readings
and years, `possible` whether a condition can hold at all, and `names_used` what is named where.
"""

from __future__ import annotations

from policyrules.lint.check import lint
from policyrules.lint.codes import CODES, Code
from policyrules.lint.finding import Finding

__all__ = ["CODES", "Code", "Finding", "lint"]
