"""Targets and counts with one small change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.coverage.mutants.formulas import variants_of_choice
from policyrules.coverage.mutants.mutant import DROPPED, Change, Mutant, of, swapped, with_part, without
from policyrules.language.definition import Count, Definition
from policyrules.text import Text, same


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Bounds dropped or met on either side of them, conditions of counts dropped or changed."""
    for index, target in enumerate(definition.targets):
        address = f"targets.{target.id}"
        if target.bound is not None:
            words = same("> → >=" if target.strict else ">= → >")
            yield of(address, "strictness", words, with_part(definition, "targets", index, strict=not target.strict))
            yield of(address, "dropped", _NO_BOUND, with_part(definition, "targets", index, bound=None, strict=False))
        if target.count is not None:
            for name, change, words, count in of_count(target.count):
                changed = with_part(definition, "targets", index, count=count)
                yield of(f"{address}.count.criteria.{name}", change, words, changed)


_NO_BOUND = Text("删去界限", "its bound dropped")


def of_count(count: Count) -> Iterator[tuple[str, Change, Text, Count]]:
    """A count with one small change of one of its conditions, and the condition."""
    for index, each in enumerate(count.criteria):
        yield each.id, "dropped", DROPPED, replace(count, criteria=without(count.criteria, index))
        for change, words, test in variants_of_choice(each.test):
            yield (
                each.id,
                change,
                words,
                replace(count, criteria=swapped(count.criteria, index, replace(each, test=test))),
            )
