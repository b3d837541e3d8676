"""A decision: the lines, the totals, and all that is needed to reproduce them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.decision.explanation import LineExplanation
from policyrules.decision.lines import AwardLine, Totals, totals
from policyrules.decision.prose import Prose
from policyrules.engines.run import Outcome
from policyrules.errors import Problem, UsageError
from policyrules.facts.records import Facts
from policyrules.language.quantities import plain_text
from policyrules.program.program import Program
from policyrules.suggestions import did_you_mean
from policyrules.text import Language, Text

if TYPE_CHECKING:
    import pandas
    import polars


class Decision:
    """What a policy says about facts, for one sales year."""

    def __init__(
        self,
        program: Program,
        prose: Mapping[str, Prose],
        facts: Facts,
        outcome: Outcome,
        engine: str,
        library: str,
    ) -> None:
        self.program = program
        self.year = program.year
        self.engine = engine
        self.library = library
        self.facts = facts
        self.warnings: Sequence[Problem] = facts.warnings
        self.standards: tuple[Mapping[str, Any], ...] = ()
        self.targets: tuple[Mapping[str, Any], ...] = ()
        self.tasks: tuple[Mapping[str, Any], ...] = ()
        self._outcome = outcome
        self._prose = prose

    @cached_property
    def awards(self) -> tuple[AwardLine, ...]:
        """One line per award and subject, by enterprise, clause and subject."""
        return tuple(AwardLine(claim, self.program, self._prose[claim.award.id]) for claim in self._outcome.claims)

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

    def lines_of(self, subject: str) -> tuple[AwardLine, ...]:
        """The lines of an enterprise, or of one platform or base. Raises UsageError where there is none."""
        found = tuple(line for line in self.awards if line.enterprise == subject)
        found = found or tuple(line for line in self.awards if line.subject == subject)
        if not found:
            known = {line.enterprise for line in self.awards} | {line.subject for line in self.awards}
            hint = did_you_mean(subject, known) or Text("", "")
            raise UsageError(
                Text(
                    f"决定中没有 `{subject}`；{hint.zh}",
                    f"the decision has no lines for `{subject}`; {hint.en}",
                )
            )
        return found

    def explanations(self, subject: str) -> tuple[LineExplanation, ...]:
        """The explanation of each line of an enterprise, a platform or a base."""
        return tuple(line.explain() for line in self.lines_of(subject))

    def explain(self, subject: str, language: Language = "zh") -> Any:
        """The explanation of an enterprise's lines: text that shows itself as HTML in a notebook."""
        from policyrules.reports.explained import Explained

        return Explained(self.explanations(subject), language)

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
            "standards": [dict(each) for each in self.standards],
            "targets": [dict(each) for each in self.targets],
            "tasks": [dict(each) for each in self.tasks],
        }

    def to_json(self) -> str:
        """`to_dict` as JSON text: the same bytes for the same facts."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    @property
    def digest(self) -> str:
        """The digest of `to_json`."""
        return "sha256:" + hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_frame(self, section: str = "awards", library: str = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """A section as a dataframe of pandas or polars. Raises UsageError where there is no such section or library."""
        from policyrules.reports.frames import frame

        return frame(self, section, library)
