"""A proposal in a notebook: what it is called, why it is made, what it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from policyrules.proposals.file import Addition, Change, InterpretationChange, ParameterChange, Removal
from policyrules.proposals.proposal import Proposal
from policyrules.reports.grid import Cell, Column, Grid
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_CHANGES = Text("变更", "Changes")
_COLUMNS = (Text("种类", "Kind"), Text("位置", "What"), Text("原为", "Was"), Text("改为", "Becomes"))


def sheet(proposal: Proposal, language: Language) -> Sheet:
    """The proposal as its file says it."""
    base = proposal.file.base
    return Sheet(
        plain(proposal.title.pick(language)),
        plain(proposal.reason.pick(language)),
        lines=tuple(Line(plain(each.pick(language)), "warning") for each in _caveats(proposal)),
        grids=(_changes(proposal, language),),
        closing=(f"{proposal.id} · {base.policy} {base.digest[:19]}…",),
    )


def _caveats(proposal: Proposal) -> Iterator[Text]:
    """What a reader must not miss: the promises given up, and that nothing is meant to change."""
    for each in proposal.file.gives_up:
        why = each.reason.text
        yield Text(f"放弃承诺 {each.invariant}：{why.zh}", f"gives up {each.invariant}: {why.en}")
    if proposal.file.effect == "none":
        yield Text("声明不改变任何决定", "means to change no decision")


def _changes(proposal: Proposal, language: Language) -> Grid:
    titles = [each.pick(language) for each in _COLUMNS]
    columns = (
        Column("kind", titles[0]), Column("address", titles[1], "id"), Column("was", titles[2], "words"),
        Column("with", titles[3], "words"),
    )  # fmt: skip
    rows = tuple(_change(each, language) for each in proposal.changes)
    return Grid("changes", _CHANGES.pick(language), columns, rows).without_empty({"was", "with"})


def _change(change: Change, language: Language) -> tuple[Cell, ...]:
    match change:
        case ParameterChange():
            since = Text(f"（自 {change.from_}）", f" (from {change.from_})") if change.from_ else Text("", "")
            said = Text("参数", "parameter"), change.parameter, change.was, f"{change.value}{since.pick(language)}"
        case InterpretationChange():
            said = Text("解释", "interpretation"), change.interpretation, change.was, str(change.option)
        case Addition():
            said = Text("新增", "added"), change.add, None, _written(change.with_)
        case Removal():
            said = Text("删除", "removed"), change.remove, None, ""
        case _:
            said = Text("替换", "replaced"), change.replace, None, _written(change.with_)
    kind, address, was, becomes = said
    return kind.pick(language), plain(address), "" if was is None else plain(str(was)), plain(becomes)


def _written(value: Any) -> str:
    """What stands in the file, on one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
