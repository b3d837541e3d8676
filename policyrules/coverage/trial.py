"""One case on one policy, as fast as can be: only the lines that the case expects something of are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from policyrules.cases import Case
from policyrules.cases.differences import differences
from policyrules.cases.promises import broken_promises
from policyrules.coverage.run import Asserted, asserted_by
from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.decision.standards import StandardLine
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine
from policyrules.engines.reference import ReferenceEngine
from policyrules.errors import PolicyRulesError
from policyrules.language.definition import Definition
from policyrules.policy import Policy
from policyrules.program.lowering.asked import interpretations


class Narrowed(Decision):
    """A decision without the lines that a case does not speak of."""

    def __init__(self, whole: Decision, asserted: Asserted) -> None:
        self.__dict__.update(whole.__dict__)
        self._whole = whole
        self._asserted = asserted

    @cached_property
    def awards(self) -> tuple[AwardLine, ...]:
        """The award lines that the case speaks of."""
        return tuple(line for line in self._whole.awards if (line.award, line.subject) in self._asserted.awards)

    @cached_property
    def standards(self) -> tuple[StandardLine, ...]:
        """The lines of standards that the case speaks of."""
        ours = self._asserted.standards
        return tuple(line for line in self._whole.standards if (line.standard, line.subject) in ours)

    @cached_property
    def targets(self) -> tuple[TargetLine, ...]:
        """The lines of targets that the case speaks of."""
        return tuple(line for line in self._whole.targets if (line.target, line.county) in self._asserted.targets)

    @cached_property
    def tasks(self) -> tuple[TaskLine, ...]:
        """The lines of tasks that the case speaks of."""
        return tuple(line for line in self._whole.tasks if (line.work_point, line.county) in self._asserted.tasks)


def passes(case: Case, policy: Policy, asserted: Asserted | None = None) -> bool:
    """Whether a case whose facts are right comes out as it expects under a policy, with the options of that policy."""
    try:
        decision = policy.decide(case.checked, case.year, ReferenceEngine(), guard=False)
        if asserted is not None and case.expect.lines is None and not case.expect.holds:
            decision = Narrowed(decision, asserted)
        found = differences(case.expect, decision, policy.definition.vocabulary)
        return next(chain(found, broken_promises(case, policy, decision)), None) is None
    except PolicyRulesError:
        return False


def asserted_of(case: Case, definition: Definition) -> Asserted:
    """The lines that a case expects something of."""
    return asserted_by(case.expect, definition.vocabulary.place_names())


def sections_of(case: Case) -> frozenset[str]:
    """The parts of a policy on which what a case expects can rest."""
    expect = case.expect
    found: set[str] = set()
    if expect.awards or expect.totals is not None:
        found |= {"awards", "limits"}
    if expect.standards or expect.tasks:
        found.add("standards")
    if expect.targets or expect.tasks:
        found.add("targets")
    if expect.tasks:
        found |= {"duties", "references", "ledger"}
    if expect.holds:
        found |= {"awards", "limits", "standards", "targets"}
    if expect.lines is not None:
        found |= {"awards", "limits", "standards", "targets", "duties", "references", "ledger"}
    return frozenset(found)


def interpretations_by_section(definition: Definition) -> dict[str, frozenset[str]]:
    """The interpretations that each part of a policy asks."""
    parts: dict[str, Iterable[object]] = {
        "awards": definition.awards,
        "limits": definition.limits,
        "standards": definition.standards,
        "targets": definition.targets,
        "duties": (definition.duties,),
        "ledger": (definition.duties.ledger,),
    }
    return {
        name: frozenset(asked for each in provisions for asked in interpretations(each))
        for name, provisions in parts.items()
    }
