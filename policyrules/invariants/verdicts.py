"""Invariants of what is judged: which blocks a met standard has, and counts that contain each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from policyrules.decision.decision import Decision
from policyrules.decision.targets import TargetLine
from policyrules.invariants import wording
from policyrules.invariants.rules import NeedsBlocksRule, NestedRule
from policyrules.invariants.violation import Violation, violation
from policyrules.text import Text


def needs_blocks(rule: NeedsBlocksRule, decision: Decision) -> Iterator[Violation]:
    """Things that meet the standard and not each of the blocks; a block that the standard lost is not met."""
    for line in decision.standards:
        if line.standard == rule.standard and line.verdict == "met":
            verdicts = {block.rule.id: block.verdict.value for block in line.blocks}
            for block in rule.blocks:
                verdict = verdicts.get(block, "absent")
                if verdict != "met":
                    yield wording.without_block(rule, line.subject, block, verdict)


def nested(rule: NestedRule, targets: Iterable[TargetLine]) -> Iterator[Violation]:
    """Targets that count more than the next one does, in the city (no subject) or in a unit.

    What counts for sure, and what may count, is held against each other apart. A target that there is no more
    counts nothing, and contains nothing.
    """
    lines = {(line.target, line.county): line for line in targets}
    there = [each for each in rule.targets if (each, None) in lines]
    for narrow, wide in pairwise(there):
        for (target, county), line in lines.items():
            other = lines.get((wide, county))
            if target == narrow and other is not None:
                found, allowed = _span(line), _span(other)
                if found[0] > allowed[0] or found[1] > allowed[1]:
                    where = ("全市", "the city") if county is None else (county, county)
                    words = Text(
                        f"{where[0]}：{narrow} 有 {_shown(found)}，多于 {wide} 的 {_shown(allowed)}",
                        f"in {where[1]} {narrow} counts {_shown(found)}, more than the {_shown(allowed)} of {wide}",
                    )
                    yield violation(rule, county or "", _shown(found), _shown(allowed), words)


def _span(line: TargetLine) -> tuple[int, int]:
    """How many things count for sure, and at most; what is measured counts nothing."""
    outcome = line.outcome
    if line.rule.count is None or outcome.least is None or outcome.most is None:
        return 0, 0
    return int(outcome.least), int(outcome.most)


def _shown(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"
