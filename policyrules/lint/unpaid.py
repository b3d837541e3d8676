"""PR405: awards that nobody is ever paid, though their criteria can be met."""

from __future__ import annotations

from policyrules.language.definition import Award
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.program.program import BudgetRule, CapRule, CaseLimit, PlacesRule, SharedLimit
from policyrules.text import Text

FILE = "awards.yaml"
_NEVER = Text(
    "满足条件者（每种对象至多三个）都领不到",
    "whoever meets the criteria, with up to three things of each list, is paid nothing",
)


def check(context: Context, findings: Findings) -> None:
    """All awards as the policy is read now, and their tiers where only one is paid at a time."""
    for award in context.definition.awards:
        path = ("awards", award.id)
        if any(findings.holds(code, FILE, path) for code in ("PR101", "PR103")):
            continue
        idle = _allowing_nothing(context, award)
        if idle:
            named = ", ".join(f"`{each}`" for each in idle)
            findings.add("PR405", FILE, path, Text(f"限额 {named} 使其一分不剩", f"{named} leaves nothing of it"))
        elif context.solver is not None:
            _check_paid(context, findings, award)


def _check_paid(context: Context, findings: Findings, award: Award) -> None:
    """Whether the solver finds a payee who is paid; and then, for each tier, one who is paid for that."""
    never = _never_paid(context, award, None)
    if never:
        findings.add("PR405", FILE, ("awards", award.id), _NEVER, proved=True)
    singly = context.settling(context.years[0], context.policy.options).pick(award.combine) != "sum"
    for tier in award.tiers if singly and never is False else ():
        path = ("awards", award.id, "tiers", str(tier))
        if not findings.holds("PR202", FILE, path) and _never_paid(context, award, tier):
            findings.add("PR405", FILE, path, _NEVER, proved=True)


def _never_paid(context: Context, award: Award, tier: int | None) -> bool | None:
    """Whether nobody is paid in any of its years; None where that is not settled."""
    from policyrules.lint.payable import pays

    settled = True
    for year in context.open_years(award, context.policy.options):
        paid = pays(context.policy, year, award.id, tier)
        if paid:
            return False
        settled = settled and paid is False
    if not settled and context.solver is not None:
        context.solver.unsettled += 1
    return True if settled else None


def _allowing_nothing(context: Context, award: Award) -> tuple[str, ...]:
    """The limits that allow nothing of an award in any of its years."""
    found: set[str] | None = None
    for year in context.open_years(award, context.policy.options):
        limits = context.policy.program(year).limits()
        idle = {each.id for each in limits if award.id in each.awards and _allows_nothing(each, award.id)}
        found = idle if found is None else found & idle
    return tuple(sorted(found or ()))


def _allows_nothing(limit: CaseLimit | SharedLimit, award: str) -> bool:
    match limit:
        case CapRule(amount=amount):
            return amount <= 0
        case PlacesRule(places=places):
            return places <= 0
        case BudgetRule(amount=amount, tranches=tranches):
            return amount <= 0 and any(award in each.awards for each in tranches)
    return False
