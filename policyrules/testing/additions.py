"""Facts in which something more is there: a flag, or one of several options, of a thing that a standard judges."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.nesting import flat, room
from policyrules.language.quantities import Kind
from policyrules.language.tree import (
    SUBJECT,
    Attribute,
    Compare,
    Constant,
    Every,
    Expression,
    Some,
    attributes,
    parts_of,
)
from policyrules.policy import Policy
from policyrules.program.standard_rules import StandardRule
from policyrules.testing.strategies import Json
from policyrules.testing.strategies import facts as facts_of


@dataclass(frozen=True)
class Addition:
    """A flag of one thing, or one of several options, that is now there."""

    things: str
    index: int
    field: str
    member: str | None

    def applied(self, facts: Json) -> Json:
        """The facts with it."""
        more = copy.deepcopy(facts)
        branch, last = room(_opened(more[self.things][self.index], self.field), self.field)
        if self.member is None:
            branch[last] = True
        elif isinstance(branch.get(last), list | tuple):
            branch[last] = [*branch[last], self.member]
        else:
            branch[last] = {**(branch.get(last) or {}), self.member: True}
        return more

    def is_there(self, facts: Json) -> bool:
        """Whether the facts say already that it is there."""
        found: Any = dict(flat(facts[self.things][self.index], [self.field])).get(self.field)
        if self.member is None:
            return found is True
        return self.member in found and (not isinstance(found, dict) or found[self.member] is True) if found else False


def _opened(thing: Json, name: str) -> Json:
    """The thing, with an object for each null on the way to a property."""
    branch = thing
    for step in name.split(".")[:-1]:
        branch[step] = branch.get(step) or {}
        branch = branch[step]
    return thing


def is_monotone(test: Expression) -> bool:
    """Whether a condition can only gain from something that is there: no flag is denied or compared."""
    match test:
        case Attribute() | Constant():
            return True
        case Every() | Some():
            return all(is_monotone(part) for part in parts_of(test))
        case Compare():
            return all(each.kind is not Kind.FLAG for each in attributes(test))
    return all(each.kind is not Kind.FLAG for each in attributes(test))


def has_facts(standard: StandardRule) -> tuple[Attribute, ...]:
    """The flags and options that a standard of monotone items asks about; none of what says whether it applies."""
    items = [item for block in standard.blocks for item in block.items]
    if not all(is_monotone(item.test) for item in items):
        return ()
    applies = {each.field for each in attributes(standard.applies)} if standard.applies is not None else set()
    asked = dict.fromkeys(each for item in items for each in item.attributes)
    return tuple(
        each for each in asked if each.kind is Kind.FLAG and each.owner == SUBJECT and each.field not in applies
    )


@st.composite
def additions(
    draw: st.DrawFn, policy: Policy, year: int, facts: st.SearchStrategy[Json] | None = None
) -> tuple[Json, Addition | None]:
    """Facts, and something that is not there yet, or not known to be; None where nothing is missing."""
    given = draw(facts_of(policy, year) if facts is None else facts)
    possible = [each for each in _possible(policy, given, year) if not each.is_there(given)]
    return given, draw(st.sampled_from(possible)) if possible else None


def _possible(policy: Policy, facts: Json, year: int) -> Iterator[Addition]:
    for standard in policy.program(year).standards:
        for index in range(len(facts.get(standard.subject, ()))):
            for each in has_facts(standard):
                yield Addition(standard.subject, index, each.field, each.member)
