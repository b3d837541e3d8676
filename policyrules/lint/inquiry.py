"""Whether conditions can hold: by the bounds that they set, and by the solver where these leave it open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Compare, Every, Expression, Negation, attributes, walk
from policyrules.language.vocabulary import Vocabulary
from policyrules.lint.linear import bound_of, constant
from policyrules.lint.possible import Possibility
from policyrules.lint.ranges import Range

if TYPE_CHECKING:
    from policyrules.lint.solver import Solver

#: Conditions with more parts than these are not left to bounds alone, which try one alternative after another.
MOST_PARTS = 200


class Inquiry:
    """Questions about the things of one list (or about shared circumstances alone, where that is empty).

    Without a solver what bounds leave open is taken for possible.
    """

    def __init__(self, vocabulary: Vocabulary, subject: str, solver: Solver | None) -> None:
        self.vocabulary = vocabulary
        self.subject = subject
        self.solver = solver
        self._by_bounds = Possibility(vocabulary, subject)
        self._unconfirmed = 0

    @property
    def proved(self) -> bool:
        """Whether the solver has confirmed every no that was given here."""
        return self.solver is not None and not self._unconfirmed

    def possible(self, conditions: Iterable[Expression]) -> bool:
        """Whether all of them can hold together."""
        asked = tuple(conditions)
        found = self._by_bounds.possible(asked)
        if found and (self.solver is None or self._is_exact(asked)):
            return True
        solved = None if self.solver is None else self.solver.possible(self.subject, asked)
        if solved is None:
            self._unconfirmed += not found
            return found
        return found and solved

    def certain(self, condition: Expression) -> bool:
        """Whether it holds whatever the facts are, as far as they are known."""
        return not self.possible([Negation(condition)])

    def implies(self, first: Iterable[Expression], second: Iterable[Expression]) -> bool:
        """Whether whatever satisfies all of the first satisfies all of the second."""
        return not self.possible([*first, Negation(Every(tuple(second)))])

    def bounds(self, conditions: Iterable[Expression]) -> dict[Expression, Range]:
        """The range to which conditions bound each term by themselves; alternatives bound nothing."""
        return self._by_bounds.bounds(conditions)

    def _is_exact(self, conditions: Sequence[Expression]) -> bool:
        """Whether bounds decide these conditions both ways: each compares one fact with what is known."""
        parts = [part for each in conditions for part in walk(each)]
        if len(parts) > MOST_PARTS or _are_tied(self.vocabulary, self.subject, conditions):
            return False
        return all(_bounds_a_fact(part) for part in parts if isinstance(part, Compare))


def _bounds_a_fact(comparison: Compare) -> bool:
    bound = bound_of(comparison)
    if bound is not None:
        return isinstance(bound.term, Attribute) and bound.term.kind is not Kind.YEAR
    sides = (comparison.left, comparison.right)
    options = any(isinstance(each, Attribute) and each.kind is Kind.CHOICE for each in sides)
    return options and any(constant(each) is not None for each in sides)


def _are_tied(vocabulary: Vocabulary, subject: str, conditions: Sequence[Expression]) -> bool:
    """Whether facts that fail a check between two of the facts asked about would be refused."""
    asked = {each.field for condition in conditions for each in attributes(condition)}
    refused = (check for check in vocabulary.checks if check.severity == "error")
    return any(asked.issuperset(check.not_above) for check in refused)
