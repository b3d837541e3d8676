"""What a thing surely needs to get anything: simple conditions, so that few rows are looked at more closely.

Of the tiers of an award each criterion asks least of one: whoever misses that misses all of them. What cannot be
put so simply is left out, since a condition may be weaker than the criteria and never stronger.
"""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.language.quantities import Number
from policyrules.language.tree import Attribute, Compare, Constant, Every, Expression, Some
from policyrules.program.program import AwardRule


def needed(awards: Sequence[AwardRule]) -> Expression | None:
    """A formula that holds, or is unknown, for every thing that may get an award; None where nothing is so simple."""
    asked = [_needed(award) for award in awards if award.open]
    return Some(tuple(Every(each) for each in asked)) if all(asked) else None


def _needed(award: AwardRule) -> tuple[Expression, ...]:
    tests = zip(*([criterion.test for criterion in tier.criteria] for tier in award.tiers), strict=True)
    weakest = (_weakest(each) for each in tests)
    return tuple(each for each in weakest if each is not None)


def _weakest(tests: Sequence[Expression]) -> Expression | None:
    """The weakest of the forms that one criterion takes in several tiers; None where they have no order."""
    first = tests[0]
    if isinstance(first, Attribute):
        return first if all(each == first for each in tests) else None
    if not isinstance(first, Compare) or first.operator not in (">", ">=", "<", "<="):
        return None
    bounds: list[Number] = []
    for each in tests:
        if not isinstance(each, Compare) or (each.operator, each.left) != (first.operator, first.left):
            return None
        if not isinstance(each.right, Constant) or isinstance(each.right.value, str):
            return None
        bounds.append(each.right.value)
    bound = min(bounds) if first.operator in (">", ">=") else max(bounds)
    return Compare(first.operator, first.left, Constant(bound, first.right.kind))
