"""What is paid, by award and unit, of a decision of single cases and of one over frames: whole fen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from policyrules.comparison.groups import NOT_SAID
from policyrules.decision.decision import Decision
from policyrules.decision.things import place_of
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text, same

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

AnyDecision: TypeAlias = "Decision | FrameDecision"
#: The award and the unit (empty where the facts do not say it) of some lines.
Key = tuple[str, str]


@dataclass(frozen=True)
class PaidSum:
    """The sums over some lines: fen entitled and paid over the known ones, and how many are unknown."""

    entitled: int = 0
    paid: int = 0
    unknown: int = 0

    def __add__(self, other: PaidSum) -> PaidSum:
        return PaidSum(self.entitled + other.entitled, self.paid + other.paid, self.unknown + other.unknown)


def by_award_and_unit(decision: AnyDecision) -> dict[Key, PaidSum]:
    """The sums of each award in each unit that has a line of it."""
    if isinstance(decision, Decision):
        found: dict[Key, PaidSum] = {}
        for line in decision.awards:
            key, open_ = (line.award, place_of(line.claim.payee)), line.paid_fen is None
            found[key] = found.get(key, PaidSum()) + PaidSum(line.entitled_fen or 0, line.paid_fen or 0, open_)
        return found
    from policyrules.plots.frames import frame_sums

    return {key: PaidSum(*sums) for key, sums in frame_sums(decision).items()}


def by_award(sums: Mapping[Key, PaidSum], decision: AnyDecision) -> list[tuple[Text, PaidSum]]:
    """The awards in the order of the document; without those that have no line."""
    return [(each.label, total) for each in decision.program.awards if (total := _total(sums, award=each.id))]


def units(sums: Mapping[Key, PaidSum]) -> list[str]:
    """The units, the one that is paid most first; of equals by name; that which is not said comes last."""
    names = dict.fromkeys(unit for _, unit in sums)
    return sorted(names, key=lambda each: (not each, -paid_in(sums, each).paid, each))


def unit_label(unit: str) -> Text:
    """What a unit is called."""
    return same(unit) if unit else NOT_SAID


def paid_in(sums: Mapping[Key, PaidSum], unit: str, award: str | None = None) -> PaidSum:
    """The sums of a unit, over all awards or of one."""
    return _total(sums, award=award, unit=unit) or PaidSum()


def has_units(decision: AnyDecision) -> bool:
    """Whether those who are paid belong to units."""
    group = vocabulary_of(decision).lists.get(decision.program.payees)
    return group is not None and any(each.type == "place" and not each.series for each in group.fields.values())


def vocabulary_of(decision: AnyDecision) -> Vocabulary:
    """The names of the facts behind a decision."""
    return decision.prose[""].vocabulary if isinstance(decision, Decision) else decision.facts.vocabulary


def _total(sums: Mapping[Key, PaidSum], award: str | None = None, unit: str | None = None) -> PaidSum | None:
    parts = [each for key, each in sums.items() if award in (None, key[0]) and unit in (None, key[1])]
    return sum(parts, PaidSum()) if parts else None
