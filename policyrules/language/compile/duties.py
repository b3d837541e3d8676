"""`duties.yaml` → duties, and the ledger in which they are reported."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policyrules.language.compile.duty_numbers import check_facts_of_duties, check_numbers
from policyrules.language.compile.duty_status import Provisions, StatusReader
from policyrules.language.compile.entries import check_listed
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.ledger import compile_ledger, is_reporting
from policyrules.language.compile.report import Report
from policyrules.language.compile.subjects import known_places
from policyrules.language.definition import Duties, Duty
from policyrules.language.definition.duties import Heading, Reference
from policyrules.language.names import field_of
from policyrules.language.provisions import DutiesFile, DutyModel
from policyrules.language.provisions.duties import ReferenceModel
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.language.tree import Attribute
from policyrules.text import Text

FILE = "duties.yaml"


def compile_duties(formulas: Formulas, model: DutiesFile, provisions: Provisions) -> Duties | None:
    """All duties; None, and their problems, where there are any. `provisions` are those that a status may name."""
    return _Reader(formulas, formulas.report, model, provisions).duties()


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    report: Report
    model: DutiesFile
    provisions: Provisions

    def duties(self) -> Duties | None:
        model, before = self.model, self.report.count
        ledger = None if model.ledger is None else compile_ledger(self.formulas, model.ledger)
        self.check_headings()
        check_numbers(self.report, model)
        check_facts_of_duties(self.report, self.formulas.vocabulary, model)
        self.check_reported()
        scope = self.scope()
        references = {name: self.reference(name, each, scope) for name, each in model.references.items()}
        duties = [self.duty(name, each, scope) for name, each in model.duties.items()]
        if self.report.count > before or (ledger is None) != (model.ledger is None) or None in duties:
            return None
        return Duties(
            bodies={name: each.en for name, each in model.bodies.items()},
            headings={
                name: Heading(name, each.clause, each.label.text, each.under) for name, each in model.headings.items()
            },
            references=references,
            skipped={int(number): label.text for number, label in model.skipped.items()},
            duties=tuple(each for each in duties if each is not None),
            ledger=ledger,
        )

    def scope(self) -> Scope | None:
        """What formulas about the reporting unit may name; shared circumstances alone where nothing is reported.

        None where the ledger is missing or wrong, so that nothing can be said of them.
        """
        if self.model.ledger is None:
            return None if self.reported() or "ledger" in self.report.lost else self.formulas.scope()
        unit = self.model.ledger.unit
        return self.formulas.scope(unit) if is_reporting(self.formulas, unit) else None

    def duty(self, name: str, model: DutyModel, scope: Scope | None) -> Duty | None:
        """One duty; None where a formula of it has a problem."""
        path = ("duties", name)
        self.check_names(model, *path)
        places = known_places(self.formulas, model.places, FILE, *path, "places")
        applies = status = None
        if model.applies is not None and scope is not None:
            applies = self.formulas.expression(model.applies, scope, Kind.FLAG, FILE, *path, "applies")
        if model.status is not None and scope is not None:
            reader = StatusReader(self.formulas, self.provisions, scope, places or self.units(), (*path, "status"))
            status = reader.status(model.status)
        if (applies is None) != (model.applies is None) or (status is None) != (model.status is None):
            return None
        return Duty(
            id=name,
            number=model.number,
            clause=model.clause,
            heading=model.heading,
            label=model.label.text,
            modality=model.modality,
            verb=model.verb,
            bodies=model.bodies,
            period=model.period,
            places=places,
            applies=applies,
            external=model.external,
            status=status,
        )

    def units(self) -> tuple[str, ...]:
        """All units, by their official names."""
        places = self.formulas.vocabulary.places
        return tuple(unit.name for unit in places.units) if places is not None else ()

    def reference(self, name: str, model: ReferenceModel, scope: Scope | None) -> Reference:
        """One reference, with the fact that stands for it."""
        fact: Attribute | None = None
        if model.fact is not None and scope is not None:
            place = self.report.place(FILE, "references", name, "fact")
            found = field_of(model.fact, scope)
            if found is None:
                if model.fact.partition(".")[2] not in self.report.broken:
                    self.report.unknown(place, model.fact, scope.names(), Text("数据", "fact"))
            elif found[2].series or found[2].kind is Kind.CHOICES:
                allowed = Text("须为单个值，不能按年或多项", "a single value stands for it, not several")
                self.report.add(place, "reference", model.fact, allowed)
            else:
                fact = Attribute(found[1], found[2].kind, found[0])
        return Reference(name, model.label.text, model.clause, fact)

    def reported(self) -> dict[str, str]:
        """The duties that the ledger reports, and the key that says so of each."""
        keys = ("number", "status", "applies")
        duties = self.model.duties.items()
        found = {name: [key for key in keys if getattr(each, key) is not None] for name, each in duties}
        return {name: present[0] for name, present in found.items() if present}

    def check_reported(self) -> None:
        """What is reported has a ledger, and a number to be reported by."""
        reported = self.reported()
        if self.model.ledger is None and reported and "ledger" not in self.report.lost:
            name, key = next(iter(reported.items()))
            allowed = Text(f"有 `{key}` 的任务须有 `ledger`", f"a duty with `{key}` needs a `ledger`")
            self.report.add(self.report.key(FILE, "duties", name, key), "duty", name, allowed)
        elif self.model.ledger is not None:
            for name in (name for name, key in reported.items() if key != "number"):
                allowed = Text("没有编号的任务不进台账", "only a duty with a `number` is reported in the ledger")
                self.report.add(self.report.key(FILE, "duties", name), "duty", name, allowed)

    def check_headings(self) -> None:
        """A heading stands under one that is written above it."""
        seen = set[str]()
        for name, each in self.model.headings.items():
            if each.under is not None and each.under not in seen:
                place = self.report.place(FILE, "headings", name, "under")
                self.report.unknown(place, each.under, seen, Text("写在上面的标题", "heading above it"))
            seen.add(name)

    def check_names(self, model: DutyModel, *path: Hashable) -> None:
        """The heading, the bodies and the references of a duty exist, each once."""
        report, file = self.report, self.model
        if model.heading is not None and model.heading not in file.headings:
            report.unknown(report.place(FILE, *path, "heading"), model.heading, file.headings, Text("标题", "heading"))
        bodies, references = Text("责任单位", "body"), Text("外部依据", "reference")
        check_listed(report, model.bodies, file.bodies, bodies, FILE, *path, "bodies")
        check_listed(report, model.external, file.references, references, FILE, *path, "external")
