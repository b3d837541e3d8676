"""What a comparison says, as frozen data. Amounts are in fen; None is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyrules.text import Text

#: This line's own provision changed; a limit that changed moved it; a limit that did not change moved it; not told.
Effect = Literal["direct", "limit", "indirect", "untold"]
ChangeKind = Literal["changed", "added", "removed", "reordered"]
Section = Literal["standards", "targets", "tasks"]


@dataclass(frozen=True)
class Change:
    """One difference between the two policies: where it is, what that is called, what it says on both sides."""

    address: str
    kind: ChangeKind
    label: Text
    clause: str
    before: Text | None
    after: Text | None


@dataclass(frozen=True)
class LineState:
    """A line of one side. `status` is None where that side has no such line: it then pays nothing.

    `decided_by` are the addresses of what decided it, `reasons` say it in words.
    """

    status: str | None
    tier: int | None
    entitled: int | None
    paid: int | None
    decided_by: tuple[str, ...] = ()
    reasons: tuple[Text, ...] = ()


NO_LINE = LineState(None, None, 0, 0)
#: The statuses of a line whose subject meets the criteria and may be paid now.
ELIGIBLE = ("paid", "reduced", "excluded")
#: The statuses of a line that is not paid for want of a criterion, or is not there.
NOT_ELIGIBLE = ("not_eligible", None)


@dataclass(frozen=True)
class Payee:
    """Who is paid: the id, name and unit that the facts give (empty where they do not), and the band of size."""

    id: str
    name: str
    county: str
    band: int | None


@dataclass(frozen=True)
class Pair:
    """An award for one subject, before and after."""

    award: str
    payee: Payee
    subject: str
    before: LineState
    after: LineState

    @property
    def change(self) -> int | None:
        """What is paid more (or less, below 0); None where it is unknown on either side."""
        if self.before.paid is None or self.after.paid is None:
            return None
        return self.after.paid - self.before.paid

    @property
    def moved(self) -> bool:
        """Whether status, tier or amounts differ; a line of one side that is not eligible there is no difference."""
        idle = self.before.status in NOT_ELIGIBLE and self.after.status in NOT_ELIGIBLE
        return not idle and self.before != self.after

    @property
    def newly_eligible(self) -> bool:
        """Whether it meets the criteria now and surely did not before."""
        return self.before.status in NOT_ELIGIBLE and self.after.status in ELIGIBLE

    @property
    def no_longer_eligible(self) -> bool:
        """Whether it met the criteria before and surely does not now."""
        return self.before.status in ELIGIBLE and self.after.status in NOT_ELIGIBLE


@dataclass(frozen=True)
class Move(Pair):
    """A pair whose status, tier or amounts differ, and why.

    `limits` are the addresses of the limits that treat it otherwise than before; `causes` those of the changes that
    moved it, none where the move is indirect. Of a population the effect of a line may be untold.
    """

    label: Text
    clause: str
    effect: Effect
    limits: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True)
class PayeeChange:
    """What a payee gets before and after, over all its lines; None where a line of that side is unknown."""

    payee: Payee
    before: int | None
    after: int | None

    @property
    def change(self) -> int | None:
        """What it gets more (or less, below 0); None where either side is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Group:
    """The sums of some lines. `key` is empty for what the facts do not say where it belongs.

    `paid_before` and `paid_after` are sums over the known lines. `gained` and `lost` are sums over the payees known
    on both sides; what the sums change otherwise is `undetermined_change`, of payees with an unknown line.
    """

    key: str
    label: Text
    payees: int
    lines: int
    paid_before: int
    paid_after: int
    gained: int
    lost: int
    gainers: int
    losers: int
    unchanged: int
    undetermined: int
    newly_eligible: int
    no_longer_eligible: int

    @property
    def change(self) -> int:
        """What is paid more (or less) over the known lines."""
        return self.paid_after - self.paid_before

    @property
    def undetermined_change(self) -> int:
        """The part of `change` that belongs to payees with an unknown line."""
        return self.change - self.gained + self.lost


@dataclass(frozen=True)
class Difference:
    """One thing that differs about what is judged: an item of a standard, a figure of a target."""

    name: str
    label: Text
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Judged:
    """A standard, a target or a duty that comes out otherwise, for one subject.

    The subject is a thing, a unit, or empty for the city. A verdict is None where that side has no such line, or
    where the status of a duty is what is filed. `causes` are the addresses of the changes that moved it.
    """

    section: Section
    provision: str
    label: Text
    clause: str
    subject: str
    before: str | None
    after: str | None
    differences: tuple[Difference, ...]
    decided_by_before: tuple[str, ...]
    decided_by_after: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """A proposal that made the difference: who wants what, and why."""

    id: str
    title: Text
    reason: Text
    digest: str
