"""Promises of what is judged: `invariants/verdicts.py`, with terms."""

from __future__ import annotations

from itertools import pairwise

from policyrules.invariants.rules import NeedsBlocksRule, NestedRule
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.deciding.standards import SymbolicStandard
from policyrules.proof.deciding.targets import SymbolicTarget
from policyrules.proof.logic.terms import Bool, Int, both, either, less, negation


def needs_blocks(rule: NeedsBlocksRule, decision: SymbolicDecision) -> Bool:
    """A thing meets the standard and not each of the blocks; a block that the standard lost is not met."""
    judged = (each for each in decision.standards if each.rule.id == rule.standard)
    return either(*(both(each.verdict.met, negation(_all_met(rule.blocks, each))) for each in judged))


def _all_met(blocks: tuple[str, ...], standard: SymbolicStandard) -> Bool:
    met = {block.id: truth.met for block, truth in zip(standard.rule.blocks, standard.blocks, strict=True)}
    return both(*(met.get(block, False) for block in blocks))


def nested(rule: NestedRule, decision: SymbolicDecision) -> Bool:
    """A target counts more than the next one does, in the city or in a unit: for sure, or at most."""
    lines = {(each.rule.id, each.place): each for each in decision.targets}
    there = [each for each in rule.targets if (each, None) in lines]
    found = list[Bool]()
    for narrow, wide in pairwise(there):
        for (target, place), line in lines.items():
            other = lines.get((wide, place))
            if target == narrow and other is not None:
                found += [less(most, least) for most, least in zip(_span(other), _span(line), strict=True)]
    return either(*found)


def _span(line: SymbolicTarget) -> tuple[Int, Int]:
    """How many things count for sure, and at most; what is measured counts nothing."""
    return (0, 0) if line.rule.count is None else (line.least.term, line.most.term)
