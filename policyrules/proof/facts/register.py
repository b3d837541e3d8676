"""The register of awards: as entries that may say anything, and what claims and limits ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR
from policyrules.facts.records import Paid
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, Program, TierRule
from policyrules.proof.facts.variables import Variables, equal
from policyrules.proof.logic.terms import Bool, Int, at_most, both, either, less, negation, number_of, same, total, when
from policyrules.proof.logic.values import Quantity, Truth, Word, identical


class RegisterView(Protocol):
    """What claims and limits of one payee ask of the register."""

    def used(self, award: AwardRule, tier: TierRule, subject: str, payee: str) -> Truth:
        """Whether an award (its tier) was paid for a subject before."""

    def deduction(self, award: AwardRule, tier: TierRule, subject: str, payee: str) -> tuple[Bool, Int]:
        """Whether what was paid in earlier years for lower tiers is known, and how much it is, in fen."""

    def paid_to(self, payee: str, awards: Collection[str], whole_period: bool) -> tuple[Bool, Int]:
        """Whether a payee was paid under awards, for the sales year or in any, and how much, in fen."""

    def paid_to_all(self, awards: Collection[str]) -> Int:
        """What was paid under awards for the sales year, in fen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, if it is `there`."""

    there: Bool
    year: Int
    award: Int
    tier: Quantity
    payee: Int
    subject: Word
    amount: Int


class SymbolicRegister:
    """So many entries, each of which may be absent, and may say whatever the schema allows; none without a register."""

    def __init__(self, program: Program, variables: Variables, entries: int) -> None:
        self._program = program
        self._words = variables.words
        self._own = [award.id for award in program.awards if award.payee is None]
        awards = _awards(variables.vocabulary)
        self.entries = tuple(self._entry(variables, index, awards) for index in range(entries if awards else 0))

    def _entry(self, variables: Variables, index: int, awards: Collection[str]) -> Entry:
        name = f"paid.{index}."
        there = variables.truth(name + "there")
        year, tier = variables.whole(name + "year", FIRST_YEAR), variables.whole(name + "tier", 1)
        award, subject = variables.whole(name + "award"), variables.whole(name + "subject")
        variables.constraints += [
            at_most(year, LAST_YEAR),
            either(*(same(award, self._words.code(each)) for each in awards)),
        ]
        return Entry(
            there,
            year,
            award,
            Quantity(variables.truth(name + "tier?"), tier),
            variables.whole(name + "payee"),
            Word(variables.truth(name + "subject?"), subject),
            variables.whole(name + "amount"),
        )

    # What an entry is about.

    def _under(self, entry: Entry, awards: Collection[str]) -> Bool:
        return both(entry.there, either(*(same(entry.award, self._words.code(each)) for each in awards)))

    def _to(self, entry: Entry, payee: str) -> Bool:
        return same(entry.payee, self._words.code(payee))

    def _of_year(self, entry: Entry) -> Bool:
        return same(entry.year, self._program.year)

    def names(self, entry: Entry, award: str, subject: str) -> Bool:
        """Whether an entry was for a subject: of one's own award, the payee where it names none."""
        named = both(entry.subject.known, same(entry.subject.code, self._words.code(subject)))
        if award in self._own:
            named = either(named, both(negation(entry.subject.known), self._to(entry, subject)))
        return both(self._under(entry, [award]), named)

    def _unattributed(self, entry: Entry, award: str, payee: str) -> Bool:
        if award in self._own:
            return False
        return both(self._under(entry, [award]), negation(entry.subject.known), self._to(entry, payee))

    # What is asked.

    def used(self, award: AwardRule, tier: TierRule, subject: str, payee: str) -> Truth:
        """Whether an award (its tier) was paid before: `engines.claims.is_used`."""
        met: list[Bool] = []
        doubtful: list[Bool] = []
        for entry in self.entries:
            counts = True if award.once else self._of_year(entry)
            for_subject = both(counts, self.names(entry, award.id, subject))
            unsaid = both(counts, self._unattributed(entry, award.id, payee))
            if tier.number is None:
                met.append(for_subject)
                doubtful.append(unsaid)
                continue
            this = both(entry.tier.known, same(entry.tier.term, tier.number))
            no_tier = negation(entry.tier.known)
            met.append(both(for_subject, this))
            doubtful += [both(for_subject, no_tier), both(unsaid, either(no_tier, this))]
        used = either(*met)
        return Truth(used, both(negation(used), negation(either(*doubtful))))

    def deduction(self, award: AwardRule, tier: TierRule, subject: str, payee: str) -> tuple[Bool, Int]:
        """What was paid in earlier years for lower tiers: `engines.claims.paid_for_lower_tiers`."""
        paid: list[Int] = []
        unsaid: list[Bool] = []
        for entry in self.entries:
            earlier = less(entry.year, self._program.year)
            named = both(earlier, self.names(entry, award.id, subject))
            other = both(earlier, self._unattributed(entry, award.id, payee))
            lower = both(entry.tier.known, less(entry.tier.term, tier.number or 0))
            no_tier = negation(entry.tier.known)
            paid.append(when(both(named, lower), entry.amount, 0))
            unsaid += [both(named, no_tier), both(other, either(no_tier, lower))]
        return negation(either(*unsaid)), total(paid)

    def paid_to(self, payee: str, awards: Collection[str], whole_period: bool) -> tuple[Bool, Int]:
        """Whether a payee was paid under awards, and how much."""
        found = [
            both(self._under(each, awards), self._to(each, payee), True if whole_period else self._of_year(each))
            for each in self.entries
        ]
        amounts = zip(found, self.entries, strict=True)
        return either(*found), total(when(counts, each.amount, 0) for counts, each in amounts)

    def paid_to_all(self, awards: Collection[str]) -> Int:
        """What was paid under awards for the sales year."""
        return total(
            when(both(self._under(each, awards), self._of_year(each)), each.amount, 0) for each in self.entries
        )

    def holds_place(self, award: str, subject: str) -> Bool:
        """Whether a subject was paid under an award for the sales year."""
        return either(*(both(self._of_year(each), self.names(each, award, subject)) for each in self.entries))

    def places_taken(self, awards: Collection[str]) -> Int:
        """How many places payments for the sales year hold; one that names no subject holds one in nobody's name."""
        taken: list[Bool] = []
        for index, entry in enumerate(self.entries):
            counts = both(self._under(entry, awards), self._of_year(entry))
            before = (
                both(self._under(each, awards), self._of_year(each), self._in_one_place(each, entry))
                for each in self.entries[:index]
            )
            taken.append(both(counts, negation(either(*before))))
        return number_of(taken)

    def _in_one_place(self, one: Entry, other: Entry) -> Bool:
        return both(same(one.award, other.award), identical(self._subject(one), self._subject(other)))

    def _subject(self, entry: Entry) -> Word:
        """What an entry was for: of one's own award, the payee where it names nothing."""
        own = either(*(same(entry.award, self._words.code(each)) for each in self._own))
        code = when(entry.subject.known, entry.subject.code, entry.payee)
        return Word(either(entry.subject.known, own), code)

    def equals(self, paid: Collection[Paid]) -> Iterator[Bool]:
        """That the entries are exactly these."""
        for entry, given in zip(self.entries, paid, strict=True):
            yield entry.there
            yield from (
                same(entry.year, given.year),
                same(entry.award, self._words.code(given.award)),
                equal(entry.tier, given.tier, self._words),
                same(entry.payee, self._words.code(given.enterprise)),
                equal(entry.subject, given.subject, self._words),
                same(entry.amount, given.amount),
            )


def _awards(vocabulary: Vocabulary) -> list[str]:
    """The awards that the register may name."""
    for things in vocabulary.lists.values():
        if things.register_of_awards:
            return list(things.fields["award"].options)
    return []
