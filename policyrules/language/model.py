"""The base of every model that a policy file is read into, and the shapes that they share.

The strings below the fields are their descriptions in the JSON Schemas of the policy files.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from policyrules.text import Text

T = TypeVar("T")
#: Ids of provisions, criteria, fields and options: lower-case words joined by underscores.
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
#: Names of facts; dots nest them: `site.zones`.
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$")]
#: Ids of options may also be numbers, such as a year.
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
#: A dotted name: `live_base.tier_1.hosts`.
ParameterId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
#: A place in the document, as it numbers itself: 三（二）, 二（一）2, No. 20.
Clause = Annotated[str, StringConstraints(min_length=1, max_length=40)]
#: Only `true` and `false`; words and numbers that merely look like them are refused.
YesNo = Annotated[bool, Strict()]
#: What may be written without a unit: text, or a whole number.
Written = str | Annotated[int, Strict()]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIER = re.compile(r"[1-9][0-9]?")


def _day(value: object) -> object:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "expected a day")


def _tier(value: object) -> object:
    if isinstance(value, str) and _TIER.fullmatch(value):
        return int(value)
    raise PydanticCustomError("tier", "expected the number of a tier")


#: A day, written `2024-12-31`.
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": rf"^{_DAY.pattern}$"}),
]
#: The number of a tier, from 1; a key.
TierNumber = Annotated[
    int, BeforeValidator(_tier), WithJsonSchema({"type": "string", "pattern": rf"^{_TIER.pattern}$"})
]


class Model(BaseModel):
    """A frozen model that accepts only the keys it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Model):
    """A phrase in Chinese and in English."""

    zh: str = Field(min_length=1)
    """The phrase in Chinese."""
    en: str = Field(min_length=1)
    """The phrase in English."""

    @property
    def text(self) -> Text:
        """The phrase as the rest of the library uses it."""
        return Text(self.zh, self.en)


class Switch(Model, Generic[T]):
    """One of several, by the option chosen for an interpretation."""

    interpretation: Identifier
    """The interpretation whose option decides."""
    options: dict[OptionId, T]
    """What each option means; `number` stands for any number chosen."""


def _shape(value: Any) -> str:
    return "switch" if isinstance(value, dict | Switch) else "plain"


#: Told apart by shape, so that a problem is reported once, for the form that was meant.
ByShape = Discriminator(_shape)
#: A formula, or one for each option of an interpretation.
Formula = Annotated[Annotated[Written, Tag("plain")] | Annotated[Switch[Written], Tag("switch")], ByShape]
#: A formula, or one for each option; an option without one leaves the matter open.
OptionalFormula = Annotated[
    Annotated[Written, Tag("plain")] | Annotated[Switch[Written | None], Tag("switch")], ByShape
]
#: Yes or no, or one of them for each option of an interpretation.
Decided = Annotated[Annotated[YesNo, Tag("plain")] | Annotated[Switch[YesNo], Tag("switch")], ByShape]
#: How strongly the document asks for something.
Modality = Literal["required", "expected", "encouraged", "permitted", "strive"]
