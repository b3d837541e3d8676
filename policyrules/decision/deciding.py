"""What decided each line of a decision: the addresses of the provisions of the policy.

`awards.growth.criteria.first`, `limits.enterprise_cap`, `standards.six_haves.blocks.site.items.zones`: dotted names
that begin with the section of the policy file (`policyrules.language.address`). Several stand in the policy's order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyrules.decision.findings import TierFinding
from policyrules.engines.claims import Claim, State, amount_due, is_used, unsaid_lower_tiers
from policyrules.engines.verdicts import Verdict
from policyrules.program.program import Combine, TierRule

if TYPE_CHECKING:
    from policyrules.decision.standards import StandardLine

# Awards


def deciding_award(claim: Claim, findings: Sequence[TierFinding]) -> tuple[str, ...]:
    """What decided an award for a subject; `findings` are those of its tiers, none outside its years."""
    match claim.state:
        case State.LIVE if claim.due == claim.entitled:
            return (_paying(claim),)
        case State.LIVE:
            return tuple(dict.fromkeys(f"limits.{cut.limit.id}" for cut in claim.cuts))
        case State.ALREADY_PAID:
            return (_part(claim, "paid"),)
        case State.NOT_ELIGIBLE if not claim.award.open:
            return (_part(claim, "years"),)
        case State.NOT_ELIGIBLE:
            return _missed(claim, findings)
    if claim.settled_by is not None:
        return (f"limits.{claim.settled_by.id}",)
    return _open(claim, findings)


def _part(claim: Claim, name: str) -> str:
    return f"awards.{claim.award.id}.{name}"


def _paying(claim: Claim) -> str:
    """The tier that is paid, the award where it has none, or the award's own cap where that bound the amount."""
    if claim.award.cap is not None and claim.entitled == claim.award.cap < _uncapped(claim):
        return _part(claim, "cap")
    return f"awards.{claim.award.id}" if claim.tier is None else _part(claim, f"tiers.{claim.tier}")


def _uncapped(claim: Claim) -> int:
    """What the award comes to without its cap: of all unpaid tiers where they are added up, else of one."""
    award, about = claim.award, (claim.case, claim.subject)
    if award.combine is Combine.SUM:
        paid = [each for each in award.tiers[: _index(claim) + 1] if not is_used(award, each, *about)]
    else:
        paid = [award.tiers[_index(claim)]]
    return sum(amount_due(award, tier, *about) or 0 for tier in paid)


def _index(claim: Claim) -> int:
    return next(index for index, tier in enumerate(claim.award.tiers) if tier.number == claim.tier)


def _missed(claim: Claim, findings: Sequence[TierFinding]) -> tuple[str, ...]:
    """The criteria that are missed at the tier that misses the fewest, the lowest of several."""
    fewest = min(findings, key=lambda finding: len(finding.missed))
    return tuple(_part(claim, f"criteria.{each.criterion.id}") for each in fewest.missed)


def _open(claim: Claim, findings: Sequence[TierFinding]) -> tuple[str, ...]:
    """What is unknown of the tiers that matter: criteria, else the amount; and whether a tier was paid before."""
    relevant = _that_matter(claim, findings)
    unknown = {each.criterion.id for finding in relevant for each in finding.unknown}
    # Criteria are the same for all tiers of an award, and in the same order.
    found = [f"criteria.{each.id}" for each in claim.award.tiers[0].criteria if each.id in unknown]
    if not found and any(_amount_is_unknown(claim, finding.tier) for finding in relevant):
        found.append("amount")
    if any(_register_leaves_open(claim, finding.tier) for finding in relevant):
        found.append("paid")
    return tuple(_part(claim, each) for each in found)


def _that_matter(claim: Claim, findings: Sequence[TierFinding]) -> list[TierFinding]:
    """The tiers that are not surely missed, without those below one that is surely reached and alone is paid."""
    found = []
    for finding in reversed([each for each in findings if not each.missed]):
        found.append(finding)
        if claim.award.combine is Combine.HIGHEST and not finding.unknown:
            break
    return found


def _amount_is_unknown(claim: Claim, tier: TierRule) -> bool:
    award, about = claim.award, (claim.case, claim.subject)
    return amount_due(award, tier, *about) is None and not _deduction_is_unknown(claim, tier)


def _deduction_is_unknown(claim: Claim, tier: TierRule) -> bool:
    award = claim.award
    return award.deduct_lower_tiers and bool(unsaid_lower_tiers(award, tier, claim.case, claim.subject))


def _register_leaves_open(claim: Claim, tier: TierRule) -> bool:
    return is_used(claim.award, tier, claim.case, claim.subject) is None or _deduction_is_unknown(claim, tier)


# Standards


def deciding_standard(line: StandardLine) -> tuple[str, ...]:
    """What decided a standard for a thing: the items on which its verdict rests, or the standard as a whole."""
    standard, verdict = f"standards.{line.standard}", line.outcome.verdict
    if verdict not in (Verdict.NOT_MET, Verdict.UNKNOWN):
        return (standard,)
    items = tuple(
        f"{standard}.blocks.{block.rule.id}.items.{item.rule.id}"
        for block in line.blocks
        if block.rule.counts
        for item in block.items
        if item.rule.decides and item.verdict is verdict
    )
    if verdict is Verdict.UNKNOWN and line.outcome.applies is None:
        return (f"{standard}.applies", *items)
    return items
