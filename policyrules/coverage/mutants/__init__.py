"""Mutants of a policy: the same policy with one small change, each made on the typed definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from policyrules.coverage.mutants import awards, duties, interpretations, limits, parameters, standards, targets
from policyrules.coverage.mutants.mutant import Mutant
from policyrules.language.definition import Definition
from policyrules.text import Text

__all__ = ["Mutant", "mutants"]

_KINDS = (parameters, awards, limits, standards, targets, duties, interpretations)


def mutants(definition: Definition) -> Iterator[Mutant]:
    """All mutants of a policy, in the order of its files."""
    found: Counter[str] = Counter()
    for kind in _KINDS:
        for each in kind.mutants(definition):
            found[each.id] += 1
            yield _numbered(each, found[each.id])


def _numbered(mutant: Mutant, number: int) -> Mutant:
    """A mutant by a name of its own, where a formula has the same comparison several times."""
    if number == 1:
        return mutant
    return replace(mutant, words=Text(f"{mutant.words.zh}（{number}）", f"{mutant.words.en} ({number})"))
