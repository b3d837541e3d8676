"""Conditions that must hold together: of each, what the cases should show, and what a case shows.

A condition *decides* where all others hold and the result would be another if its truth were another (MC/DC). A
comparison in it is seen on both sides of its bound, at the smallest step, only where that decides too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from policyrules.coverage.formulas import (
    ORDERED,
    Site,
    comparisons,
    flags,
    is_figure,
    is_strict_in,
    sites,
    truth_if,
)
from policyrules.language.quantities import Value
from policyrules.language.tree import Attribute, Compare, Expression, attributes
from policyrules.program.evaluate import Lookup, evaluate, every, truth
from policyrules.program.ground import Setting

TRUE, FALSE, UNKNOWN = "true", "false", "unknown"
AT_BOUND, ABOVE, BELOW, BEYOND, SAME, OTHER = "at_bound", "step_above", "step_below", "beyond", "same", "other"
_WORDS = {True: TRUE, False: FALSE, None: UNKNOWN}
#: The side of its bound on which a comparison is otherwise than on it.
_BESIDE = {">": ABOVE, ">=": BELOW, "<": BELOW, "<=": ABOVE}

_STEPS = {ABOVE: 1, BELOW: -1}

#: Whether the result would be another if the truth of the condition of that number were another.
Decisive = Callable[[int, bool | None], bool]


@dataclass(frozen=True)
class Condition:
    """A condition as it is written and as it is settled. `prefix` begins its aspects: the tier, if there are any."""

    address: str
    prefix: str
    written: Expression
    settled: Expression

    def aspect(self, *words: str) -> tuple[str, str]:
        """The address, and the aspect of that name."""
        return self.address, ".".join((*((self.prefix,) if self.prefix else ()), *words))


# What the cases should show


def aspects(written: Expression, truths: Sequence[bool | None] = (True, False, None)) -> Iterator[str]:
    """What should be seen of a condition that can have these truths."""
    yield from (_WORDS[each] for each in truths)
    found = comparisons(written)
    for number, compare in enumerate(found, 1):
        name = _numbered("comparison", number, len(found))
        yield from (f"{name}.{each}" for each in _sides(compare))
    asked = flags(written)
    for number, _ in enumerate(asked, 1):
        name = _numbered("flag", number, len(asked))
        yield from (f"{name}.{each}" for each in (TRUE, FALSE))


def _numbered(name: str, number: int, count: int) -> str:
    return name if count == 1 else f"{name}_{number}"


def _sides(compare: Compare) -> tuple[str, str]:
    if compare.left.kind not in ORDERED:
        return SAME, OTHER
    if compare.operator in ("==", "!="):
        return AT_BOUND, BEYOND
    stepped = is_figure(compare.left) and is_figure(compare.right)
    return AT_BOUND, _BESIDE[compare.operator] if stepped else BEYOND


def possible_truths(test: Expression, can_be_unknown: Callable[[Attribute], bool]) -> tuple[bool | None, ...]:
    """The truths that a settled condition can have, as far as its structure shows."""
    asked = attributes(test)
    if not asked:
        return (truth(test, lambda _: None),)
    return (True, False, None) if any(map(can_be_unknown, asked)) else (True, False)


def tied(tests: Sequence[Expression], index: int, can_be_unknown: Callable[[Attribute], bool]) -> bool:
    """Whether a condition is never unknown alone: whatever makes it so makes another one unknown as well."""
    others = [test for at, test in enumerate(tests) if at != index]
    asked = [each for each in attributes(tests[index]) if can_be_unknown(each)]
    return bool(asked) and all(any(is_strict_in(other, each) for other in others) for each in asked)


# What a case shows


def shown(
    conditions: Sequence[Condition], setting: Setting, lookup: Lookup, decisive: Decisive | None = None
) -> Iterator[tuple[str, str]]:
    """What the facts behind `lookup` show of conditions that must hold together: addresses and aspects."""
    truths = [truth(each.settled, lookup) for each in conditions]
    decides = decisive or _conjunction(truths)
    for index, (condition, found) in enumerate(zip(conditions, truths, strict=True)):
        if not all(other for at, other in enumerate(truths) if at != index):
            continue
        if any(decides(index, each) for each in (True, False) if each is not found):
            yield condition.aspect(_WORDS[found])
        yield from _parts(condition, found, setting, lookup, partial(decides, index))


def _conjunction(truths: Sequence[bool | None]) -> Decisive:
    def decides(index: int, then: bool | None) -> bool:
        return every(truths) is not every(then if at == index else each for at, each in enumerate(truths))

    return decides


def _parts(
    condition: Condition, found: bool | None, setting: Setting, lookup: Lookup, decides: Callable[[bool | None], bool]
) -> Iterator[tuple[str, str]]:
    compared, asked = comparisons(condition.written), flags(condition.written)
    for site in sites(condition.written, condition.settled, setting):
        holds = truth(site.settled, lookup)
        if holds is None:
            continue
        then = truth_if(condition.settled, site, not holds, lookup)
        if then is found or not decides(then):
            continue
        if site.written in asked:
            name = _numbered("flag", asked.index(site.written) + 1, len(asked))
            yield condition.aspect(name, _WORDS[holds])
        elif isinstance(site.written, Compare) and site.written in compared:
            name = _numbered("comparison", compared.index(site.written) + 1, len(compared))
            yield from (condition.aspect(name, side) for side in _side(site, lookup))


def _side(site: Site, lookup: Lookup) -> Iterator[str]:
    """On which side of its bound a comparison is, as far as that is one that should be seen."""
    written, settled = site.written, site.settled
    assert isinstance(written, Compare)
    assert isinstance(settled, Compare)
    left, right = evaluate(settled.left, lookup), evaluate(settled.right, lookup)
    at, beside = _sides(written)
    if left == right:
        yield at
    elif beside in _STEPS:
        if _distance(left, right) == _STEPS[beside]:
            yield beside
    elif written.operator in ("==", "!=") or truth(settled, lookup) is not (written.operator in (">=", "<=")):
        # Beyond is only where the comparison is otherwise than on its bound.
        yield beside


def _distance(left: Value | None, right: Value | None) -> object:
    assert left is not None
    assert right is not None
    assert not isinstance(left, str)
    assert not isinstance(right, str)
    return left - right
