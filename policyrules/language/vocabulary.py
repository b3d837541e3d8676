"""`facts.yaml`: what a policy's facts may say. Lists of things, their properties, and checks across them.

The JSON Schema of the facts, the headings that tables may use, the names in expressions and the words of the
explanations are all derived from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Setting

from policyrules.language.model import FieldName, Identifier, Label, Model, OptionId, Written, YesNo
from policyrules.language.quantities import Kind
from policyrules.text import Text, same

FieldType = Literal[
    "id", "text", "reference", "place", "year", "quarter", "day", "flag", "count", "area", "money", "share", "choice",
    "choices", "duty",
]  # fmt: skip
KINDS: dict[FieldType, Kind] = {
    "id": Kind.TEXT,
    "text": Kind.TEXT,
    "reference": Kind.TEXT,
    "place": Kind.TEXT,
    "year": Kind.YEAR,
    "quarter": Kind.TEXT,
    "day": Kind.TEXT,
    "flag": Kind.FLAG,
    "count": Kind.COUNT,
    "area": Kind.AREA,
    "money": Kind.MONEY,
    "share": Kind.RATE,
    "choice": Kind.CHOICE,
    "choices": Kind.CHOICES,
    "duty": Kind.COUNT,
}


class Option(Model):
    """One value that a choice may take."""

    label: Label
    """What the value is called."""


class Field(Model):
    """One property of a thing."""

    type: FieldType
    """What its values are."""
    label: Label
    """What it is called; the Chinese label is also a heading that tables may use."""
    series: YesNo = False
    """One value for each year."""
    zero_before: FieldName | None = None
    """The year field of the same thing before which a year without a figure counts as zero."""
    required: YesNo = False
    """Its absence is an error, not an unknown."""
    to: Identifier | None = None
    """For a reference: the list it points into."""
    options: dict[OptionId, Option] = Setting(default_factory=dict)
    """For a choice, or several: its values. Those of a duty are the numbers in `duties.yaml`."""
    refused: dict[OptionId, Label] = Setting(default_factory=dict)
    """Never written here: numbers of a duty that the document skips, and why; from `duties.yaml`."""
    unit: Label | None = None
    """For a count: its counting word."""
    headings: tuple[str, ...] = ()
    """Further headings that tables use for it."""
    absent: Literal["unknown", "zero"] = "unknown"
    """What an absent value means."""

    @property
    def kind(self) -> Kind:
        """What its values measure."""
        return KINDS[self.type]


class Size(Model):
    """How reports group the things of a list by size: by a figure of theirs, into bands."""

    field: FieldName
    """The figure: an amount, a number or an area; of a series that of the decision's year."""
    bands: tuple[Written, ...] = Setting(min_length=1)
    """Where the bands above the lowest begin, from the smallest: 1000万元, 1亿元. What lies on it is in the band."""


class Things(Model):
    """A list of things of one sort: enterprises, platforms."""

    label: Label
    """What the list is called."""
    fields: dict[FieldName, Field]
    """The properties of its things. A dotted name nests: `site.zones` stands in an object `site`."""
    id: Identifier | None = None
    """The field that tells its things apart; without it the field of the type `id`."""
    within: Identifier | None = None
    """The list inside whose things these stand, under the name of this list; tables keep them apart."""
    unique: tuple[Identifier, ...] = ()
    """For a list within another: the fields that tell the things inside one thing apart."""
    headings: tuple[str, ...] = ()
    """Further names of sheets or files that tables use for it."""
    remarks: tuple[str, ...] = ()
    """Headings of columns that its tables may have for people alone; they are not read."""
    size: Size | None = None
    """How reports group its things by size; nothing is decided by it."""
    register_of_awards: YesNo = False
    """The list holds awards already paid; its fields are fixed by the language."""

    @property
    def id_field(self) -> str | None:
        """The field that tells its things apart; None where there is none."""
        if self.id is not None or self.register_of_awards:
            return self.id
        return next((name for name, field in self.fields.items() if field.type == "id"), None)


class Circumstances(Model):
    """A single thing that all cases share: the city."""

    label: Label
    """What it is called."""
    fields: dict[FieldName, Field]
    """Its properties; formulas name them after it: `city.towns`."""
    headings: tuple[str, ...] = ()
    """Further names of sheets or files that tables use for it."""


class Check(Model):
    """A condition across the properties of one thing that its facts should satisfy.

    Both sides name fields; over series it is asked for each year that both sides give.
    """

    of: Identifier
    """The list, or the single thing, that is checked."""
    not_above: tuple[FieldName, FieldName]
    """Two fields: the first is not above the second."""
    severity: Literal["error", "warning"] = "warning"
    """Whether facts that fail it are refused."""
    message: Label
    """What to say where it fails."""


class Unit(Model):
    """A county-level unit, by its official name."""

    name: str = Setting(min_length=1)
    """The official name."""
    zone: YesNo = False
    """A zone, whose name takes no 区/市/县."""


class Places(Model):
    """The units of the city, and where the list comes from."""

    source: Label
    """Where the list comes from."""
    units: tuple[Unit, ...]
    """The units."""


class Vocabulary(Model):
    """`facts.yaml`: what the facts of the policy may say."""

    title: Label
    """What the facts are called."""
    lists: dict[Identifier, Things]
    """The lists of things, by name."""
    objects: dict[Identifier, Circumstances] = Setting(default_factory=dict)
    """Single things that all cases share, by name."""
    places: Places | None = None
    """The units that fields of the type `place` may name."""
    checks: tuple[Check, ...] = ()
    """Conditions that the facts of one thing should satisfy together."""

    def groups(self) -> Iterator[tuple[str, Things | Circumstances]]:
        """Lists, then single things, by name."""
        yield from self.lists.items()
        yield from self.objects.items()

    def counting_word(self, word: str) -> Text:
        """A counting word in both languages, as far as a field says it in both."""
        fields = (field for _, group in self.groups() for field in group.fields.values())
        units = (field.unit.text for field in fields if field.unit is not None)
        return next((unit for unit in units if unit.zh == word), same(word))

    def counting_words(self) -> set[str]:
        """The counting words of all counts, so that parameters may use them."""
        fields = (field for _, group in self.groups() for field in group.fields.values())
        return {field.unit.zh for field in fields if field.unit is not None}

    def place_names(self) -> dict[str, str]:
        """Each accepted way to write a unit → its official name."""
        names: dict[str, str] = {}
        for unit in self.places.units if self.places else ():
            stem = unit.name[:-1] if unit.name[-1] in "区市县" and not unit.zone else unit.name
            ways = [unit.name] if unit.zone else [unit.name, stem, stem + "区", stem + "市", stem + "县"]
            names.update(dict.fromkeys(ways, unit.name))
        return names
