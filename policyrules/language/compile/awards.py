"""`awards.yaml` → awards."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policyrules.language.compile.entries import check_ids
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.payees import check_payees, is_payee
from policyrules.language.compile.subjects import is_subject
from policyrules.language.compile.tiers import read_tiers
from policyrules.language.definition import Award, Chosen, Criterion
from policyrules.language.document import Path_
from policyrules.language.model import Switch
from policyrules.language.provisions import AwardModel, AwardsFile, Ranking
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.language.tree import Expression, walk
from policyrules.text import Text

FILE = "awards.yaml"
#: What subjects may be ranked by: figures that are exact whole numbers of their smallest unit.
_RANKED = (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.YEAR)


def compile_awards(formulas: Formulas, model: AwardsFile) -> tuple[Award, ...]:
    """All awards, in the order of the file, without those that have problems."""
    found = {name: _Reader(formulas, name, each).award() for name, each in model.awards.items()}
    check_payees(formulas.report, formulas.vocabulary, model)
    return tuple(each for each in found.values() if each is not None)


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    name: str
    model: AwardModel

    def award(self) -> Award | None:
        """The award; None, and its problems, where there are any."""
        path = ("awards", self.name)
        if not is_subject(self.formulas, self.model.subject, FILE, *path, "subject", inside=False):
            return None
        if not is_payee(self.formulas.report, self.formulas.vocabulary, self.name, self.model):
            return None
        model, report = self.model, self.formulas.report
        before = report.count
        self.check_tiers()
        ids = [each.id for each in model.criteria]
        check_ids(report, ids, Text("条件", "criterion"), FILE, *path, "criteria")
        tiers = read_tiers(report, self.formulas.parameters, self.name, model)
        scope = self.formulas.scope(model.subject, tier_parameters=tiers.parameters, tier_problems=tiers.problems)
        settled = self.formulas.scope(model.subject, settled=True)
        tests = [
            self.expression(each.test, scope, Kind.FLAG, "criteria", index, "test")
            for index, each in enumerate(model.criteria)
        ]
        first = self.expression(model.years.first, settled, Kind.YEAR, "years", "first")
        last = self.expression(model.years.last, settled, Kind.YEAR, "years", "last")
        amount = self.expression(model.amount, scope, Kind.MONEY, "amount")
        cap = None if model.cap is None else self.expression(model.cap, settled, Kind.MONEY, "cap")
        rank = self.ranking(self.formulas.scope(model.subject))
        combine = self.words(model.combine, "combine")
        after = self.words(model.after_lower_tier, "after_lower_tier")
        criteria = [
            Criterion(each.id, each.label.text, test)
            for each, test in zip(model.criteria, tests, strict=True)
            if test is not None
        ]
        # A formula that names something broken is missing without a problem of its own.
        complete = len(criteria) == len(tests) and (cap is None) == (model.cap is None)
        if report.count > before or first is None or last is None or amount is None or not complete:
            return None
        return Award(
            id=self.name,
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
            criteria=tuple(criteria),
            amount=amount,
            cap=cap,
            rank=rank,
        )

    def expression(
        self, formula: str | int | Switch[str | int], scope: Scope, kind: Kind, *below: Hashable
    ) -> Expression | None:
        return self.formulas.expression(formula, scope, kind, FILE, "awards", self.name, *below)

    def words(self, model: str | Switch[str] | object, key: str) -> str | Chosen[str]:
        return self.formulas.choice(model, lambda word, _: str(word), FILE, "awards", self.name, key)

    def ranking(self, scope: Scope) -> tuple[Expression, ...] | Chosen[tuple[Expression, ...]]:
        def read(texts: Ranking, path: Path_) -> tuple[Expression, ...]:
            found = [self.rank(text, scope, (*path, index)) for index, text in enumerate(texts)]
            return tuple(each for each in found if each is not None)

        return self.formulas.choice(self.model.rank, read, FILE, "awards", self.name, "rank")

    def rank(self, text: str, scope: Scope, path: Path_) -> Expression | None:
        found = self.formulas.formula(text, scope, None, FILE, *path)
        if found is not None and not all(part.kind in _RANKED for part in walk(found)):
            allowed = Text("排名须用金额、数量、面积或年份", "a rank is money, a count, an area or a year")
            self.formulas.report.add(self.formulas.report.place(FILE, *path), "kind", text, allowed)
        return found

    def check_tiers(self) -> None:
        """Ways to combine tiers need tiers."""
        if self.model.tiers:
            return
        report = self.formulas.report
        for key, model, plain in (
            ("combine", self.model.combine, "highest"),
            ("after_lower_tier", self.model.after_lower_tier, "full"),
        ):
            words = set(model.options.values()) if isinstance(model, Switch) else {model}
            for word in sorted(words - {plain}):
                allowed = Text(f"没有 `tiers` 就不能用 `{word}`", f"`{word}` needs `tiers`")
                report.add(report.key(FILE, "awards", self.name, key), "tiers", "", allowed)
