"""The reference evaluator: the meaning of a Program, slow and obvious. Every other engine is held to it."""

from __future__ import annotations

from collections.abc import Mapping

from policyrules.engines.cases import Case, World
from policyrules.engines.claims import Claim, TierOutcome, amount_due, claims_of, is_used
from policyrules.engines.limits import (
    Side,
    apply_cap,
    exclude_after_payment,
    keep_only,
    leave_open,
    left_of_cap,
    of_limit,
    sides,
)
from policyrules.engines.standards import StandardOutcome, block_truth, standard_verdict
from policyrules.facts.records import Thing
from policyrules.language.tree import Expression
from policyrules.program.evaluate import every, truth
from policyrules.program.program import AwardRule, CapRule, ExclusiveRule, Program, Stage, TierRule
from policyrules.program.standard_rules import StandardRule


class ReferenceEngine:
    """Plain Python over the Program."""

    name = "reference"

    def session(self, program: Program) -> ReferenceSession:
        """A run of one program."""
        return ReferenceSession(program)


class ReferenceSession:
    """One program, case by case."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def entitle(self, case: Case) -> list[Claim]:
        """The claims of one case, before any limit."""
        return [
            claim
            for award in self.program.awards
            for subject in case.subjects.get(award.subject, ())
            for claim in claims_of(award, case, subject, self.outcomes(award, case, subject))
        ]

    def outcomes(self, award: AwardRule, case: Case, subject: Thing) -> list[TierOutcome]:
        """How each tier of an award stands for a subject; none outside the award's years."""
        return [self.outcome(award, tier, case, subject) for tier in award.tiers if award.open]

    def outcome(self, award: AwardRule, tier: TierRule, case: Case, subject: Thing) -> TierOutcome:
        """How one tier stands: all its criteria must hold."""
        lookup = case.lookup(subject)
        holds = every([truth(criterion.test, lookup) for criterion in tier.criteria])
        if holds is False:
            return TierOutcome(tier, False)
        due = amount_due(award, tier, case, subject) if holds else None
        return TierOutcome(tier, holds, is_used(award, tier, case, subject), due)

    def limit(self, case: Case, claims: list[Claim], stage: Stage) -> None:
        """Apply the limits of a stage within one case, in order."""
        register = case.world.register
        for limit in stage.within_case:
            match limit:
                case CapRule():
                    left = left_of_cap(limit, case.payee.id, register)
                    if sum(claim.due for claim in of_limit(limit, claims)) > left:
                        apply_cap(limit, claims, left)
                case ExclusiveRule():
                    _exclude(limit, sides(limit, claims, case.payee.id, register))

    def judge(self, standard: StandardRule, subject: Thing, world: World) -> StandardOutcome:
        """A standard for one thing: items, blocks, verdict."""
        lookup = world.lookup(subject)
        applies = True if standard.applies is None else truth(standard.applies, lookup)
        items = tuple(tuple(truth(item.test, lookup) for item in block.items) for block in standard.blocks)
        blocks = tuple(block_truth(block, found) for block, found in zip(standard.blocks, items, strict=True))
        verdict = standard_verdict(standard, applies, blocks)
        return StandardOutcome(standard, subject, world, applies, items, blocks, verdict)

    def truths(self, name: str, subject: Thing | None, world: World) -> Mapping[Expression, bool | None]:
        """The conditions on one thing, or on shared circumstances."""
        lookup = world.lookup(subject)
        return {condition: truth(condition, lookup) for condition in self.program.conditions.get(name, ())}


def _exclude(limit: ExclusiveRule, found: list[Side]) -> None:
    contending = [side for side in found if side.claims]
    if any(side.paid for side in found):
        exclude_after_payment(limit, found)
        return
    if len(contending) < 2:
        return
    known = [side for side in contending if side.amount is not None]
    # max() keeps the first of several that are equal, and the sides stand in the order of the limit.
    best = max(known, key=lambda side: side.amount or 0, default=None)
    if best is not None and all(_cannot_exceed(side, best.amount or 0) for side in contending):
        keep_only(limit, contending, [best])
    else:
        leave_open(limit, contending)


def _cannot_exceed(side: Side, amount: int) -> bool:
    return side.most is not None and side.most <= amount
