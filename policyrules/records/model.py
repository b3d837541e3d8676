"""One decision record."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, Strict, StringConstraints

from policyrules.language.model import Model
from policyrules.records.canonical import canonical, digest, encoded

Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
#: UTC, to the microsecond: times of one length sort as text.
Time = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$")]
Name = Annotated[str, StringConstraints(min_length=1)]


class RecordedPolicy(Model):
    """The policy that decided, amendments included."""

    id: Name
    """Its id."""
    document: str
    """The official number of its document."""
    digest: Digest
    """The digest of what its files say."""


class RecordedProposal(Model):
    """A proposal that had been applied to the policy."""

    id: Name
    """Its id."""
    digest: Digest
    """The digest of what it says."""


class Record(Model):
    """A decision, with all that is needed to reproduce it, and its place in the chain of a file.

    `facts` are the checked facts as JSON data (numbers are ints and Decimals), or None where they were not to be
    kept; `facts_digest` is always that of the unmasked facts, `result_digest` that of the result as it stands here.
    `hash` is the SHA-256 of the canonical record without `hash`; `previous` is the hash of the record before.
    """

    model_config = ConfigDict(strict=True)

    format: Literal[1] = 1
    id: Name
    time: Time
    policy: RecordedPolicy
    proposals: Annotated[tuple[RecordedProposal, ...], Strict(False)] = ()
    interpretations: dict[str, str]
    year: int
    engine: str
    library: str
    python: str
    masked: Annotated[tuple[Name, ...], Strict(False)] = ()
    facts_digest: Digest
    facts: dict[str, Any] | None = Field(default=None)
    result_digest: Digest
    result: dict[str, Any]
    previous: Digest | None = None
    hash: Digest

    def to_dict(self) -> dict[str, Any]:
        """The record as its JSON Schema describes it."""
        return {**self.__dict__, "policy": dict(self.policy), "proposals": [dict(each) for each in self.proposals]}

    def line(self) -> bytes:
        """The record as a line of a file."""
        return encoded(canonical(self.to_dict())) + b"\n"

    def computed_hash(self) -> str:
        """What `hash` must be."""
        return digest({key: value for key, value in self.to_dict().items() if key != "hash"})

    def after(self, previous: str | None) -> Record:
        """The same record, standing after the one of that hash; None: the first of its chain."""
        moved = self.model_copy(update={"previous": previous})
        return moved.model_copy(update={"hash": moved.computed_hash()})
