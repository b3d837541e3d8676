"""What a decision pays, as entries of the register: one for each line, or for each tier where one line pays several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.engines.claims import amount_due, is_used
from policyrules.program.program import Combine
from policyrules.records.canonical import digest
from policyrules.register.model import Award


@dataclass(frozen=True, slots=True)
class Payment:
    """An award paid, and the digest of what can be paid once (`claim`)."""

    paid: Award
    claim: str


def payments(decision: Decision) -> list[Payment]:
    """The entries of a decision, in the order of its lines. Lines that pay nothing, or are unknown, have none."""
    return [payment for line in decision.awards if line.paid_fen for payment in _of_line(line, decision.year)]


def _of_line(line: AwardLine, year: int) -> Iterator[Payment]:
    period = None if line.claim.award.once else year
    for tier, fen in _tiers(line):
        paid = Award(year, line.award, tier, line.enterprise, line.subject, fen)
        yield Payment(paid, claim_of(paid, period))


def _tiers(line: AwardLine) -> Iterator[tuple[int | None, int]]:
    """The tiers that a line pays, with what each gets: where a limit cut their sum, the lowest are served first.

    A tier that gets nothing of the sum has an entry too: it would count as not yet paid without.
    """
    left, claim = line.paid_fen or 0, line.claim
    if claim.award.combine is not Combine.SUM or line.tier is None:
        yield line.tier, left
        return
    about = (claim.case, claim.subject)
    for finding in line.findings:
        tier = finding.tier
        if finding.missed or (tier.number or 0) > line.tier or is_used(claim.award, tier, *about):
            continue
        served = min(left, amount_due(claim.award, tier, *about) or 0)
        left -= served
        yield tier.number, served


def claim_of(paid: Award, period: int | None) -> str:
    """What can be paid once: award, subject and tier, in the year `period` (None: ever).

    An entry that does not say for which subject it was is told apart by all that it says.
    """
    if paid.subject is None:
        return digest(["unattributed", paid.award, paid.enterprise, paid.tier, paid.year, paid.fen])
    return digest([paid.award, paid.subject, paid.tier, period])
