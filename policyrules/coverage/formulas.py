"""Formulas as a document writes them beside the same formulas settled: where in the one a part of the other stands.

Coverage is counted on what is written (one comparison, though it is asked of ten years), and seen on what is settled
(each of the ten has its figures). A *site* is a comparison or a flag of a formula, once for each time it is asked.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policyrules.language.quantities import Kind
from policyrules.language.tree import (
    Arithmetic,
    Attribute,
    Compare,
    Constant,
    Every,
    Expression,
    Extremum,
    ForYears,
    Negation,
    SeriesAt,
    Some,
    Switched,
    attributes,
    walk,
)
from policyrules.program.evaluate import Lookup, truth
from policyrules.program.ground import Setting

#: The way to a part of a settled formula: the number of the part at each step.
Steps = tuple[int, ...]
#: Kinds that have a smallest step; between two rates there is always another.
STEPPED = (Kind.MONEY, Kind.AREA, Kind.COUNT, Kind.YEAR)
#: Kinds whose values are less or more.
ORDERED = (*STEPPED, Kind.RATE)


@dataclass(frozen=True)
class Site:
    """A comparison or a flag as it is written, and where it stands in the settled formula."""

    written: Expression
    settled: Expression
    steps: Steps


def sites(written: Expression, settled: Expression, setting: Setting) -> tuple[Site, ...]:
    """The comparisons and flags of a formula, in order, as often as they are asked."""
    return tuple(_sites(written, settled, setting, ()))


def _sites(written: Expression, settled: Expression, setting: Setting, steps: Steps) -> Iterator[Site]:
    match written, settled:
        case Switched(interpretation=interpretation, options=options), _:
            yield from _sites(dict(options)[setting.option_key(interpretation)], settled, setting, steps)
        case ForYears(body=body), Every(parts=parts) | Some(parts=parts):
            for index, part in enumerate(parts):
                yield from _sites(body, part, setting, (*steps, index))
        case (Every(parts=ours), Every(parts=theirs)) | (Some(parts=ours), Some(parts=theirs)):
            for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
                yield from _sites(one, other, setting, (*steps, index))
        case Negation(part=one), Negation(part=other):
            yield from _sites(one, other, setting, (*steps, 0))
        case Compare(), Compare():
            yield Site(written, settled, steps)
        case _, Attribute():
            yield Site(written, settled, steps)


def with_part(formula: Expression, steps: Steps, part: Expression) -> Expression:
    """A settled formula with another part in one place."""
    if not steps:
        return part
    index, rest = steps[0], steps[1:]
    if isinstance(formula, Negation):
        return Negation(with_part(formula.part, rest, part))
    assert isinstance(formula, Every | Some)
    parts = tuple(with_part(each, rest, part) if at == index else each for at, each in enumerate(formula.parts))
    return dataclasses.replace(formula, parts=parts)


def truth_if(formula: Expression, site: Site, holds: bool, lookup: Lookup) -> bool | None:
    """The truth of a settled formula, were one of its sites to hold, or not."""
    return truth(with_part(formula, site.steps, Constant(holds, Kind.FLAG)), lookup)


@lru_cache(maxsize=4096)
def comparisons(written: Expression) -> tuple[Compare, ...]:
    """The comparisons of facts in a formula, each once, in the order in which they are written."""
    found = (each for each in walk(written) if isinstance(each, Compare) and asks_facts(each))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def flags(written: Expression) -> tuple[Expression, ...]:
    """The flags of a formula that has more than one part; what lists several options of one fact is one question."""
    parts = tuple(dict.fromkeys(_leaves(written)))
    return tuple(each for each in parts if not isinstance(each, Compare)) if len(parts) > 1 else ()


def _leaves(written: Expression) -> Iterator[Expression]:
    match written:
        case Compare():
            yield written
        case Attribute(member=None) | SeriesAt():
            yield written
        case Every(parts=parts) | Some(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case Negation(part=part) | ForYears(body=part):
            yield from _leaves(part)
        case Switched(options=options):
            for _, formula in options:
                yield from _leaves(formula)


def asks_facts(formula: Expression) -> bool:
    """Whether a formula asks anything of the facts."""
    return any(isinstance(each, Attribute | SeriesAt) for each in walk(formula))


def is_figure(side: Expression) -> bool:
    """Whether a side of a comparison is a figure of the facts as it is, in smallest steps: no share of it, no sum."""
    match side:
        case Switched(options=options):
            return all(is_figure(formula) for _, formula in options)
        case Arithmetic() | Extremum():
            return not asks_facts(side)
    return side.kind in STEPPED


def is_strict_in(formula: Expression, attribute: Attribute) -> bool:
    """Whether a settled formula is surely unknown where the attribute is: no other part can decide it."""
    match formula:
        case Attribute():
            return formula == attribute
        case Compare() | Arithmetic() | Extremum() | Negation():
            return attribute in attributes(formula)
        case Every(parts=(only,)) | Some(parts=(only,)):
            return is_strict_in(only, attribute)
    return False
