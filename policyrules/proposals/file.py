"""A proposal file as it is written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from policyrules.language.model import Day, Identifier, Label, Model, ParameterId, Written

Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
#: The first characters of the digest of a part of a policy.
ShortDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
Address = Annotated[str, StringConstraints(min_length=3, max_length=200)]


class BaseVersion(Model):
    """The policy that is to be changed, in the version that the proposal was written against."""

    policy: Identifier
    """The id of the policy."""
    digest: Digest
    """The digest of that version; `policyrules rebase` writes it."""
    parts: dict[Identifier, ShortDigest] = Field(default_factory=dict)
    """A file of the policy (parameters, awards, …) → the beginning of its digest: what differs can then be named."""


class ParameterChange(Model):
    """Another value of a parameter."""

    parameter: ParameterId
    """The name of the parameter."""
    was: Written | None = None
    """The value that it replaces; where it says so and the policy has another, the proposal is refused."""
    value: Written
    """The new value, as the document would write it: 30万元."""
    from_: Day | None = Field(default=None, alias="from")
    """The first day of the new value; without it the value holds from the beginning, in place of all others."""


class InterpretationChange(Model):
    """An open question, settled: the reading that is taken unless told otherwise."""

    interpretation: Identifier
    """The name of the interpretation."""
    was: Written | None = None
    """The reading that it replaces; where it says so and the policy has another, the proposal is refused."""
    option: Written
    """The reading that is to be taken: an option, or a number where the interpretation allows one."""
    reason: Label | None = None
    """Why this reading, in place of the reason given so far."""


class Addition(Model):
    """Something that the policy does not have."""

    add: Address
    """Where it is to stand: the address of what it is put into, and its own name."""
    with_: Any = Field(alias="with")
    """What it says, as a policy file would say it."""
    before: str | None = None
    """The name of what it is put in front of."""
    after: str | None = None
    """The name of what it is put behind; without `before` and `after` it comes last."""


class Replacement(Model):
    """Something in place of what the policy has: a whole provision, or any part of one."""

    replace: Address
    """The address of what is replaced."""
    with_: Any = Field(alias="with")
    """What stands there instead, as a policy file would say it."""


class Removal(Model):
    """Something that the policy is no longer to have."""

    remove: Address
    """The address of what is removed."""


#: What a change is called by → its model.
KINDS: dict[str, type[Model]] = {
    "parameter": ParameterChange,
    "interpretation": InterpretationChange,
    "add": Addition,
    "replace": Replacement,
    "remove": Removal,
}


def _kind(value: Any) -> str:
    """The tag of a change: its key, in brackets so that it is not taken for a step into the file."""
    said = (key for key, kind in KINDS.items() if isinstance(value, kind) or (isinstance(value, dict) and key in value))
    return f"({next(said, 'parameter')})"


Change = ParameterChange | InterpretationChange | Addition | Replacement | Removal
AnyChange = Annotated[
    Annotated[ParameterChange, Tag("(parameter)")]
    | Annotated[InterpretationChange, Tag("(interpretation)")]
    | Annotated[Addition, Tag("(add)")]
    | Annotated[Replacement, Tag("(replace)")]
    | Annotated[Removal, Tag("(remove)")],
    Discriminator(_kind),
]


class Surrender(Model):
    """A promise of the policy that the proposal does not mean to keep."""

    invariant: Identifier
    """The name of the invariant."""
    reason: Label
    """Why it is given up."""


class ProposalFile(Model):
    """A proposal: who wants to change what, in which version of a policy, and why."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
    """The name of the proposal."""
    title: Label
    """What it is called."""
    reason: Label
    """Why it is made."""
    base: BaseVersion
    """What it is written against."""
    changes: tuple[AnyChange, ...] = Field(min_length=1)
    """The changes."""
    cases: tuple[str, ...] = ()
    """Files of its policy cases, by their paths from this file."""
    gives_up: tuple[Surrender, ...] = ()
    """Invariants of the policy that it breaks on purpose."""
    effect: Literal["none"] | None = None
    """`none`: it rewrites the policy and means to change no decision; `compare` proves that, or shows the case."""
