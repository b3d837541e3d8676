"""What became of the question whether two policies decide the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.equivalence.case import Case
from policyrules.proof.results import Scope
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet

Json = dict[str, Any]
#: `undecided`: neither proved, nor was there a case on which they differ, within the limit.
EquivalenceOutcome = Literal["equivalent", "different", "undecided"]


@dataclass(frozen=True)
class Equivalence(ShowsItself):
    """Whether two policies decide the same: every line, its status, tier and amounts, every verdict and value.

    `scope` says for which facts, years and readings. `rewritten` are the addresses of the provisions that are not
    written the same and were proved the same one by one; `together` those that could only be looked at with all
    others, on the things in `scope.up_to`. A `case` is there where the two differ, a `reason` where it is undecided.
    """

    one: Mapping[str, str]
    other: Mapping[str, str]
    outcome: EquivalenceOutcome
    scope: Scope
    rewritten: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    case: Case | None = None
    reason: Text | None = None
    library: str = ""
    seconds: float = field(default=0.0, compare=False)
    vocabulary: Vocabulary | None = field(default=None, compare=False)
    """What the facts of both are called, for where the result shows itself."""

    @property
    def words(self) -> Text:
        """The result as a sentence."""
        if self.case is not None:
            year = self.case.year
            return Text(f"两者不同：{year} 年度有一例决定不同", f"not the same: they decide a case of {year} otherwise")
        if self.outcome == "undecided":
            why = self.reason or Text("", "")
            return Text(f"未能判定：{why.zh}", f"not decided: {why.en}")
        if self.scope.up_to:
            most = max(self.scope.up_to.values())
            return Text(
                f"两者相同：已证明至多 {most} 个事物的情形", f"the same: proved for up to {most} things of each list"
            )
        return Text("两者相同：已证明，事物数量不限", "the same: proved for any number of things")

    def to_dict(self) -> Json:
        """The result as its JSON Schema describes it: the same for the same policies."""
        return {
            "one": dict(self.one),
            "other": dict(self.other),
            "library": self.library,
            "outcome": self.outcome,
            "scope": self.scope.to_dict(),
            "rewritten": list(self.rewritten),
            "together": list(self.together),
            "case": None if self.case is None else self.case.to_dict(),
            "reason": None if self.reason is None else self.reason.zh,
            "reason_en": None if self.reason is None else self.reason.en,
        }

    def __repr__(self) -> str:
        return f"Equivalence({self.one['id']}, {self.other['id']}, {self.outcome})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.answers import equivalence

        return equivalence(self, language)
