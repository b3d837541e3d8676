"""One decision on symbolic facts: `engines/run.py` and the reference evaluator, with terms for what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyrules.program.program import BudgetRule, PlacesRule, Program
from policyrules.proof.deciding.claims import SymbolicClaim, claims_of
from policyrules.proof.deciding.limits import limit_case
from policyrules.proof.deciding.shared import SymbolicBudget, choose_places, share_budget
from policyrules.proof.deciding.standards import SymbolicStandard, standard_outcomes
from policyrules.proof.deciding.targets import SymbolicTarget, target_outcomes
from policyrules.proof.deciding.tasks import SymbolicTask, task_outcomes
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import Int, total


@dataclass(frozen=True)
class SymbolicDecision:
    """All lines that there may be, after all limits; what was claimed in all, and the use of the last budget.

    Standards, targets and tasks are built at their first use, and with them the variables that they ask about.
    """

    program: Program
    world: SymbolicWorld
    claims: tuple[SymbolicClaim, ...]
    claimed: Int
    budget: SymbolicBudget | None

    @cached_property
    def standards(self) -> tuple[SymbolicStandard, ...]:
        """Every standard for every thing that it judges, by the thing's id."""
        return tuple(standard_outcomes(self.world))

    @cached_property
    def targets(self) -> tuple[SymbolicTarget, ...]:
        """Every target, for the city and then for its units. Raises EngineError."""
        return tuple(target_outcomes(self.world))

    @cached_property
    def tasks(self) -> tuple[SymbolicTask, ...]:
        """Every numbered duty in every unit, where the policy has a ledger. Raises EngineError."""
        return tuple(task_outcomes(self.world, self.standards))

    def of(self, payee: str | None = None, awards: Iterable[str] | None = None) -> list[SymbolicClaim]:
        """The lines of a payee, of some awards."""
        names = None if awards is None else set(awards)
        return [
            each
            for each in self.claims
            if (payee is None or each.payee == payee) and (names is None or each.award.id in names)
        ]

    def paid(self, payee: str | None = None, awards: Iterable[str] | None = None) -> Int:
        """What a payee is paid under some awards, in fen. What is unknown is not paid."""
        return total(each.due for each in self.of(payee, awards))


def decide(world: SymbolicWorld) -> SymbolicDecision:
    """Decide all cases of a symbolic world. Raises EngineError for what is not encoded."""
    program = world.program
    payees = world.shape.of(program.payees)
    claims = {payee: _entitle(world, payee) for payee in payees}
    budget: SymbolicBudget | None = None
    claimed: Int | None = None
    for stage in program.stages:
        for payee in payees:
            for limit in stage.within_case:
                limit_case(limit, claims[payee], payee, world.register)
        together = [claim for payee in payees for claim in claims[payee]]
        if isinstance(stage.over_all, PlacesRule):
            choose_places(stage.over_all, together, world.register)
        elif isinstance(stage.over_all, BudgetRule):
            claimed = total(claim.due for claim in together) if claimed is None else claimed
            budget = share_budget(stage.over_all, together, world)
    lines = tuple(claim for payee in payees for claim in claims[payee])
    return SymbolicDecision(program, world, lines, _due(lines) if claimed is None else claimed, budget)


def _due(claims: Sequence[SymbolicClaim]) -> Int:
    return total(claim.due for claim in claims)


def _entitle(world: SymbolicWorld, payee: str) -> list[SymbolicClaim]:
    """The claims of one payee before any limit, in the order of the awards."""
    program = world.program
    found: list[SymbolicClaim] = []
    for award in program.awards:
        subjects = (payee,) if award.payee is None else world.shape.subjects(award.subject, payee)
        for subject in subjects:
            found += claims_of(award, world.formulas(award.subject, subject), world.register, subject, payee)
    return found
