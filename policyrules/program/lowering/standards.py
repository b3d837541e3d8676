"""Standards, settled."""

from __future__ import annotations

from policyrules.language.definition import Block, Item, Standard
from policyrules.language.tree import attributes
from policyrules.program.lowering.asked import interpretations
from policyrules.program.lowering.settling import Settling
from policyrules.program.standard_rules import BlockRule, ItemRule, StandardRule


def lower_standard(settling: Settling, index: int, standard: Standard) -> StandardRule:
    """One standard."""
    return StandardRule(
        id=standard.id,
        index=index,
        clause=standard.clause,
        label=standard.label,
        subject=standard.subject,
        applies=settling.maybe(standard.applies),
        blocks=tuple(_block(settling, each) for each in standard.blocks),
        interpretations=interpretations(standard),
    )


def _block(settling: Settling, block: Block) -> BlockRule:
    items = tuple(_item(settling, each) for each in block.items)
    return BlockRule(block.id, block.clause, block.label, settling.pick(block.counts), items)


def _item(settling: Settling, item: Item) -> ItemRule:
    test = settling.ground(item.test)
    measure = settling.maybe(item.measure)
    return ItemRule(item.id, item.clause, item.label, item.modality, test, attributes(test), measure)
