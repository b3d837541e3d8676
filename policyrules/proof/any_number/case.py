"""One payee among any number, with any number of things: its bundles through the limits, beside all other payees."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from policyrules.program.program import (
    AwardRule,
    BudgetRule,
    CapRule,
    CaseLimit,
    Cut,
    ExclusiveRule,
    PlacesRule,
    SharedLimit,
    Stage,
)
from policyrules.proof.any_number.bundles import Bundle
from policyrules.proof.any_number.summary import RegisterSummary
from policyrules.proof.deciding.limits import keep_highest
from policyrules.proof.facts.variables import Variables
from policyrules.proof.logic.formulas import Formulas
from policyrules.proof.logic.terms import Int, at_most, greatest, implies, least, less, same, total, when

PAYEE = "payee"


@dataclass(slots=True)
class AnyCase:
    """A payee's bundles by award, and what all other payees are due under each award. Limits change both."""

    bundles: dict[str, Bundle]
    register: RegisterSummary
    circumstances: Formulas
    fresh: Variables
    rest: dict[str, Int] = field(default_factory=dict)

    def paid(self, awards: Collection[str] | None = None) -> Int:
        """What the payee is paid under some awards, in fen."""
        return total(each.due for name, each in self.bundles.items() if awards is None or name in awards)

    def paid_to_others(self, awards: Collection[str] | None = None) -> Int:
        """What all other payees are paid under some awards, in fen."""
        return total(each for name, each in self.rest.items() if awards is None or name in awards)

    def run(self, stages: Sequence[Stage], over_all: bool = True) -> AnyCase:
        """Apply the limits: those over all payees too, unless the program is taken as though it had none."""
        for number, stage in enumerate(stages):
            if number > 0 and over_all:
                self.rest = {name: self._some_of(due) for name, due in self.rest.items()}
            for limit in stage.within_case:
                self._limit(limit)
            if stage.over_all is not None and over_all:
                self._limit_all(stage.over_all)
        return self

    # Limits within the payee's case.

    def _under(self, awards: Collection[str]) -> list[Bundle]:
        found = [each for name, each in self.bundles.items() if name in awards]
        return sorted(found, key=lambda each: each.award.index)

    def _limit(self, limit: CaseLimit) -> None:
        if isinstance(limit, ExclusiveRule):
            by_award = {name: each for name, each in self.bundles.items() if name in limit.awards}
            paid = {name: self.register.paid_to(PAYEE, (name,), whole_period=False)[0] for name in limit.awards}
            keep_highest([by_award[name].side(paid[name]) for name in limit.awards if name in by_award])
            return
        _, paid_before = self.register.paid_to(PAYEE, limit.awards, limit.whole_period)
        self._cap(limit, self._under(limit.awards), greatest(0, limit.amount - paid_before))

    def _cap(self, limit: CapRule, bundles: Sequence[Bundle], left: Int) -> None:
        if limit.cut is Cut.PRO_RATA:
            kept = self._served([each.due for each in bundles], left, in_proportion=True)
        elif len(bundles) < 2 or limit.cut is Cut.LATER_CLAUSES_FIRST:
            # Whatever the order within an award, its claims together get all that is left, or all that is due.
            kept = []
            for each in bundles:
                kept.append(least(each.due, left))
                left = greatest(0, left - each.due)
        else:
            kept = self._served([each.due for each in bundles], left, in_proportion=False)
        for each, due in zip(bundles, kept, strict=True):
            each.due = due

    # Limits over all payees.

    def _limit_all(self, limit: SharedLimit) -> None:
        if isinstance(limit, PlacesRule):
            for each in self._under(limit.awards):
                each.due = self._some_of(each.due)
            self.rest = {name: self._some_of(due) if name in limit.awards else due for name, due in self.rest.items()}
            return
        self._budget(limit)

    def _budget(self, limit: BudgetRule) -> None:
        support: Int = 0
        if limit.less is not None:
            known, amount = self.circumstances.whole(limit.less)
            support = when(known, amount, 0)
        left = greatest(0, limit.amount - support - self.register.paid_to_all(limit.awards, PAYEE))
        over = less(left, self.paid(limit.awards) + self.paid_to_others(limit.awards))
        for tranche in limit.tranches:
            names = [name for name in self.bundles if name in tranche.awards and name in limit.awards]
            dues = [each for name in names for each in (self.bundles[name].due, self.rest.get(name, 0))]
            served = self._served(dues, left, in_proportion=not tranche.by_rank)
            for index, name in enumerate(names):
                self.bundles[name].due = when(over, served[2 * index], dues[2 * index])
                self.rest[name] = when(over, served[2 * index + 1], dues[2 * index + 1])
            left = greatest(0, left - total(dues))

    # What is known of sums, and proved in `lemmas`.

    def _served(self, dues: Sequence[Int], left: Int, in_proportion: bool) -> list[Int]:
        """What groups of claims keep that are served from `left`: no more than is due, and no more than is left."""
        claimed, kept = total(dues), [self._some_of(due) for due in dues]
        demanded = self.fresh.constraints
        if in_proportion:
            # Where all fits nothing is cut; else what rounding leaves goes to nobody.
            demanded += [implies(at_most(claimed, left), same(total(kept), claimed)), at_most(total(kept), left)]
        else:
            demanded.append(same(total(kept), least(claimed, left)))
        return kept

    def _some_of(self, due: Int) -> Int:
        """Anything from nothing to what is due."""
        if isinstance(due, int) and due == 0:
            return 0
        kept = self.fresh.another("kept")
        self.fresh.constraints.append(at_most(kept, due))
        return kept


def rest_of(awards: Mapping[str, AwardRule], variables: Variables) -> dict[str, Int]:
    """What all other payees may be due under each award: anything."""
    return {name: variables.whole(f"rest.{name}") if award.open else 0 for name, award in awards.items()}
