"""One decision: every case through the stages of a program, on any engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from policyrules.engines.allocation import BudgetUse, choose_places, share_budget
from policyrules.engines.cases import Case, World
from policyrules.engines.claims import Claim
from policyrules.engines.standards import StandardOutcome
from policyrules.engines.statuses import NamedThings
from policyrules.engines.targets import TargetOutcome, target_outcomes
from policyrules.engines.tasks import TaskOutcome, Tasks
from policyrules.facts.records import Facts, Thing
from policyrules.language.tree import Expression
from policyrules.program.program import BudgetRule, PlacesRule, Program, Stage
from policyrules.program.standard_rules import StandardRule

Progress = Callable[[int, int], None]


class Session(Protocol):
    """A run of one program, case by case. Not to be shared between threads."""

    def entitle(self, case: Case) -> list[Claim]:
        """The claims of one case, before any limit."""

    def limit(self, case: Case, claims: list[Claim], stage: Stage) -> None:
        """Apply the limits of a stage within one case, in order."""

    def judge(self, standard: StandardRule, subject: Thing, world: World) -> StandardOutcome:
        """A standard for one thing."""

    def truths(self, name: str, subject: Thing | None, world: World) -> Mapping[Expression, bool | None]:
        """The program's conditions on the things of the list `name`, for one of them.

        Without a name and a thing: its conditions on shared circumstances alone.
        """


class Engine(Protocol):
    """An execution of programs: reference, rete, and whatever else is held to the reference."""

    name: str

    def session(self, program: Program) -> Session:
        """A run of one program. Raises EngineError for what the engine cannot do."""


class Outcome:
    """What a decision found: all claims in the order of its lines, the use of the budget, and the rest when asked.

    Awards come first, since a budget takes all of them together; standards, targets and tasks are found by the
    same engine at their first use, on the thread that asks.
    """

    def __init__(
        self, engine: Engine, world: World, claims: tuple[Claim, ...], claimed: int, budget: BudgetUse | None
    ) -> None:
        self.claims = claims
        self.claimed = claimed
        self.budget = budget
        self._engine = engine
        self._world = world

    @cached_property
    def standards(self) -> tuple[StandardOutcome, ...]:
        """Every standard for every thing that it judges, by the thing's id. Raises EngineError."""
        world, session = self._world, self._engine.session(self._world.program)
        judged = sorted(
            ((subject, rule) for rule in world.program.standards for subject in world.things(rule.subject)),
            key=lambda pair: (pair[0].id, pair[1].index),
        )
        return tuple(session.judge(rule, subject, world) for subject, rule in judged)

    @cached_property
    def targets(self) -> tuple[TargetOutcome, ...]:
        """Every target, for the city and then for its units. Raises EngineError."""
        holds = self._answers.holds
        return tuple(each for rule in self._world.program.targets for each in target_outcomes(rule, self._world, holds))

    @cached_property
    def tasks(self) -> tuple[TaskOutcome, ...]:
        """Every numbered duty in every unit, where the policy has a ledger. Raises EngineError."""
        ledger = self._world.program.duties.ledger
        if ledger is None:
            return ()
        world, holds = self._world, self._answers.holds
        grounds = NamedThings(world, holds, self.standards)
        return tuple(Tasks(world, holds, ledger, self.targets, grounds).outcomes())

    @cached_property
    def _answers(self) -> _Answers:
        return _Answers(self._engine, self._world)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Conditions as the engine answers them: all that are asked of a thing at once, each thing once."""

    engine: Engine
    world: World
    known: dict[tuple[str, str], Mapping[Expression, bool | None]] = field(default_factory=dict)

    def holds(self, condition: Expression, subject: Thing | None) -> bool | None:
        """Whether a condition holds for a thing, or for shared circumstances."""
        name, key = ("", "") if subject is None else (subject.group, subject.id)
        if (name, key) not in self.known:
            self.known[name, key] = self.engine.session(self.world.program).truths(name, subject, self.world)
        return self.known[name, key][condition]


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
    total = sum(claim.due for claim in ordered) if claimed is None else claimed
    return Outcome(engine, world, ordered, total, budget)


def _line_order(claim: Claim) -> tuple[int, str, int]:
    return (claim.award.index, claim.subject.id, claim.tier or 0)
