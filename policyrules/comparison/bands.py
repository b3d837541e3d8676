"""Which band of size a payee is in, and what the bands are called."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from policyrules.decision.figures import compact
from policyrules.facts.records import Thing
from policyrules.language.quantities import Number
from policyrules.language.sizes import bounds
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.text import Text


@dataclass(frozen=True)
class Bands:
    """The bands of one list. A figure that lies on a bound is in the band that begins there."""

    name: str
    field: Field
    bounds: tuple[Number, ...]
    year: int

    def of(self, thing: Thing) -> int | None:
        """The band of a thing, from 0; None where its figure is unknown."""
        value = thing.value(self.name, self.year if self.field.series else None)
        return None if value is None or isinstance(value, bool | str) else bisect_right(self.bounds, value)

    def label(self, band: int) -> Text:
        """What a band is called: `below 10 million yuan`, `10 million yuan to below 100 million yuan`."""
        unit = None if self.field.unit is None else self.field.unit.text
        words = [compact(self.field.kind, each, unit) for each in self.bounds]
        if band == 0:
            return Text(f"不足 {words[0].zh}", f"below {words[0].en}")
        low = words[band - 1]
        if band == len(words):
            return Text(f"{low.zh}及以上", f"{low.en} and above")
        return Text(f"{low.zh}至不足 {words[band].zh}", f"{low.en} to below {words[band].en}")

    @property
    def title(self) -> Text:
        """What the figure is called, with its year."""
        label = self.field.label.text
        return Text(f"{self.year}年{label.zh}", f"{label.en} {self.year}") if self.field.series else label


def bands_of(vocabulary: Vocabulary, name: str, year: int) -> Bands | None:
    """The bands of a list; None where the policy gives none."""
    group = vocabulary.lists.get(name)
    if group is None or group.size is None:
        return None
    return Bands(group.size.field, group.fields[group.size.field], bounds(group.size, vocabulary), year)
