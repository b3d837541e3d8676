"""What the formulas of a claim found: each criterion's truth, the facts behind it, the facts that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.engines.claims import Claim, State, is_used
from policyrules.facts.records import Paid
from policyrules.language.quantities import Value
from policyrules.language.tree import (
    Attribute,
    Compare,
    Every,
    Expression,
    Negation,
    Some,
    attributes,
)
from policyrules.program.evaluate import Lookup, truth
from policyrules.program.program import Combine, CriterionRule, TierRule


@dataclass(frozen=True)
class CriterionFinding:
    """A criterion of one tier: its truth, and every attribute it asks about with the value found."""

    criterion: CriterionRule
    truth: bool | None
    values: tuple[tuple[Attribute, Value | None], ...]


@dataclass(frozen=True)
class TierFinding:
    """One tier of an award for one subject."""

    tier: TierRule
    criteria: tuple[CriterionFinding, ...]

    @property
    def missed(self) -> tuple[CriterionFinding, ...]:
        """The criteria that surely do not hold."""
        return tuple(each for each in self.criteria if each.truth is False)

    @property
    def unknown(self) -> tuple[CriterionFinding, ...]:
        """The criteria that cannot be known."""
        return tuple(each for each in self.criteria if each.truth is None)


def tier_findings(claim: Claim) -> tuple[TierFinding, ...]:
    """What each tier of the claim's award found."""
    lookup = claim.case.lookup(claim.subject)
    return tuple(
        TierFinding(tier, tuple(_criterion(criterion, lookup) for criterion in tier.criteria))
        for tier in claim.award.tiers
    )


def _criterion(criterion: CriterionRule, lookup: Lookup) -> CriterionFinding:
    values = tuple((each, lookup(each)) for each in criterion.attributes)
    return CriterionFinding(criterion, truth(criterion.test, lookup), values)


def undecided(expression: Expression, lookup: Lookup) -> Iterator[Attribute]:
    """The attributes whose absence leaves a formula unknown."""
    match expression:
        case Every(parts=parts) | Some(parts=parts):
            for part in parts:
                if truth(part, lookup) is None:
                    yield from undecided(part, lookup)
        case Negation(part=part):
            yield from undecided(part, lookup)
        case Compare() | _:
            yield from (each for each in attributes(expression) if lookup(each) is None)


def missing(claim: Claim) -> tuple[str, ...]:
    """The pointers of the facts that would settle an unknown claim, in the order of the formulas; else none."""
    if claim.state is not State.UNKNOWN:
        return ()
    found = [pointer for other in claim.waits_for or (claim,) for pointer in _own_missing(other)]
    return tuple(dict.fromkeys(found))


def _own_missing(claim: Claim) -> Iterator[str]:
    lookup = claim.case.lookup(claim.subject)

    def pointers(expression: Expression) -> Iterator[str]:
        return (claim.case.pointer(claim.subject, each) for each in undecided(expression, lookup))

    for finding in reversed([each for each in tier_findings(claim) if not each.missed]):
        for criterion in finding.unknown:
            yield from pointers(criterion.criterion.test)
        yield from pointers(finding.tier.amount)
        if is_used(claim.award, finding.tier, claim.case, claim.subject) is None:
            yield from _unsaid_payments(claim)
        if claim.award.combine is Combine.HIGHEST and not finding.unknown:
            return  # a tier that is surely reached makes the ones below it idle


def _unsaid_payments(claim: Claim) -> Iterator[str]:
    """Earlier payments that do not say for which tier, or which subject, they were made."""
    register = claim.case.world.register

    def of_this_kind(entry: Paid) -> bool:
        return claim.award.once or entry.year == register.year

    unattributed = list(filter(of_this_kind, register.unattributed(claim.award.id, claim.payee.id)))
    for entry in unattributed:
        yield f"{entry.pointer}/subject"
    tiered = claim.award.tiers[0].number is not None
    for entry in [*unattributed, *filter(of_this_kind, register.for_subject(claim.award.id, claim.subject.id))]:
        if tiered and entry.tier is None:
            yield f"{entry.pointer}/tier"
