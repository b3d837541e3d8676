"""One change of a proposal, and what it touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyrules.errors import Place
from policyrules.proposals.file import Change
from policyrules.proposals.proposal import Proposal


@dataclass(frozen=True)
class Edit:
    """One change of a proposal, where it applies: `names` are the parts of the address that it touches."""

    proposal: Proposal
    index: int
    names: tuple[str, ...]
    from_: date | None = None

    @property
    def change(self) -> Change:
        """The change as it is written."""
        return self.proposal.changes[self.index]

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.proposal.place("changes", self.index)

    @property
    def address(self) -> str:
        """The address of what it touches."""
        return ".".join(self.names)

    def meets(self, other: Edit) -> bool:
        """Whether both touch the same thing, or one of them something inside what the other touches."""
        if self.proposal is other.proposal and self.names == other.names and self.from_ != other.from_:
            return False  # one parameter, several dates
        shared = min(len(self.names), len(other.names))
        return self.names[:shared] == other.names[:shared]
