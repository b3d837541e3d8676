"""One change of a proposal, and what it touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policyrules.errors import Place
from policyrules.proposals.file import Change, Removal
from policyrules.proposals.proposal import Proposal


@dataclass(frozen=True)
class Edit:
    """One change of a proposal, where it applies: `names` are the parts of the address that it touches.

    `beside` are those of the neighbour that an addition names.
    """

    proposal: Proposal
    index: int
    names: tuple[str, ...]
    from_: date | None = None
    beside: tuple[str, ...] = ()

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

    def common(self, other: Edit) -> str:
        """The address of what both touch: the same thing, or one that the other is inside; empty where there is none.

        A neighbour that a proposal names is touched where another proposal removes it.
        """
        own = self.proposal is other.proposal
        if own and self.names == other.names and None not in (self.from_, other.from_) and self.from_ != other.from_:
            return ""  # one parameter, several days
        for one, another in ((self, other), (other, self)):
            if not own and one.beside == another.names and isinstance(another.change, Removal):
                return another.address
        shared = min(len(self.names), len(other.names))
        return ".".join(self.names[:shared]) if self.names[:shared] == other.names[:shared] else ""
