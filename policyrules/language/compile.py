"""Models of the policy files → typed provisions: formulas parsed, names resolved, kinds checked.

`Compiler` goes through the files once and keeps going after a problem, so that all of them are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from policyrules.errors import Place, PolicyError, Problem
from policyrules.language import files
from policyrules.language.definition import (
    NUMBER,
    AnyLimit,
    Award,
    Budget,
    Cap,
    Chosen,
    Criterion,
    Definition,
    Exclusive,
    Interpretation,
    NumericOption,
    Parameter,
    Places,
    Tranche,
)
from policyrules.language.model import Model
from policyrules.language.parser import parse
from policyrules.language.quantities import Kind, Value, parse_quantity
from policyrules.language.scope import Scope
from policyrules.language.source import Document, Path_
from policyrules.language.tree import Expression, Switched
from policyrules.language.vocabulary import Vocabulary
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

T = TypeVar("T")
S = TypeVar("S")
_EMPTY: dict[str, Model] = {
    "parameters.yaml": files.ParametersFile(parameters={}),
    "interpretations.yaml": files.InterpretationsFile(interpretations={}),
    "awards.yaml": files.AwardsFile(awards={}),
    "limits.yaml": files.LimitsFile(limits={}),
    "sources.yaml": files.SourcesFile(clauses={}),
}


class Compiler:
    """Compiles the models of one policy folder."""

    def __init__(self, documents: Mapping[str, Document], models: Mapping[str, Model]) -> None:
        self.documents = documents
        self.models = {**_EMPTY, **models}
        self.problems: list[Problem] = []
        self.vocabulary = cast(Vocabulary, models["facts.yaml"])
        self.identity = cast(files.PolicyFile, models["policy.yaml"])
        self.parameters: dict[str, Parameter] = {}
        self.interpretations: dict[str, Interpretation] = {}
        self.awards_file = cast(files.AwardsFile, self.models["awards.yaml"])

    def definition(self, digest: str) -> Definition:
        """The compiled policy. Raises PolicyError with every problem found."""
        self.read_parameters()
        self.read_interpretations()
        self.check_vocabulary()
        awards = [self.award(name, model) for name, model in self.awards_file.awards.items()]
        limits_file = cast(files.LimitsFile, self.models["limits.yaml"])
        limits = [self.limit(name, model) for name, model in limits_file.limits.items()]
        if self.problems:
            raise PolicyError(sorted(self.problems, key=lambda problem: problem.place))
        return Definition(
            identity=self.identity,
            vocabulary=self.vocabulary,
            parameters=self.parameters,
            interpretations=self.interpretations,
            awards=tuple(award for award in awards if award is not None),
            limits=tuple(limit for limit in limits if limit is not None),
            clauses=cast(files.SourcesFile, self.models["sources.yaml"]).clauses,
            digest=digest,
        )

    # Problems

    def place(self, file: str, *path: Any) -> Place:
        return self.documents[file].place(path) if file in self.documents else Place(file=file)

    def problem(
        self, place: Place, code: str, found: object, allowed: Text, hint: Text | None = None
    ) -> None:
        self.problems.append(Problem(code, place, str(found), allowed, hint))

    def unknown(self, place: Place, name: str, known: Mapping[str, object], what: Text) -> None:
        allowed = Text(f"没有这个{what.zh}", f"no such {what.en}")
        self.problem(place, "unknown_name", name, allowed, did_you_mean(name, known))

    # Parameters and interpretations

    def read_parameters(self) -> None:
        in_force = self.identity.in_force
        ends = {"first_year": in_force.from_, "last_year": in_force.until}
        labels = {
            "first_year": Text("施行起始年", "first year in force"),
            "last_year": Text("有效期最后一年", "last year in force"),
        }
        for name, day in ends.items():
            if day is not None:
                full = f"in_force.{name}"
                value = ((date.min, day.year),)
                self.parameters[full] = Parameter(full, Kind.YEAR, value, in_force.clause, labels[name])
        model = cast(files.ParametersFile, self.models["parameters.yaml"])
        for name, each in model.parameters.items():
            self.read_parameter(name, each)

    def read_parameter(self, name: str, model: files.ParameterModel) -> None:
        place = self.place("parameters.yaml", "parameters", name)
        dated = [(each.from_, each.value) for each in model.values]
        if model.value is not None:
            dated = [(date.min, model.value), *dated]
        if not dated:
            self.problem(
                place, "no_value", name, Text("参数须有 value 或 values", "a parameter needs value or values")
            )
            return
        if [day for day, _ in dated] != sorted({day for day, _ in dated}):
            self.problem(place, "dates", name, Text("日期须逐个递增", "dates must rise from one to the next"))
        read = [(day, self.quantity(place, written)) for day, written in dated]
        kinds = {quantity[0] for _, quantity in read if quantity is not None}
        if len(kinds) > 1:
            self.problem(
                place, "kind", name, Text("各日期的值须为同一种类", "the values must be of one kind")
            )
        elif kinds and all(quantity is not None for _, quantity in read):
            values = tuple((day, quantity[1]) for day, quantity in read if quantity is not None)
            self.parameters[name] = Parameter(name, kinds.pop(), values, model.clause, model.label.text)

    def quantity(self, place: Place, written: str | int) -> tuple[Kind, Value] | None:
        try:
            return parse_quantity(str(written), self.vocabulary.counting_words())
        except ValueError:
            allowed = Text(
                "应为文件中的数量，如 500万元、1%、20名", "expected a quantity such as 500万元, 1%, 20名"
            )
            self.problem(place, "quantity", written, allowed)
            return None

    def bound(self, place: Place, written: str | int | None) -> tuple[Kind, Value] | None:
        """A quantity, or the name of a parameter of one value."""
        if written is None:
            return None
        if str(written) in self.parameters:
            parameter = self.parameters[str(written)]
            return parameter.kind, parameter.values[-1][1]
        return self.quantity(place, written)

    def read_interpretations(self) -> None:
        model = cast(files.InterpretationsFile, self.models["interpretations.yaml"])
        for name, each in model.interpretations.items():
            place = self.place("interpretations.yaml", "interpretations", name)
            number = self.number(place, each.number) if each.number else None
            default: str | Value = str(each.default)
            if default not in each.options:
                found = self.bound(place, each.default) if number else None
                if found is None:
                    self.unknown(place, str(default), each.options, Text("选项", "option"))
                    continue
                default = found[1]
            self.interpretations[name] = Interpretation(
                name=name,
                clause=each.clause,
                question=each.question.text,
                options={option: label.label.text for option, label in each.options.items()},
                number=number,
                default=default,
                reason=each.reason.text,
            )

    def number(self, place: Place, model: files.NumberModel) -> NumericOption:
        bounds = [self.bound(place, model.least), self.bound(place, model.most)]
        least, most = (None if each is None else each[1] for each in bounds)
        return NumericOption(Kind(model.kind), least, most, model.label.text)

    def check_vocabulary(self) -> None:
        for name, group in self.vocabulary.lists.items():
            for field_name, field in group.fields.items():
                place = self.place("facts.yaml", "lists", name, "fields", field_name)
                if field.type == "reference" and field.to not in self.vocabulary.lists:
                    self.unknown(place, str(field.to), self.vocabulary.lists, Text("列表", "list"))
                if field.zero_before is not None and field.zero_before not in group.fields:
                    self.unknown(place, field.zero_before, group.fields, Text("字段", "field"))
            if group.register_of_awards and "award" in group.fields:
                place = self.place("facts.yaml", "lists", name, "fields", "award", "options")
                for option in group.fields["award"].options:
                    if option not in self.awards_file.awards:
                        self.unknown(place, option, self.awards_file.awards, Text("奖励", "award"))

    # Formulas

    def scope(self, subject: str = "", tiers: Mapping[int, str] | None = None) -> Scope:
        kinds = {name: parameter.kind for name, parameter in self.parameters.items()}
        quantities = {
            name: each.is_ for name, each in self.awards_file.quantities.items() if each.of == subject
        }
        numeric = {
            name: each.number.kind for name, each in self.interpretations.items() if each.number is not None
        }
        return Scope(self.vocabulary, kinds, subject, quantities, self.tier_parameters(tiers or {}), numeric)

    def tier_parameters(self, tiers: Mapping[int, str]) -> dict[str, Kind]:
        """The parameters that every tier has, by the name they share."""
        groups = [
            {
                name.removeprefix(f"{group}."): each.kind
                for name, each in self.parameters.items()
                if name.startswith(f"{group}.")
            }
            for group in tiers.values()
        ]
        return {
            name: kind
            for name, kind in (groups[0] if groups else {}).items()
            if all(g.get(name) is kind for g in groups)
        }

    def formula(self, text: str | int | None, scope: Scope, kind: Kind, place: Place) -> Expression | None:
        if text is None:
            return None
        try:
            return parse(str(text), scope, place, kind)
        except PolicyError as error:
            self.problems.extend(error.problems)
            return None

    def expression(self, model: Any, scope: Scope, kind: Kind, file: str, *path: Any) -> Expression | None:
        """A formula, or one for each option of an interpretation, as one expression."""
        if not isinstance(model, files.Switch):
            return self.formula(model, scope, kind, self.place(file, *path))
        options = self.switched(
            model, lambda text, place: self.formula(text, scope, kind, place), file, *path
        )
        settled = tuple((name, each) for name, each in options.options.items() if each is not None)
        return Switched(options.interpretation, settled, kind) if settled else None

    def switched(
        self, model: files.Switch[S], read: Callable[[S, Place], T], file: str, *path: Any
    ) -> Chosen[T]:
        """A switch, each of its options read; it must name every option of its interpretation and no other."""
        place = self.place(file, *path)
        known = self.interpretations.get(model.interpretation)
        if known is None:
            self.unknown(place, model.interpretation, self.interpretations, Text("解释", "interpretation"))
        else:
            names = {**known.options, **({NUMBER: known.question} if known.number else {})}
            for name in model.options.keys() - names.keys():
                self.unknown(self.place(file, *path, "options", name), name, names, Text("选项", "option"))
            for name in names.keys() - model.options.keys():
                self.problem(
                    place, "missing_option", name, Text("须写明每一个选项", "every option must be given")
                )
        options = {
            name: read(each, self.place(file, *path, "options", name)) for name, each in model.options.items()
        }
        return Chosen(model.interpretation, options)

    def choice(
        self, model: S | files.Switch[S], read: Callable[[S, Place], T], file: str, *path: Any
    ) -> T | Chosen[T]:
        if isinstance(model, files.Switch):
            return self.switched(model, read, file, *path)
        return read(model, self.place(file, *path))

    # Awards and limits

    def award(self, name: str, model: files.AwardModel) -> Award | None:
        path: Path_ = ("awards", name)
        if model.subject not in self.vocabulary.lists:
            place = self.place("awards.yaml", *path, "subject")
            self.unknown(place, model.subject, self.vocabulary.lists, Text("列表", "list"))
            return None
        fields = self.vocabulary.lists[model.subject].fields
        if model.payee is not None and (model.payee not in fields or fields[model.payee].type != "reference"):
            self.unknown(
                self.place("awards.yaml", *path, "payee"),
                model.payee,
                fields,
                Text("引用字段", "reference field"),
            )
            return None
        before = len(self.problems)
        scope = self.scope(model.subject, model.tiers)

        def read(formula: Any, kind: Kind, *below: Any, within: Scope = scope) -> Expression | None:
            return self.expression(formula, within, kind, "awards.yaml", *path, *below)

        criteria = [
            (each, read(each.test, Kind.FLAG, "criteria", index, "test"))
            for index, each in enumerate(model.criteria)
        ]
        first = read(model.years.first, Kind.YEAR, "years", "first", within=self.scope())
        last = read(model.years.last, Kind.YEAR, "years", "last", within=self.scope())
        amount = read(model.amount, Kind.MONEY, "amount")
        cap = None if model.cap is None else read(model.cap, Kind.MONEY, "cap")
        rank = self.choice(
            model.rank, lambda texts, place: self.ranking(texts, scope, place), "awards.yaml", *path, "rank"
        )
        combine = self.choice(model.combine, lambda word, _: str(word), "awards.yaml", *path, "combine")
        after = self.choice(
            model.after_lower_tier, lambda word, _: str(word), "awards.yaml", *path, "after_lower_tier"
        )
        if len({each.id for each in model.criteria}) < len(model.criteria):
            place = self.place("awards.yaml", *path, "criteria")
            self.problem(place, "duplicate", name, Text("条件编号不得重复", "criteria need different ids"))
        if len(self.problems) > before or first is None or last is None or amount is None:
            return None
        return Award(
            id=name,
            clause=model.clause,
            label=model.label.text,
            subject=model.subject,
            payee=model.payee,
            payer=model.payer.text if model.payer else None,
            once=model.paid == "once",
            first_year=first,
            last_year=last,
            tiers=model.tiers,
            combine=combine,
            after_lower_tier=after,
            criteria=tuple(
                Criterion(each.id, each.label.text, test) for each, test in criteria if test is not None
            ),
            amount=amount,
            cap=cap,
            rank=rank,
        )

    def ranking(self, texts: tuple[str, ...], scope: Scope, place: Place) -> tuple[Expression, ...]:
        found = (self.formula(text, scope, Kind.MONEY, place) for text in texts)
        return tuple(each for each in found if each is not None)

    def limit(self, name: str, model: files.AnyLimit) -> AnyLimit | None:
        path: Path_ = ("limits", name)
        known = self.awards_file.awards
        named = [*model.awards, *(self.tranche_awards(model) if isinstance(model, files.BudgetModel) else ())]
        for award in named:
            if award not in known:
                self.unknown(self.place("limits.yaml", *path, "awards"), award, known, Text("奖励", "award"))
                return None
        common = {"id": name, "clause": model.clause, "label": model.label.text, "awards": model.awards}
        scope = self.scope()

        def words(each: Any, key: str) -> Any:
            return self.choice(each, lambda word, _: str(word), "limits.yaml", *path, key)

        def money(formula: Any, key: str) -> Expression | None:
            return self.expression(formula, scope, Kind.MONEY, "limits.yaml", *path, key)

        match model:
            case files.ExclusiveModel():
                return Exclusive(**common)
            case files.CapModel():
                amount = money(model.amount, "amount")
                return (
                    None
                    if amount is None
                    else Cap(
                        **common,
                        amount=amount,
                        period=words(model.period, "period"),
                        cut=words(model.cut, "cut"),
                    )
                )
            case files.PlacesModel():
                places = self.choice(
                    model.places,
                    lambda text, place: self.formula(text, scope, Kind.COUNT, place),
                    "limits.yaml",
                    *path,
                    "places",
                )
                return Places(**common, places=places)
            case files.BudgetModel():
                amount = money(model.amount, "amount")
                less = None if model.less is None else money(model.less, "less")
                tranches = self.choice(
                    model.tranches, lambda each, _: _tranches(each), "limits.yaml", *path, "tranches"
                )
                return (
                    None if amount is None else Budget(**common, amount=amount, less=less, tranches=tranches)
                )

    @staticmethod
    def tranche_awards(model: files.BudgetModel) -> list[str]:
        groups = (
            model.tranches.options.values() if isinstance(model.tranches, files.Switch) else [model.tranches]
        )
        return [award for group in groups for tranche in group for award in tranche.awards]


def _tranches(models: tuple[files.TrancheModel, ...]) -> tuple[Tranche, ...]:
    return tuple(Tranche(each.awards, each.share == "by_rank") for each in models)
