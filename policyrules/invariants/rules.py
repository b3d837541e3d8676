"""Invariants settled for one sales year and one choice of interpretations: numbers and conditions, nothing open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policyrules.language.definition import (
    AnyInvariant,
    Definition,
    Monotone,
    Most,
    Needs,
    NeedsBlocks,
    Nested,
    Once,
    OneOf,
    WithinBudget,
    WithinYears,
)
from policyrules.language.quantities import Value
from policyrules.language.tree import Attribute, Expression
from policyrules.program.lowering.settling import Settling, settling
from policyrules.text import Text

#: The awards that an invariant is about; None: all that there are.
Awards = tuple[str, ...] | None


@dataclass(frozen=True)
class InvariantRule:
    """What every invariant has."""

    id: str
    clause: str
    label: Text


@dataclass(frozen=True)
class MostRule(InvariantRule):
    """Each payee (`per_subject`: each thing that the awards are for) gets at most `amount` fen.

    Counted are the decision's lines, with what the register has for the sales year (`whole_period`: for all years),
    or without it (not `earlier`).
    """

    awards: Awards
    amount: int
    whole_period: bool
    per_subject: bool = False
    earlier: bool = True


@dataclass(frozen=True)
class WithinBudgetRule(InvariantRule):
    """At most `amount` fen are paid for the sales year in all, less what `less` says, the register counted."""

    awards: Awards
    amount: int
    less: Expression | None


@dataclass(frozen=True)
class OneOfRule(InvariantRule):
    """A payee gets at most one of the awards for the sales year, the register counted."""

    awards: tuple[str, ...]


@dataclass(frozen=True)
class OnceRule(InvariantRule):
    """What the register has, for a subject and a tier, is not paid again."""

    awards: tuple[str, ...]


@dataclass(frozen=True)
class WithinYearsRule(InvariantRule):
    """Nothing is paid for a sales year outside `first` to `last`."""

    awards: Awards
    first: int
    last: int


@dataclass(frozen=True)
class NeedsRule(InvariantRule):
    """Nothing is paid under the award where the condition does not surely hold."""

    award: str
    test: Expression


@dataclass(frozen=True)
class MonotoneRule(InvariantRule):
    """A higher `figure` of one thing of the list `things` never lowers what its payee is paid under the awards.

    `over_all`: after the limits over all payees too; else as though the program had none. `any_register`: whatever
    was paid before; else where the register is empty. This is about two decisions: no single one can break it.
    """

    things: str
    figure: Attribute
    awards: Awards
    over_all: bool
    any_register: bool


@dataclass(frozen=True)
class NeedsBlocksRule(InvariantRule):
    """What meets the standard meets each of the blocks."""

    standard: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class NestedRule(InvariantRule):
    """Each of the targets counts at least what the one before it counts, in the city and in each unit."""

    targets: tuple[str, ...]


#: What one decision can break.
DecisionRule = (
    MostRule | WithinBudgetRule | OneOfRule | OnceRule | WithinYearsRule | NeedsRule | NeedsBlocksRule | NestedRule
)
AnyRule = DecisionRule | MonotoneRule


def settle(
    definition: Definition, year: int, options: Mapping[str, str | Value], only: str | None = None
) -> tuple[AnyRule, ...]:
    """The invariants of a policy for the sales year `year` under `options` (one for every interpretation).

    Those that are not promised under the options are left out; and all others, where `only` names one.
    """
    asked = [each for each in definition.invariants if only is None or each.id == only]
    return tuple(_settled(asked, settling(definition, year, options)))


def _settled(asked: Iterable[AnyInvariant], settled: Settling) -> Iterator[AnyRule]:
    for each in asked:
        unless = each.unless
        if unless is None or settled.setting.option_key(unless.interpretation) not in unless.options:
            yield _rule(each, settled)


def _rule(invariant: AnyInvariant, settled: Settling) -> AnyRule:
    common: dict[str, Any] = {"id": invariant.id, "clause": invariant.clause, "label": invariant.label}
    match invariant:
        case Most(awards=awards, amount=amount, per=per):
            period, most = settled.pick(invariant.period), max(0, settled.number(amount))
            common |= {"whole_period": period == "whole_period", "earlier": period != "decision"}
            return MostRule(**common, awards=awards, amount=most, per_subject=per == "subject")
        case WithinBudget(awards=awards, amount=amount, less=less):
            total = max(0, settled.number(amount))
            return WithinBudgetRule(**common, awards=awards, amount=total, less=settled.maybe(less))
        case OneOf(awards=awards):
            return OneOfRule(**common, awards=awards)
        case Once(awards=awards):
            return OnceRule(**common, awards=awards)
        case WithinYears(awards=awards, first=first, last=last):
            return WithinYearsRule(**common, awards=awards, first=settled.number(first), last=settled.number(last))
        case Needs(award=award, test=test):
            return NeedsRule(**common, award=award, test=settled.ground(test))
        case Monotone(of=things, figure=figure, awards=awards, limits=limits, paid_before=before):
            raised = settled.ground(figure)
            assert isinstance(raised, Attribute)
            common |= {"over_all": limits == "all", "any_register": before == "any"}
            return MonotoneRule(**common, things=things, figure=raised, awards=awards)
        case NeedsBlocks(standard=standard, blocks=blocks):
            return NeedsBlocksRule(**common, standard=standard, blocks=blocks)
        case Nested(targets=targets):
            return NestedRule(**common, targets=targets)
