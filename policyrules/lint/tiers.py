"""PR201–PR205: the tiers of an award: their order, what masks them, what lies between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from policyrules.language.definition import Award
from policyrules.language.quantities import Kind
from policyrules.language.tree import Compare, Constant, Every, Expression, Extremum, Negation
from policyrules.lint.bands import seams
from policyrules.lint.context import Context, SettledTier
from policyrules.lint.finding import Findings
from policyrules.lint.inquiry import Inquiry
from policyrules.lint.linear import constant
from policyrules.lint.witness import Json
from policyrules.text import Text

FILE = "awards.yaml"


def check(context: Context, findings: Findings) -> None:
    """The tiers of all awards, in each year in which they are open."""
    for award in context.definition.awards:
        if award.tiers:
            for year in context.open_years(award, context.policy.options):
                _Tiers(context, findings, award, year, context.inquiry(award.subject)).check()


@dataclass(frozen=True)
class _Tiers:
    """The tiers of one award in one year, as the policy is read now."""

    context: Context
    findings: Findings
    award: Award
    year: int
    inquiry: Inquiry

    def check(self) -> None:
        options = self.context.policy.options
        settled = self.context.tiers(self.award, self.year, options)
        # What can never be reached is told as such, and stands in no order.
        tiers = {tier: each for tier, each in settled.items() if tier and self.inquiry.possible(each.criteria)}
        if self.context.settling(self.year, options).pick(self.award.combine) == "highest":
            masked = [tier for tier in tiers if self.check_masked(tier, tiers)]
            for higher in tiers:
                self.check_amounts(higher, [each for each in tiers if each < higher and each not in masked], tiers)
        criteria = {tier: each.criteria for tier, each in tiers.items()}
        for lower, higher in pairwise(tiers):
            for seam in seams(self.inquiry, criteria, lower, higher):
                # What is masked is told as such.
                if seam.code != "PR201" or not self.findings.holds("PR202", FILE, self.path(lower)):
                    self.add(seam.code, higher, seam.what, seam.proved, seam.witness)

    def check_masked(self, lower: int, tiers: Mapping[int, SettledTier]) -> bool:
        """Only the highest tier is paid: each should be reached without a higher one."""
        above = [tier for tier in tiers if tier > lower]
        own = tiers[lower].criteria
        missed = [Negation(Every(tiers[tier].criteria)) for tier in above]
        if not above or self.inquiry.possible((*own, *missed)):
            return False
        masking = [tier for tier in above if self.inquiry.implies(own, tiers[tier].criteria)]
        for higher in masking:
            en = f"whoever reaches tier {lower} reaches tier {higher} too"
            self.add("PR202", lower, Text(f"达到第{lower}档的都达到第{higher}档", en), self.inquiry.proved)
        if not masking:
            zh = f"达到第{lower}档的都达到第{'、'.join(map(str, above))}档之一"
            en = f"whoever reaches tier {lower} reaches one of tiers {', '.join(map(str, above))} too"
            self.add("PR202", lower, Text(zh, en), self.inquiry.proved)
        return True

    def check_amounts(self, higher: int, below: Sequence[int], tiers: Mapping[int, SettledTier]) -> None:
        """Each tier should pay more than a lower one, to whoever has reached both."""
        no_less = [str(tier) for tier in below if self.pays_no_more(tiers[higher], tiers[tier])]
        if no_less:
            zh = f"第{higher}档金额不高于第{'、'.join(no_less)}档"
            en = f"tier {higher} pays no more than tier {', '.join(no_less)}"
            proved = self.inquiry.solver is not None and self.inquiry.proved
            self.add("PR203", higher, Text(zh, en), proved)

    def pays_no_more(self, higher: SettledTier, lower: SettledTier) -> bool:
        pays, other = self.amount(higher), self.amount(lower)
        if pays is not None and other is not None:
            return pays <= other
        both = (*higher.criteria, *lower.criteria)
        more = Compare(">", self.capped(higher), self.capped(lower))
        return self.inquiry.possible(both) and not self.inquiry.possible((*both, more))

    def amount(self, tier: SettledTier) -> Fraction | None:
        """What a tier pays, up to the cap of the award; None where that depends on facts."""
        found = constant(self.capped(tier))
        return None if found is None or isinstance(found, str) else Fraction(found)

    def capped(self, tier: SettledTier) -> Expression:
        """What a tier pays, up to the cap of the award."""
        if self.award.cap is None:
            return tier.amount
        cap = self.context.settling(self.year, self.context.policy.options).number(self.award.cap)
        return Extremum("min", (tier.amount, Constant(cap, Kind.MONEY)), Kind.MONEY)

    def path(self, tier: int) -> tuple[str, ...]:
        return ("awards", self.award.id, "tiers", str(tier))

    def add(self, code: str, tier: int, what: Text, proved: bool = False, witness: Json | None = None) -> None:
        group = self.award.tiers[tier]
        hint = Text(f"核对参数 {group}.…", f"compare the parameters `{group}.…`")
        self.findings.add(code, FILE, self.path(tier), what, hint, proved=proved, witness=witness)
