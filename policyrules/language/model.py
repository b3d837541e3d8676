"""The base of every model that a policy file is read into, and the shapes that they share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from policyrules.text import Text

#: Ids of provisions, criteria, fields and options: lower-case words joined by underscores.
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
#: Ids of options may also be numbers, such as a year.
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
#: A place in the document, as it numbers itself: 三（二）, 二（一）2, No. 20.
Clause = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Model(BaseModel):
    """A frozen model that accepts only the keys it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Label(Model):
    """A phrase in Chinese and in English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The phrase as the rest of the library uses it."""
        return Text(self.zh, self.en)
