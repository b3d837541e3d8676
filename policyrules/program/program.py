"""The Program: a policy settled for one sales year and one choice of interpretations.

It is all that the executions know. Formulas hold core forms alone; awards stand in the order of the document,
limits in the order in which they apply. Limits of one payee are chained within its case; a limit over all payees
ends a stage, since it needs every case to have come that far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Expression
from policyrules.program.criterion import CriterionRule
from policyrules.program.duty_rules import DutyRules
from policyrules.program.standard_rules import StandardRule
from policyrules.program.target_rules import TargetRule
from policyrules.text import Text


class Combine(Enum):
    """What several tiers reached in one year yield."""

    HIGHEST = "highest"
    SUM = "sum"
    EACH = "each"


@dataclass(frozen=True)
class TierRule:
    """One tier of an award (number None where it has no tiers): all criteria must hold."""

    number: int | None
    criteria: tuple[CriterionRule, ...]
    amount: Expression


@dataclass(frozen=True)
class AwardRule:
    """An award, decided for each thing of the list `subject` and paid to what its field `payee` names."""

    id: str
    index: int
    clause: str
    label: Text
    subject: str
    payee: str | None
    payer: Text | None
    once: bool
    first_year: int
    last_year: int
    open: bool
    tiers: tuple[TierRule, ...]
    combine: Combine
    deduct_lower_tiers: bool
    cap: int | None
    cap_source: str
    rank: tuple[Expression, ...]
    interpretations: tuple[str, ...]


@dataclass(frozen=True)
class LimitRule:
    """What every limit has."""

    id: str
    index: int
    clause: str
    label: Text
    awards: tuple[str, ...]
    interpretations: tuple[str, ...]


class Cut(Enum):
    """Which lines a cap cuts first."""

    LOWER_RANK_FIRST = "lower_rank_first"
    SMALLER_FIRST = "smaller_first"
    LATER_CLAUSES_FIRST = "later_clauses_first"
    PRO_RATA = "pro_rata"


@dataclass(frozen=True)
class CapRule(LimitRule):
    """At most `amount` fen for each payee, over the sales year or the whole period."""

    amount: int
    whole_period: bool
    cut: Cut


@dataclass(frozen=True)
class ExclusiveRule(LimitRule):
    """Of the awards a payee gets only the highest; on a tie the one listed first."""


@dataclass(frozen=True)
class PlacesRule(LimitRule):
    """Only the first `places` of the ranked subjects, over all payees."""

    places: int


@dataclass(frozen=True)
class TrancheRule:
    """Awards served together, in proportion or by rank."""

    awards: tuple[str, ...]
    by_rank: bool


@dataclass(frozen=True)
class BudgetRule(LimitRule):
    """At most `amount` fen a year over all payees, less what `less` says; no tranches: nothing is cut."""

    amount: int
    less: Expression | None
    tranches: tuple[TrancheRule, ...]


CaseLimit = CapRule | ExclusiveRule
SharedLimit = PlacesRule | BudgetRule


@dataclass(frozen=True)
class Stage:
    """Limits within one payee's case, then at most one over all payees."""

    within_case: tuple[CaseLimit, ...]
    over_all: SharedLimit | None


@dataclass(frozen=True)
class Setting:
    """The option under which an interpretation was settled."""

    name: str
    option: str | Value
    kind: Kind | None
    clause: str
    question: Text
    label: Text


@dataclass(frozen=True)
class Program:
    """A policy, settled for one year. `references` gives the list that each reference field points into.

    `places` are the units of the city, by name; `conditions` all that is asked of single things beside awards and
    standards, by the list of the things (or by nothing, where it is asked of shared circumstances alone).
    """

    policy: str
    document: str
    digest: str
    year: int
    settings: tuple[Setting, ...]
    payees: str
    references: Mapping[tuple[str, str], str]
    places: tuple[str, ...]
    awards: tuple[AwardRule, ...]
    stages: tuple[Stage, ...]
    standards: tuple[StandardRule, ...]
    targets: tuple[TargetRule, ...]
    duties: DutyRules
    conditions: Mapping[str, tuple[Expression, ...]]

    def standard(self, name: str) -> StandardRule:
        """The standard of that id."""
        return next(standard for standard in self.standards if standard.id == name)

    def target(self, name: str) -> TargetRule:
        """The target of that id."""
        return next(target for target in self.targets if target.id == name)

    def award(self, name: str) -> AwardRule:
        """The award of that id."""
        return next(award for award in self.awards if award.id == name)

    def limits(self) -> tuple[CaseLimit | SharedLimit, ...]:
        """All limits, in the order in which they apply."""
        return tuple(
            limit
            for stage in self.stages
            for limit in (*stage.within_case, *((stage.over_all,) if stage.over_all else ()))
        )
