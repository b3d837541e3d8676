"""What is said of a population beside awards: standards as frames, targets and duties as the few lines they are."""

from __future__ import annotations

from functools import cached_property

from policyrules.engines.cases import World
from policyrules.engines.columnar.standards import Standards
from policyrules.engines.columnar.tallies import Tallies
from policyrules.engines.columnar.targets import targets_in_numbers
from policyrules.engines.columnar.tasks import ThingsInNumbers, check_units
from policyrules.engines.targets import TargetOutcome
from policyrules.engines.tasks import TaskOutcome, Tasks
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.records import Thing
from policyrules.language.tree import Expression
from policyrules.program.evaluate import truth
from policyrules.program.program import Program


class Judgements:
    """Standards, targets and tasks over facts in frames. Nothing is collected before targets or tasks are asked for.

    Everything may raise EngineError where a formula is more than columns can compute.
    """

    def __init__(self, program: Program, frames: FactFrames) -> None:
        self._program = program
        self._frames = frames

    @cached_property
    def standards(self) -> Standards:
        """The standards over the lists that they judge."""
        return Standards(self._program, self._frames)

    @cached_property
    def targets(self) -> tuple[TargetOutcome, ...]:
        """Every target, for the city and then for its units: values and verdicts, without the names of who counts."""
        return tuple(
            outcome
            for rule in self._program.targets
            for outcome in targets_in_numbers(rule, self._world, self._holds, self._tallies)
        )

    @cached_property
    def tasks(self) -> tuple[TaskOutcome, ...]:
        """Every numbered duty in every unit, where the policy has a ledger."""
        ledger = self._program.duties.ledger
        if ledger is None:
            return ()
        check_units(self._program, ledger, self._frames)
        grounds = ThingsInNumbers(self._world, self._tallies)
        return tuple(Tasks(self._world, self._holds, ledger, self.targets, grounds).outcomes())

    def _holds(self, condition: Expression, subject: Thing | None) -> bool | None:
        """Whether a condition holds for a unit, or for shared circumstances."""
        return truth(condition, self._world.lookup(subject))

    @cached_property
    def _tallies(self) -> Tallies:
        return Tallies(self._program, self._frames)

    @cached_property
    def _world(self) -> World:
        return World(self._program, self._frames.facts)
