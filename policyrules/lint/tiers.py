"""PR201–PR205: the tiers of an award: their order, what masks them, what lies between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from policyrules.language.definition import Award
from policyrules.language.quantities import shown
from policyrules.language.tree import Attribute, Expression
from policyrules.lint.context import Context, SettledTier
from policyrules.lint.finding import Findings
from policyrules.lint.linear import constant
from policyrules.lint.possible import Possibility
from policyrules.lint.ranges import Range
from policyrules.text import Text, same

FILE = "awards.yaml"


def check(context: Context, findings: Findings) -> None:
    """The tiers of all awards, in each year in which they are open."""
    for award in context.definition.awards:
        if award.tiers:
            for year in context.open_years(award, context.policy.options):
                _Tiers(context, findings, award, year).check()


@dataclass(frozen=True)
class _Tiers:
    """The tiers of one award in one year, as the policy is read now."""

    context: Context
    findings: Findings
    award: Award
    year: int

    def check(self) -> None:
        options = self.context.policy.options
        possibility = Possibility(self.context.definition.vocabulary, self.award.subject)
        settled = self.context.tiers(self.award, self.year, options)
        # What can never be reached is told as such, and stands in no order.
        tiers = {tier: each for tier, each in settled.items() if tier and possibility.possible(each.criteria)}
        if self.context.settling(self.year, options).pick(self.award.combine) == "highest":
            self.check_order(tiers, possibility)
        for lower, higher in pairwise(tiers):
            self.check_bounds(lower, higher, *(possibility.bounds(tiers[each].criteria) for each in (lower, higher)))

    def check_order(self, tiers: Mapping[int, SettledTier], possibility: Possibility) -> None:
        """Only the highest tier is paid: each should be reached without a higher one, and pay more than a lower."""
        for higher in tiers:
            below = [tier for tier in tiers if tier < higher]
            masked = [tier for tier in below if possibility.implies(tiers[tier].criteria, tiers[higher].criteria)]
            for lower in masked:
                en = f"whoever reaches tier {lower} reaches tier {higher} too"
                self.add("PR202", lower, Text(f"达到第{lower}档的都达到第{higher}档", en))
            pays = self.amount(tiers[higher])
            others = {tier: self.amount(tiers[tier]) for tier in below if tier not in masked}
            no_less = [
                str(tier) for tier, each in others.items() if pays is not None and each is not None and pays <= each
            ]
            if no_less:
                zh = f"第{higher}档金额不高于第{'、'.join(no_less)}档"
                self.add("PR203", higher, Text(zh, f"tier {higher} pays no more than tier {', '.join(no_less)}"))

    def check_bounds(
        self, lower: int, higher: int, below: dict[Expression, Range], above: dict[Expression, Range]
    ) -> None:
        """The bounds that two neighbouring tiers set to the same figure."""
        at_least = {_name(term) for term, each in (below | above).items() if each.least is not None}
        for term in (each for each in below if each in above):
            first, second, name = below[term], above[term], _name(term)
            # Less is better only of a figure that is nowhere asked for at least: in no other year either.
            masked = self.findings.holds("PR202", FILE, self.path(lower))
            if not masked and _asks_less(first, second, name not in at_least):
                en = f"tier {higher} asks less of `{name}` than tier {lower}"
                self.add("PR201", higher, Text(f"第{higher}档对 {name} 的要求低于第{lower}档", en))
            elif _are_bands(first, second):
                self.check_seam(lower, higher, term, first, second)

    def check_seam(self, lower: int, higher: int, term: Expression, first: Range, second: Range) -> None:
        """Where a bounded tier ends, the next begins: neither later nor earlier."""
        assert first.most is not None
        assert second.least is not None
        between = Range(first.whole, first.most, second.least, not first.most_open, not second.least_open)
        name, ends, begins = _name(term), _shown(term, first.most), _shown(term, second.least)
        if not between.is_empty:
            self.add("PR204", higher, Text(
                f"{name}：第{lower}档到 {ends.zh} 为止，第{higher}档从 {begins.zh} 起",
                f"`{name}`: tier {lower} ends at {ends.en}, tier {higher} begins at {begins.en}",
            ))  # fmt: skip
        elif not first.meet(second).is_empty:
            self.add("PR205", higher, Text(
                f"{name}：第{lower}档到 {ends.zh} 为止，第{higher}档已从 {begins.zh} 起",
                f"`{name}`: tier {lower} ends at {ends.en}, and tier {higher} begins at {begins.en} already",
            ))  # fmt: skip

    def amount(self, tier: SettledTier) -> Fraction | None:
        """What a tier pays, up to the cap of the award; None where that depends on facts."""
        found = constant(tier.amount)
        if found is None or isinstance(found, str):
            return None
        amount, cap = Fraction(found), self.award.cap
        there = self.context.settling(self.year, self.context.policy.options)
        return amount if cap is None else min(amount, Fraction(there.number(cap)))

    def path(self, tier: int) -> tuple[str, ...]:
        return ("awards", self.award.id, "tiers", str(tier))

    def add(self, code: str, tier: int, what: Text) -> None:
        group = self.award.tiers[tier]
        hint = Text(f"核对参数 {group}.…", f"compare the parameters `{group}.…`")
        self.findings.add(code, FILE, self.path(tier), what, hint)


def _asks_less(first: Range, second: Range, less_is_better: bool) -> bool:
    """Whether the least that is asked falls; or, where less is better, the most rises."""
    if first.least is not None and second.least is not None:
        return second.least < first.least or (second.least == first.least and first.least_open > second.least_open)
    if less_is_better and first.most is not None and second.most is not None:
        return second.most > first.most
    return False


def _are_bands(first: Range, second: Range) -> bool:
    """Whether the first ends where the second has not ended yet."""
    if first.most is None or second.least is None:
        return False
    return second.most is None or second.most > first.most


def _name(term: Expression) -> str:
    """What a term is called, whatever its year."""
    if not isinstance(term, Attribute):
        return "…"
    return f"{term.owner}.{term.field}" if term.owner else term.field


def _shown(term: Expression, value: Fraction) -> Text:
    number = int(value) if value.denominator == 1 else value
    return shown(term.kind, number) if isinstance(term, Attribute) else same(str(value))
