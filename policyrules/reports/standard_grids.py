"""Standards as grids: a row for each thing that is judged, and a row for each of its items."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from policyrules.decision.decision import Decision
from policyrules.decision.prose import Prose, enumeration
from policyrules.decision.standard_explanation import figure_words, found_words, lacking_words
from policyrules.decision.standards import ItemFinding, StandardLine
from policyrules.decision.verdict_words import ONLY_REPORTED
from policyrules.engines.verdicts import Verdict
from policyrules.language.tree import Attribute
from policyrules.program.standard_rules import StandardRule
from policyrules.reports.grid import Cell, Column, Grid
from policyrules.reports.notes import name_of, place_of
from policyrules.reports.safe import plain
from policyrules.reports.words import column, legend, listed, mark, modality, status
from policyrules.text import Language, Text


def standards(decision: Decision, language: Language, brief: bool = False) -> list[Grid]:
    """A grid for each standard that judges something: its verdicts, block by block, and what lacks.

    `brief` names only the blocks that are not met, in words, where the columns of all would be too wide.
    """
    shape, grids = _brief if brief else _full, []
    for number, rule in enumerate(decision.program.standards, 1):
        lines = [line for line in decision.standards if line.standard == rule.id]
        if lines:
            grid = shape(rule, lines, decision.prose[rule.subject], language)
            title = Text("标准", "Standards").pick(language)
            several = f" {number}" if len(decision.program.standards) > 1 else ""
            grids.append(replace(grid.without_empty({"name", "county"}), sheet=f"{title}{several}"))
    return grids


def _title(rule: StandardRule, language: Language) -> str:
    return Text(f"{rule.label.zh}（{rule.clause}）", f"{rule.label.en} ({rule.clause})").pick(language)


def _full(rule: StandardRule, lines: list[StandardLine], prose: Prose, language: Language) -> Grid:
    of = partial(column, language=language)
    blocks = tuple(
        Column(f"block:{block.id}", f"{block.label.pick(language)}{'' if block.counts else '*'}", "status")
        for block in rule.blocks
    )
    columns = (
        of("subject", sort="id"), of("name"), of("county", sort="id"), of("verdict", sort="status"), *blocks,
        of("short", sort="number"), of("open", sort="number"), of("lacking_or_open", sort="words"),
    )  # fmt: skip
    rows = tuple(_row(line, prose, language) for line in lines)
    note = legend(("met", "not_met", "unknown"), language)
    if any(not block.counts for block in rule.blocks):
        note += f"{'　' if language == 'zh' else ', '}* {ONLY_REPORTED.pick(language)}"
    return Grid(f"standard:{rule.id}", _title(rule, language), columns, rows, None, note)


def _row(line: StandardLine, prose: Prose, language: Language) -> tuple[Cell, ...]:
    judged = line.outcome.verdict is not Verdict.NOT_APPLICABLE
    short = [item for item in line.deciding if item.verdict is Verdict.NOT_MET]
    return (
        plain(line.subject),
        name_of(line.outcome.subject),
        place_of(line.outcome.subject),
        status(line.verdict, language),
        *(mark(block.verdict.value if judged else "not_applicable") for block in line.blocks),
        line.items_short if judged else None,
        line.items_unknown if judged else None,
        "\n".join([*(lacks(item, prose).pick(language) for item in short), *_to_ask(line, prose, language)])
        if judged
        else "",
    )


def _brief(rule: StandardRule, lines: list[StandardLine], prose: Prose, language: Language) -> Grid:
    of = partial(column, language=language)
    columns = (
        of("subject", sort="id"), of("name"), of("county", sort="id"), of("verdict", sort="status"),
        of("short", sort="number"), of("open", sort="number"), of("notes", sort="words"),
    )  # fmt: skip
    kept = (0, 1, 2, 3, -3, -2)  # whose, the verdict, how many are short and open
    cells = ((_row(line, prose, language), _notes(line, prose, language)) for line in lines)
    rows = tuple((*(row[index] for index in kept), notes) for row, notes in cells)
    return Grid(f"standard:{rule.id}", _title(rule, language), columns, rows)


def _notes(line: StandardLine, prose: Prose, language: Language) -> str:
    """Each block that is not met or open: what it lacks, and what must be found out."""
    if line.outcome.verdict is Verdict.NOT_APPLICABLE:
        return ""
    notes = []
    for block in (each for each in line.blocks if each.rule.counts and each.verdict is not Verdict.MET):
        asked = [item for item in block.items if item.rule.decides]
        parts = [lacks(item, prose).pick(language) for item in asked if item.verdict is Verdict.NOT_MET]
        pointers = dict.fromkeys(pointer for item in asked for pointer in item.missing)
        if pointers:
            names = enumeration(dict.fromkeys(map(prose.fact, pointers)))
            parts.append(Text(f"待查 {names.zh}", f"to find out {names.en}").pick(language))
        label = block.rule.label.pick(language)
        colon = "：" if language == "zh" else ": "
        notes.append(f"{mark(block.verdict.value)} {label}{colon}{listed(parts, language)}")
    told = {pointer for item in line.deciding for pointer in item.missing}
    scope = [prose.fact(each) for each in line.missing if each not in told]
    notes += [Text(f"? 待查 {each.zh}", f"? to find out {each.en}").pick(language) for each in scope]
    return "\n".join(notes)


def lacks(item: ItemFinding, prose: Prose) -> Text:
    """What an item that is missed lacks: the options, or the condition where it has none."""
    label, names = item.rule.label, lacking_words(item, prose)
    asks = names if names.zh and names != label else prose.condition(item.rule.test)
    # A flag that lacks is said by the label of its item.
    if len(item.rule.attributes) == 1 and item.rule.attributes[0].member is None:
        return label
    return Text(f"{label.zh}：{asks.zh}", f"{label.en}: {asks.en}")


def _to_ask(line: StandardLine, prose: Prose, language: Language) -> list[str]:
    """What an open verdict needs; of one that is settled what is unknown among the items that decide."""
    open_ = [pointer for item in line.deciding for pointer in item.missing]
    pointers = dict.fromkeys([*line.missing, *open_])
    names = enumeration(dict.fromkeys(map(prose.fact, pointers))) if pointers else None
    return [] if names is None else [Text(f"待查：{names.zh}", f"to find out: {names.en}").pick(language)]


def items(decision: Decision, language: Language) -> Grid:
    """One row for each thing that is judged and each item."""
    of = partial(column, language=language)
    columns = (
        of("subject", sort="id"), of("name"), of("county", sort="id"), of("block"), of("item"), of("clause", sort="id"),
        of("modality"), of("verdict", sort="status"), of("found", sort="words"), of("lacking", sort="words"),
        of("to_ask", sort="words"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for line in decision.standards:
        prose = decision.prose[line.outcome.rule.subject]
        head = (plain(line.subject), name_of(line.outcome.subject), place_of(line.outcome.subject))
        for block in line.blocks:
            label = block.rule.label.pick(language)
            rows += [(*head, label, *_item(item, prose, language)) for item in block.items]
    title = Text("标准细项", "Items of the standards").pick(language)
    return Grid("items", title, columns, tuple(rows)).without_empty({"name", "county"})


def _item(item: ItemFinding, prose: Prose, language: Language) -> tuple[Cell, ...]:
    """An item; a flag that is there or lacks is said by its label and verdict already."""
    figure, flag = figure_words(item, prose), isinstance(item.rule.test, Attribute)
    found = [] if flag or not item.found else [found_words(item, prose)]
    lacking = [] if flag or not item.lacking else [lacking_words(item, prose)]
    asked = "\n".join(plain(prose.pointer(each).pick(language)) for each in item.missing)
    return (
        item.rule.label.pick(language),
        item.rule.clause,
        modality(item.rule.modality, language),
        status(item.verdict.value, language),
        "\n".join(each.pick(language) for each in (*found, *([figure] if figure else []))),
        "\n".join(each.pick(language) for each in lacking),
        asked,
    )
