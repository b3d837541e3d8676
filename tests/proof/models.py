"""Facts found by the solver, held against the reference evaluator: the encoding read the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import z3
from hypothesis import strategies as st

from policyrules.engines.verdicts import Verdict
from policyrules.policy import Policy
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.facts.models import facts_of
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.variables import holds
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool

from .agreement import agreement, symbolic

STATUSES = ("paid", "reduced", "excluded", "already_paid", "not_eligible", "unknown")
#: The seconds after which facts with certain outcomes are given up.
PATIENCE = 2.0


def of_shape(policy: Policy, year: int, payees: int = 1, each: int = 1, entries: int = 0) -> SymbolicDecision:
    """The decision of a policy on symbolic facts with so many payees, things of each, and payments before."""
    shape = shape_of(policy.program(year), policy.definition.vocabulary, payees, each, entries)
    return symbolic(policy, year, shape)


def outcomes(found: SymbolicDecision) -> Iterator[tuple[str, Bool]]:
    """All that lines may come to."""
    for claim in found.claims:
        yield from ((f"{claim.award.id} {claim.subject} {each}", claim.status(each)) for each in STATUSES)
    judged = [(f"{each.rule.id} {each.subject}", each.verdict) for each in found.standards]
    judged += [(f"{each.rule.id} {each.place}", each.verdict) for each in found.targets]
    judged += [(f"{each.duty.id} {each.place}", each.verdict) for each in found.tasks]
    for name, verdict in judged:
        yield from ((f"{name} {each.value}", verdict.given(each)) for each in Verdict)


@dataclass(frozen=True, repr=False)
class Sought:
    """Facts for which as much of what is wanted comes out as can be had."""

    found: SymbolicDecision
    had: list[Bool]
    model: z3.ModelRef

    def differences(self, policy: Policy, year: int) -> list[str]:
        """What the reference evaluator decides otherwise than the model says. Raises FactsError."""
        given = self.facts
        wanted = agreement(policy.decide(given, year, engine="reference"), self.found)
        return [name for name, agrees in wanted.items() if not holds(agrees, self.model)]

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the model."""
        return facts_of(self.found.world, self.model)


def seek(found: SymbolicDecision, wanted: Iterable[Bool]) -> Sought:
    """Facts for which the wanted outcomes come out, one after the other, as far as they go together."""
    demanded = found.world.constraints
    solved = solve(demanded)
    assert solved.model is not None, "no facts are allowed at all"
    model, had = solved.model, []
    for each in wanted:
        if holds(each, model):
            had.append(each)
            continue
        solved = solve([*demanded, *had, each], PATIENCE)
        if solved.model is not None:
            model = solved.model
            had.append(each)
    return Sought(found, had, model)


@st.composite
def some_of(draw: st.DrawFn, options: Sequence[Bool], most: int = 6) -> list[Bool]:
    """A few of several, in any order."""
    indices = draw(st.lists(st.integers(0, len(options) - 1), max_size=most)) if options else []
    return [options[index] for index in indices]
