"""A comparison: who gains and loses by a change of a policy, what moved, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policyrules.comparison.checks import Checks
from policyrules.comparison.model import Change, Group, Judged, Move, PayeeChange, Proposed
from policyrules.comparison.population.model import Population
from policyrules.decision.lines import Totals
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.reports.notebook.sheet import Sheet


@dataclass(frozen=True)
class Side:
    """One of the two policies and what it comes to. `interpretations` are the options it was decided under."""

    policy: str
    document: str
    digest: str
    interpretations: tuple[tuple[str, str], ...]
    totals: Totals
    eligible: int
    """How many lines meet the criteria: those that are paid, reduced or excluded."""


@dataclass(frozen=True)
class Comparison(ShowsItself):
    """Two versions of a policy on the same facts, for one year.

    `all` are the sums over all lines, `by_award`, `by_county` and `by_size` the same in groups, by the baseline;
    `size_title` is the figure behind the sizes (None where the policy gives no bands). `moves` are the award lines
    that moved, the largest first, `judged` what standards, targets and tasks come to otherwise, `payees` everybody
    who has a line. `checks` is None where no cases and no invariants were looked at.

    Of a `population` only the first moves and standards are told, and the payees with the largest changes; the sums are
    over all of it. `population` is None where every line is told.
    """

    year: int
    engine: str
    library: str
    before: Side
    after: Side
    has_awards: bool
    proposals: tuple[Proposed, ...]
    changes: tuple[Change, ...]
    all: Group
    by_award: tuple[Group, ...]
    by_county: tuple[Group, ...]
    by_size: tuple[Group, ...]
    size_title: Text | None
    payees: tuple[PayeeChange, ...]
    moves: tuple[Move, ...]
    judged: tuple[Judged, ...]
    limits: tuple[tuple[str, Text], ...]
    """The addresses of the limits of both sides, and what they are called."""
    checks: Checks | None = None
    population: Population | None = None

    @property
    def moved(self) -> int:
        """How many award lines moved, told or not."""
        return len(self.moves) if self.population is None else self.population.moved

    @property
    def judged_otherwise(self) -> int:
        """How many standards, targets and tasks come out otherwise, told or not."""
        return len(self.judged) if self.population is None else self.population.judged

    @property
    def changed(self) -> Any:
        """Every award line that moved, as a frame: of a population of the kind that its facts came in, else of pandas.

        Of a population its amounts are whole fen under the names `entitled_before`, …, `change`.
        """
        return self.to_frame("moves") if self.population is None else self.population.changed()

    @property
    def passed(self) -> bool:
        """Whether the proposals' cases pass and no invariant is broken, as far as they were looked at."""
        return self.checks is None or self.checks.passed

    def to_dict(self) -> dict[str, Any]:
        """The comparison as its JSON Schema describes it."""
        from policyrules.comparison.data import data_of

        return data_of(self)

    def to_json(self) -> str:
        """`to_dict` as JSON text: the same bytes for the same facts, whatever their order."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_frame(self, section: str = "moves", library: str = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """A section as a dataframe of pandas or polars: moves, payees, groups, transitions, judged or changes.

        Raises UsageError where there is no such section or library.
        """
        from policyrules.reports.comparison.frames import frame

        return frame(self, section, library)

    def __repr__(self) -> str:
        return f"Comparison({self.before.policy}, {self.year}, {self.moved} moves)"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.comparison import sheet

        return sheet(self, language)
