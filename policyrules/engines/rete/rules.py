"""A Program → rules of durable-rules.

The chain of one case:

    subject facts ──▶ criterion missed · eligible ──▶ entitled · already paid ──▶ tally ──▶ claims
    claims ──▶ the first limit that bites ──▶ claims, reduced ──▶ … ──▶ settled

A rule's salience (a smaller number fires first) keeps the tally behind every entitlement. A `claims` fact is one wide
fact: for each limit how far it is exceeded, for each exclusive award how strong its side is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from policyrules.engines.rete.book import Book
from policyrules.engines.rete.network import LARGEST
from policyrules.engines.rete.patterns import (
    MOST_WAYS,
    Pattern,
    Properties,
    all_of,
    comparison,
    fails,
    holds,
    ways,
)
from policyrules.language.tree import Expression
from policyrules.program.program import AwardRule, CapRule, ExclusiveRule, Program, Stage, TierRule

CRITERIA, ENTITLEMENT, TALLY, LIMITS, OPEN = 1000, 2000, 3000, 4000, 5000
#: What sides of an exclusive limit bring that is not known, what one reaches that is not in question, or has no bound.
WEAKEST, OUT_OF_QUESTION, UNREACHABLE = -2, -1, LARGEST - 1


@dataclass(frozen=True)
class Missed:
    """A criterion surely does not hold, and with it these tiers."""

    award: int
    tiers: tuple[int, ...]


@dataclass(frozen=True)
class Eligible:
    """All criteria of a tier hold."""

    award: int
    tier: int


@dataclass(frozen=True)
class Entitled:
    """An eligible tier is due, or was paid before."""

    used: bool


@dataclass(frozen=True)
class Tally:
    """Every entitlement of the case is known: make the claims."""


@dataclass(frozen=True)
class CapBites:
    """A cap is exceeded."""

    limit: CapRule


@dataclass(frozen=True)
class Excludes:
    """An exclusive limit decides: an award was paid for the year (`paid`), one side is kept, or none can be yet."""

    limit: ExclusiveRule
    paid: bool = False
    kept: int | None = None


@dataclass(frozen=True)
class Settled:
    """No limit of the stage bites any more."""


Meaning = Missed | Eligible | Entitled | Tally | CapBites | Excludes | Settled


class RuleBook(Book[Meaning]):
    """The rules of awards and limits."""

    def conclude(
        self, name: str, meaning: Meaning, salience: int, owner: str, pattern: Callable[[Properties], Pattern]
    ) -> None:
        """Add a rule over the facts of an owner, on a fact with room for its matches."""
        kind = self.kinds.with_room(owner, pattern)
        self.add(name, meaning, salience, kind, pattern(self.kinds.properties[kind]))


def of_list(list_name: str) -> str:
    """The owner of the facts of the things of a list."""
    return f"subject.{list_name}"


def rule_book(program: Program) -> RuleBook:
    """The rules of a program."""
    book = RuleBook()
    for award in program.awards:
        if award.open:
            _award(book, award)
    book.add("entitled", Entitled(used=False), ENTITLEMENT, "eligible", {"used": 0}, {"$ex": {"due": 1}})
    book.add("already_paid", Entitled(used=True), ENTITLEMENT, "eligible", {"used": 1})
    book.add("tally", Tally(), TALLY, "case")
    for number, stage in enumerate(program.stages):
        _stage(book, number, stage)
    return book


def _award(book: RuleBook, award: AwardRule) -> None:
    owner = of_list(award.subject)
    tiers_of: dict[Expression, list[int]] = {}
    for number, tier in enumerate(award.tiers):
        for criterion in tier.criteria:
            tiers_of.setdefault(criterion.test, []).append(number)
        # A higher tier fires first: where only the highest counts, the lower ones then conclude nothing.
        all_hold = partial(_all_hold, tier)
        book.conclude(
            f"{award.id}.eligible.{number}", Eligible(award.index, number), CRITERIA - number, owner, all_hold
        )
    for number, (test, tiers) in enumerate(tiers_of.items()):
        meaning = Missed(award.index, tuple(dict.fromkeys(tiers)))
        book.conclude(f"{award.id}.missed.{number}", meaning, CRITERIA, owner, partial(fails, test))


def _all_hold(tier: TierRule, properties: Properties) -> Pattern:
    patterns: list[Pattern] = []
    for criterion in tier.criteria:
        pattern = holds(criterion.test, properties)
        if ways(all_of([*patterns, pattern])) > MOST_WAYS:
            pattern = {properties.truth(criterion.test): 1}
        patterns.append(pattern)
    return all_of(patterns)


def _stage(book: RuleBook, number: int, stage: Stage) -> None:
    here: Pattern = {"stage": number}
    quiet: list[Pattern] = [here]
    for index, limit in enumerate(stage.within_case):
        name = f"{limit.id}.{number}"
        if isinstance(limit, CapRule):
            over = over_cap(index)
            book.add(name, CapBites(limit), LIMITS, "claims", *quiet, comparison(">", over, 0))
            quiet.append(comparison("<=", over, 0))
        else:
            _exclusive(book, name, index, limit, quiet)
            quiet += [{is_paid(index): 0}, comparison("<", contenders(index), 2)]
    book.add(f"settled.{number}", Settled(), LIMITS, "claims", *quiet)


def _exclusive(book: RuleBook, name: str, index: int, limit: ExclusiveRule, quiet: list[Pattern]) -> None:
    book.add(f"{name}.paid", Excludes(limit, paid=True), LIMITS, "claims", *quiet, {is_paid(index): 1})
    contended: list[Pattern] = [{is_paid(index): 0}, comparison(">=", contenders(index), 2)]
    for side in range(len(limit.awards)):
        others = [other for other in range(len(limit.awards)) if other != side]
        stronger: list[Pattern] = [comparison(">=", strength(index, side), reach(index, other)) for other in others]
        meaning = Excludes(limit, kept=side)
        book.add(f"{name}.keep.{side}", meaning, LIMITS, "claims", *quiet, *contended, *stronger)
    # Fires only after no side could be kept: the claims have not been replaced by then.
    book.add(f"{name}.open", Excludes(limit), OPEN, "claims", *quiet, *contended)


# The properties of a `claims` fact, by the place of the limit in its stage.


def over_cap(index: int) -> str:
    """How far a cap is exceeded, in fen."""
    return f"over_{index}"


def is_paid(index: int) -> str:
    """Whether an award of an exclusive limit was paid for the year."""
    return f"paid_{index}"


def contenders(index: int) -> str:
    """How many awards of an exclusive limit are in question."""
    return f"contenders_{index}"


def strength(index: int, side: int) -> str:
    """What a known side brings, ties settled by its place; `WEAKEST` where it is unknown or not in question."""
    return f"strength_{index}_{side}"


def reach(index: int, side: int) -> str:
    """What another side must bring to be kept against this one; `UNREACHABLE` where there is no bound."""
    return f"reach_{index}_{side}"
