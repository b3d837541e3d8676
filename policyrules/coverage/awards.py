"""Awards: what the cases should show of them, and what a decision shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyrules.coverage.conditions import Condition, shown
from policyrules.coverage.obligation import Impossible, Key, Obligation
from policyrules.coverage.run import Run
from policyrules.coverage.settlings import Asked, Found, may_lack, of_conditions, settlings_of
from policyrules.engines.cases import Case
from policyrules.engines.claims import Claim, State, TierOutcome, claims_of, paid_for_lower_tiers
from policyrules.engines.reference import ReferenceSession
from policyrules.facts.records import Thing
from policyrules.language.definition import Award, Definition
from policyrules.language.tree import attributes
from policyrules.program.evaluate import Lookup, evaluate, truth
from policyrules.program.lowering.awards import lower_award
from policyrules.program.lowering.settling import Settling
from policyrules.program.program import AwardRule, Combine
from policyrules.text import Text

_NO_CAP = Text("各档金额都不超过上限", "no tier, and no sum of tiers, comes to more than the cap")
_SAYS_ALL = Text(
    "奖励没有档次，对象就是领取人，付款记录因此总是说清",
    "without tiers and paid to its own subject, every payment says what it was for",
)
_KNOWN = Text("金额不取决于可以单独缺失的事实", "the amount rests on no fact that can be missing alone")


def catalogue(definition: Definition) -> Found:
    """What should be seen of each award."""
    for index, award in enumerate(definition.awards):
        settled = settlings_of(definition, award)
        rules = [lower_award(each, index, award) for each in settled]
        yield from _criteria(definition, award, settled)
        yield from _amounts(definition, award, rules)
        yield from _register(award)
        yield from (
            Obligation(f"awards.{award.id}.years", each, award.label) for each in ("before", "first", "last", "after")
        )


def _criteria(definition: Definition, award: Award, settled: Sequence[Settling]) -> Found:
    for number, group in award.tiers.items() or ((None, ""),):
        conditions = [
            Asked(f"awards.{award.id}.criteria.{each.id}", each.label, each.test, _prefix(number))
            for each in award.criteria
        ]
        tests = [[each.with_tier(group).ground(one.test) for one in award.criteria] for each in settled]
        yield from of_conditions(definition, award.subject, conditions, [list(each) for each in tests])


def _prefix(tier: int | None) -> str:
    return "" if tier is None else f"tier_{tier}"


def _tier_address(award: str, tier: int | None) -> str:
    return f"awards.{award}" if tier is None else f"awards.{award}.tiers.{tier}"


def _amounts(definition: Definition, award: Award, rules: Sequence[AwardRule]) -> Found:
    for number in award.tiers or (None,):
        yield Obligation(_tier_address(award.id, number), "paid", award.label)
    if len(award.tiers) > 1:
        yield Obligation(f"awards.{award.id}.combine", "several_tiers", award.label)
        yield Obligation(f"awards.{award.id}.after_lower_tier", "lower_tier_paid", award.label)
    unknown = Obligation(f"awards.{award.id}.amount", "unknown", award.label)
    if any(_amount_alone(definition, rule) for rule in rules):
        yield unknown
    else:
        yield Impossible(unknown, _KNOWN)
    if award.cap is not None:
        binds = Obligation(f"awards.{award.id}.cap", "binds", award.label)
        yield binds if any(_can_bind(rule) for rule in rules) else Impossible(binds, _NO_CAP)
        yield Obligation(f"awards.{award.id}.cap", "spares", award.label)


def _amount_alone(definition: Definition, rule: AwardRule) -> bool:
    """Whether an amount can be unknown though all criteria hold."""
    lacks = may_lack(definition, rule.subject)
    return any(
        lacks(each) and not any(each in criterion.attributes for criterion in tier.criteria)
        for tier in rule.tiers
        for each in attributes(tier.amount)
    )


def _can_bind(rule: AwardRule) -> bool:
    if any(attributes(tier.amount) for tier in rule.tiers):
        return True
    amounts = [int(value // 1) for tier in rule.tiers if isinstance(value := evaluate(tier.amount, _none), int)]
    return (sum(amounts) if rule.combine is Combine.SUM else max(amounts, default=0)) > (rule.cap or 0)


def _none(_: object) -> None:
    return None


def _register(award: Award) -> Found:
    address = f"awards.{award.id}.paid"
    yield Obligation(address, "already_paid", award.label)
    yield Obligation(address, "earlier_year", award.label)
    unsaid = Obligation(address, "unsaid", award.label)
    yield unsaid if award.tiers or award.payee is not None else Impossible(unsaid, _SAYS_ALL)


# What a decision shows


def seen(run: Run) -> Iterator[Key]:
    """What the lines of awards that a case expects something of show."""
    if not run.asserted.awards:
        return
    session = ReferenceSession(run.program)
    claims: dict[tuple[str, str], list[Claim]] = {}
    for line in run.decision.awards:
        claims.setdefault((line.award, line.subject), []).append(line.claim)
    for (name, subject), found in claims.items():
        if (name, subject) in run.asserted.awards:
            award = next(each for each in run.policy.definition.awards if each.id == name)
            yield from _of_subject(run, award, found, session)


def _of_subject(run: Run, award: Award, claims: Sequence[Claim], session: ReferenceSession) -> Iterator[Key]:
    rule, case, subject = claims[0].award, claims[0].case, claims[0].subject
    if not rule.open:
        yield from _outside(run, replace(rule, open=True), case, subject, session)
        return
    outcomes = session.outcomes(rule, case, subject)
    for index in range(len(outcomes)):
        yield from _conditions(run, award, rule, case, subject, outcomes, index)
    for claim in claims:
        yield from _of_claim(claim, outcomes)
    if sum(each.holds is True for each in outcomes) > 1:
        yield f"awards.{award.id}.combine", "several_tiers"


def _outside(run: Run, rule: AwardRule, case: Case, subject: Thing, session: ReferenceSession) -> Iterator[Key]:
    """The years around those of an award, where it would be paid if it were one of them."""
    beside = {rule.first_year - 1: "before", rule.last_year + 1: "after"}.get(run.program.year)
    there = session.outcomes(rule, case, subject)
    if beside and any(each.state is State.LIVE for each in claims_of(rule, case, subject, there)):
        yield f"awards.{rule.id}.years", beside


def _conditions(
    run: Run, award: Award, rule: AwardRule, case: Case, subject: Thing, outcomes: Sequence[TierOutcome], index: int
) -> Iterator[Key]:
    """The criteria of one tier: one decides where the claims would be others if its truth were another."""
    tier = outcomes[index].tier
    lookup = case.lookup(subject)
    group = "" if tier.number is None else award.tiers[tier.number]
    conditions = [
        Condition(f"awards.{award.id}.criteria.{each.id}", _prefix(tier.number), written.test, each.test)
        for written, each in zip(award.criteria, tier.criteria, strict=True)
    ]
    truths = [truth(each.test, lookup) for each in tier.criteria]
    ours = _signature(claims_of(rule, case, subject, outcomes))
    # How the tier stands where its criteria hold, as they all do but for the one in question.
    held = replace(run.session.outcome(rule, replace(tier, criteria=()), case, subject), tier=tier)

    def decides(at: int, then: bool | None) -> bool:
        alone = truths[at] is None and then is not None
        changed = [_if_alone(each, at, lookup) if alone else each for each in outcomes]
        changed[index] = TierOutcome(tier, False) if then is False else replace(held, holds=then)
        return _signature(claims_of(rule, case, subject, changed)) != ours

    setting = run.settling.with_tier(group).setting
    yield from shown(conditions, setting, lookup, decides)


def _if_alone(outcome: TierOutcome, criterion: int, lookup: Lookup) -> TierOutcome:
    """Another tier, were what is unknown settled against it: a missing figure leaves open all of them."""
    is_open = outcome.holds is None and truth(outcome.tier.criteria[criterion].test, lookup) is None
    return TierOutcome(outcome.tier, False) if is_open else outcome


def _signature(claims: Sequence[Claim]) -> list[object]:
    return [(each.state, each.tier, each.entitled) for each in claims]


def _of_claim(claim: Claim, outcomes: Sequence[TierOutcome]) -> Iterator[Key]:
    award, case, subject = claim.award, claim.case, claim.subject
    register, year = case.world.register, case.world.program.year
    earlier = any(each.year < year for each in register.for_subject(award.id, subject.id))
    if claim.state is State.ALREADY_PAID:
        yield f"awards.{award.id}.paid", "already_paid"
        if award.once and earlier:
            yield f"awards.{award.id}.paid", "earlier_year"
    if claim.state is State.UNKNOWN and claim.settled_by is None:
        if any(each.holds and each.used is None for each in outcomes):
            yield f"awards.{award.id}.paid", "unsaid"
        if any(each.holds and each.used is False and each.due is None for each in outcomes):
            yield f"awards.{award.id}.amount", "unknown"
    if claim.state is not State.LIVE:
        return
    if not award.once and earlier:
        yield f"awards.{award.id}.paid", "earlier_year"
    if claim.due == claim.entitled and claim.due:
        yield _tier_address(award.id, claim.tier), "paid"
    if year == award.first_year:
        yield f"awards.{award.id}.years", "first"
    if year == award.last_year:
        yield f"awards.{award.id}.years", "last"
    if award.cap is not None:
        yield f"awards.{award.id}.cap", "binds" if _uncapped(claim, outcomes) > award.cap else "spares"
    at = next(each.tier for each in outcomes if each.tier.number == claim.tier)
    if paid_for_lower_tiers(award, at, case, subject):
        yield f"awards.{award.id}.after_lower_tier", "lower_tier_paid"


def _uncapped(claim: Claim, outcomes: Sequence[TierOutcome]) -> int:
    added = claim.award.combine is Combine.SUM
    return sum(
        each.due or 0 for each in outcomes if each.holds and not each.used and (added or each.tier.number == claim.tier)
    )
