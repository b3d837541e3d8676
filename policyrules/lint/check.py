"""All checks of a policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyrules.lint import ceilings, dates, implied, priority, reach, readings, tiers, unpaid, usage, words
from policyrules.lint.context import Context
from policyrules.lint.finding import Finding, Findings
from policyrules.policy import Policy

FAMILIES = (reach, implied, tiers, usage, readings, priority, ceilings, unpaid, dates, words)


@dataclass(frozen=True)
class Report:
    """What is found in a policy, and how far the solver settled it.

    `unsettled` is how many of the solver's questions had no answer within the limit; None where there was no solver.
    """

    findings: tuple[Finding, ...]
    unsettled: int | None


def examine(policy: Policy, on: date | None = None, *, with_solver: bool = True) -> Report:
    """Look at a policy under the readings that it is set to, with the solver where there is one.

    `on` is the day for what expires; without it today.
    """
    context, findings = Context(policy, on or date.today(), with_solver), Findings(policy.definition)
    for family in FAMILIES:
        family.check(context, findings)
    return Report(findings.sorted(), None if context.solver is None else context.solver.unsettled)


def lint(policy: Policy, on: date | None = None) -> tuple[Finding, ...]:
    """What is found in a policy under the readings that it is set to, by file and place.

    `on` is the day for what expires; without it today.
    """
    return examine(policy, on).findings
