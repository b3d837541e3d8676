"""`invariants.yaml` → invariants."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from policyrules.language import provisions
from policyrules.language.compile.entries import check_listed
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.payees import target
from policyrules.language.compile.report import Report
from policyrules.language.definition import NUMBER, AnyInvariant, Chosen
from policyrules.language.definition import invariants as typed
from policyrules.language.document import Path_
from policyrules.language.model import Switch
from policyrules.language.provisions import invariants as written
from policyrules.language.quantities import Kind
from policyrules.language.tree import SUBJECT, Attribute, Expression, SeriesAt, Switched
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

FILE = "invariants.yaml"
_AWARD, _TARGET = Text("奖励", "award"), Text("目标", "target")
_LIST = Text("获奖励或收款的列表", "list that awards are for or pay")
_STANDARD, _BLOCK = Text("标准", "standard"), Text("部分", "block")
#: Of these kinds there is always more: a rate has its bounds, and everything else no order.
_RAISABLE = (Kind.MONEY, Kind.COUNT, Kind.AREA)


@dataclass(frozen=True)
class Known:
    """What invariants may name; None of a file that cannot be used."""

    awards: Mapping[str, provisions.AwardModel]
    standards: Mapping[str, provisions.StandardModel] | None
    targets: Mapping[str, provisions.TargetModel] | None

    def paid_lists(self, vocabulary: Vocabulary) -> list[str]:
        """The lists of things that awards are decided for, and of those that they pay."""
        subjects = [each.subject for each in self.awards.values()]
        payees = [payee for each in self.awards.values() if (payee := target(vocabulary, each)) is not None]
        return list(dict.fromkeys([*subjects, *payees]))


def compile_invariants(formulas: Formulas, model: provisions.InvariantsFile, known: Known) -> tuple[AnyInvariant, ...]:
    """All invariants, in the order of the file, without those that have problems."""
    found = (_Reader(formulas, known, name, each).invariant() for name, each in model.invariants.items())
    return tuple(each for each in found if each is not None)


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    known: Known
    name: str
    model: written.AnyInvariant

    def invariant(self) -> AnyInvariant | None:
        """The invariant; None, and its problems, where there are any."""
        before, model = self.report.count, self.model
        common: dict[str, Any] = {
            "id": self.name,
            "clause": model.clause,
            "label": model.label.text,
            "unless": self.unless(model.unless),
        }
        found: AnyInvariant | None = None
        match model:
            case written.MostInvariantModel():
                awards, amount = self.awards(model.awards), self.settled(model.amount, Kind.MONEY, "amount")
                period = self.period(model)
                if amount is not None:
                    found = typed.Most(**common, awards=awards, amount=amount, period=period, per=model.per)
            case written.BudgetInvariantModel():
                awards, amount = self.awards(model.awards), self.settled(model.amount, Kind.MONEY, "amount")
                less = self.less(model)
                found = (
                    None if amount is None else typed.WithinBudget(**common, awards=awards, amount=amount, less=less)
                )
            case written.ExclusiveInvariantModel():
                found = typed.OneOf(**common, awards=self.awards(model.awards) or ())
            case written.OnceInvariantModel():
                found = typed.Once(**common, awards=self.awards(model.awards) or ())
            case written.YearsInvariantModel():
                awards = self.awards(model.awards)
                first, last = (self.settled(getattr(model, key), Kind.YEAR, key) for key in ("first", "last"))
                if first is not None and last is not None:
                    found = typed.WithinYears(**common, awards=awards, first=first, last=last)
            case written.NeedsInvariantModel():
                test = self.condition(model)
                found = None if test is None else typed.Needs(**common, award=model.award, test=test)
            case written.MonotoneInvariantModel():
                awards, figure = self.awards(model.awards), self.figure(model)
                if figure is not None:
                    common |= {"of": model.of, "limits": model.limits, "paid_before": model.paid_before}
                    found = typed.Monotone(**common, figure=figure, awards=awards)
            case written.BlocksInvariantModel():
                self.check_blocks(model)
                found = typed.NeedsBlocks(**common, standard=model.standard, blocks=model.blocks)
            case written.NestedInvariantModel():
                self.check_targets(model)
                found = typed.Nested(**common, targets=model.targets)
        return found if self.report.count == before else None

    @property
    def report(self) -> Report:
        return self.formulas.report

    def path(self, *below: Hashable) -> Path_:
        return ("invariants", self.name, *below)

    def unless(self, model: written.UnlessModel | None) -> typed.Unless | None:
        """The readings under which it is not promised: some of an interpretation's options, not all."""
        if model is None:
            return None
        path, interpretations = self.path("unless"), self.formulas.interpretations
        found = interpretations.get(model.interpretation)
        if found is None:
            what = Text("解释", "interpretation")
            self.report.unknown(
                self.report.place(FILE, *path, "interpretation"), model.interpretation, interpretations, what
            )
            return None
        options = [*found.options, *([NUMBER] if found.number else [])]
        check_listed(self.report, model.options, options, Text("选项", "option"), FILE, *path, "options")
        if set(options) <= set(model.options):
            allowed = Text("列出了全部选项，从不承诺", "these are all options, so that nothing is ever promised")
            self.report.add(self.report.key(FILE, *path, "options"), "invariant", "", allowed)
        return typed.Unless(model.interpretation, model.options)

    def awards(self, names: str | tuple[str, ...]) -> tuple[str, ...] | None:
        """The awards, which exist, each once; None for all."""
        if isinstance(names, str):
            return None
        check_listed(self.report, names, self.known.awards, _AWARD, FILE, *self.path("awards"))
        return names

    def settled(self, formula: str | int | Switch[str | int], kind: Kind, key: str) -> Expression | None:
        return self.formulas.expression(formula, self.formulas.scope(settled=True), kind, FILE, *self.path(key))

    def period(self, model: written.MostInvariantModel) -> str | Chosen[str]:
        period: Any = model.period
        return self.formulas.choice(period, lambda word, _: str(word), FILE, *self.path("period"))

    def less(self, model: written.BudgetInvariantModel) -> Expression | None:
        if model.less is None:
            return None
        return self.formulas.expression(model.less, self.formulas.scope(), Kind.MONEY, FILE, *self.path("less"))

    def condition(self, model: written.NeedsInvariantModel) -> Expression | None:
        """The condition, about the things that the award is decided for."""
        if not self.exists(model.award, self.known.awards, _AWARD, "award"):
            return None
        subject = self.known.awards[model.award].subject
        if subject not in self.formulas.vocabulary.lists:
            return None  # the award has no subject, which has been said
        return self.formulas.expression(model.test, self.formulas.scope(subject), Kind.FLAG, FILE, *self.path("test"))

    def figure(self, model: written.MonotoneInvariantModel) -> Expression | None:
        """The figure, which is a fact of the things themselves, under every reading."""
        if not self.exists(model.of, self.known.paid_lists(self.formulas.vocabulary), _LIST, "of"):
            return None
        path = self.path("figure")
        found = self.formulas.expression(model.figure, self.formulas.scope(model.of), None, FILE, *path)
        if found is None or _is_figure(found):
            return found
        allowed = Text(
            "须为该列表自身的一项金额、数量或面积，不作运算",
            "expected a bare fact of the thing itself, of money, a count or an area",
        )
        shown = "" if isinstance(model.figure, Switch) else model.figure
        self.report.add(self.report.place(FILE, *path), "invariant", shown, allowed)
        return None

    def check_blocks(self, model: written.BlocksInvariantModel) -> None:
        """The standard has these blocks."""
        if self.known.standards is not None and self.exists(
            model.standard, self.known.standards, _STANDARD, "standard"
        ):
            blocks = self.known.standards[model.standard].blocks
            check_listed(self.report, model.blocks, blocks, _BLOCK, FILE, *self.path("blocks"))

    def check_targets(self, model: written.NestedInvariantModel) -> None:
        """The targets exist, and count things."""
        targets, path = self.known.targets, self.path("targets")
        check_listed(self.report, model.targets, targets, _TARGET, FILE, *path)
        for index, each in enumerate(model.targets):
            if targets is not None and each in targets and targets[each].count is None:
                allowed = Text("须为计数的目标", "expected a target that counts things")
                self.report.add(self.report.place(FILE, *path, index), "invariant", each, allowed)

    def exists(self, name: str, known: Collection[str], what: Text, key: str) -> bool:
        """Whether there is such a thing; says so where there is not."""
        if name not in known:
            self.report.unknown(self.report.place(FILE, *self.path(key)), name, known, what)
        return name in known


def _is_figure(expression: Expression) -> bool:
    """Whether a formula is, under every reading, a fact of the subject itself that can be raised."""
    if isinstance(expression, Switched):
        return all(_is_figure(each) for _, each in expression.options)
    bare = isinstance(expression, Attribute | SeriesAt) and expression.owner == SUBJECT
    return bare and expression.kind in _RAISABLE
