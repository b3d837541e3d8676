"""Invariants settled for one sales year and one choice of interpretations: numbers and conditions, nothing open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policyrules.language.definition import (
    AnyInvariant,
    Definition,
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
from policyrules.language.tree import Expression
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
    """Each payee gets at most `amount` fen, with what the register has for the sales year, or for all years."""

    awards: Awards
    amount: int
    whole_period: bool


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
class NeedsBlocksRule(InvariantRule):
    """What meets the standard meets each of the blocks."""

    standard: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class NestedRule(InvariantRule):
    """Each of the targets counts at least what the one before it counts, in the city and in each unit."""

    targets: tuple[str, ...]


AnyRule = (
    MostRule | WithinBudgetRule | OneOfRule | OnceRule | WithinYearsRule | NeedsRule | NeedsBlocksRule | NestedRule
)


def settle(definition: Definition, year: int, options: Mapping[str, str | Value]) -> tuple[AnyRule, ...]:
    """The invariants of a policy for the sales year `year` under `options` (one for every interpretation).

    Those that are not promised under the options are left out.
    """
    settled = settling(definition, year, options)
    return tuple(_settled(definition, settled))


def _settled(definition: Definition, settled: Settling) -> Iterator[AnyRule]:
    for each in definition.invariants:
        unless = each.unless
        if unless is None or settled.setting.option_key(unless.interpretation) not in unless.options:
            yield _rule(each, settled)


def _rule(invariant: AnyInvariant, settled: Settling) -> AnyRule:
    common: dict[str, Any] = {"id": invariant.id, "clause": invariant.clause, "label": invariant.label}
    match invariant:
        case Most(awards=awards, amount=amount, period=period):
            whole = settled.pick(period) == "whole_period"
            return MostRule(**common, awards=awards, amount=max(0, settled.number(amount)), whole_period=whole)
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
        case NeedsBlocks(standard=standard, blocks=blocks):
            return NeedsBlocksRule(**common, standard=standard, blocks=blocks)
        case Nested(targets=targets):
            return NestedRule(**common, targets=targets)
