"""Limits: each seen biting, and each seen letting pass what was claimed under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyrules.coverage.obligation import Impossible, Key, Obligation
from policyrules.coverage.proofs import is_never_kept
from policyrules.coverage.run import Run
from policyrules.coverage.settlings import Found
from policyrules.engines.allocation import available
from policyrules.engines.claims import Claim, State
from policyrules.language.definition import Budget, Cap, Chosen, Definition, Exclusive
from policyrules.language.definition import limits as definitions
from policyrules.program.program import BudgetRule, CapRule, CaseLimit, ExclusiveRule, PlacesRule, SharedLimit
from policyrules.text import Text

_LOWER = Text("从不高于另一项", "it never comes to more than the other one")


def catalogue(definition: Definition) -> Found:
    """What should be seen of each limit."""
    for limit in definition.limits:
        address = f"limits.{limit.id}"
        yield Obligation(address, "spares", limit.label)
        match limit:
            case Exclusive():
                for award in limit.awards:
                    kept = Obligation(address, f"keeps.{award}", limit.label)
                    yield Impossible(kept, _LOWER) if is_never_kept(definition, limit, award) else kept
                yield Obligation(address, "open", limit.label)
                yield Obligation(address, "after_payment", limit.label)
            case Cap():
                yield Obligation(address, "bites", limit.label)
                yield Obligation(address, "earlier_payments", limit.label)
            case Budget():
                yield from _budget(limit)
            case _:
                yield Obligation(address, "bites", limit.label)


def _budget(limit: Budget) -> Found:
    address = f"limits.{limit.id}"
    for name in _tranches(limit):
        yield Obligation(f"{address}.tranches", name, limit.label)
    yield Obligation(address, "earlier_payments", limit.label)
    if limit.less is not None:
        yield Obligation(f"{address}.less", "known", limit.label)


def _tranches(limit: Budget) -> Iterator[str]:
    """A name for each tranche that can be cut: `platforms_last.2.cut`."""
    if isinstance(limit.tranches, Chosen):
        for option, tranches in limit.tranches.options.items():
            yield from (_tranche(option, number) for number, _ in enumerate(tranches, 1))
    else:
        yield from (_tranche("", number) for number, _ in enumerate(limit.tranches, 1))


def _tranche(option: str, number: int) -> str:
    return f"{option}.{number}.cut" if option else f"{number}.cut"


# What a decision shows


def seen(run: Run) -> Iterator[Key]:
    """What the limits did to the lines that a case expects something of."""
    claims = [line.claim for line in run.decision.awards]
    ours = [each for each in claims if _is_ours(run, each)]
    for limit in run.program.limits():
        yield from _seen(run, limit, claims, ours)


def _is_ours(run: Run, claim: Claim) -> bool:
    return run.asserted.totals or (claim.award.id, claim.subject.id) in run.asserted.awards


def _seen(run: Run, limit: CaseLimit | SharedLimit, claims: Sequence[Claim], ours: Sequence[Claim]) -> Iterator[Key]:
    address = f"limits.{limit.id}"
    cut = [each for each in ours if any(by.limit.id == limit.id for by in each.cuts)]
    if cut and isinstance(limit, CapRule | PlacesRule):
        yield address, "bites"
    if any(_spared(limit, each, claims) for each in ours):
        yield address, "spares"
    match limit:
        case CapRule():
            register = cut[0].case.world.register if cut else None
            if register and any(register.to_payee(each.payee.id, limit.awards, limit.whole_period) for each in cut):
                yield address, "earlier_payments"
        case ExclusiveRule():
            yield from _exclusive(limit, ours)
        case BudgetRule():
            yield from _of_budget(run, limit, cut, ours)


def _spared(limit: CaseLimit | SharedLimit, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a limit let a claim under it pass, and all others of its payee (of anybody, where it is over all)."""
    if claim.award.id not in limit.awards or claim.state is not State.LIVE or not claim.due:
        return False
    together = [each for each in claims if each.award.id in limit.awards]
    if isinstance(limit, CapRule | ExclusiveRule):
        together = [each for each in together if each.payee.id == claim.payee.id]
    touched = [each for each in together if any(by.limit.id == limit.id for by in each.cuts)]
    settled = [each for each in together if each.settled_by is not None and each.settled_by.id == limit.id]
    return not touched and not settled


def _exclusive(limit: ExclusiveRule, ours: Sequence[Claim]) -> Iterator[Key]:
    address = f"limits.{limit.id}"
    for claim in ours:
        if claim.settled_by is None or claim.settled_by.id != limit.id:
            continue
        if claim.state is State.UNKNOWN:
            yield address, "open"
            continue
        register = claim.case.world.register
        for kept in claim.settled_with:
            paid = register.to_payee(claim.payee.id, (kept,))
            yield address, "after_payment" if paid else f"keeps.{kept}"


def _of_budget(run: Run, limit: BudgetRule, cut: Sequence[Claim], ours: Sequence[Claim]) -> Iterator[Key]:
    address = f"limits.{limit.id}"
    written: definitions.AnyLimit = next(each for each in run.policy.definition.limits if each.id == limit.id)
    option = ""
    if isinstance(written, Budget) and isinstance(written.tranches, Chosen):
        option = run.settling.setting.option_key(written.tranches.interpretation)
    for number, tranche in enumerate(limit.tranches, 1):
        if any(each.award.id in tranche.awards for each in cut):
            yield f"{address}.tranches", _tranche(option, number)
    if not ours:
        return
    world = ours[0].case.world
    if run.asserted.totals or cut:
        if world.register.in_year(limit.awards):
            yield address, "earlier_payments"
        before = available(limit, world) + sum(each.amount for each in world.register.in_year(limit.awards))
        if limit.less is not None and before < limit.amount:
            yield f"{address}.less", "known"
