"""`limits.yaml` → limits."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policyrules.language import provisions
from policyrules.language.compile.entries import check_listed
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.ranks import Ranks
from policyrules.language.compile.tranches import check_tranches, compile_tranches
from policyrules.language.definition import (
    AnyLimit,
    Award,
    Budget,
    Cap,
    Chosen,
    Exclusive,
    Places,
)
from policyrules.language.document import Path_
from policyrules.language.model import Switch
from policyrules.language.quantities import Kind
from policyrules.language.tree import Expression
from policyrules.text import Text

FILE = "limits.yaml"


def compile_limits(
    formulas: Formulas,
    awards_file: provisions.AwardsFile,
    awards: Sequence[Award],
    model: provisions.LimitsFile,
) -> tuple[AnyLimit, ...]:
    """All limits, in the order of the file, without those that have problems."""
    ranks = Ranks(formulas.report, {award.id: award for award in awards})
    found = [_Reader(formulas, awards_file.awards, ranks, name, each).limit() for name, each in model.limits.items()]
    return tuple(each for each in found if each is not None)


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    awards: Mapping[str, provisions.AwardModel]
    ranks: Ranks
    name: str
    model: provisions.AnyLimit

    def limit(self) -> AnyLimit | None:
        """The limit; None, and its problems, where there are any."""
        report, model = self.formulas.report, self.model
        before = report.count
        self.check_awards()
        common: dict[str, Any] = {
            "id": self.name,
            "clause": model.clause,
            "label": model.label.text,
            "awards": model.awards,
        }
        found: AnyLimit | None = None
        match model:
            case provisions.ExclusiveModel():
                self.check_exclusive()
                found = Exclusive(**common)
            case provisions.CapModel():
                amount, period, cut = (
                    self.money(model.amount),
                    self.words(model, "period"),
                    self.words(model, "cut"),
                )
                self.check_cut(model)
                found = None if amount is None else Cap(**common, amount=amount, period=period, cut=cut)
            case provisions.PlacesModel():
                self.ranks.check(model.awards, report.key(FILE, "limits", self.name, "awards"))
                found = Places(**common, places=self.places(model))
            case provisions.BudgetModel():
                amount, less = self.money(model.amount), self.less(model)
                check_tranches(report, self.ranks, self.name, model, self.awards)
                tranches = self.formulas.choice(
                    model.tranches, lambda each, _: compile_tranches(each), FILE, *self.path("tranches")
                )
                found = None if amount is None else Budget(**common, amount=amount, less=less, tranches=tranches)
        return found if report.count == before else None

    def path(self, *below: Hashable) -> Path_:
        return ("limits", self.name, *below)

    def words(self, model: provisions.CapModel, key: str) -> str | Chosen[str]:
        return self.formulas.choice(getattr(model, key), lambda word, _: str(word), FILE, *self.path(key))

    def money(self, formula: str | int | Switch[str | int]) -> Expression | None:
        scope = self.formulas.scope(settled=True)
        return self.formulas.expression(formula, scope, Kind.MONEY, FILE, *self.path("amount"))

    def less(self, model: provisions.BudgetModel) -> Expression | None:
        if model.less is None:
            return None
        return self.formulas.expression(model.less, self.formulas.scope(), Kind.MONEY, FILE, *self.path("less"))

    def places(self, model: provisions.PlacesModel) -> Expression | Chosen[Expression | None] | None:
        scope = self.formulas.scope(settled=True)
        return self.formulas.optional(model.places, scope, Kind.COUNT, FILE, *self.path("places"))

    def check_awards(self) -> None:
        """The awards exist, each once."""
        path = self.path("awards")
        check_listed(self.formulas.report, self.model.awards, self.awards, Text("奖励", "award"), FILE, *path)

    def check_exclusive(self) -> None:
        """Exclusivity is between awards."""
        if len(self.model.awards) < 2:
            report = self.formulas.report
            allowed = Text("至少须有两项奖励", "at least two awards exclude each other")
            report.add(report.key(FILE, *self.path("awards")), "awards", ", ".join(self.model.awards), allowed)

    def check_cut(self, model: provisions.CapModel) -> None:
        """A cap that cuts by rank needs ranks."""
        words = set(model.cut.options.values()) if isinstance(model.cut, Switch) else {model.cut}
        if "lower_rank_first" in words:
            self.ranks.check(model.awards, self.formulas.report.key(FILE, *self.path("cut")))
