"""Where a policy can change its mind: the values of each field at which a formula or a limit turns.

Random figures all but never hit 5,000,000.00 exactly, and boundaries are where rules are wrong. So the
constants that a program compares each field with are collected, and the figures at which amounts meet caps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policyrules.language.quantities import Kind, Number, Value
from policyrules.language.tree import (
    SUBJECT,
    Arithmetic,
    Attribute,
    Compare,
    Constant,
    Expression,
    attributes,
    walk,
)
from policyrules.program.evaluate import evaluate
from policyrules.program.program import AwardRule, BudgetRule, CapRule, Program
from policyrules.testing.judged import judged_formulas

#: A field of a list or of a shared circumstance.
Where = tuple[str, str]
_NUMBERS = {Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE, Kind.YEAR}


@dataclass
class Aims:
    """Turning points of each field, the years that formulas ask of it, and the amounts that limits name."""

    points: dict[Where, set[Number]] = field(default_factory=lambda: defaultdict(set))
    years: dict[Where, set[int]] = field(default_factory=lambda: defaultdict(set))
    amounts: set[int] = field(default_factory=set)
    compared: set[tuple[Where, Where]] = field(default_factory=set)
    """Fields that are compared with each other."""

    def of(self, group: str, name: str) -> tuple[Number, ...]:
        """The turning points of a field, least first."""
        return tuple(sorted(self.points.get((group, name), ())))

    def is_asked(self, group: str, name: str) -> bool:
        """Whether any formula asks about a field."""
        return (group, name) in self.points


def aims_of(program: Program) -> Aims:
    """The turning points of a program."""
    found = Aims()
    for award in program.awards:
        targets = _amounts_of(award, program)
        for tier in award.tiers:
            for criterion in tier.criteria:
                _ask(found, award.subject, program, criterion.test)
            _ask(found, award.subject, program, tier.amount)
            _reach(found, award.subject, program, tier.amount, targets)
            found.amounts.update(_constant_amount(tier.amount))
        for figure in award.rank:
            _ask(found, award.subject, program, figure)
        found.amounts.update(targets)
    for name, formula in judged_formulas(program):
        _ask(found, name, program, formula)
    for limit in program.limits():
        if isinstance(limit, BudgetRule) and limit.less is not None:
            for attribute in attributes(limit.less):
                # What is left matters where it is small beside the claims, and where nothing is.
                where = (attribute.owner, attribute.field)
                found.points[where].update({limit.amount, limit.amount * 9 // 10, limit.amount * 97 // 100})
                _year(found, where, attribute)
    for one, other in found.compared:
        shared = found.points[one] | found.points[other]
        found.points[one].update(shared)
        found.points[other].update(shared)
    return found


def place_of(attribute: Attribute, subject: str, references: Mapping[Where, str]) -> Where:
    """The list or circumstance that an attribute of a thing of the list `subject` is of, and its field."""
    if attribute.owner == SUBJECT:
        return subject, attribute.field
    return references.get((subject, attribute.owner), attribute.owner), attribute.field


def _ask(found: Aims, subject: str, program: Program, formula: Expression) -> None:
    for attribute in attributes(formula):
        where = place_of(attribute, subject, program.references)
        found.points[where].update(())
        _year(found, where, attribute)
    for each in walk(formula):
        if not isinstance(each, Compare) or each.left.kind not in _NUMBERS:
            continue
        constants = {value for side in (each.left, each.right) for value in _constants(side)}
        asked = [place_of(attribute, subject, program.references) for attribute in attributes(each)]
        for where in asked:
            found.points[where].update(constants)
        if isinstance(each.left, Attribute) and isinstance(each.right, Attribute):
            found.compared.add((asked[0], asked[-1]))
        difference = Arithmetic("-", each.left, each.right, each.left.kind)
        _reach(found, subject, program, difference, {0})


def _year(found: Aims, where: Where, attribute: Attribute) -> None:
    if attribute.year is not None:
        found.years[where].add(attribute.year)


def _constants(formula: Expression) -> Iterator[Number]:
    """The constants of a side that are of its kind: a rate is no turning point of sales."""
    for each in walk(formula):
        if isinstance(each, Constant) and each.kind is formula.kind and not isinstance(each.value, bool | str):
            yield each.value


def _constant_amount(formula: Expression) -> list[int]:
    value = evaluate(formula, lambda _: None)
    return [] if value is None or isinstance(value, str) else [int(value // 1)]


def _amounts_of(award: AwardRule, program: Program) -> set[int]:
    caps = {
        limit.amount
        for limit in program.limits()
        if isinstance(limit, CapRule | BudgetRule) and award.id in limit.awards
    }
    # The smallest amount too: added to one that just meets a cap, it makes the smallest excess.
    return caps | ({award.cap} if award.cap is not None else set()) | {1}


def _reach(found: Aims, subject: str, program: Program, formula: Expression, targets: Iterable[int]) -> None:
    """Note the values of a formula's only attribute at which it meets the targets, were it linear."""
    asked = attributes(formula)
    if len(asked) != 1 or asked[0].kind not in _NUMBERS:
        return
    start, next_one = (_with(formula, value) for value in (0, 1))
    if start is None or next_one is None or start == next_one:
        return
    where = place_of(asked[0], subject, program.references)
    for target in targets:
        value = (target - start) / (next_one - start)
        if value >= 0:
            found.points[where].add(value if asked[0].kind is Kind.RATE else int(value // 1))


def _with(formula: Expression, value: Value) -> Fraction | None:
    result = evaluate(formula, lambda _: value)
    return None if result is None or isinstance(result, str) else Fraction(result)
