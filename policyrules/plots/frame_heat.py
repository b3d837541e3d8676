"""A standard over a population: how many things of each unit meet each block, added up by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.comparison.groups import NOT_SAID
from policyrules.engines.columnar.standards import block_column
from policyrules.engines.verdicts import Verdict
from policyrules.facts.frames.names import ID, column_of
from policyrules.language.tree import Attribute
from policyrules.plots.heat import Cell, HeatRow
from policyrules.program.standard_rules import StandardRule
from policyrules.text import Text, same

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

_ALL = Text("全部", "all")
_UNIT, _WHOLE = "$unit", "verdict"


def unit_rows(decision: FrameDecision, rule: StandardRule) -> list[HeatRow]:
    """A row for each unit of the things that the standard applies to, in the order of the policy."""
    backend = decision.facts.backend
    columns = [*(block_column(each.id) for each in rule.blocks), _WHOLE]
    judged = backend.lazy(decision.judged.standards.blocks(rule.id).to_native())
    judged = judged.filter(nw.col(_WHOLE) != Verdict.NOT_APPLICABLE.value)
    counted = (
        _with_unit(decision, rule, judged)
        .group_by(_UNIT)
        .agg(
            nw.len().cast(nw.Int64).alias("$of"),
            *(_number(each, Verdict.MET).alias(f"{each}:met") for each in columns),
            *(_number(each, Verdict.UNKNOWN).alias(f"{each}:open") for each in columns),
        )
    )
    found = {row[_UNIT]: row for row in backend.collected(counted).rows(named=True)}
    rows = []
    for unit in (*decision.program.places, None):
        if unit in found:
            row = found[unit]
            cells = tuple(Cell(None, row[f"{each}:met"], row["$of"], row[f"{each}:open"]) for each in columns)
            rows.append(HeatRow(_label(unit, decision, rule), cells[:-1], cells[-1]))
    return rows


def _with_unit(decision: FrameDecision, rule: StandardRule, judged: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    place = _place(decision, rule)
    if place is None:
        return judged.with_columns(nw.lit(None, nw.String).alias(_UNIT))
    table = decision.facts.table(rule.subject, [place])
    units = table.select(nw.col(ID).alias("subject"), nw.col(column_of(place)).alias(_UNIT))
    return judged.join(units, on="subject", how="left")


def _place(decision: FrameDecision, rule: StandardRule) -> Attribute | None:
    """The first property of the things that is a place."""
    fields = decision.facts.vocabulary.lists[rule.subject].fields.items()
    found = (Attribute(name, each.kind) for name, each in fields if each.type == "place" and not each.series)
    return next(found, None)


def _label(unit: str | None, decision: FrameDecision, rule: StandardRule) -> Text:
    if unit is not None:
        return same(unit)
    return _ALL if _place(decision, rule) is None else NOT_SAID


def _number(column: str, verdict: Verdict) -> nw.Expr:
    return (nw.col(column) == verdict.value).cast(nw.Int64).sum().cast(nw.Int64)
