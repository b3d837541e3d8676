"""All checks of a policy."""

from __future__ import annotations

from datetime import date

from policyrules.lint import ceilings, dates, priority, reach, readings, tiers, usage, words
from policyrules.lint.context import Context
from policyrules.lint.finding import Finding, Findings
from policyrules.policy import Policy

FAMILIES = (reach, tiers, usage, readings, priority, ceilings, dates, words)


def lint(policy: Policy, on: date | None = None) -> tuple[Finding, ...]:
    """What is found in a policy under the readings that it is set to, by file and place.

    `on` is the day for what expires; without it today.
    """
    context, findings = Context(policy, on or date.today()), Findings(policy.definition)
    for family in FAMILIES:
        family.check(context, findings)
    return findings.sorted()
