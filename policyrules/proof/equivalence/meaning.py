"""What a program means, piece by piece: plain values and formulas, without words, names of limits and references.

Two programs whose pieces are the same, but for formulas that come to the same for every thing, decide the same for
any number of things: every line has the same status, tier and amounts, every standard and target the same verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from policyrules.language.definition.duties import ByStandard, ByTargets
from policyrules.language.quantities import Kind
from policyrules.language.tree import Constant, Every, Expression, Extremum, Negation
from policyrules.program.duty_rules import ConditionStatus, CountStatus, DutyRule, DutyRules, MeasureStatus
from policyrules.program.program import AwardRule, Combine, ExclusiveRule, Program, TierRule
from policyrules.program.standard_rules import StandardRule
from policyrules.program.target_rules import CountRule, TargetRule
from policyrules.proof.equivalence.limit_meaning import limits_meaning
from policyrules.proof.equivalence.parts import Formula

#: A piece: a tuple of plain values, formulas and pieces.
Piece = Any
_ALWAYS = Every(())


def meaning(program: Program) -> dict[str, Piece]:
    """The pieces of a program by their addresses: `awards.growth`, `limits`, `standards.six_haves`."""
    exclusive = _exclusive(program)
    return {
        "policy": (program.payees, program.places, tuple(sorted(program.references.items()))),
        **{f"awards.{each.id}": _award(each, each.id in exclusive) for each in program.awards},
        "limits": limits_meaning(program),
        **{f"standards.{each.id}": _standard(each) for each in program.standards},
        **{f"targets.{each.id}": _target(each) for each in program.targets},
        **_duties(program.duties),
    }


def _exclusive(program: Program) -> Collection[str]:
    """The awards of which it matters what the most is that they could come to."""
    return {name for limit in program.limits() if isinstance(limit, ExclusiveRule) for name in limit.awards}


# Awards.


def _award(award: AwardRule, exclusive: bool) -> Piece:
    """An award, and its rank. Closed in the year, nobody is eligible, whatever it says."""
    whom = (award.subject, award.payee)
    if not award.open:
        return (*whom, "closed"), ()
    one = len(award.tiers) == 1
    combine = None if one else award.combine
    # Where nothing else asks for the cap, the least of it and the amount is the amount.
    within = None if exclusive or award.deduct_lower_tiers or combine is Combine.SUM else award.cap
    tiers = tuple(_tier(award, index, within) for index in range(len(award.tiers)))
    rank = tuple(Formula(award.subject, each, "rank") for each in award.rank)
    cap = award.cap if within is None else None
    return (*whom, award.once, combine, award.deduct_lower_tiers, cap, tiers), rank


def _tier(award: AwardRule, index: int, within: int | None) -> Piece:
    """A tier: what is asked together, and the amount where all of it holds, and of no higher one where one counts."""
    tier, asked = award.tiers[index], _asked(award.tiers[index])
    higher = award.tiers[index + 1 :] if award.combine is Combine.HIGHEST else ()
    matters = Every((asked, *(Negation(_asked(each)) for each in higher)))
    amount = tier.amount
    if within is not None:
        amount = Extremum("min", (amount, Constant(within, Kind.MONEY)), Kind.MONEY)
    return (tier.number, Formula(award.subject, asked, "truth"), Formula(award.subject, amount, "whole", matters))


def _asked(tier: TierRule) -> Every:
    return Every(tuple(each.test for each in tier.criteria))


# Standards, targets and duties: what their verdicts rest on.


def _standard(standard: StandardRule) -> Piece:
    deciding = (item.test for block in standard.blocks if block.counts for item in block.items if item.decides)
    applies = _ALWAYS if standard.applies is None else standard.applies
    asked = Every(tuple(deciding))
    return (standard.subject, Formula(standard.subject, applies, "truth"), Formula(standard.subject, asked, "truth"))


def _target(target: TargetRule) -> Piece:
    bound = (target.bound, target.strict if target.bound is not None else None)
    if target.count is not None:
        return ("count", *_count(target.count), bound)
    measure = None if target.measure is None else Formula("", target.measure, "number")
    return ("measure", measure, bound)


def _count(count: CountRule) -> tuple[Piece, ...]:
    return (count.of, count.by, Formula(count.of, count.test, "truth"))


def _duties(duties: DutyRules) -> dict[str, Piece]:
    """What is reported of the units, where there is a ledger."""
    ledger = duties.ledger
    if ledger is None:
        return {}
    return {f"duties.{each.id}": _duty(each, ledger.unit) for each in duties.numbered()}


def _duty(duty: DutyRule, unit: str) -> Piece:
    applies = _ALWAYS if duty.applies is None else duty.applies
    return (duty.number, duty.places, unit, Formula(unit, applies, "truth"), _status(duty, unit))


def _status(duty: DutyRule, unit: str) -> Piece:
    match duty.status:
        case ConditionStatus(by_place=by_place):
            return ("condition", _by_place(duty.places, {key: each.test for key, each in by_place.items()}, unit))
        case ByStandard(standard=standard, by=by):
            return ("standard", standard, by)
        case ByTargets(targets=targets):
            return ("targets", targets)
        case CountStatus(count=count):
            return ("count", *_count(count), _circumstances(count))
        case MeasureStatus(measures=measures):
            # Asked even of a unit that the facts do not name, of which nothing is known: only the same formula will do.
            return ("measures", tuple(each.figure for each in measures))
    return None


def _by_place(places: Iterable[str], tests: Mapping[str, Expression], unit: str) -> Piece:
    return tuple((place, Formula(unit, tests[place], "truth") if place in tests else None) for place in places)


def _circumstances(count: CountRule) -> Piece:
    """The shared circumstances without which it is unknown who counts."""
    return tuple(sorted({a.key for each in count.criteria for a in each.attributes if a.owner}))
