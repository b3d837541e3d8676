"""Claims on symbolic facts: `engines/claims.py`, with terms for what is not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from policyrules.language.tree import Expression
from policyrules.program.program import AwardRule, Combine, TierRule
from policyrules.proof.facts.register import RegisterView
from policyrules.proof.logic.formulas import Formulas, is_whole
from policyrules.proof.logic.terms import Bool, Int, both, either, greatest, implies, least, negation, same, total, when
from policyrules.proof.logic.values import UNKNOWN_QUANTITY, Quantity, Truth, every

#: A figure by which claims are ranked.
Figure = Quantity


@dataclass(slots=True, eq=False)
class SymbolicClaim:
    """A line that there may be: an award for one subject. Amounts are in fen.

    Where it is `there`, it is in just one state: not eligible, already paid, live, unknown or excluded. `tier` is 0
    where it bears none. `entitled` is 0 unless the claim is, or was before it was excluded, live; `due` unless it is
    live. Of an excluded claim that was unknown, what it would have come to stays unknown: `entitled_known`.
    """

    award: AwardRule
    subject: str
    payee: str
    there: Bool
    not_eligible: Bool
    already_paid: Bool
    live: Bool
    unknown: Bool
    tier: Int
    entitled: Int
    due: Int
    rank: tuple[Figure, ...]
    excluded: Bool = False
    entitled_known: Bool = True

    def status(self, name: str) -> Bool:
        """Whether the line is there and has a status: paid, reduced, excluded, already_paid, not_eligible, unknown."""
        if name in ("paid", "reduced"):
            whole = same(self.due, self.entitled)
            return both(self.there, self.live, whole if name == "paid" else negation(whole))
        held: Bool = getattr(self, name)
        return both(self.there, held)

    def exclude(self, condition: Bool) -> None:
        """Exclude the claim where the condition holds and it is still in question."""
        out = both(condition, either(self.live, self.unknown))
        self.excluded = either(self.excluded, out)
        self._leave(out)
        self.unknown = both(self.unknown, negation(out))

    def leave_open(self, condition: Bool) -> None:
        """Make a live claim unknown where the condition holds."""
        out = both(condition, self.live)
        self.unknown = either(self.unknown, out)
        self.entitled = when(out, 0, self.entitled)
        self.entitled_known = both(self.entitled_known, negation(out))
        self._leave(out)

    def _leave(self, out: Bool) -> None:
        self.live = both(self.live, negation(out))
        self.due = when(out, 0, self.due)


@dataclass(frozen=True, slots=True)
class SymbolicTier:
    """One tier for one subject: does it hold, was it paid before, is its amount known, what is it in fen."""

    rule: TierRule
    holds: Truth
    used: Truth
    known: Bool
    due: Int

    @property
    def possible(self) -> Bool:
        """Not surely missed."""
        return negation(self.holds.missed)

    @property
    def payable(self) -> Bool:
        """Surely reached, surely not paid before, and of a known amount."""
        return both(self.holds.met, self.used.missed, self.known)

    @property
    def number(self) -> int:
        """The number of the tier; 0 where the award has none."""
        return self.rule.number or 0


def tiers_of(
    award: AwardRule, formulas: Formulas, register: RegisterView, subject: str, payee: str
) -> list[SymbolicTier]:
    """How each tier of an award stands for a subject."""
    return [_tier(award, each, formulas, register, subject, payee) for each in award.tiers]


def _tier(
    award: AwardRule, tier: TierRule, formulas: Formulas, register: RegisterView, subject: str, payee: str
) -> SymbolicTier:
    holds = every([formulas.truth(criterion.test) for criterion in tier.criteria])
    known, due = formulas.whole(tier.amount)
    if award.deduct_lower_tiers:
        said, before = register.deduction(award, tier, subject, payee)
        known, due = both(known, said), greatest(0, due - before)
    return SymbolicTier(tier, holds, register.used(award, tier, subject, payee), known, due)


def claims_of(
    award: AwardRule, formulas: Formulas, register: RegisterView, subject: str, payee: str
) -> list[SymbolicClaim]:
    """The lines that there may be of an award for one subject."""
    if not award.open:
        return [SymbolicClaim(award, subject, payee, True, True, False, False, False, 0, 0, 0, ())]
    tiers = tiers_of(award, formulas, register, subject, payee)
    rank = tuple(_figure(each, formulas) for each in award.rank)
    make = _Maker(award, subject, payee, rank)
    if award.combine is Combine.EACH:
        return _one_each(make, tiers)
    return [_highest(make, tiers) if award.combine is Combine.HIGHEST else _sum(make, tiers)]


def _figure(expression: Expression, formulas: Formulas) -> Figure:
    return formulas.number(expression) if is_whole(expression) else UNKNOWN_QUANTITY


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes claims of one award and subject."""

    award: AwardRule
    subject: str
    payee: str
    rank: tuple[Figure, ...]

    def claim(
        self, there: Bool, missed: Bool, paid: Bool, live: Bool, unknown: Bool, tier: Int, due: Int
    ) -> SymbolicClaim:
        cap = self.award.cap
        due = due if cap is None else least(due, cap)
        due = when(both(there, live), due, 0)
        tier = when(either(live, paid), tier, 0)
        common = (self.award, self.subject, self.payee)
        claim = SymbolicClaim(*common, there, missed, paid, live, unknown, tier, due, due, self.rank)
        claim.entitled_known = negation(unknown)
        return claim


def _none(tiers: Iterable[SymbolicTier]) -> Bool:
    return both(*(each.holds.missed for each in tiers))


def _all_used(tiers: Iterable[SymbolicTier]) -> Bool:
    return both(*(implies(each.possible, each.used.met) for each in tiers))


def _is_top(tiers: Sequence[SymbolicTier]) -> list[Bool]:
    """Of each tier, whether it is the highest that is not surely missed."""
    return [both(each.possible, _none(tiers[index + 1 :])) for index, each in enumerate(tiers)]


def _highest(make: _Maker, tiers: Sequence[SymbolicTier]) -> SymbolicClaim:
    """The highest tier left stands for all; a lower one is not paid in its place."""
    tops, none = _is_top(tiers), _none(tiers)

    def of_top(what: Callable[[SymbolicTier], Bool]) -> Bool:
        return either(*(both(top, what(tier)) for top, tier in zip(tops, tiers, strict=True)))

    met = of_top(lambda tier: tier.holds.met)
    used = of_top(lambda tier: both(tier.holds.met, tier.used.met))
    live = of_top(lambda tier: tier.payable)
    paid = either(used, both(negation(met), negation(none), _all_used(tiers)))
    unknown = both(negation(none), negation(paid), negation(live))
    number = total(when(both(top, tier.holds.met), tier.number, 0) for top, tier in zip(tops, tiers, strict=True))
    due = total(when(top, tier.due, 0) for top, tier in zip(tops, tiers, strict=True))
    return make.claim(True, none, paid, live, unknown, number, due)


def _sum(make: _Maker, tiers: Sequence[SymbolicTier]) -> SymbolicClaim:
    """The tiers left that were not paid before, added up."""
    none, known = _none(tiers), negation(either(*(each.holds.unknown for each in tiers)))
    paid = both(negation(none), _all_used(tiers))
    clear = both(*(either(negation(each.possible), each.used.met, each.payable) for each in tiers))
    live = both(negation(none), negation(paid), known, clear)
    unknown = both(negation(none), negation(paid), negation(live))
    tops = _is_top(tiers)
    number = total(when(both(top, known), tier.number, 0) for top, tier in zip(tops, tiers, strict=True))
    due = total(when(both(each.possible, negation(each.used.met)), each.due, 0) for each in tiers)
    return make.claim(True, none, paid, live, unknown, number, due)


def _one_each(make: _Maker, tiers: Sequence[SymbolicTier]) -> list[SymbolicClaim]:
    """A line for each tier left that is known, one for all that are not, one where no tier is left."""
    found: list[SymbolicClaim] = []
    open_: list[Bool] = []
    for tier in tiers:
        paid = both(tier.possible, tier.used.met)
        live = tier.payable
        open_.append(both(tier.possible, negation(paid), negation(live)))
        number = when(tier.holds.met, tier.number, 0)
        found.append(make.claim(either(paid, live), False, paid, live, False, number, tier.due))
    found.append(make.claim(either(*open_), False, False, False, True, 0, 0))
    found.append(make.claim(_none(tiers), True, False, False, False, 0, 0))
    return found
