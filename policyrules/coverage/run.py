"""One case as it was decided, and which of its lines the case expects something of: only those show anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from policyrules.cases.expectation import Expectation
from policyrules.decision.decision import Decision
from policyrules.engines.reference import ReferenceSession
from policyrules.policy import Policy
from policyrules.program.lowering.settling import Settling, settling
from policyrules.program.program import Program


@dataclass(frozen=True)
class Asserted:
    """The lines that a case expects something of, by what identifies them. `sums`: the totals, or any line."""

    awards: Collection[tuple[str, str]]
    standards: Collection[tuple[str, str]]
    targets: Collection[tuple[str, str | None]]
    tasks: Collection[tuple[int, str]]
    totals: bool

    def target(self, name: str) -> bool:
        """Whether anything is expected of a target, for the city or for a unit."""
        return any(each == name for each, _ in self.targets)


def asserted_by(expect: Expectation, places: Mapping[str, str]) -> Asserted:
    """The lines that an expectation is about. `places` gives the official name of each unit."""
    return Asserted(
        awards={(each.award, str(each.subject)) for each in expect.awards},
        standards={(each.standard, str(each.subject)) for each in expect.standards},
        targets={(each.target, places.get(each.county or "", each.county)) for each in expect.targets},
        tasks={(each.work_point, places.get(each.county, each.county)) for each in expect.tasks},
        totals=expect.totals is not None,
    )


def everything(decision: Decision, sections: Collection[str]) -> Asserted:
    """All lines of some sections of a decision, as if a case expected something of each."""
    return Asserted(
        awards={(each.award, each.subject) for each in decision.awards} if "awards" in sections else (),
        standards={(each.standard, each.subject) for each in decision.standards} if "standards" in sections else (),
        targets={(each.target, each.county) for each in decision.targets} if "targets" in sections else (),
        tasks={(each.work_point, each.county) for each in decision.tasks} if "tasks" in sections else (),
        totals="awards" in sections,
    )


@dataclass(frozen=True)
class Run:
    """A decision by the reference evaluator under a policy, and the lines that count."""

    policy: Policy
    decision: Decision
    asserted: Asserted

    @property
    def program(self) -> Program:
        """The policy, settled."""
        return self.decision.program

    @cached_property
    def session(self) -> ReferenceSession:
        """What answers further questions about the same facts."""
        return ReferenceSession(self.program)

    @cached_property
    def settling(self) -> Settling:
        """What settled the policy."""
        return settling(self.policy.definition, self.program.year, self.policy.options)
