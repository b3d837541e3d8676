"""Claims: what becomes of an award for one subject while the limits are applied to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from policyrules.engines.cases import Case, Register
from policyrules.facts.records import Paid, Thing
from policyrules.program.evaluate import evaluate
from policyrules.program.program import AwardRule, Combine, LimitRule, TierRule


class State(Enum):
    """What is known of a claim. Only a live claim takes part in limits."""

    LIVE = "live"
    NOT_ELIGIBLE = "not_eligible"
    ALREADY_PAID = "already_paid"
    UNKNOWN = "unknown"
    EXCLUDED = "excluded"


@dataclass(slots=True)
class CutBy:
    """What a limit took from a claim, in fen, and what it left."""

    limit: LimitRule
    taken: int
    left: int


@dataclass(slots=True, eq=False)
class Claim:
    """An award for one subject. Amounts are in fen; `entitled` is None where unknown; `due` is what remains."""

    award: AwardRule
    case: Case
    subject: Thing
    tier: int | None
    state: State
    entitled: int | None
    rank: tuple[int | None, ...] = ()
    due: int = 0
    cuts: list[CutBy] = field(default_factory=list)
    settled_by: LimitRule | None = None
    settled_with: tuple[str, ...] = ()
    waits_for: tuple[Claim, ...] = ()

    @property
    def payee(self) -> Thing:
        """Who is paid."""
        return self.case.payee

    def reduce(self, limit: LimitRule, left: int) -> None:
        """Leave only `left` of what is due."""
        if left < self.due:
            self.cuts.append(CutBy(limit, self.due - left, left))
            self.due = left

    def settle(self, limit: LimitRule, state: State, with_awards: tuple[str, ...] = ()) -> None:
        """Take the claim out of what follows: excluded, or unknown."""
        self.state, self.due, self.settled_by, self.settled_with = state, 0, limit, with_awards


@dataclass(frozen=True, slots=True)
class TierOutcome:
    """One tier for one subject: do its criteria hold, was it paid before, what is due for it."""

    tier: TierRule
    holds: bool | None
    used: bool | None = None
    due: int | None = None


def is_used(award: AwardRule, tier: TierRule, case: Case, subject: Thing) -> bool | None:
    """Whether the award (its tier) was paid before: in any year if it is paid once, else for the sales year.

    None where a payment does not say for which tier, or for which subject of the payee, it was made.
    """
    register = case.world.register
    if not register.entries:
        return False
    entries = [each for each in register.for_subject(award.id, subject.id) if _counts(award, each, register)]
    if any(tier.number is None or each.tier == tier.number for each in entries):
        return True
    return None if doubtful_uses(award, tier, case, subject) else False


def doubtful_uses(award: AwardRule, tier: TierRule, case: Case, subject: Thing) -> list[Paid]:
    """The payments that may have been for this tier and subject, but do not say so."""
    register = case.world.register
    own = [each for each in register.for_subject(award.id, subject.id) if each.tier is None]
    unattributed = register.unattributed(award.id, case.payee.id)
    possible = [each for each in unattributed if tier.number is None or each.tier in (None, tier.number)]
    return [each for each in (*possible, *own) if _counts(award, each, register)]


def _counts(award: AwardRule, entry: Paid, register: Register) -> bool:
    return award.once or entry.year == register.year


def amount_due(award: AwardRule, tier: TierRule, case: Case, subject: Thing) -> int | None:
    """The amount of a tier in whole fen, rounded down; None where a fact for it is missing."""
    amount = evaluate(tier.amount, case.lookup(subject))
    if amount is None or isinstance(amount, str):
        return None
    due = int(amount // 1)
    if award.deduct_lower_tiers:
        if unsaid_lower_tiers(award, tier, case, subject):
            return None
        due = max(0, due - sum(each.amount for each in paid_for_lower_tiers(award, tier, case, subject)))
    return due


def paid_for_lower_tiers(award: AwardRule, tier: TierRule, case: Case, subject: Thing) -> list[Paid]:
    """What was paid in earlier sales years for tiers below this one."""
    register = case.world.register
    return [
        each
        for each in register.for_subject(award.id, subject.id)
        if each.year < register.year and each.tier is not None and each.tier < (tier.number or 0)
    ]


def unsaid_lower_tiers(award: AwardRule, tier: TierRule, case: Case, subject: Thing) -> list[Paid]:
    """Earlier payments that may have been for tiers below this one, but do not say for which tier or subject."""
    register = case.world.register
    unattributed = register.unattributed(award.id, case.payee.id)
    own = [each for each in register.for_subject(award.id, subject.id) if each.tier is None]
    return [
        each
        for each in (*unattributed, *own)
        if each.year < register.year and (each.tier is None or each.tier < (tier.number or 0))
    ]


def claims_of(award: AwardRule, case: Case, subject: Thing, outcomes: Sequence[TierOutcome]) -> list[Claim]:
    """The claims that the outcomes of an award's tiers (lowest first) make for one subject."""
    rank = tuple(_whole(evaluate(each, case.lookup(subject))) for each in award.rank) if award.open else ()

    def claim(state: State, outcome: TierOutcome | None = None, due: int | None = None) -> Claim:
        tier = outcome.tier.number if outcome is not None and state is not State.UNKNOWN else None
        if due is not None and award.cap is not None:
            due = min(due, award.cap)
        entitled = {State.LIVE: due, State.UNKNOWN: None}.get(state, 0)
        return Claim(award, case, subject, tier, state, entitled, rank, entitled or 0)

    def of_tier(outcome: TierOutcome) -> Claim:
        if outcome.used:
            return claim(State.ALREADY_PAID, outcome if outcome.holds else None)
        if outcome.holds is None or outcome.used is None or outcome.due is None:
            return claim(State.UNKNOWN)
        return claim(State.LIVE, outcome, outcome.due)

    possible = [outcome for outcome in outcomes if outcome.holds is not False]
    if not award.open or not possible:
        return [claim(State.NOT_ELIGIBLE)]
    highest = possible[-1]
    if award.combine is Combine.EACH:
        return _each_once([of_tier(outcome) for outcome in possible])
    if len(possible) == 1 or (award.combine is Combine.HIGHEST and highest.holds):
        return [of_tier(highest)]
    known = all(outcome.holds for outcome in possible)
    if all(outcome.used for outcome in possible):
        return [claim(State.ALREADY_PAID, highest if known else None)]
    unpaid = [outcome for outcome in possible if not outcome.used]
    if not known or any(outcome.used is None or outcome.due is None for outcome in unpaid):
        return [claim(State.UNKNOWN)]
    return [claim(State.LIVE, highest, sum(outcome.due or 0 for outcome in unpaid))]


def _each_once(claims: list[Claim]) -> list[Claim]:
    """One claim for each tier that is known, and one for all that are not."""
    unknown = [claim for claim in claims if claim.state is State.UNKNOWN]
    return [claim for claim in claims if claim.state is not State.UNKNOWN] + unknown[:1]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
