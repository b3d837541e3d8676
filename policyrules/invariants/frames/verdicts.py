"""Invariants of what is judged: which blocks a met standard has, and counts that contain each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import narwhals as nw

from policyrules.decision.targets import TargetLine
from policyrules.engines.columnar.standards import block_column
from policyrules.engines.verdicts import Verdict
from policyrules.invariants import wording
from policyrules.invariants.frames.breach import Breach, Row, breach_of
from policyrules.invariants.rules import NeedsBlocksRule, NestedRule
from policyrules.invariants.verdicts import nested as nested_in
from policyrules.invariants.violation import Violation
from policyrules.program.standard_rules import StandardRule

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

_MET, _ABSENT = Verdict.MET.value, "absent"
_ONE, _ZERO = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)


def nested(rule: NestedRule, decision: FrameDecision, first: int) -> Breach | None:
    """Targets that count more than the next one does, in the city or in a unit."""
    found = list(nested_in(rule, map(TargetLine, decision.judged.targets)))
    return breach_of(found[:first], len(found))


def needs_blocks(rule: NeedsBlocksRule, decision: FrameDecision, first: int) -> Breach | None:
    """Things that meet the standard and not each of the blocks; a block that the standard lost is not met."""
    standard = next((each for each in decision.program.standards if each.id == rule.standard), None)
    if standard is None or not rule.blocks:
        return None
    backend, missed = decision.facts.backend, _missed(rule, standard)
    judged = decision.judged.standards.blocks(standard.id).with_columns(nw.lit(_ABSENT).alias(_ABSENT))
    met = judged.filter(nw.col("verdict") == _MET)
    rows = met.filter(reduce(or_, missed.values())).sort("subject").head(first)
    found = [each for row in backend.collected(rows).rows(named=True) for each in _violations(rule, row)]
    if not found:
        return None
    numbers = [nw.when(each).then(_ONE).otherwise(_ZERO).sum().alias(name) for name, each in missed.items()]
    number = sum(map(int, backend.collected(met.select(*numbers)).row(0)))
    return breach_of(found[:first], number)


def _missed(rule: NeedsBlocksRule, standard: StandardRule) -> dict[str, nw.Expr]:
    """Of each block whether it is not surely met."""
    there = {block.id for block in standard.blocks}
    # A block that is not there is missed by all that are looked at.
    return {each: nw.col(block_column(each) if each in there else _ABSENT) != _MET for each in rule.blocks}


def _violations(rule: NeedsBlocksRule, row: Row) -> Iterator[Violation]:
    for block in rule.blocks:
        verdict = row.get(block_column(block), _ABSENT)
        if verdict != _MET:
            yield wording.without_block(rule, row["subject"], block, verdict)
