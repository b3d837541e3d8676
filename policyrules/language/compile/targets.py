"""`targets.yaml` → targets."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policyrules.language.compile.counts import compile_count
from policyrules.language.compile.formulas import Formulas
from policyrules.language.definition import Count, Target
from policyrules.language.model import Switch
from policyrules.language.provisions import TargetModel, TargetsFile
from policyrules.language.quantities import Kind
from policyrules.language.tree import Expression
from policyrules.text import Text

FILE = "targets.yaml"


def compile_targets(formulas: Formulas, model: TargetsFile) -> tuple[Target, ...]:
    """All targets, in the order of the file, without those that have problems."""
    found = {name: _Reader(formulas, name, each).target() for name, each in model.targets.items()}
    return tuple(each for each in found.values() if each is not None)


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    name: str
    model: TargetModel

    def target(self) -> Target | None:
        """The target; None, and its problems, where there are any."""
        model, report = self.model, self.formulas.report
        before = report.count
        if not self.has_one_quantity():
            return None
        measure = self.measure()
        count = self.count()
        kind = Kind.COUNT if model.count is not None else None if measure is None else measure.kind
        written = model.above if model.above is not None else model.at_least
        bound = None if written is None else self.settled(written, kind, "at_least" if model.above is None else "above")
        by = None if model.by is None else self.settled(model.by, Kind.YEAR, "by")
        complete = (
            (measure is None) == (model.measure is None)
            and (count is None) == (model.count is None)
            and (bound is None) == (written is None)
            and (by is None) == (model.by is None)
        )
        if report.count > before or not complete:
            return None
        return Target(
            id=self.name,
            clause=model.clause,
            label=model.label.text,
            modality=model.modality,
            measure=measure,
            count=count,
            bound=bound,
            strict=model.above is not None,
            by=by,
        )

    def path(self, *below: Hashable) -> tuple[Hashable, ...]:
        return ("targets", self.name, *below)

    def has_one_quantity(self) -> bool:
        """A target is of a measure or of a count, and has at most one bound."""
        model, report = self.model, self.formulas.report
        before = report.count
        if (model.measure is None) == (model.count is None):
            allowed = Text("须有且只有 `measure` 或 `count`", "a target has either `measure` or `count`")
            report.add(report.key(FILE, *self.path()), "target", self.name, allowed)
        if model.above is not None and model.at_least is not None:
            allowed = Text("`above` 与 `at_least` 只能有一个", "a target has `above` or `at_least`, not both")
            report.add(report.key(FILE, *self.path("at_least")), "target", self.name, allowed)
        return report.count == before

    def measure(self) -> Expression | None:
        """The quantity, where it is a formula over shared circumstances."""
        if self.model.measure is None:
            return None
        return self.formulas.figure(self.model.measure, self.formulas.scope(), FILE, *self.path("measure"))

    def count(self) -> Count | None:
        """The quantity, where it is a number of things."""
        if self.model.count is None:
            return None
        return compile_count(self.formulas, self.model.count, FILE, *self.path("count"))

    def settled(self, written: str | int | Switch[str | int], kind: Kind | None, key: str) -> Expression | None:
        scope = self.formulas.scope(settled=True)
        return self.formulas.expression(written, scope, kind, FILE, *self.path(key))
