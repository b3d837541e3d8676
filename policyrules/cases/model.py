"""A case file as it is written. These models are also what its JSON Schema is generated from."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from policyrules.cases.expectation import Address, Expectation, Given
from policyrules.language.model import Clause, Identifier, Label, Model, OptionId, YesNo

Year = Annotated[int, Field(strict=True, ge=1900, le=2999)]


class CaseModel(Model):
    """One case. What it says of year, interpretations and facts stands before what the file says of all cases."""

    label: Label | None = None
    """What the case is about."""
    clause: Clause | None = None
    """The clause that it is about."""
    year: Year | None = None
    """The sales year."""
    interpretations: dict[Identifier, Given] = Field(default_factory=dict)
    """Options of interpretations, by the name of each."""
    facts: dict[str, Any] | None = None
    """The facts, instead of those of the file."""
    with_: dict[Address, Any] = Field(default_factory=dict, alias="with")
    """Changes of the facts: address → value; what is absent is created."""
    without: tuple[Address, ...] = ()
    """The addresses of facts that are removed, before others are changed."""
    raised: dict[Address, Any] = Field(default_factory=dict)
    """Higher figures, address → figure: a promise in `holds` that more never means less compares the two decisions."""
    confirmed: YesNo = True
    """Whether a person stands by what is expected; a case that is not confirmed fails."""
    expect: Expectation
    """What is expected."""


class CasesFile(Model):
    """A file of policy cases."""

    title: Label | None = None
    """What the cases are about."""
    policy: str | None = None
    """The id of a bundled policy, or the path of a policy folder, seen from the file; else the folder's policy."""
    proposals: tuple[str, ...] = ()
    """The paths of proposals that amend the policy, seen from the file."""
    year: Year | None = None
    """The sales year of every case that names none."""
    interpretations: dict[Identifier, Given] = Field(default_factory=dict)
    """Options of interpretations for every case."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """The facts of every case that has none of its own."""
    cases: dict[OptionId, CaseModel]
    """The cases, by name."""
