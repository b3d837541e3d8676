"""What was paid before: entries for some of the things that are near the thresholds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow

from policyrules.language.tree import Constant
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, BudgetRule, Program
from policyrules.testing.populations.columns import Column, table
from policyrules.testing.populations.descriptions import letter
from policyrules.testing.populations.draws import Draws, Mask, Whole, part, skewed
from policyrules.testing.populations.members import Members

#: What was paid where the award names no amount and has no cap, in whole yuan.
_AMOUNT = 10_000


def register(
    vocabulary: Vocabulary, program: Program, lists: Mapping[str, Members], draws: Draws
) -> pyarrow.Table | None:
    """A register of awards paid up to the sales year, as the language fixes its fields; None without awards.

    Each thing has one entry for an award at most.
    """
    units = vocabulary.places.units if vocabulary.places is not None else ()
    making = _Register(program, lists, draws, tuple(unit.name for unit in units))
    entries = [table(making.entries(award)) for award in program.awards]
    return pyarrow.concat_tables(entries) if entries else None


class _Register:
    """What making the entries of one award after the other needs."""

    def __init__(self, program: Program, lists: Mapping[str, Members], draws: Draws, places: tuple[str, ...]) -> None:
        self.program = program
        self.lists = lists
        self.draws = draws
        self.places = places

    def entries(self, award: AwardRule) -> list[Column]:
        """The entries of one award: of four things that are near its thresholds, one was paid."""
        of = self.lists[award.subject]
        words = self.draws.words(of.count, of.plan.name, "paid", award.id)[of.near]
        last = self.program.year
        years = np.arange(min(award.first_year, last), last + 1)
        year = years[(part(words, 16, 16) * len(years)) >> 16]
        rungs = (of.place * len(award.tiers)) >> 16
        amount = np.array([_amount(award, index) for index in range(len(award.tiers))], dtype=np.int64)[rungs]
        # An eighth was paid in part.
        amount = np.where(part(words, 8, 3) == 0, amount - amount // 2, amount)
        payees = self.payees(award, of)
        chosen = (part(words, 0, 2) == 0) & (payees is not None) & (award.first_year <= last)
        allowed = self.allowed()
        if allowed is not None:
            amount = np.minimum(amount, allowed)
            this_year = chosen & (year == last)
            chosen &= ~this_year | (np.cumsum(amount * this_year) <= allowed)
        number = np.array([tier.number or 0 for tier in award.tiers], dtype=np.int64)[rungs]
        # Some entries do not say for which tier they were; one's own award need not say for whom.
        no_tier = (part(words, 2, 3) == 0) | (number == 0)
        no_subject = (part(words, 5, 3) == 0) & (award.payee is None)
        enterprises = of.near if payees is None else payees
        return [
            Column("year", None, "whole", year[chosen]),
            Column("award", None, "word", np.zeros(int(chosen.sum()), dtype=np.int32), None, (award.id,)),
            Column("tier", None, "whole", number[chosen], no_tier[chosen]),
            self.named("enterprise", self.program.payees, enterprises[chosen]),
            self.named("subject", award.subject, of.near[chosen], no_subject[chosen]),
            Column("amount", None, "whole", amount[chosen]),
        ]

    def payees(self, award: AwardRule, of: Members) -> Whole | None:
        """The rows of those who are paid for the things near the thresholds; None where that is not at hand."""
        if award.payee is None:
            return of.near
        if self.lists[self.program.payees].plan.is_places:
            words = self.draws.words(of.count, of.plan.name, award.payee)
            found: Whole = skewed(words, len(self.places))[of.near]
            return found
        return of.parents[of.near] if of.parents is not None and award.payee == of.plan.parent else None

    def allowed(self) -> int | None:
        """What an award may have cost already in the sales year, so that most of every budget is left."""
        budgets = [limit.amount // 100 for limit in self.program.limits() if isinstance(limit, BudgetRule)]
        return max(min(budgets), 0) // (4 * len(self.program.awards)) if budgets else None

    def named(self, key: str, name: str, rows: Whole, missing: Mask | None = None) -> Column:
        """The ids of things of a list, or the names of places."""
        if self.lists[name].plan.is_places:
            return Column(key, None, "word", rows, missing, self.places)
        return Column(key, None, "name", rows, missing, (letter(name),))


def _amount(award: AwardRule, index: int) -> int:
    """What a tier pays in whole yuan, as far as the award says; else its cap."""
    amount = award.tiers[index].amount
    if isinstance(amount, Constant) and not isinstance(amount.value, str):
        return max(int(amount.value), 0) // 100
    return _AMOUNT if award.cap is None else max(award.cap, 0) // 100
