"""PR403, PR404: limits that the awards cannot come to, by themselves or after an earlier limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policyrules.language.definition import Award, Cap, Exclusive
from policyrules.language.quantities import Kind, shown
from policyrules.language.tree import attributes
from policyrules.lint.context import Context, SettledTier
from policyrules.lint.finding import Findings
from policyrules.lint.linear import constant
from policyrules.text import Text

FILE = "limits.yaml"


def check(context: Context, findings: Findings) -> None:
    """All limits of one payee, in the order in which they apply."""
    in_order, alone = _Ceilings(context), _Ceilings(context)
    for limit in context.definition.limits:
        path = ("limits", limit.id)
        if isinstance(limit, Exclusive):
            if any(set(limit.awards) <= set(each) for each in in_order.exclusive):
                what = Text("前面已有排他包括这些奖励", "an earlier exclusive names all of these awards")
                findings.add("PR404", FILE, path, what)
            in_order.exclusive.append(limit.awards)
        elif isinstance(limit, Cap):
            ceiling = _Ceiling(context, limit)
            most, left = alone.most(ceiling), in_order.most(ceiling)
            if most is not None and most <= ceiling.least:
                if not _repeats(context, limit):
                    proved = _rests_on_facts(context, limit)
                    findings.add("PR403", FILE, path, _too_high(ceiling.least, most), _LOWER, proved=proved)
            elif left is not None and left <= ceiling.least:
                proved = _rests_on_facts(context, limit)
                findings.add("PR404", FILE, path, _too_high(ceiling.least, left), _EARLIER, proved=proved)
            in_order.caps.append(ceiling)


_LOWER = Text("核对上限，或删去它", "compare the amount, or leave the limit out")
_EARLIER = Text("调整次序", "put it before the limit that cuts deeper")


def _too_high(amount: int, most: int) -> Text:
    limit, found = shown(Kind.MONEY, amount), shown(Kind.MONEY, most)
    return Text(
        f"上限为 {limit.zh}，而至多只会有 {found.zh}", f"it allows {limit.en}, and there is never more than {found.en}"
    )


def _repeats(context: Context, limit: Cap) -> bool:
    """Whether a cap is the awards' own: it then also holds what the register has for the payee under other names."""
    return all(context.definition.award(name).cap == limit.amount for name in limit.awards)


def _rests_on_facts(context: Context, limit: Cap) -> bool:
    """Whether the most that the awards of a cap come to is what the solver says of facts."""
    options, year = context.policy.options, context.years[0]
    awards = [context.definition.award(name) for name in limit.awards]
    amounts = [tier.amount for award in awards for tier in context.tiers(award, year, options).values()]
    return context.solver is not None and any(attributes(each) for each in amounts)


class _Ceiling:
    """A cap as the policy is read now: the least amount that it has in any year, and the greatest."""

    def __init__(self, context: Context, limit: Cap) -> None:
        options = context.policy.options
        self.awards = limit.awards
        amounts = [max(0, context.settling(year, options).number(limit.amount)) for year in context.years]
        self.least, self.greatest = min(amounts), max(amounts)
        self.whole_period = context.settling(context.years[0], options).pick(limit.period) == "whole_period"


@dataclass
class _Ceilings:
    """What limits so far leave of the awards of one payee, in a year or in the whole period."""

    context: Context
    caps: list[_Ceiling] = field(default_factory=list)
    exclusive: list[Sequence[str]] = field(default_factory=list)

    def most(self, ceiling: _Ceiling) -> int | None:
        """The most that a cap has to cut from; None where nothing bounds it."""
        years = len(self.context.years) if ceiling.whole_period else 1
        caps = [(each.awards, each.greatest * (1 if each.whole_period else years)) for each in self.caps]
        of_each = {name: self.most_of(name, years, caps) for name in ceiling.awards}
        if ceiling.whole_period or not self.exclusive:
            groups = [[name] for name in ceiling.awards]
        else:
            groups = self.groups(ceiling.awards)
        tops = [_highest([of_each[name] for name in group]) for group in groups]
        total = None if None in tops else sum(each or 0 for each in tops)
        covering = [amount for awards, amount in caps if set(ceiling.awards) <= set(awards)]
        return min([*covering, *([] if total is None else [total])], default=None)

    def groups(self, awards: Sequence[str]) -> list[list[str]]:
        """The awards, those that exclude each other together."""
        left, found = list(awards), []
        for group in self.exclusive:
            together = [name for name in left if name in group]
            left = [name for name in left if name not in group]
            found.append(together)
        return [group for group in found if group] + [[name] for name in left]

    def most_of(self, name: str, years: int, caps: Sequence[tuple[Sequence[str], int]]) -> int | None:
        award = self.context.definition.award(name)
        own = _most_in_a_year(self.context, award)
        bounds = [amount for awards, amount in caps if name in awards]
        if own is not None:
            bounds.append(own if award.once else own * years)
        return min(bounds, default=None)


def _highest(amounts: Sequence[int | None]) -> int | None:
    known = [each for each in amounts if each is not None]
    return max(known, default=0) if len(known) == len(amounts) else None


def _most_in_a_year(context: Context, award: Award) -> int | None:
    """The most that one payee can be paid under an award in a year, in several payments; None where nothing bounds it.

    A payee may have any number of subjects, and tiers may be reached one after another within a year.
    """
    if award.payee is not None:
        return None
    options, found = context.policy.options, []
    for year in context.open_years(award, options):
        cap = None if award.cap is None else max(0, context.settling(year, options).number(award.cap))
        amounts = [_most_of_tier(context, award, each, cap) for each in context.tiers(award, year, options).values()]
        known = [each for each in amounts if each is not None]
        if len(known) < len(amounts):
            return None
        found.append(sum(known))
    return max(found, default=0)


def _most_of_tier(context: Context, award: Award, tier: SettledTier, cap: int | None) -> int | None:
    """The most that a tier comes to for whoever reaches it, up to the award's own cap; None where nothing bounds it."""
    amount = constant(tier.amount)
    if amount is not None and not isinstance(amount, str):
        return int(amount) if cap is None else min(cap, int(amount))
    most = None if context.solver is None else context.solver.greatest(award.subject, tier.criteria, tier.amount, cap)
    return cap if most is None else most
