"""One decision: every case through the stages of a program, on any engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from policyrules.engines.allocation import BudgetUse, choose_places, share_budget
from policyrules.engines.cases import Case, World
from policyrules.engines.claims import Claim
from policyrules.facts.records import Facts
from policyrules.program.program import BudgetRule, PlacesRule, Program, Stage

Progress = Callable[[int, int], None]


class Session(Protocol):
    """A run of one program, case by case. Not to be shared between threads."""

    def entitle(self, case: Case) -> list[Claim]:
        """The claims of one case, before any limit."""

    def limit(self, case: Case, claims: list[Claim], stage: Stage) -> None:
        """Apply the limits of a stage within one case, in order."""


class Engine(Protocol):
    """An execution of programs: reference, rete, and whatever else is held to the reference."""

    name: str

    def session(self, program: Program) -> Session:
        """A run of one program. Raises EngineError for what the engine cannot do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All claims of a decision, in the order of a decision's lines, and the use of the budget."""

    claims: tuple[Claim, ...]
    claimed: int
    budget: BudgetUse | None


def run(engine: Engine, program: Program, facts: Facts, progress: Progress | None = None) -> Outcome:
    """Decide all cases of `facts`. Raises EngineError where the engine cannot, or failed."""
    world = World(program, facts)
    session = engine.session(program)
    cases = list(world.cases())
    claims: list[list[Claim]] = [[] for _ in cases]
    budget: BudgetUse | None = None
    claimed: int | None = None
    for number, stage in enumerate(program.stages):
        for index, case in enumerate(cases):
            if number == 0:
                claims[index] = session.entitle(case)
            session.limit(case, claims[index], stage)
            if progress is not None and number == 0:
                progress(index + 1, len(cases))
        together = [claim for of_case in claims for claim in of_case]
        if isinstance(stage.over_all, PlacesRule):
            choose_places(stage.over_all, together, world)
        elif isinstance(stage.over_all, BudgetRule):
            claimed = sum(claim.due for claim in together) if claimed is None else claimed
            budget = share_budget(stage.over_all, together, world)
    ordered = tuple(claim for of_case in claims for claim in sorted(of_case, key=_line_order))
    return Outcome(ordered, sum(claim.due for claim in ordered) if claimed is None else claimed, budget)


def _line_order(claim: Claim) -> tuple[int, str, int]:
    return (claim.award.index, claim.subject.id, claim.tier or 0)
