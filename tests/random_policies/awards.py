"""Random `awards.yaml`."""

from __future__ import annotations

from dataclasses import replace

from policyrules.language.quantities import Kind
from random_policies.drawing import Json, Sketch, label, said
from random_policies.formulas import RANKED, Fact, Formulas, facts_of
from random_policies.vocabulary import OPERATOR, PAYEES, subjects

#: The parameters that each tier of an award may have.
_TIERS = {Kind.MONEY: ("level", "reward"), Kind.RATE: ("rate",), Kind.COUNT: ("size",)}


class Awards:
    """Draws the awards of a policy; `ranked` are those that places and shares by rank may serve, when drawn."""

    def __init__(self, sketch: Sketch, vocabulary: Json) -> None:
        self.sketch = sketch
        self.vocabulary = vocabulary
        self.facts = {name: facts_of(vocabulary, name) for name in subjects(vocabulary)}
        self.ranked: list[str] = []
        self._rank = [sketch.pick(RANKED) for _ in range(1 + sketch.upto(1))]

    def file(self, names: list[str]) -> Json:
        """The contents of `awards.yaml`."""
        quantities = self.quantities() if self.sketch.chance(3) else {}
        return {"quantities": quantities, "awards": {name: self.award(name) for name in names}}

    def quantities(self) -> Json:
        """A named quantity, which formulas may name from then on: a formula, or another name of a series."""
        of = self.sketch.pick(list(self.facts))
        facts = self.facts[of]
        series = [each for each in facts if each.series and each.kind is Kind.MONEY and "." not in each.name]
        if self.sketch.chance(2):
            found = self.sketch.switched(lambda: self.sketch.pick(series).name)
        else:
            series = []
            found = self.sketch.switched(lambda: Formulas(self.sketch, facts).number(Kind.MONEY, 1))
        self.facts[of] = [*facts, Fact("quantity", Kind.MONEY, bool(series), whole=bool(series))]
        return {"quantity": {"of": of, "label": label("quantity"), "is": found}}

    def award(self, name: str) -> Json:
        """One award."""
        sketch = self.sketch
        subject = sketch.pick(list(self.facts))
        tiers = self.tiers(name) if sketch.chance(2) else {}
        formulas = Formulas(sketch, self.facts[subject], _TIERS if tiers else {})
        # Things that meet several involved conditions are too rare.
        depth = sketch.upto(2)
        settled = Formulas(sketch, ())
        award = {
            **said(name),
            "subject": subject,
            **({} if subject == PAYEES else {"payee": OPERATOR}),
            "paid": sketch.pick(("yearly", "once")),
            "years": self.years(),
            "tiers": tiers,
            "criteria": [
                {
                    "id": f"criterion_{index}",
                    "label": label(str(index)),
                    "test": sketch.switched(lambda: formulas.test(depth)),
                }
                for index in range(1 + sketch.upto(1))
            ],
            "amount": sketch.switched(lambda: formulas.number(Kind.MONEY)),
        }
        if tiers:
            award["combine"] = sketch.switched(lambda: sketch.pick(("highest", "sum", "each")))
            award["after_lower_tier"] = sketch.switched(lambda: sketch.pick(("full", "difference")))
        if sketch.chance(2):
            award["cap"] = sketch.switched(lambda: settled.number(Kind.MONEY, 1))
        if not sketch.chance(3):
            award["rank"] = sketch.switched(lambda: self.rank(self.facts[subject]))
            self.ranked.append(name)
        return award

    def tiers(self, award: str) -> Json:
        """The tiers of an award, and the parameters of each: mostly the higher, the greater."""
        groups = {str(number): f"{award}.tier_{number}" for number in range(1, 2 + self.sketch.upto(3))}
        for group in groups.values():
            for kind, names in _TIERS.items():
                for name in names:
                    self.sketch.parameter(kind, f"{group}.{name}")
        return groups

    def years(self) -> Json:
        """Mostly all years in force."""
        if not self.sketch.chance(6):
            return {"first": "in_force.first_year", "last": "in_force.last_year"}
        return {
            "first": self.sketch.switched(lambda: self.sketch.pick(("in_force.first_year", "in_force.first_year + 1"))),
            "last": self.sketch.switched(lambda: self.sketch.pick(("in_force.last_year", "in_force.last_year - 1"))),
        }

    def rank(self, facts: list[Fact]) -> list[str]:
        """Figures of the kinds by which all awards of the policy are ranked."""
        whole = [each for each in facts if each.whole]
        formulas = replace(Formulas(self.sketch, whole), exact=True)
        return [formulas.number(kind, 1) for kind in self._rank]
