"""Mutants as tables: those that no case tells from the policy, those that nothing could, and numbers without a use."""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.coverage.mutants import Mutant
from policyrules.coverage.mutating import MutationReport
from policyrules.coverage.words import section_name
from policyrules.reports.grid import Column, Grid, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

TITLE = Text("变异检查", "Mutation check")
_COLUMNS: dict[str, Text] = {
    "section": Text("部分", "Part"),
    "killed": Text("被案例发现", "Killed"),
    "mutants": Text("变异", "Mutants"),
    "address": Text("位置", "Address"),
    "change": Text("改动", "Change"),
    "parameter": Text("参数", "Parameter"),
    "label": Text("名称", "Name"),
    "describes": Text("说明的事实", "Describes"),
}


def grids(found: MutationReport, language: Language) -> list[Grid]:
    """The tables of a terminal: what is empty is left out."""
    tables = [
        _list(
            "survived",
            Text("没有案例发现的变异", "Mutants that no case tells from the policy"),
            found.survived,
            language,
        ),
        _list("equivalent", Text("与原政策等同的变异", "Mutants that are the same policy"), found.equivalent, language),
        _unused(found, language),
    ]
    return [_summary(found, language), *(each for each in tables if each.rows)]


def closing(found: MutationReport) -> Text:
    """The share of all, in a line."""
    counts, share, cases = f"{len(found.killed)}/{found.tried}", f"{found.percent}%", len(found.cases)
    return Text(f"{cases} 个案例发现 {counts} 个变异（{share}）", f"{cases} cases kill {counts} mutants ({share})")


def _summary(found: MutationReport, language: Language) -> Grid:
    killed = [each.mutant for each in found.killed]
    tried = [*killed, *found.survived]
    sections = dict.fromkeys(_section(each) for each in tried)
    rows = tuple(
        (section_name(name).pick(language), *_counts([each for each in killed if _section(each) == name],
                                                [each for each in tried if _section(each) == name]))
        for name in sections
    )  # fmt: skip
    whole = (Text("合计", "all").pick(language), *_counts(killed, tried))
    columns = (
        _column("section", language), Column("killed", _COLUMNS["killed"].pick(language), "status"),
        Column("mutants", _COLUMNS["mutants"].pick(language), "number"),
    )  # fmt: skip
    return Grid("summary", TITLE.pick(language), columns, rows, whole)


def _counts(killed: Sequence[Mutant], tried: Sequence[Mutant]) -> tuple[Status, int]:
    return Status("met" if len(killed) == len(tried) else "not_met", str(len(killed))), len(tried)


def _section(mutant: Mutant) -> str:
    return mutant.address.partition(".")[0]


def _column(key: str, language: Language) -> Column:
    return Column(key, _COLUMNS[key].pick(language))


def _list(key: str, title: Text, mutants: Sequence[Mutant], language: Language) -> Grid:
    columns = (Column("address", _COLUMNS["address"].pick(language), "id"), _column("change", language))
    rows = tuple((each.address, plain(each.words.pick(language))) for each in mutants)
    return Grid(key, title.pick(language), columns, rows)


def _unused(found: MutationReport, language: Language) -> Grid:
    columns = tuple(_column(key, language) for key in ("parameter", "label", "describes"))
    rows = tuple((each.name, plain(each.label.pick(language)), each.describes) for each in found.unused)
    return Grid(
        "unused", Text("没有规则用到的参数", "Parameters that no provision needs").pick(language), columns, rows
    )
