"""What a register holds, as plain values: entries, the changes that made them, the decisions behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from policyrules.language.quantities import yuan_text

Kind = Literal["recorded", "imported", "corrected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Award:
    """What was paid, as facts tell it: `fen` for the sales year `year`."""

    year: int
    award: str
    tier: int | None
    enterprise: str
    subject: str | None
    fen: int

    @property
    def amount(self) -> str:
        """`fen` in yuan with two decimals."""
        return yuan_text(self.fen)

    def row(self) -> dict[str, Any]:
        """An entry of the facts' list of awards paid; what it leaves open is left out."""
        found = {
            "year": self.year,
            "award": self.award,
            "tier": self.tier,
            "enterprise": self.enterprise,
            "subject": self.subject,
            "amount": self.amount,
        }
        return {name: value for name, value in found.items() if value is not None}

    def without(self, *fields: str) -> Award:
        """The same, with fields left open that a policy's facts do not have."""
        left: dict[str, Any] = dict.fromkeys(fields)
        return replace(self, **left)

    def words(self) -> str:
        """In a message: `growth/2, 2025, E1, 300000.00`."""
        tier = "" if self.tier is None else f"/{self.tier}"
        whom = self.enterprise if self.subject in (None, self.enterprise) else f"{self.enterprise}/{self.subject}"
        return f"{self.award}{tier}, {self.year}, {whom}, {self.amount}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of an entry: its number in the policy's register, what it says, the number of the change behind it."""

    number: int
    version: int
    change: int
    paid: Award
    withdrawn: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "entry": self.number,
            "version": self.version,
            "change": self.change,
            "withdrawn": self.withdrawn,
            **dict.fromkeys(("year", "award", "tier", "enterprise", "subject", "amount")),
            **self.paid.row(),
        }


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """Which decision was recorded. `result_digest` and `facts_digest` are those of its decision record."""

    year: int
    result_digest: str
    facts_digest: str
    policy_digest: str
    document: str
    interpretations: Mapping[str, str]
    proposals: tuple[tuple[str, str], ...]
    engine: str
    library: str
    unknown_lines: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "year": self.year,
            "result_digest": self.result_digest,
            "facts_digest": self.facts_digest,
            "policy_digest": self.policy_digest,
            "document": self.document,
            "interpretations": dict(self.interpretations),
            "proposals": [{"id": name, "digest": digest} for name, digest in self.proposals],
            "engine": self.engine,
            "library": self.library,
            "unknown_lines": self.unknown_lines,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done to a policy's register, by whom and when (UTC), with the versions it wrote.

    `before` are the versions that those replaced, by the number of the entry.
    """

    policy: str
    number: int
    kind: Kind
    at: datetime
    by: str
    reason: str | None
    decision: RecordedDecision | None
    entries: tuple[Entry, ...]
    before: Mapping[int, Entry]

    @property
    def time(self) -> str:
        """`at` as text, to the second: `2026-01-31T08:00:00Z`."""
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def fen(self) -> int:
        """By how much the register's total grew, in fen."""
        after = sum(each.paid.fen for each in self.entries if not each.withdrawn)
        return after - sum(each.paid.fen for each in self.before.values() if not each.withdrawn)

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "policy": self.policy,
            "change": self.number,
            "kind": self.kind,
            "at": self.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "by": self.by,
            "reason": self.reason,
            "decision": None if self.decision is None else self.decision.to_dict(),
            "entries": [each.to_dict() for each in self.entries],
            "before": [each.to_dict() for _, each in sorted(self.before.items())],
        }


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision in the register. `new` is false where it had been recorded before, and nothing was added."""

    change: Change
    new: bool

    @property
    def unknown_lines(self) -> int:
        """The lines of the decision that were unknown: they are not recorded, and may be paid by a later decision."""
        return 0 if self.change.decision is None else self.change.decision.unknown_lines
