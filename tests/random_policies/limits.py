"""Random `limits.yaml`: every kind of limit, every cut, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policyrules.language.quantities import Kind
from random_policies.drawing import Json, Sketch, said
from random_policies.formulas import Formulas, facts_of


@dataclass(frozen=True)
class Limits:
    """Draws the limits of awards, of which some are ranked."""

    sketch: Sketch
    vocabulary: Json
    awards: Sequence[str]
    ranked: Sequence[str]

    def file(self) -> Json:
        """The contents of `limits.yaml`."""
        kinds: list[Callable[[], Json]] = [self.cap, self.cap, self.budget]
        kinds += [self.exclusive] * 2 if len(self.awards) > 1 else []
        kinds += [self.places] if self.ranked else []
        found = [self.sketch.pick(kinds)() for _ in range(self.sketch.upto(4))]
        return {"limits": {f"limit_{index}": {**said(str(index)), **each} for index, each in enumerate(found)}}

    def cap(self) -> Json:
        """A cap for each payee."""
        by_rank = bool(self.ranked) and self.sketch.chance(4)
        cuts = ("smaller_first", "later_clauses_first", "pro_rata")
        return {
            "kind": "cap",
            "awards": self.sketch.some(self.ranked if by_rank else self.awards, 1),
            "amount": self.money(),
            "period": self.sketch.switched(lambda: self.sketch.pick(("year", "whole_period"))),
            "cut": self.sketch.switched(
                lambda: self.sketch.pick((*cuts, "lower_rank_first", "lower_rank_first") if by_rank else cuts)
            ),
        }

    def exclusive(self) -> Json:
        """Awards that exclude each other, in an order of their own."""
        return {"kind": "exclusive", "awards": self.sketch.shuffled(self.sketch.some(self.awards, 2))[:3]}

    def places(self) -> Json:
        """Places for the ranked: a number, or a reading that gives one or none."""
        settled = Formulas(self.sketch, ())
        places = self.sketch.number_or_none() if self.sketch.chance(3) else settled.number(Kind.COUNT, 1)
        return {"kind": "places", "awards": self.sketch.some(self.ranked, 1), "places": places}

    def budget(self) -> Json:
        """A budget, less what the city spends otherwise."""
        awards = self.sketch.some(self.awards, 1)
        budget = {
            "kind": "budget",
            "awards": awards,
            "amount": self.money(),
            "tranches": self.sketch.switched(lambda: self.tranches(awards)),
        }
        if self.sketch.chance(2):
            shared = Formulas(self.sketch, facts_of(self.vocabulary, ""))
            budget["less"] = self.sketch.switched(lambda: shared.number(Kind.MONEY, 1))
        return budget

    def tranches(self, awards: Sequence[str]) -> list[Json]:
        """Every award in one tranche, by rank only where it has one; or no tranche at all."""
        left = self.sketch.shuffled(awards)
        if self.sketch.chance(6):
            return []
        found = []
        while left:
            count = 1 + self.sketch.upto(len(left) - 1)
            served, left = left[:count], left[count:]
            by_rank = set(served) <= set(self.ranked) and self.sketch.chance(2)
            found.append({"awards": served, "share": "by_rank" if by_rank else "pro_rata"})
        return found

    def money(self) -> str | Json:
        """An amount that names no fact."""
        return self.sketch.switched(lambda: Formulas(self.sketch, ()).number(Kind.MONEY, 1))
