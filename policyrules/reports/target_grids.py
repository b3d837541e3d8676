"""Targets as grids: the city's lines, what each unit contributes, and who counts or nearly does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from policyrules.decision.decision import Decision
from policyrules.decision.figures import compact
from policyrules.decision.prose import quantity
from policyrules.decision.target_explanation import gap_words, heading, target_bound, value_words
from policyrules.decision.targets import TargetLine
from policyrules.facts.records import Thing
from policyrules.language.quantities import Kind, Value
from policyrules.program.evaluate import evaluate
from policyrules.reports.grid import Cell, Column, Grid, Money, Status
from policyrules.reports.notes import name_of, place_of
from policyrules.reports.safe import plain
from policyrules.reports.words import column, modality, status
from policyrules.text import Language, Text

_STANDINGS = {
    "met": Text("计入", "counts"),
    "unknown": Text("待定", "may count"),
    "not_met": Text("最接近", "nearest below"),
}


def targets(decision: Decision, language: Language, brief: bool = False) -> Grid:
    """The city's own lines: value or range, bound, gap, verdict. `brief` leaves out how strongly and whose figures."""
    of = partial(column, language=language)
    columns = (
        of("target"), of("clause", sort="id"), of("modality"), of("value", sort="number"), of("bound", sort="number"),
        of("gap", sort="number"), of("verdict", sort="status"), of("deadline", sort="id"), of("figures_of", sort="id"),
    )  # fmt: skip
    rows = tuple(_target(line, decision.year, language, brief) for line in city_lines(decision))
    grid = Grid("targets", Text("目标", "Targets").pick(language), columns, rows)
    grid = grid.without_empty({"deadline", "figures_of"})
    left_out = ("clause", "modality", "figures_of") if brief else ()
    return grid.taking([index for index, each in enumerate(grid.columns) if each.key not in left_out])


def _target(line: TargetLine, year: int, language: Language, brief: bool) -> tuple[Cell, ...]:
    rule = line.rule
    return (
        (heading(line) if brief else rule.label).pick(language),
        rule.clause,
        modality(rule.modality, language),
        value_words(line).pick(language),
        target_bound(line).pick(language),
        gap_words(line).pick(language),
        status(line.verdict, language),
        "" if rule.by is None else str(rule.by),
        "" if rule.year == year else str(rule.year),
    )


def city_lines(decision: Decision) -> list[TargetLine]:
    """The targets' own lines."""
    return [line for line in decision.targets if line.county is None]


def contributions(decision: Decision, language: Language) -> Grid | None:
    """Unit by unit what each contributes to the targets that are counted; None where nothing is counted by unit."""
    lines = {(line.county, line.target): line for line in decision.targets}
    places = decision.program.places
    counted = [line for line in city_lines(decision) if places and (places[0], line.target) in lines]
    if not counted:
        return None
    columns = tuple(Column(line.target, line.rule.label.pick(language), "number") for line in counted)
    rows = tuple((place, *(_count(lines[place, line.target]) for line in counted)) for place in places)
    whole = (Text("全市", "The city").pick(language), *map(_count, counted))
    title = Text("各县（市、区）目标", "Targets by county").pick(language)
    return Grid("contributions", title, (column("county", language), *columns), rows, whole)


def _count(line: TargetLine) -> Cell:
    """A count, or the range in which it lies."""
    if line.range is not None:
        return "–".join(f"{each:,}" for each in line.range)
    return int(line.value) if line.value is not None else None


def pipeline(decision: Decision, language: Language) -> Grid | None:
    """Those nearest below each bound; None where no target names any."""
    rows: list[tuple[Cell, ...]] = []
    for line in city_lines(decision):
        for number, near in enumerate(line.pipeline):
            gap, kind = near.bound - near.figure, _kind(line)
            lacks = compact(kind, gap) if gap else Text("须超过", "must exceed it")
            figures = (compact(kind, near.figure).pick(language), None, lacks.pick(language))
            label = line.rule.label.pick(language) if number == 0 else ""
            rows.append((label, None, *_who(near.thing), *figures))
    title = Text("最接近目标的对象", "Nearest below the bounds").pick(language)
    grid = Grid("pipeline", title, _columns(language), tuple(rows))
    return grid.without_empty({"standing", "name", "county", "bound_figure"}) if rows else None


def contributors(decision: Decision, language: Language) -> Grid | None:
    """All that count, may count, or are nearest to counting; None where no target counts things."""
    rows = tuple(row for line in city_lines(decision) for row in (*_counted(line, language), *_near(line, language)))
    title = Text("目标企业", "Who counts").pick(language)
    money = any(isinstance(cell, Money) for row in rows for cell in row)
    grid = Grid("contributors", title, _columns(language, money), rows)
    return grid.without_empty({"name", "county"}) if rows else None


def _columns(language: Language, money: bool = False) -> tuple[Column, ...]:
    of = partial(column, language=language)
    yuan = Text("（元）", " (yuan)").pick(language) if money else ""
    figures = (replace(of(key, sort="number"), title=of(key).title + yuan) for key in ("figure", "bound_figure", "gap"))
    return (
        of("target"), of("standing", sort="status"), of("enterprise", sort="id"), of("name"), of("county", sort="id"),
        *figures,
    )  # fmt: skip


def _counted(line: TargetLine, language: Language) -> Iterator[tuple[Cell, ...]]:
    count = line.rule.count
    for code, things in (("met", line.counted), ("unknown", line.possible)):
        for thing in things:
            lookup, figure, bound = line.outcome.world.lookup(thing), None, None
            if count is not None and count.figure is not None and count.figure_bound is not None:
                figure = _figure(count.figure.kind, evaluate(count.figure, lookup), language)
                bound = _figure(count.figure.kind, evaluate(count.figure_bound, lookup), language)
            yield (line.rule.label.pick(language), _standing(code, language), *_who(thing), figure, bound, None)


def _near(line: TargetLine, language: Language) -> Iterator[tuple[Cell, ...]]:
    for near in line.pipeline:
        figures = (_figure(_kind(line), each, language) for each in (near.figure, near.bound, near.bound - near.figure))
        yield (line.rule.label.pick(language), _standing("not_met", language), *_who(near.thing), *figures)


def _kind(line: TargetLine) -> Kind:
    """The kind of the figure by which nearness is measured."""
    figure = None if line.rule.count is None else line.rule.count.figure
    return Kind.COUNT if figure is None else figure.kind


def _standing(code: str, language: Language) -> Status:
    return Status(code, _STANDINGS[code].pick(language))


def _who(thing: Thing) -> tuple[str, str, str]:
    return plain(thing.id), name_of(thing), place_of(thing)


def _figure(kind: Kind, value: Value | None, language: Language) -> Cell:
    """A figure: amounts as such, so that a workbook can add them."""
    if kind is Kind.MONEY and isinstance(value, int):
        return Money(value)
    return None if value is None else quantity(kind, value).pick(language)
