"""What becomes of a standard for one thing of symbolic facts: each item, each block, the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.program.standard_rules import StandardRule
from policyrules.proof.deciding.verdicts import SymbolicVerdict
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import both, negation
from policyrules.proof.logic.values import Truth, every


@dataclass(frozen=True)
class SymbolicStandard:
    """A standard for the thing `subject` of its list: the same as the outcome of a standard, of truths that depend."""

    rule: StandardRule
    subject: str
    applies: Truth
    items: tuple[tuple[Truth, ...], ...]
    blocks: tuple[Truth, ...]
    verdict: SymbolicVerdict


def standard_outcomes(world: SymbolicWorld) -> Iterator[SymbolicStandard]:
    """Every standard for every thing that it judges, by the thing's id."""
    judged = [(subject, rule) for rule in world.program.standards for subject in world.shape.of(rule.subject)]
    for subject, rule in sorted(judged, key=lambda pair: (pair[0], pair[1].index)):
        yield judge(rule, subject, world)


def judge(rule: StandardRule, subject: str, world: SymbolicWorld) -> SymbolicStandard:
    """A standard for one thing. A block is met if all its items that decide are."""
    formulas = world.formulas(rule.subject, subject)
    applies = Truth.of(True) if rule.applies is None else formulas.truth(rule.applies)
    items = tuple(tuple(formulas.truth(item.test) for item in block.items) for block in rule.blocks)
    blocks = tuple(
        every([truth for item, truth in zip(block.items, found, strict=True) if item.decides])
        for block, found in zip(rule.blocks, items, strict=True)
    )
    met = every([truth for block, truth in zip(rule.blocks, blocks, strict=True) if block.counts])
    return SymbolicStandard(rule, subject, applies, items, blocks, _verdict(applies, met))


def _verdict(applies: Truth, met: Truth) -> SymbolicVerdict:
    """Where it is unknown whether the standard applies, only what is surely missed is sure."""
    return SymbolicVerdict(
        met=both(applies.met, met.met),
        not_met=both(negation(applies.missed), met.missed),
        not_applicable=applies.missed,
    )
