"""`standards.yaml` as it is written."""

from __future__ import annotations

from pydantic import Field

from policyrules.language.model import Clause, Decided, Formula, Identifier, Label, Modality, Model


class ItemModel(Model):
    """One thing that a standard asks for."""

    clause: Clause
    """Where the document asks for it."""
    label: Label
    """What is asked."""
    modality: Modality
    """How strongly; only what is `required` decides whether the standard is met."""
    test: Formula
    """The condition, as a formula; `all(list)` and `any(list)` ask for the options of a fact of several choices."""
    measure: Formula | None = None
    """A figure that is reported beside the item and decides nothing."""


class BlockModel(Model):
    """Items that belong together; a block is met if all its required items are."""

    clause: Clause
    """Where the document describes it."""
    label: Label
    """What it is called."""
    counts: Decided = True
    """Whether the verdict of the standard rests on it, or it is only reported."""
    items: dict[Identifier, ItemModel] = Field(min_length=1)
    """The items, in the order of the document."""


class StandardModel(Model):
    """What the things of one list are measured against."""

    clause: Clause
    """Where the document sets it."""
    label: Label
    """What it is called."""
    subject: Identifier
    """The list whose things are judged."""
    applies: Formula | None = None
    """To which of them it applies: a formula; without it to all."""
    blocks: dict[Identifier, BlockModel] = Field(min_length=1)
    """The blocks, all of which (if they count) must be met."""


class StandardsFile(Model):
    """`standards.yaml`: the standards in the order of the document."""

    standards: dict[Identifier, StandardModel]
    """The standards, in the order of the document."""
