"""What the properties of one thing should satisfy together: checks, and nothing before founding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from policyrules.errors import Problem
from policyrules.facts.frames.checks.faults import Fault, of_rows
from policyrules.facts.frames.checks.rereading import reread
from policyrules.facts.frames.checks.tables import Column, Row, Table


def above_bounds(table: Table) -> Iterator[Fault]:
    """A fault for each check and year: rows whose first figure is above the second."""
    for check in table.group.checks:
        lower, upper = check.not_above
        bounds = {each.part[1]: each for each in table.of(upper)}
        for figure in table.of(lower):
            bound = bounds.get(figure.part[1])
            if bound is not None:
                wrong = figure.value > bound.value
                yield of_rows(wrong, (figure, bound), partial(_told, table, (figure, bound), "check"))


def before_founding(table: Table) -> Iterator[Fault]:
    """A fault for each year of a series that has figures above zero from before their thing was founded."""
    for name, founded_field in table.group.founded:
        founded = next(table.of(founded_field), None)
        for figure in table.of(name):
            if founded is not None and figure.part[1] is not None:
                wrong = (founded.value > figure.part[1]) & (figure.value > 0)
                told = partial(_told, table, (figure, founded), "before_founding")
                yield of_rows(wrong, (figure, founded), told)


def _told(table: Table, columns: tuple[Column, Column], code: str, rows: Sequence[Row]) -> list[list[Problem]]:
    return reread(table, columns, rows, lambda each: each == code)
