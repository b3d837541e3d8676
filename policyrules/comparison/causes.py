"""Why a line moved: its own provision, a limit that changed, or a limit through which other changes reached it.

The stages of a decision tell these apart exactly. What a line is entitled to before any limit rests on its own
provision alone, so that it differs only where that changed. What is then left of it differs by limits, and what each
limit did to the line is known on both sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from policyrules.comparison import uses
from policyrules.comparison.model import Change, Effect
from policyrules.decision.lines import AwardLine
from policyrules.engines.claims import State
from policyrules.policy import Policy
from policyrules.program.ground import Setting
from policyrules.program.program import Combine, LimitRule
from policyrules.text import same

#: Keys of policy files that hold words for people.
_WORDS = {"label", "clause", "reason", "question", "headings", "remarks", "message", "title", "unit", "source"}


@dataclass(frozen=True)
class Cause:
    """Why a line moved: see `Move`."""

    effect: Effect
    limits: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Causes:
    """The two policies, in one year, and what differs between them."""

    base: Policy
    amended: Policy
    year: int
    changes: tuple[Change, ...]
    _known: dict[tuple[str, str, frozenset[int] | None], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def of_line(self, award: str, before: AwardLine | None, after: AwardLine | None) -> Cause:
        """Why a line of an award moved."""
        limits = tuple(self._limits(before, after))
        if _own(before) != _own(after):
            causes = self.of("awards", award, self._tiers(award, before, after)) or self.of("awards", award)
            return Cause("direct", _addresses(limits), causes)
        changed = tuple(each for each in limits if self._rule(self.base, each) != self._rule(self.amended, each))
        if not changed:
            return Cause("indirect", _addresses(limits), ())
        found = dict.fromkeys(address for each in changed for address in self.of("limits", each))
        return Cause("limit", _addresses(changed), tuple(found))

    def of(self, section: str, name: str, tiers: frozenset[int] | None = None) -> tuple[str, ...]:
        """The addresses of the changes that touch what a provision (or some tiers of it) rests on, on either side."""
        if (section, name, tiers) not in self._known:
            years = section != "awards" or self._opened(name)
            sides = [uses.uses(each, section, name, years, tiers) for each in (self.base, self.amended)]
            found = uses.causes(filter(self._can_move, self.changes), sides[0] | sides[1])
            self._known[section, name, tiers] = tuple(
                each for each in found if tiers is None or not _of_other_tier(each, f"{section}.{name}.tiers.", tiers)
            )
        return self._known[section, name, tiers]

    def _tiers(self, award: str, before: AwardLine | None, after: AwardLine | None) -> frozenset[int] | None:
        """The tiers that matter to a line that reaches one on both sides, where only the highest counts; else all."""
        rules = [each for side in (self.base, self.amended) for each in side.program(self.year).awards]
        combined = {each.combine for each in rules if each.id == award}
        reached = [None if line is None else line.claim.tier for line in (before, after)]
        known = frozenset(each for each in reached if each is not None)
        return known if None not in reached and combined == {Combine.HIGHEST} else None

    def _opened(self, award: str) -> bool:
        """Whether the award is open in that year on one side alone."""
        sides = (self.base.program(self.year), self.amended.program(self.year))
        return len({each.open for side in sides for each in side.awards if each.id == award}) > 1

    def _can_move(self, change: Change) -> bool:
        """Whether a change says anything but words, in that year, and under an option that is chosen on either side."""
        name = change.address.removeprefix("parameters.")
        known = [each.definition.parameters.get(name) for each in (self.base, self.amended)]
        values = [each.value_on(Setting(self.year, {}, {}).day) for each in known if each is not None]
        if name != change.address and len(values) == len(known):
            return values[0] != values[1]
        if not any(uses.in_effect(each, change.address) for each in (self.base, self.amended)):
            return False
        return change.address.rpartition(".")[2] not in _WORDS

    def _limits(self, before: AwardLine | None, after: AwardLine | None) -> Iterator[str]:
        """The limits that treat the line otherwise than before, in the order in which they apply."""
        first, second = _treatment(before), _treatment(after)
        sides = (self.base, self.amended)
        known = dict.fromkeys(limit.id for side in sides for limit in side.program(self.year).limits())
        yield from (each for each in known if first.get(each) != second.get(each))

    def _rule(self, policy: Policy, name: str) -> LimitRule | None:
        """What a limit does in that year, without its words and its place; None where it does not apply."""
        rules = (each for each in policy.program(self.year).limits() if each.id == name)
        return next((replace(each, index=0, label=same(""), clause="", interpretations=()) for each in rules), None)


def _of_other_tier(address: str, within: str, tiers: Collection[int]) -> bool:
    """Whether an address is that of a tier, and of none of these."""
    number = address.removeprefix(within).partition(".")[0]
    return address.startswith(within) and number.isdecimal() and int(number) not in tiers


def _addresses(limits: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"limits.{each}" for each in limits)


def _own(line: AwardLine | None) -> Any:
    """What a line comes to by its own provision: its state, tier, amount and rank before any limit."""
    if line is None:
        return None
    claim = line.claim
    state = claim.state
    if claim.settled_by is not None:
        state = State.UNKNOWN if claim.entitled is None else State.LIVE
    return (state, claim.tier, claim.entitled, claim.rank)


def _treatment(line: AwardLine | None) -> dict[str, Any]:
    """What each limit did to a line."""
    if line is None:
        return {}
    claim = line.claim
    found: dict[str, Any] = {cut.limit.id: cut.taken for cut in claim.cuts}
    if claim.settled_by is not None:
        found[claim.settled_by.id] = (claim.state, claim.settled_with)
    return found
