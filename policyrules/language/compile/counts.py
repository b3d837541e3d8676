"""Counts, of targets and of duties: which things are counted, and how near the others are."""

from __future__ import annotations

from collections.abc import Hashable

from policyrules.language.compile.entries import check_ids
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.subjects import is_place_of, is_subject
from policyrules.language.definition import Condition, Count
from policyrules.language.provisions import CountModel, NearestModel
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.language.tree import Expression
from policyrules.text import Text


def compile_count(formulas: Formulas, model: CountModel, file: str, *path: Hashable) -> Count | None:
    """A count; None, and its problems, where there are any."""
    report = formulas.report
    before = report.count
    if not is_subject(formulas, model.of, file, *path, "of"):
        return None
    if model.by is not None:
        is_place_of(formulas, model.of, model.by, file, *path, "by")
    scope, criteria = formulas.scope(model.of), (*path, "criteria")
    check_ids(report, [each.id for each in model.criteria], Text("条件", "criterion"), file, *criteria)
    tests = [
        formulas.optional(each.test, scope, Kind.FLAG, file, *criteria, index, "test")
        for index, each in enumerate(model.criteria)
    ]
    figure = bound = None
    if model.nearest is not None:
        figure, bound = _nearest(formulas, model.nearest, scope, file, *path, "nearest")
    lost = None in tests or (model.nearest is not None and None in (figure, bound))
    if report.count > before or lost:
        return None
    conditions = tuple(
        Condition(each.id, each.label.text, test)
        for each, test in zip(model.criteria, tests, strict=True)
        if test is not None
    )
    return Count(model.of, model.by, conditions, figure, bound)


def _nearest(
    formulas: Formulas, model: NearestModel, scope: Scope, file: str, *path: Hashable
) -> tuple[Expression | None, Expression | None]:
    """The figure of each thing, and its bound, of the same kind."""
    figure = formulas.figure(model.figure, scope, file, *path, "figure")
    kind = None if figure is None else figure.kind
    return figure, formulas.expression(model.bound, scope, kind, file, *path, "bound")
