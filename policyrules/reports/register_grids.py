"""The register of awards paid as tables: the entries that count, and everything that was done to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyrules.language.definition import Definition
from policyrules.register.model import Change, Entry
from policyrules.reports.csv_table import csv_of_columns
from policyrules.reports.flat import FlatColumn
from policyrules.reports.grid import Cell, Column, Grid, Money, Sort
from policyrules.reports.grid import Change as Moved
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_TITLES = {
    "entries": Text("已发奖励", "Awards paid"),
    "history": Text("登记簿的全部变更", "Everything that was done"),
    "change": Text("本项变更", "This change"),
}
_HEADINGS: dict[str, tuple[Text, Sort]] = {
    "entry": (Text("条目", "Entry"), "id"),
    "change": (Text("变更", "Change"), "id"),
    "at": (Text("时间（UTC）", "When (UTC)"), "id"),
    "by": (Text("登记人", "By"), "text"),
    "kind": (Text("事项", "What"), "text"),
    "year": (Text("销售年度", "Year"), "id"),
    "award": (Text("奖励", "Award"), "text"),
    "tier": (Text("档次", "Tier"), "id"),
    "enterprise": (Text("企业", "Payee"), "id"),
    "subject": (Text("对象", "Subject"), "id"),
    "amount": (Text("金额（元）", "Amount (yuan)"), "number"),
    "before": (Text("原金额（元）", "Before (yuan)"), "number"),
    "reason": (Text("理由", "Reason"), "words"),
}
_PAID = ("year", "award", "tier", "enterprise", "subject", "amount")
_HISTORY = ("change", "at", "by", "kind", "entry", *_PAID, "before", "reason")
KINDS = {
    "recorded": Text("登记决定", "decision recorded"),
    "imported": Text("补录", "imported"),
    "corrected": Text("更正", "corrected"),
    "withdrawn": Text("撤回", "withdrawn"),
}


def entries_grid(entries: Sequence[Entry], definition: Definition, language: Language) -> Grid:
    """Entries, with their total."""
    labels = _labels(definition, language)
    rows = tuple((str(each.number), *_paid(each, labels), str(each.change)) for each in entries)
    total = Money(sum(each.paid.fen for each in entries))
    footer = (Text("合计", "Total").pick(language), "", "", "", "", "", total, "") if entries else None
    return _grid("entries", ("entry", *_PAID, "change"), rows, language, footer)


def history_grid(changes: Sequence[Change], definition: Definition, language: Language) -> Grid:
    """Changes, a row for each entry that they wrote."""
    labels = _labels(definition, language)
    rows = tuple(row for change in changes for row in _rows(change, labels, language))
    return _grid("history", _HISTORY, rows, language)


def change_grid(change: Change, definition: Definition, language: Language) -> Grid:
    """One change, in the columns of the history; those that it leaves empty are left out."""
    rows = tuple(_rows(change, _labels(definition, language), language))
    return _grid("change", _HISTORY, rows, language).without_empty(("tier", "before", "reason"))


def entries_csv(entries: Sequence[Entry]) -> str:
    """Entries as facts hold them: a table of awards paid that can be read again."""
    return _csv([{name: each.to_dict()[name] for name in _PAID} for each in entries], _PAID)


def history_csv(changes: Iterable[Change]) -> str:
    """Changes, a row for each entry that they wrote; `before` is its amount until then."""
    heads = ("change", "at", "by", "kind", "reason")
    rows: list[dict[str, Any]] = []
    for change in changes:
        head = {key: value for key, value in change.to_dict().items() if key in heads}
        for each in change.entries:
            before = change.before.get(each.number)
            was = None if before is None else before.paid.amount
            rows.append({**head, **each.to_dict(), "before": was})
        rows += [] if change.entries else [head]
    return _csv(rows, (*heads, "entry", "version", "withdrawn", *_PAID, "before"))


def _csv(rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> str:
    return csv_of_columns([FlatColumn(key, "text", tuple(row.get(key) for row in rows)) for key in keys])


def closing(entries: Sequence[Entry]) -> Text:
    """How many entries, and what they come to."""
    total, count = Money(sum(each.paid.fen for each in entries)), len(entries)
    noun = "entry" if count == 1 else "entries"
    return Text(f"{count} 条，共 {total} 元", f"{count} {noun}, {total} yuan in all")


def closing_change(change: Change) -> Text:
    """By how much a change altered what was paid in all."""
    moved = Moved(change.fen)
    return Text(f"变更 {change.number}：合计 {moved} 元", f"change {change.number}: {moved} yuan in all")


def _labels(definition: Definition, language: Language) -> Mapping[str, str]:
    """What the awards of a policy are called."""
    return {each.id: each.label.pick(language) for each in definition.awards}


def _grid(
    key: str, keys: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], language: Language,
    footer: tuple[Cell, ...] | None = None,
) -> Grid:  # fmt: skip
    columns = tuple(Column(each, _HEADINGS[each][0].pick(language), _HEADINGS[each][1]) for each in keys)
    return Grid(key, _TITLES[key].pick(language), columns, rows, footer)


def _rows(change: Change, labels: Mapping[str, str], language: Language) -> Iterator[tuple[Cell, ...]]:
    kind = KINDS[change.kind].pick(language)
    head = (str(change.number), change.time, plain(change.by), kind)
    reason = plain(change.reason or "")
    if not change.entries:
        year = "" if change.decision is None else str(change.decision.year)
        yield (*head, "", year, "", "", "", "", Money(0), None, reason)
    for each in change.entries:
        before = change.before.get(each.number)
        *paid, amount = _paid(each, labels)
        now = Money(0) if each.withdrawn else amount
        was = None if before is None else Money(before.paid.fen)
        yield (*head, str(each.number), *paid, now, was, reason)


def _paid(entry: Entry, labels: Mapping[str, str]) -> tuple[Cell, ...]:
    paid = entry.paid
    return (
        str(paid.year),
        plain(labels.get(paid.award, paid.award)),
        "" if paid.tier is None else str(paid.tier),
        plain(paid.enterprise),
        plain(paid.subject or ""),
        Money(paid.fen),
    )
