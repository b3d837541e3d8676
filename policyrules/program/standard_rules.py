"""Standards, settled."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.model import Modality
from policyrules.language.tree import Attribute, Expression
from policyrules.text import Text


@dataclass(frozen=True)
class ItemRule:
    """One thing that a standard asks for, as a formula of flags; `measure` is only reported."""

    id: str
    clause: str
    label: Text
    modality: Modality
    test: Expression
    attributes: tuple[Attribute, ...]
    measure: Expression | None

    @property
    def decides(self) -> bool:
        """Whether the verdict of its block rests on it."""
        return self.modality == "required"


@dataclass(frozen=True)
class BlockRule:
    """Items that belong together: met if every item that decides is."""

    id: str
    clause: str
    label: Text
    counts: bool
    items: tuple[ItemRule, ...]


@dataclass(frozen=True)
class StandardRule:
    """What each thing of the list `subject` is measured against: every block that counts must be met."""

    id: str
    index: int
    clause: str
    label: Text
    subject: str
    applies: Expression | None
    blocks: tuple[BlockRule, ...]
    interpretations: tuple[str, ...]
