"""Which facts an unknown formula needs, by their pointers."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.decision.findings import undecided
from policyrules.engines.cases import World
from policyrules.facts.pointers import joined
from policyrules.facts.records import Thing
from policyrules.language.quantities import Kind
from policyrules.language.tree import SUBJECT, Expression, attributes


def needed(world: World, thing: Thing | None, expression: Expression | None, of: str = "") -> Iterator[str]:
    """The pointers of the facts that are missing for a formula about a thing.

    Where the facts do not name the thing at all, they point to where one of the list `of` would be added.
    """
    if expression is None:
        return
    lookup = world.lookup(thing)
    asked = undecided(expression, lookup) if expression.kind is Kind.FLAG else attributes(expression)
    for each in asked:
        if lookup(each) is not None:
            continue
        if thing is None and each.owner == SUBJECT:
            yield joined(of, "-", *each.field.split("."), *(() if each.year is None else (f"{each.year:04d}",)))
        else:
            yield world.pointer(thing, each)
