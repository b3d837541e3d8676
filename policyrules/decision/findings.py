"""What the formulas of a claim found: each criterion's truth, the facts behind it, the facts that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.engines.claims import Claim, State, doubtful_uses, is_used, unsaid_lower_tiers
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
from policyrules.program.criterion import CriterionRule
from policyrules.program.evaluate import Lookup, truth
from policyrules.program.program import Combine, TierRule


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
        yield from _unsaid(claim, finding.tier)
        if claim.award.combine is Combine.HIGHEST and not finding.unknown:
            return  # a tier that is surely reached makes the ones below it idle


def _unsaid(claim: Claim, tier: TierRule) -> Iterator[str]:
    """What payments in the register leave open that decides a tier: for which tier, for which subject."""
    about = (claim.award, tier, claim.case, claim.subject)
    entries = [*(doubtful_uses(*about) if is_used(*about) is None else ())]
    if claim.award.deduct_lower_tiers:
        entries += unsaid_lower_tiers(*about)
    for entry in entries:
        if entry.subject is None and claim.award.payee is not None:
            yield f"{entry.pointer}/subject"
        if entry.tier is None and tier.number is not None:
            yield f"{entry.pointer}/tier"
