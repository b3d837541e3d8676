"""Recorded decisions, decided again: which records, how often what differs, and each difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from policyrules.records.differences import Difference
from policyrules.records.replaying import Replay, Replayed
from policyrules.reports.grid import Cell, Column, Grid, Sort, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text, joined

_TITLES = {
    "records": Text("不同或未能重新决定的记录", "Records that differ, or were not decided again"),
    "counts": Text("哪些会不同，各有几行", "What would differ, in how many lines"),
    "differences": Text("每一处不同", "Each difference"),
}
_HEADINGS: dict[str, tuple[Text, Sort]] = {
    "record": (Text("记录", "Record"), "id"),
    "id": (Text("标识", "Id"), "id"),
    "policy": (Text("政策", "Policy"), "id"),
    "year": (Text("年度", "Year"), "id"),
    "outcome": (Text("结果", "Outcome"), "status"),
    "notes": (Text("说明", "Notes"), "words"),
    "section": (Text("部分", "Section"), "text"),
    "provision": (Text("事项", "Provision"), "id"),
    "subject": (Text("对象", "Subject"), "id"),
    "field": (Text("字段", "Field"), "id"),
    "count": (Text("行数", "Lines"), "number"),
    "before": (Text("原为", "Before"), "words"),
    "after": (Text("现为", "After"), "words"),
}
_SECTIONS = {
    "awards": Text("奖励", "awards"),
    "standards": Text("标准", "standards"),
    "targets": Text("目标", "targets"),
    "tasks": Text("任务", "tasks"),
    "totals": Text("合计", "totals"),
}
OUTCOMES = {
    "same": Text("一致", "same"),
    "differs": Text("不同", "differs"),
    "not_replayed": Text("未能重新决定", "not decided again"),
}
#: The colour in which a terminal shows each outcome: that of a status.
_COLOURS = {"same": "met", "differs": "not_met", "not_replayed": "unknown"}


def replay_grids(found: Replay, language: Language) -> list[Grid]:
    """The tables of a replay; none where there is nothing to say."""
    records = tuple(_record(each, language) for each in found.records if each.outcome != "same" or each.notes)
    differing = [(each, difference) for each in found.differing for difference in each.differences]
    differing.sort(key=lambda each: (_group(each[1]), each[0].line, each[1].line))
    counts = Counter(_group(difference) for _, difference in differing)
    grids = [
        _grid("records", ("record", "id", "policy", "year", "outcome", "notes"), records, language),
        _grid("counts", ("section", "provision", "field", "count"), tuple(_counts(counts, language)), language),
        _grid(
            "differences",
            ("record", "section", "provision", "subject", "field", "before", "after"),
            tuple(_difference(each, difference, language) for each, difference in differing),
            language,
        ),
    ]
    return [grid for grid in grids if grid.rows]


def closing(found: Replay) -> Text:
    """How many records came out how."""
    named = [(OUTCOMES[outcome], count) for outcome, count in found.counts.items()]
    parts = [Text(f"{words.zh} {count}", f"{words.en} {count}") for words, count in named]
    counts = joined(parts, "，", ", ")
    return Text(f"记录 {len(found.records)} 条：{counts.zh}", f"records {len(found.records)}: {counts.en}")


def _grid(key: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], language: Language) -> Grid:
    heads = tuple(Column(each, _HEADINGS[each][0].pick(language), _HEADINGS[each][1]) for each in columns)
    return Grid(key, _TITLES[key].pick(language), heads, rows)


def _record(each: Replayed, language: Language) -> tuple[Cell, ...]:
    words = [note.pick(language) for note in (*((each.reason,) if each.reason else ()), *each.notes)]
    outcome = Status(_COLOURS[each.outcome], OUTCOMES[each.outcome].pick(language))
    notes = plain(("；" if language == "zh" else "; ").join(words))
    return str(each.line), plain(each.id), plain(each.policy), str(each.year), outcome, notes


def _group(difference: Difference) -> tuple[str, str, str]:
    """What differences are counted by: section, provision, field."""
    return difference.section, difference.line[0] if difference.line else "", difference.field


def _counts(counts: Counter[tuple[str, str, str]], language: Language) -> Iterator[tuple[Cell, ...]]:
    for (section, provision, field), count in sorted(counts.items()):
        yield _SECTIONS[section].pick(language), plain(provision), plain(field), count


def _difference(each: Replayed, difference: Difference, language: Language) -> tuple[Cell, ...]:
    section, provision, field = _group(difference)
    subject = difference.line[1] if difference.line else ""
    return (
        str(each.line), _SECTIONS[section].pick(language), plain(provision), plain(subject), plain(field),
        _value(difference.before, language), _value(difference.after, language),
    )  # fmt: skip


def _value(value: Any, language: Language) -> str:
    """A value of a decision's JSON; a reason by its words, a whole line by what it comes to."""
    if value is None:
        return "—"
    if isinstance(value, list):
        return plain(", ".join(_value(each, language) for each in value)) or "—"
    if isinstance(value, dict) and "text" in value:
        return plain(str(value["text" if language == "zh" else "text_en"]))
    if isinstance(value, dict):
        return plain(", ".join(f"{name}={each}" for name, each in value.items()))
    return plain(str(value).lower() if isinstance(value, bool) else str(value))
