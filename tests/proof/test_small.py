"""Of all models the solver gives one that makes a small case, always the same one."""

from __future__ import annotations

from collections.abc import Callable

from policyrules.policy import load_policy
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.models import Json, facts_of
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import Bool, less
from policyrules.proof.small import small_model

GANZHOU = load_policy("ganzhou")


def facts_where(asked: Callable[[SymbolicClaim], Bool]) -> Json:
    """Facts on which something is so of an enterprise's award for growth: its things and payments may be anything."""
    program, vocabulary = GANZHOU.program(2025), GANZHOU.definition.vocabulary
    world = SymbolicWorld(program, vocabulary, shape_of(program, vocabulary, 1, 2, 2))
    (growth,) = decide(world).of("enterprises-1", ["growth"])
    solved = small_model(world, [asked(growth), *world.constraints])
    assert solved.model is not None
    return facts_of(world, solved.model)


def test_a_model_says_little_and_that_in_round_figures() -> None:
    """Nothing of earlier payments, platforms and bases where only the enterprise's own sales matter."""
    found = facts_where(lambda claim: less(0, claim.due))
    assert "awards_paid" not in found
    for name in ("platforms", "live_bases"):
        assert all(set(each) == {"id", "operator"} for each in found[name]), found[name]
    (enterprise,) = found["enterprises"]
    assert float(enterprise["online_sales"]["2025"]) % 10_000 == 0
    (line,) = (each for each in GANZHOU.decide(found, 2025).awards if each.award == "growth")
    assert line.paid_fen
    assert facts_where(lambda claim: less(0, claim.due)) == found


def test_an_earlier_payment_is_one_that_there_might_have_been() -> None:
    """To the enterprise, for itself, before the year of the decision is over; and only one."""
    found = facts_where(lambda claim: claim.already_paid)
    (entry,) = found["awards_paid"]
    assert (entry["award"], entry["enterprise"]) == ("growth", "enterprises-1")
    assert entry.get("subject", "enterprises-1") == "enterprises-1"
    assert entry["year"] <= 2025


def test_what_cannot_be_has_no_model() -> None:
    program, vocabulary = GANZHOU.program(2025), GANZHOU.definition.vocabulary
    world = SymbolicWorld(program, vocabulary, shape_of(program, vocabulary))
    (growth,) = decide(world).of("enterprises-1", ["growth"])
    for impossible in (less(50_000_000, growth.due), False):
        solved = small_model(world, [impossible, *world.constraints])
        assert (solved.outcome, solved.model) == ("unsat", None)
