"""Standards, typed."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.definition.common import Chosen
from policyrules.language.model import Modality
from policyrules.language.tree import Expression
from policyrules.text import Text


@dataclass(frozen=True)
class Item:
    """One thing that a standard asks for; `measure` is a figure reported beside it."""

    id: str
    clause: str
    label: Text
    modality: Modality
    test: Expression
    measure: Expression | None


@dataclass(frozen=True)
class Block:
    """Items that belong together; `counts` says whether the standard's verdict rests on it."""

    id: str
    clause: str
    label: Text
    counts: bool | Chosen[bool]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Standard:
    """What the things of the list `subject` are measured against."""

    id: str
    clause: str
    label: Text
    subject: str
    applies: Expression | None
    blocks: tuple[Block, ...]
