"""A register of awards of any length, by what claims and limits ask of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, Program, TierRule
from policyrules.proof.facts.variables import Variables
from policyrules.proof.logic.terms import Bool, Int, at_most, both, either, implies, less, negation, total
from policyrules.proof.logic.values import Truth


@dataclass(frozen=True, slots=True)
class Entries:
    """Whether there are entries of some sort in any year, and in the sales year."""

    ever: Bool
    this_year: Bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What a payee was paid under an award: whether anything, and how much; in any year, and in the sales year."""

    ever: Bool
    this_year: Bool
    in_all: Int
    of_year: Int


class RegisterSummary:
    """What a register of any length may say: every answer to what is asked is possible that fits the others.

    Some combinations that no register gives are allowed, too: what is proved of all of them is proved of registers.
    """

    def __init__(
        self, program: Program, vocabulary: Vocabulary, variables: Variables, *, is_empty: bool = False
    ) -> None:
        self._variables = variables
        named = [each.fields["award"].options for each in vocabulary.lists.values() if each.register_of_awards]
        self._recorded = set(named[0]) if named and not is_empty else set()
        self._own = {award.id for award in program.awards if award.payee is None}
        self._entries: dict[tuple[str, str, str], Entries] = {}
        self._sums: dict[tuple[str, str], Sums] = {}
        self._others: dict[str, Int] = {}

    def entries(self, award: str, about: str, tier: str) -> Entries:
        """The entries of an award about a subject (or a payee, without a subject) for a tier, `none` or `other`."""
        if award not in self._recorded:
            return Entries(False, False)
        key = (award, about, tier)
        if key not in self._entries:
            name = f"register.{award}.{about}.{tier}"
            found = Entries(self._variables.truth(name), self._variables.truth(name + "@year"))
            self._variables.constraints.append(implies(found.this_year, found.ever))
            self._entries[key] = found
        return self._entries[key]

    def sums(self, payee: str, award: str) -> Sums:
        """What a payee was paid under an award."""
        if award not in self._recorded:
            return Sums(False, False, 0, 0)
        key = (payee, award)
        if key not in self._sums:
            name, made = f"register.{payee}.{award}", self._variables
            found = Sums(
                made.truth(name), made.truth(name + "@year"), made.whole(name + ".all"), made.whole(name + ".year")
            )
            made.constraints += [
                implies(found.this_year, found.ever),
                at_most(found.of_year, found.in_all),
                implies(less(0, found.in_all), found.ever),
                implies(less(0, found.of_year), found.this_year),
            ]
            self._sums[key] = found
        return self._sums[key]

    # What is asked.

    def used(self, award: AwardRule, tier: TierRule, subject: str, payee: str) -> Truth:
        """Whether an award (its tier) was paid for a subject before."""
        tiers = self.of_subject(award, subject)
        unsaid = {} if award.id in self._own else self._by_tier(award, f"?{payee}")
        if tier.number is None:
            used = either(*(self._counts(award, each) for each in tiers.values()))
            doubtful = [self._counts(award, each) for each in unsaid.values()]
        else:
            number = str(tier.number)
            used = self._counts(award, tiers[number])
            open_ = [tiers["none"], *(unsaid[name] for name in ("none", number) if name in unsaid)]
            doubtful = [self._counts(award, each) for each in open_]
        return Truth(used, both(negation(used), negation(either(*doubtful))))

    def of_subject(self, award: AwardRule, subject: str) -> dict[str, Entries]:
        """The entries about a subject by tier: each of the award's, `none` where they name none, `other`."""
        return self._by_tier(award, subject)

    def _by_tier(self, award: AwardRule, about: str) -> dict[str, Entries]:
        numbers = [str(tier.number) for tier in award.tiers if tier.number is not None]
        return {tier: self.entries(award.id, about, tier) for tier in (*numbers, "none", "other")}

    def _counts(self, award: AwardRule, entries: Entries) -> Bool:
        return entries.ever if award.once else entries.this_year

    def deduction(self, award: AwardRule, tier: TierRule, subject: str, payee: str) -> tuple[Bool, Int]:
        """What was paid in earlier years for lower tiers."""
        if award.id not in self._recorded:
            return True, 0
        name = f"register.{award.id}.{subject}.below{tier.number}"
        return self._variables.truth(name), self._variables.whole(name + ".amount")

    def paid_to(self, payee: str, awards: Collection[str], whole_period: bool) -> tuple[Bool, Int]:
        """Whether a payee was paid under awards, and how much."""
        sums = [self.sums(payee, award) for award in awards]
        there = either(*(each.ever if whole_period else each.this_year for each in sums))
        return there, total(each.in_all if whole_period else each.of_year for each in sums)

    def paid_to_all(self, awards: Collection[str], payee: str = "") -> Int:
        """What was paid under awards for the sales year, to a payee and to all others."""
        found: list[Int] = []
        for award in awards:
            if award in self._recorded:
                if award not in self._others:
                    self._others[award] = self._variables.whole(f"register.others.{award}")
                found += [self._others[award], self.sums(payee, award).of_year]
        return total(found)

    def all_awards(self) -> frozenset[str]:
        """Every award that the register may name."""
        return frozenset(self._recorded)
