"""A decision: the lines, the totals, and all that is needed to reproduce them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.decision.lines import AwardLine, Totals, totals
from policyrules.decision.prose import Prose
from policyrules.decision.standards import StandardLine
from policyrules.decision.subjects import Explanation, explanations, unknown_subject
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine, task_lines
from policyrules.engines.run import Outcome
from policyrules.errors import Problem
from policyrules.facts.records import Facts
from policyrules.language.quantities import plain_text
from policyrules.program.program import Program
from policyrules.showing import ShowsItself, shown_in
from policyrules.text import Language

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.reports.notebook.sheet import Sheet


class Decision(ShowsItself):
    """What a policy says about facts, for one sales year."""

    def __init__(
        self,
        program: Program,
        prose: Mapping[str, Prose],
        facts: Facts,
        outcome: Outcome,
        engine: str,
        library: str,
        proposals: Sequence[tuple[str, str]] = (),
        released: bool = True,
    ) -> None:
        self.program = program
        #: The proposals with which the policy was amended: id and digest of each.
        self.proposals = tuple(proposals)
        #: Whether it was held to what the policy promises; what was not is to be examined, not to be paid.
        self.released = released
        self.year = program.year
        self.engine = engine
        self.library = library
        self.facts = facts
        self.warnings: Sequence[Problem] = facts.warnings
        self._outcome = outcome
        self._prose = prose

    @cached_property
    def awards(self) -> tuple[AwardLine, ...]:
        """One line per award and subject, by enterprise, clause and subject."""
        return tuple(AwardLine(claim, self.program, self._prose[claim.award.subject]) for claim in self._outcome.claims)

    @cached_property
    def standards(self) -> tuple[StandardLine, ...]:
        """One line per standard and thing that it judges, by the thing."""
        return tuple(StandardLine(each) for each in self._outcome.standards)

    @cached_property
    def targets(self) -> tuple[TargetLine, ...]:
        """The targets in the order of the document: the city's line, then one per unit where the facts allow."""
        return tuple(TargetLine(each) for each in self._outcome.targets)

    @cached_property
    def tasks(self) -> tuple[TaskLine, ...]:
        """One line per unit and numbered duty, by the unit."""
        return task_lines(self._outcome.tasks, self.program.duties.ledger)

    @cached_property
    def totals(self) -> Totals:
        """Sums over the known lines."""
        return totals(self._outcome)

    @property
    def policy(self) -> dict[str, str]:
        """Which policy decided."""
        program = self.program
        return {"id": program.policy, "document": program.document, "digest": program.digest}

    @property
    def interpretations(self) -> dict[str, str]:
        """The options under which it was decided."""
        return {
            each.name: str(each.option) if each.kind is None else plain_text(each.kind, each.option)
            for each in self.program.settings
        }

    @property
    def prose(self) -> Mapping[str, Prose]:
        """The words for formulas about the things of each list; under the empty name about shared circumstances."""
        return self._prose

    def lines_of(self, subject: str) -> tuple[AwardLine, ...]:
        """The award lines of an enterprise, or of one platform or base. Raises UsageError where there is none."""
        found = tuple(line for line in self.awards if line.enterprise == subject)
        found = found or tuple(line for line in self.awards if line.subject == subject)
        if not found:
            raise unknown_subject(subject, {name for line in self.awards for name in (line.enterprise, line.subject)})
        return found

    def explanations(self, subject: str) -> tuple[Explanation, ...]:
        """All that is said of an enterprise, a platform, a base, a centre or a unit. Raises UsageError."""
        return explanations(self, subject)

    def explain(self, subject: str, language: Language | None = None) -> Any:
        """All that is said of a subject: text that shows itself as HTML in a notebook. Raises UsageError.

        Unless a `language` is given it is the one that `policyrules.show_in` chose: Chinese before that.
        """
        from policyrules.reports.explained import Explained

        return Explained(self.explanations(subject), language or shown_in())

    def to_dict(self) -> dict[str, Any]:
        """The decision as its JSON Schema describes it."""
        return {
            "policy": self.policy,
            "year": self.year,
            "interpretations": self.interpretations,
            "engine": self.engine,
            "library": self.library,
            "awards": [line.to_dict() for line in self.awards],
            "totals": self.totals.to_dict(),
            "standards": [each.to_dict() for each in self.standards],
            "targets": [each.to_dict() for each in self.targets],
            "tasks": [each.to_dict() for each in self.tasks],
        }

    def to_json(self) -> str:
        """`to_dict` as JSON text: the same bytes for the same facts."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    @cached_property
    def digest(self) -> str:
        """The digest of `to_json`."""
        return "sha256:" + hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_frame(self, section: str = "awards", library: str = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """A section as a dataframe of pandas or polars. Raises UsageError where there is no such section or library."""
        from policyrules.reports.frames import frame

        return frame(self, section, library)

    def __repr__(self) -> str:
        lines = len(self.awards) + len(self.standards) + len(self.targets) + len(self.tasks)
        return f"Decision({self.program.policy}, {self.year}, {lines} lines)"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.decision import sheet

        return sheet(self, language)
