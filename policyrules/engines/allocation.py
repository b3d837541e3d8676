"""Limits over all payees: places for the ranked, and the budget. They come after every case has come that far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyrules.engines.cases import World
from policyrules.engines.claims import Claim
from policyrules.engines.limits import in_order, in_proportion, of_limit, rank_order
from policyrules.facts.records import Thing
from policyrules.language.quantities import Value
from policyrules.language.tree import Attribute
from policyrules.program.evaluate import evaluate
from policyrules.program.program import BudgetRule, PlacesRule


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """What was available, in fen, and what was claimed of it."""

    available: int
    claimed: int

    @property
    def overrun(self) -> int:
        """What was claimed above what was available."""
        return max(0, self.claimed - self.available)


def choose_places(limit: PlacesRule, claims: Sequence[Claim], world: World) -> None:
    """Leave only the first of the ranked subjects; those paid for the year already hold their places."""
    paid = world.register.in_year(limit.awards)
    ranked = sorted(of_limit(limit, claims), key=rank_order)
    # A payment that names no subject holds a place as well, but nobody's in particular.
    chosen = {(each.award, world.register.subject_of(each)) for each in paid}
    for claim in ranked:
        key = (claim.award.id, claim.subject.id)
        if key not in chosen and len(chosen) >= limit.places:
            claim.reduce(limit, 0)
        else:
            chosen.add(key)


def share_budget(limit: BudgetRule, claims: Sequence[Claim], world: World) -> BudgetUse:
    """Serve the tranches of a budget in order from what is available; says what was available and claimed."""
    of_budget = of_limit(limit, claims)
    use = BudgetUse(available(limit, world), sum(claim.due for claim in of_budget))
    if use.claimed <= use.available:
        return use
    left = use.available
    for tranche in limit.tranches:
        served = [claim for claim in of_budget if claim.award.id in tranche.awards]
        claimed = sum(claim.due for claim in served)
        if tranche.by_rank:
            in_order(sorted(served, key=rank_order), limit, left)
        else:
            in_proportion(served, limit, left)
        # What rounding leaves of a tranche that did not get all it claimed goes to nobody.
        left = max(0, left - claimed)
    return use


def available(limit: BudgetRule, world: World) -> int:
    """What other support and earlier payments leave of a budget, in fen. Unknown support counts as none."""
    paid = sum(each.amount for each in world.register.in_year(limit.awards))
    return max(0, limit.amount - other_support(limit, world.facts.objects) - paid)


def other_support(limit: BudgetRule, objects: Mapping[str, Thing]) -> int:
    """What reduces a budget before any award, in fen, by the shared circumstances. What is unknown counts as none."""

    def find(attribute: Attribute) -> Value | None:
        thing = objects.get(attribute.owner)
        return None if thing is None else thing.value(attribute.field, attribute.year)

    less = None if limit.less is None else evaluate(limit.less, find)
    return 0 if less is None or isinstance(less, str) else int(less // 1)
