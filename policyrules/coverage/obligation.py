"""An obligation: something that the cases of a policy should show, named by an address and an aspect."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.text import Text

#: An address and an aspect: `awards.growth.criteria.sales`, `tier_2.comparison.at_bound`.
Key = tuple[str, str]


@dataclass(frozen=True)
class Obligation:
    """What should be seen of what stands at `address`. `label` is what the document calls it."""

    address: str
    aspect: str
    label: Text

    @property
    def id(self) -> str:
        """The name by which reports know it."""
        return f"{self.address}#{self.aspect}"

    @property
    def key(self) -> Key:
        """Its address and aspect."""
        return self.address, self.aspect

    @property
    def section(self) -> str:
        """The part of the policy to which it belongs: awards, limits, …"""
        return self.address.partition(".")[0]


@dataclass(frozen=True)
class Impossible:
    """What no facts can show, and why that follows from the policy."""

    obligation: Obligation
    reason: Text
