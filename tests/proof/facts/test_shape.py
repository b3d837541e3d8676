"""How many things symbolic facts speak of: of every vocabulary, facts that may be given."""

from __future__ import annotations

from typing import Any

import pytest

from policyrules.policy import Policy, load_policy
from policyrules.proof.facts.models import facts_of
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import both, same
from policyrules.proof.logic.values import Symbol, identical

from ..models import of_shape, seek

GANZHOU, ZHANJIANG = load_policy("ganzhou"), load_policy("zhanjiang")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (GANZHOU, {"enterprises": 2, "platforms": 6, "live_bases": 6, "awards_paid": 2}),
        # Nobody is paid, the list of units has the names of units, and there is no register.
        (ZHANJIANG, {"enterprises": 3, "town_centres": 3, "counties": 3}),
    ],
)
def test_so_many_things_are_facts_that_may_be_given(policy: Policy, expected: dict[str, int]) -> None:
    """Else facts of a shape are refused, or none are allowed at all: everything would be proved of them."""
    program, vocabulary = policy.program(2025), policy.definition.vocabulary
    world = SymbolicWorld(program, vocabulary, shape_of(program, vocabulary, payees=2, each=3, entries=2))
    solved = solve([*world.constraints, *(each.there for each in world.register.entries)])
    assert solved.model is not None
    given: dict[str, Any] = facts_of(world, solved.model)
    assert {name: len(things) for name, things in given.items() if isinstance(things, list)} == expected
    policy.facts(given)


@pytest.mark.parametrize("fen", [0, 333, 100_00])
def test_equal_entries_of_the_register_may_be_given(fen: int) -> None:
    """Else facts with two equal payments are left out of proofs: written differently, no check refuses them."""
    found = of_shape(GANZHOU, 2025, entries=2)
    one, other = found.world.register.entries
    numbers = [(one.year, other.year), (one.award, other.award), (one.payee, other.payee), (one.amount, other.amount)]
    symbols: list[tuple[Symbol, Symbol]] = [(one.tier, other.tier), (one.subject, other.subject)]
    alike = both(*(same(*pair) for pair in numbers), *(identical(*pair) for pair in symbols))
    sought = seek(found, [both(one.there, other.there, same(one.amount, fen), alike)])
    assert len(sought.had) == 1
    assert len(GANZHOU.facts(sought.facts).paid) == 2
    assert sought.differences(GANZHOU, 2025) == []
