"""What becomes of a standard for one thing: the truth of each item, of each block, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyrules.engines.cases import World
from policyrules.engines.verdicts import Verdict, verdict_of
from policyrules.facts.records import Thing
from policyrules.program.evaluate import every
from policyrules.program.standard_rules import BlockRule, StandardRule

#: The truths of the items of each block, in the order of the standard.
ItemTruths = tuple[tuple[bool | None, ...], ...]


@dataclass(frozen=True)
class StandardOutcome:
    """A standard for one thing. `applies` is None where that is unknown."""

    rule: StandardRule
    subject: Thing
    world: World
    applies: bool | None
    items: ItemTruths
    blocks: tuple[bool | None, ...]
    verdict: Verdict


def block_truth(block: BlockRule, items: Sequence[bool | None]) -> bool | None:
    """A block is met if all its items that decide are."""
    return every(truth for item, truth in zip(block.items, items, strict=True) if item.decides)


def standard_verdict(rule: StandardRule, applies: bool | None, blocks: Sequence[bool | None]) -> Verdict:
    """The verdict of a standard. Where it is unknown whether it applies, only what is surely missed is sure."""
    if applies is False:
        return Verdict.NOT_APPLICABLE
    met = every(truth for block, truth in zip(rule.blocks, blocks, strict=True) if block.counts)
    return Verdict.UNKNOWN if applies is None and met else verdict_of(met)
