"""The standards of a policy as grids: each block, each item, how strongly it is asked, and what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from policyrules.decision.prose import Prose
from policyrules.decision.verdict_words import ONLY_REPORTED
from policyrules.program.program import Program
from policyrules.program.standard_rules import ItemRule, StandardRule
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.words import column, modality
from policyrules.text import Language, Text, joined


def standard_provisions(program: Program, words: Mapping[str, Prose], language: Language) -> list[Grid]:
    """A grid for each standard."""
    return [_standard(rule, words[rule.subject], language) for rule in program.standards]


def _standard(rule: StandardRule, prose: Prose, language: Language) -> Grid:
    of = partial(column, language=language)
    columns = (
        of("block"), of("id", sort="id"), of("item"), of("modality"), of("condition", sort="words"),
        of("clause", sort="id"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for block in rule.blocks:
        label = block.label if block.counts else _only_reported(block.label)
        rows += [(label.pick(language), *_item(item, prose, language)) for item in block.items]
    title = Text(f"标准：{rule.label.zh}（{rule.clause}）", f"Standard: {rule.label.en} ({rule.clause})")
    note = _about(rule, prose).pick(language)
    return Grid(f"standard:{rule.id}", title.pick(language), columns, tuple(rows), None, note)


def _only_reported(label: Text) -> Text:
    return Text(f"{label.zh}（{ONLY_REPORTED.zh}）", f"{label.en} ({ONLY_REPORTED.en})")


def _item(item: ItemRule, prose: Prose, language: Language) -> tuple[Cell, ...]:
    asks = [prose.condition(item.test)]
    if item.measure is not None:
        figure = prose.term(item.measure)
        asks.append(Text(f"另列：{figure.zh}", f"also reported: {figure.en}"))
    words = "\n".join(each.pick(language) for each in asks)
    return item.id, item.label.pick(language), modality(item.modality, language), words, item.clause


def _about(rule: StandardRule, prose: Prose) -> Text:
    """What the standard judges, and to which of them it applies."""
    subject = prose.vocabulary.lists[rule.subject].label.text
    parts = [Text(f"对象：{subject.zh}", f"judges: {subject.en}")]
    if rule.applies is not None:
        applies = prose.condition(rule.applies)
        parts.append(Text(f"适用于：{applies.zh}", f"applies to: {applies.en}"))
    return joined(parts, "；", "; ")
