"""PR501–PR504: what is about to end, what has ended, values dated outside the time in force."""

from __future__ import annotations

from datetime import timedelta

from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.text import Text

#: How long before its end a policy is told to be near it.
NEAR = timedelta(days=90)


def check(context: Context, findings: Findings) -> None:
    """All dates of the policy."""
    _check_end(context, findings)
    _check_awards(context, findings)
    _check_values(context, findings)


def _check_end(context: Context, findings: Findings) -> None:
    until, on = context.definition.identity.in_force.until, context.on
    if until is None or until - on > NEAR:
        return
    days = (until - on).days
    if days < 0:
        what = Text(
            f"有效期已于 {until} 届满（至 {on} 已过 {-days} 天）", f"it ended on {until}, {-days} days before {on}"
        )
    else:
        what = Text(f"有效期至 {until}，自 {on} 起还有 {days} 天", f"it ends on {until}, {days} days after {on}")
    findings.add("PR502" if days < 0 else "PR501", "policy.yaml", ("in_force", "until"), what, of_key=False)


def _check_awards(context: Context, findings: Findings) -> None:
    """Awards that ended while the policy goes on."""
    until = context.definition.identity.in_force.until
    if until is not None and until < context.on:
        return
    for award in context.definition.awards:
        first, last = context.award_years(award, context.policy.options)
        if first <= last < context.on.year:
            what = Text(f"最后一个销售年度是 {last}", f"its last sales year is {last}")
            findings.add("PR503", "awards.yaml", ("awards", award.id, "years"), what)


def _check_values(context: Context, findings: Findings) -> None:
    in_force = context.definition.identity.in_force
    for name, parameter in context.definition.parameters.items():
        dated = [start for start, _ in parameter.values if start.year > 1]
        for index, start in enumerate(dated):
            path = ("parameters", name, "values", index, "from")
            if in_force.until is not None and start > in_force.until:
                what = Text(
                    f"{start} 在有效期届满（{in_force.until}）之后",
                    f"{start} lies after the last day, {in_force.until}",
                )
            elif start < in_force.from_:
                what = Text(
                    f"{start} 在施行（{in_force.from_}）之前", f"{start} lies before the first day, {in_force.from_}"
                )
            else:
                continue
            findings.add("PR504", "parameters.yaml", path, what, of_key=False)
