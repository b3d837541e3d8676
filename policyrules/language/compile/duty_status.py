"""How the status of a duty is computed: by a condition, a standard, targets, a count or measures."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policyrules.language.compile.counts import compile_count
from policyrules.language.compile.duty_cases import check_cases
from policyrules.language.compile.entries import check_ids, check_listed
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.subjects import are_apart, is_place_of, known_places
from policyrules.language.definition.duties import (
    ByCondition,
    ByCount,
    ByMeasures,
    ByStandard,
    ByTargets,
    ConditionCase,
    DutyStatus,
    Measure,
)
from policyrules.language.document import Path_
from policyrules.language.provisions import StandardsFile, TargetModel, TargetsFile
from policyrules.language.provisions import duties as models
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.text import Text

FILE = "duties.yaml"


@dataclass(frozen=True)
class Provisions:
    """What a status may name; None where that file cannot be used."""

    standards: StandardsFile | None
    targets: TargetsFile | None


@dataclass(frozen=True)
class StatusReader:
    """Reads the status of one duty.

    `scope` is that of the reporting unit, `places` are the units that the duty is for, `path` leads to the status.
    """

    formulas: Formulas
    provisions: Provisions
    scope: Scope
    places: tuple[str, ...]
    path: Path_

    def status(self, model: models.Status) -> DutyStatus | None:
        """The status; None, and its problems, where there are any."""
        before = self.formulas.report.count
        found: DutyStatus | None
        match model:
            case models.ConditionStatusModel():
                check_cases(self.formulas, model.cases, self.places, *self.path, "cases")
                cases = [self.case(each, "cases", index) for index, each in enumerate(model.cases)]
                known = tuple(each for each in cases if each is not None)
                found = ByCondition(known) if len(known) == len(cases) else None
            case models.StandardStatusModel():
                self.check_standard(model)
                found = ByStandard(model.standard, model.by)
            case models.TargetStatusModel():
                self.check_targets(model)
                found = ByTargets(model.targets)
            case models.CountStatusModel():
                found = self.by_count(model)
            case models.MeasuresStatusModel():
                found = self.by_measures(model)
        return found if self.formulas.report.count == before else None

    def case(self, model: models.CaseModel, *below: Hashable) -> ConditionCase | None:
        """One condition, with the official names of its units."""
        path = (*self.path, *below)
        places = known_places(self.formulas, model.places, FILE, *path, "places")
        test = self.formulas.expression(model.test, self.scope, Kind.FLAG, FILE, *path, "test")
        return None if test is None else ConditionCase(places, model.label.text, test)

    def check_standard(self, model: models.StandardStatusModel) -> None:
        """The standard exists, and what it judges has a place."""
        file = self.provisions.standards
        if file is None:
            return
        standard = file.standards.get(model.standard)
        judged = None if standard is None else self.formulas.vocabulary.lists.get(standard.subject)
        if standard is None:
            place = self.formulas.report.place(FILE, *self.path, "standard")
            self.formulas.report.unknown(place, model.standard, file.standards, Text("标准", "standard"))
        elif judged is not None and are_apart(judged):
            is_place_of(self.formulas, standard.subject, model.by, FILE, *self.path, "by")

    def check_targets(self, model: models.TargetStatusModel) -> None:
        """The targets exist, each once, and are counted county by county."""
        known = None if self.provisions.targets is None else self.provisions.targets.targets
        report, what = self.formulas.report, Text("目标", "target")
        check_listed(report, model.targets, known, what, FILE, *self.path, "targets")
        for index, name in enumerate(model.targets):
            target = (known or {}).get(name)
            if target is not None and _is_of_the_city(target):
                words = "这个目标不按县统计（没有 `count` 的 `by`）"
                allowed = Text(words, "a target without `count.by` says nothing of a unit")
                report.add(report.place(FILE, *self.path, "targets", index), "target", name, allowed)

    def by_count(self, model: models.CountStatusModel) -> ByCount | None:
        """Which things of the unit count."""
        if model.count.by is None:
            report, allowed = self.formulas.report, Text("须有 `by`", "the count of a duty needs `by`")
            report.add(report.key(FILE, *self.path, "count"), "count", "", allowed)
        count = compile_count(self.formulas, model.count, FILE, *self.path, "count")
        return None if count is None else ByCount(count)

    def by_measures(self, model: models.MeasuresStatusModel) -> ByMeasures | None:
        """Figures."""
        path = (*self.path, "measures")
        ids = [each.id for each in model.measures]
        check_ids(self.formulas.report, ids, Text("数字", "figure"), FILE, *path)
        figures = [
            self.formulas.figure(each.is_, self.scope, FILE, *path, index, "is")
            for index, each in enumerate(model.measures)
        ]
        measures = tuple(
            Measure(each.id, each.label.text, figure)
            for each, figure in zip(model.measures, figures, strict=True)
            if figure is not None
        )
        return ByMeasures(measures) if len(measures) == len(figures) else None


def _is_of_the_city(target: TargetModel) -> bool:
    """Whether a target says nothing of single units; one that has neither kind of quantity is wrong in itself."""
    return target.count.by is None if target.count is not None else target.measure is not None
