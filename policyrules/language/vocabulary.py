"""`facts.yaml`: what a policy's facts may say. Lists of things, their properties, and checks across them.

The JSON Schema of the facts, the headings that tables may use, the names in expressions and the words of the
explanations are all derived from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field as Setting

from policyrules.language.model import Identifier, Label, Model
from policyrules.language.quantities import Kind

FieldType = Literal[
    "id", "text", "reference", "place", "year", "flag", "count", "area", "money", "share", "choice"
]
KINDS: dict[FieldType, Kind] = {
    "id": Kind.TEXT,
    "text": Kind.TEXT,
    "reference": Kind.TEXT,
    "place": Kind.TEXT,
    "year": Kind.YEAR,
    "flag": Kind.FLAG,
    "count": Kind.COUNT,
    "area": Kind.AREA,
    "money": Kind.MONEY,
    "share": Kind.RATE,
    "choice": Kind.CHOICE,
}


class Option(Model):
    """One value that a choice may take."""

    label: Label


class Field(Model):
    """One property of a thing."""

    type: FieldType
    label: Label
    series: bool = Setting(default=False, description="One value for each year.")
    zero_before: Identifier | None = Setting(
        default=None,
        description="The year field of the same thing before which a year without a figure counts as zero.",
    )
    required: bool = Setting(default=False, description="Its absence is an error, not an unknown.")
    to: Identifier | None = Setting(default=None, description="For a reference: the list it points into.")
    options: dict[Identifier, Option] = Setting(default_factory=dict, description="For a choice: its values.")
    unit: Label | None = Setting(default=None, description="For a count: its counting word.")
    headings: tuple[str, ...] = Setting(default=(), description="Further headings that tables use for it.")
    absent: Literal["unknown", "zero"] = Setting(default="unknown", description="What an absent value means.")

    @property
    def kind(self) -> Kind:
        """What its values measure."""
        return KINDS[self.type]


class Things(Model):
    """A list of things of one sort: enterprises, platforms."""

    label: Label
    fields: dict[Identifier, Field]
    headings: tuple[str, ...] = Setting(
        default=(), description="Further sheet or file names that tables use for it."
    )
    register_of_awards: bool = Setting(
        default=False, description="The list holds awards already paid; its fields are fixed by the language."
    )


class Circumstances(Model):
    """A single thing that all cases share: the city."""

    label: Label
    fields: dict[Identifier, Field]
    headings: tuple[str, ...] = ()


class Check(Model):
    """A condition across the properties of one thing that its facts should satisfy.

    Both sides name fields; over series it is asked for each year that both sides give.
    """

    of: Identifier
    not_above: Annotated[
        tuple[Identifier, Identifier], Setting(description="The first is not above the second.")
    ]
    severity: Literal["error", "warning"] = "warning"
    message: Label


class Unit(Model):
    """A county-level unit, by its official name."""

    name: str
    zone: bool = Setting(default=False, description="A zone, whose name takes no 区/市/县.")


class Places(Model):
    """The units of the city, and where the list comes from."""

    source: Label
    units: tuple[Unit, ...]


class Vocabulary(Model):
    """All of `facts.yaml`."""

    title: Label
    lists: dict[Identifier, Things]
    objects: dict[Identifier, Circumstances] = Setting(default_factory=dict)
    places: Places | None = None
    checks: tuple[Check, ...] = ()

    def groups(self) -> Iterator[tuple[str, Things | Circumstances]]:
        """Lists, then single things, by name."""
        yield from self.lists.items()
        yield from self.objects.items()

    def counting_words(self) -> set[str]:
        """The counting words of all counts, so that parameters may use them."""
        fields = (field for _, group in self.groups() for field in group.fields.values())
        return {field.unit.zh for field in fields if field.unit is not None}

    def official_place(self, written: str) -> str | None:
        """The official name of a unit written with another of 区/市/县, or none; None where it is no unit."""
        return self.place_names().get(written)

    def place_names(self) -> dict[str, str]:
        """Each accepted way to write a unit → its official name."""
        names: dict[str, str] = {}
        for unit in self.places.units if self.places else ():
            stem = unit.name[:-1] if unit.name[-1] in "区市县" and not unit.zone else unit.name
            ways = [unit.name] if unit.zone else [unit.name, stem, stem + "区", stem + "市", stem + "县"]
            names.update(dict.fromkeys(ways, unit.name))
        return names
