"""Standards with one small change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from policyrules.coverage.mutants.formulas import variants
from policyrules.coverage.mutants.mutant import DROPPED, Mutant, of, swapped, with_part, without
from policyrules.language.definition import Block, Chosen, Definition, Item, Standard
from policyrules.language.model import Modality
from policyrules.text import Text, same


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Items dropped, required or no longer required; comparisons; what counts, and to what it applies."""
    for index, standard in enumerate(definition.standards):
        if standard.applies is not None:
            address = f"standards.{standard.id}.applies"
            yield of(address, "dropped", DROPPED, with_part(definition, "standards", index, applies=None))
            for change, words, test in variants(standard.applies):
                yield of(address, change, words, with_part(definition, "standards", index, applies=test))
        for number, block in enumerate(standard.blocks):
            yield from _of_block(definition, index, standard, number, block)


def _of_block(definition: Definition, index: int, standard: Standard, number: int, block: Block) -> Iterator[Mutant]:
    def changed(**changes: Any) -> Definition:
        blocks = swapped(standard.blocks, number, replace(block, **changes))
        return with_part(definition, "standards", index, blocks=blocks)

    address = f"standards.{standard.id}.blocks.{block.id}"
    if not isinstance(block.counts, Chosen):
        words = Text("不计入结论", "no longer counts") if block.counts else Text("计入结论", "counts")
        yield of(f"{address}.counts", "kind", words, changed(counts=not block.counts))
    for at, item in enumerate(block.items):
        here = f"{address}.items.{item.id}"
        yield of(here, "dropped", DROPPED, changed(items=without(block.items, at)))
        for change, words, new in _of_item(item):
            yield of(here, change, words, changed(items=swapped(block.items, at, new)))


def _of_item(item: Item) -> Iterator[tuple[Any, Text, Item]]:
    other: Modality = "expected" if item.modality == "required" else "required"
    yield "modality", same(f"{item.modality} → {other}"), replace(item, modality=other)
    for change, words, test in variants(item.test):
        yield change, words, replace(item, test=test)
