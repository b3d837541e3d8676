"""A decision over frames as reports of decisions read one: all but its lines of awards and standards."""

from __future__ import annotations

from functools import cached_property

from policyrules.decision.decision import Decision
from policyrules.decision.frame_decision import FrameDecision
from policyrules.decision.lines import Totals
from policyrules.decision.prose import prose_of
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine
from policyrules.engines.cases import World
from policyrules.engines.reference import ReferenceEngine
from policyrules.engines.run import Outcome
from policyrules.policy import library_version


class View(Decision):
    """Policy, year, interpretations, totals, targets and duties of a decision over frames.

    Targets and duties name nobody. `awards` and `standards` are empty: their lines are the frames'.
    """

    def __init__(self, decision: FrameDecision) -> None:
        program, facts = decision.program, decision.facts.facts
        # Nothing is decided one by one: the outcome is that of no case at all.
        outcome = Outcome(ReferenceEngine(), World(program, facts), (), 0, None)
        prose = prose_of(program, decision.facts.vocabulary)
        super().__init__(program, prose, facts, outcome, decision.engine, library_version())
        self._frames = decision

    @cached_property
    def standards(self) -> tuple[()]:
        """None: the frame of standards has them."""
        return ()

    @cached_property
    def targets(self) -> tuple[TargetLine, ...]:
        """The targets, in numbers."""
        return self._frames.targets

    @cached_property
    def tasks(self) -> tuple[TaskLine, ...]:
        """The duties, in numbers."""
        return self._frames.tasks

    @cached_property
    def totals(self) -> Totals:
        """Sums over the known lines of the frames."""
        return self._frames.totals
