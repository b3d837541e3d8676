"""The lines and totals of a decision, as callers and files see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from policyrules.decision.deciding import deciding_award
from policyrules.decision.explanation import LineExplanation, explain
from policyrules.decision.findings import TierFinding, missing, tier_findings
from policyrules.decision.prose import Prose
from policyrules.decision.reasons import Reason, reasons
from policyrules.engines.claims import Claim, State
from policyrules.engines.run import Outcome
from policyrules.language.quantities import yuan_text
from policyrules.program.program import Program
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet

Status = Literal["paid", "reduced", "excluded", "already_paid", "not_eligible", "unknown"]
STATUS_LABELS: dict[str, Text] = {
    "paid": Text("发放", "paid"),
    "reduced": Text("已削减", "reduced"),
    "excluded": Text("就高不就低", "excluded"),
    "already_paid": Text("已发放过", "already paid"),
    "not_eligible": Text("不符合", "not eligible"),
    "unknown": Text("待定", "unknown"),
}
#: What a claim that takes no part in limits comes to.
STATUSES: dict[State, Status] = {
    State.EXCLUDED: "excluded",
    State.ALREADY_PAID: "already_paid",
    State.NOT_ELIGIBLE: "not_eligible",
    State.UNKNOWN: "unknown",
}
#: What a line of the contract holds, in its order.
LINE_KEYS = (
    "award", "clause", "tier", "enterprise", "subject", "status", "entitled", "paid", "reasons", "missing",
)  # fmt: skip


class AwardLine(ShowsItself, Mapping[str, Any]):
    """One award for one subject. Reads as attributes and as the mapping that the decision's JSON holds."""

    def __init__(self, claim: Claim, program: Program, prose: Prose) -> None:
        self._claim = claim
        self._program = program
        self._prose = prose

    @property
    def award(self) -> str:
        """The id of the award."""
        return self._claim.award.id

    @property
    def clause(self) -> str:
        """The clause of the award."""
        return self._claim.award.clause

    @property
    def tier(self) -> int | None:
        """The tier reached."""
        return self._claim.tier

    @property
    def enterprise(self) -> str:
        """The id of the payee."""
        return self._claim.payee.id

    @property
    def subject(self) -> str:
        """The id of what the award was decided for."""
        return self._claim.subject.id

    @property
    def status(self) -> Status:
        """paid, reduced, excluded, already_paid, not_eligible or unknown."""
        claim = self._claim
        if claim.state is State.LIVE:
            return "paid" if claim.due == claim.entitled else "reduced"
        return STATUSES[claim.state]

    @property
    def entitled_fen(self) -> int | None:
        """The line's own amount in fen, before the limits over several lines; None where it or the line is unknown."""
        return None if self._claim.state is State.UNKNOWN else self._claim.entitled

    @property
    def paid_fen(self) -> int | None:
        """What is paid, in fen; None where unknown."""
        return None if self._claim.state is State.UNKNOWN else self._claim.due

    @property
    def entitled(self) -> str | None:
        """`entitled_fen` in yuan with two decimals."""
        return None if self.entitled_fen is None else yuan_text(self.entitled_fen)

    @property
    def paid(self) -> str | None:
        """`paid_fen` in yuan with two decimals."""
        return None if self.paid_fen is None else yuan_text(self.paid_fen)

    @cached_property
    def findings(self) -> tuple[TierFinding, ...]:
        """What the criteria of each tier found; none outside the award's years."""
        return tier_findings(self._claim) if self._claim.award.open else ()

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the line is not simply paid; empty where it is."""
        findings = self.findings if self._claim.state is State.NOT_ELIGIBLE else ()
        return reasons(self._claim, self._program, self._prose, findings)

    @property
    def telling_reasons(self) -> tuple[Reason, ...]:
        """Of several tiers that were missed, what the nearest (else the lowest) lacks says enough; else all reasons."""
        tiers = {tier for each in self.reasons if isinstance(tier := each.about.get("tier"), int)}
        if len(tiers) < 2 or self.status != "not_eligible":
            return self.reasons
        nearest = self.explain().nearest_tier
        chosen = nearest if nearest in tiers else min(tiers)
        return tuple(each for each in self.reasons if each.about.get("tier") == chosen)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The JSON pointers of the facts that an unknown line needs."""
        return missing(self._claim)

    @cached_property
    def decided_by(self) -> tuple[str, ...]:
        """The addresses of the provisions that decided the line: `limits.enterprise_cap`."""
        return deciding_award(self._claim, self.findings)

    @property
    def award_label(self) -> Text:
        """What the award is called."""
        return self._claim.award.label

    @property
    def claim(self) -> Claim:
        """The engine's conclusion behind the line."""
        return self._claim

    def explain(self) -> LineExplanation:
        """The line, explained."""
        return explain(self._claim, self._program, self._prose, self.status, self.findings, self.reasons)

    def to_dict(self) -> dict[str, Any]:
        """The line as the decision's JSON holds it."""
        return {key: self[key] for key in LINE_KEYS}

    def __getitem__(self, key: str) -> Any:
        if key not in LINE_KEYS:
            raise KeyError(key)
        if key == "reasons":
            return [reason.to_dict() for reason in self.reasons]
        return list(self.missing) if key == "missing" else getattr(self, key)

    def __iter__(self) -> Iterator[str]:
        return iter(LINE_KEYS)

    def __len__(self) -> int:
        return len(LINE_KEYS)

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"AwardLine({self.award}, {self.subject}, {self.status}, {self.paid})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.lines import award

        return award(self, language)


@dataclass(frozen=True)
class Totals(ShowsItself):
    """Sums over the known lines, in fen."""

    entitled: int
    claimed: int
    paid: int
    budget: int | None
    overrun: int
    unknown_lines: int

    @property
    def provisional(self) -> bool:
        """Whether unknown lines may still change them."""
        return self.unknown_lines > 0

    def to_dict(self) -> dict[str, Any]:
        """The totals as the decision's JSON holds them."""
        return {
            "entitled": yuan_text(self.entitled),
            "claimed": yuan_text(self.claimed),
            "paid": yuan_text(self.paid),
            "budget": None if self.budget is None else yuan_text(self.budget),
            "overrun": yuan_text(self.overrun),
            "unknown_lines": str(self.unknown_lines),
            "provisional": self.provisional,
        }

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.lines import totals

        return totals(self, language)


def totals(outcome: Outcome) -> Totals:
    """The totals of a decision."""
    known = [claim for claim in outcome.claims if claim.state is not State.UNKNOWN]
    budget = outcome.budget
    return Totals(
        entitled=sum(claim.entitled or 0 for claim in known),
        claimed=outcome.claimed,
        paid=sum(claim.due for claim in known),
        budget=None if budget is None else budget.available,
        overrun=0 if budget is None else budget.overrun,
        unknown_lines=len(outcome.claims) - len(known),
    )
