"""Random `standards.yaml` and `targets.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyrules.language.quantities import Kind
from random_policies.drawing import Json, Sketch, label, said
from random_policies.formulas import RANKED, Fact, Formulas, facts_of

_MODALITIES = ("required", "required", "expected", "encouraged", "permitted", "strive")
_MEASURED = (*RANKED, Kind.RATE)


@dataclass(frozen=True)
class Judged:
    """Draws what things are measured against, over the facts of each list."""

    sketch: Sketch
    vocabulary: Json
    facts: Mapping[str, Sequence[Fact]]

    def standards(self) -> Json:
        """The contents of `standards.yaml`."""
        return {"standards": {f"standard_{index}": self.standard() for index in range(self.sketch.upto(2))}}

    def standard(self) -> Json:
        """One standard: something that decides, and more."""
        subject = self.sketch.pick(list(self.facts))
        formulas = Formulas(self.sketch, self.facts[subject])
        first = {**said("block"), "items": {"first": self.item(formulas, "required"), **self.items(formulas)}}
        more = {"more": self.block(formulas)} if self.sketch.chance(2) else {}
        applies = {"applies": self.sketch.switched(formulas.test)} if self.sketch.chance(3) else {}
        return {**said("standard"), "subject": subject, **applies, "blocks": {"block": first, **more}}

    def block(self, formulas: Formulas) -> Json:
        """A block that may not count."""
        items = {"only": self.item(formulas, self.sketch.pick(_MODALITIES)), **self.items(formulas)}
        return {**said("more"), "counts": self.sketch.switched(lambda: self.sketch.chance(2)), "items": items}

    def items(self, formulas: Formulas) -> Json:
        """Further items of a block."""
        count = self.sketch.upto(2)
        return {f"item_{index}": self.item(formulas, self.sketch.pick(_MODALITIES)) for index in range(count)}

    def item(self, formulas: Formulas, modality: str) -> Json:
        """One item."""
        item = {**said("item"), "modality": modality, "test": self.sketch.switched(formulas.test)}
        if self.sketch.chance(4):
            kind = self.sketch.pick(_MEASURED)
            item["measure"] = self.sketch.switched(lambda: formulas.number(kind, 1))
        return item

    def targets(self) -> Json:
        """The contents of `targets.yaml`."""
        return {"targets": {f"target_{index}": self.target() for index in range(self.sketch.upto(2))}}

    def target(self) -> Json:
        """One target: a count of things, or a measure of the city."""
        kind, settled = Kind.COUNT, Formulas(self.sketch, ())
        target: Json = {**said("target"), "modality": self.sketch.pick(_MODALITIES)}
        if self.sketch.chance(2):
            target["count"] = self.count()
        else:
            kind = self.sketch.pick(_MEASURED)
            shared = Formulas(self.sketch, facts_of(self.vocabulary, ""))
            target["measure"] = self.sketch.switched(lambda: shared.number(kind, 1))
        if not self.sketch.chance(5):
            bound = self.sketch.switched(lambda: settled.number(kind, 1))
            target[self.sketch.pick(("at_least", "above"))] = bound
        if self.sketch.chance(3):
            target["by"] = self.sketch.switched(settled.year_without_facts)
        return target

    def count(self) -> Json:
        """Things that satisfy conditions, which a reading may not ask; county by county where that can be told."""
        of = self.sketch.pick(list(self.facts))
        formulas = Formulas(self.sketch, self.facts[of])
        fields = self.vocabulary["lists"][of]["fields"]
        places = [name for name, each in fields.items() if each["type"] == "place"]
        count: Json = {"of": of, "criteria": [self.condition(formulas)]}
        if places:
            count["by"] = self.sketch.pick(places)
        if self.sketch.chance(2):
            kind = formulas.kind_of_a_fact(_MEASURED)
            figure, bound = formulas.number(kind, 1), formulas.threshold(kind)
            count["nearest"] = {"figure": figure, "bound": bound}
            # What asks of the figure what the bound says: such a condition hides nobody from the pipeline.
            test = f"{figure} {self.sketch.pick(('>', '>='))} {bound}"
            count["criteria"].append({"id": "nearest", "label": label("nearest"), "test": test})
        return count

    def condition(self, formulas: Formulas) -> Json:
        """A condition, or one that only some readings ask."""
        test = self.sketch.switched(lambda: formulas.test(1))
        if isinstance(test, dict) and self.sketch.chance(2):
            test["options"]["a"] = None
        return {"id": "condition", "label": label("condition"), "test": test}
