"""What a decision pays, and what the register has as paid before: looked up once for all invariants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.facts.records import Paid
from policyrules.invariants.rules import Awards
from policyrules.program.program import AwardRule

T = TypeVar("T")
K = TypeVar("K")


class Payment(NamedTuple):
    """A line that pays something: under which award, to whom, how many fen."""

    award: str
    payee: str
    fen: int
    line: AwardLine


class Payments:
    """The lines of a decision that pay something: no other can break a promise about payments."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.year = decision.year
        self.register = decision.facts.paid
        self.all = [
            Payment(line.award, line.enterprise, fen, line) for line in decision.awards if (fen := line.paid_fen)
        ]

    def under(self, awards: Awards) -> list[Payment]:
        """The payments under some awards (None: all), in the order of the decision."""
        return self.all if awards is None else [each for each in self.all if each.award in awards]

    def to_payees(self, awards: Awards) -> dict[str, list[Payment]]:
        """Each payee that is paid under some awards, with its payments."""
        found: dict[str, list[Payment]] = {}
        for each in self.all:
            if awards is None or each.award in awards:
                found.setdefault(each.payee, []).append(each)
        return found

    def for_subjects(self, awards: Awards) -> dict[tuple[str, str], list[Payment]]:
        """Each subject (its list and its id) that is paid for under some awards, with its payments."""
        found: dict[tuple[str, str], list[Payment]] = {}
        for each in self.under(awards):
            found.setdefault((each.line.claim.subject.group, each.line.subject), []).append(each)
        return found

    def entries(self, awards: Awards, all_years: bool = False) -> list[Paid]:
        """The entries of the register under some awards, for the sales year or for all."""
        return [each for each in self.register if self._counts(each, awards, all_years)]

    def before(self, payee: str, awards: Awards, all_years: bool = False) -> list[Paid]:
        """What the register has for a payee under some awards, for the sales year or for all."""
        if not self.register:
            return []
        return [each for each in self._entries_of_payees.get(payee, ()) if self._counts(each, awards, all_years)]

    def before_for(self, award: AwardRule, subject: str) -> list[Paid]:
        """What the register has for an award and a subject, in any year.

        An entry that names no subject is the payee's own, where the payee is the subject.
        """
        if not self.register:
            return []
        named = self._entries_of_subjects.get((award.id, subject, ""), ())
        own = self._entries_of_subjects.get((award.id, None, subject), ()) if award.payee is None else ()
        return [*named, *own]

    def _counts(self, entry: Paid, awards: Awards, all_years: bool) -> bool:
        return (awards is None or entry.award in awards) and (all_years or entry.year == self.year)

    @cached_property
    def _entries_of_payees(self) -> Mapping[str, list[Paid]]:
        return _grouped(self.register, lambda entry: entry.enterprise)

    @cached_property
    def _entries_of_subjects(self) -> Mapping[tuple[str, str | None, str], list[Paid]]:
        def key(entry: Paid) -> tuple[str, str | None, str]:
            return entry.award, entry.subject, entry.enterprise if entry.subject is None else ""

        return _grouped(self.register, key)


def _grouped(values: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for each in values:
        found[key(each)].append(each)
    return found
