"""Properties between decisions: what may change a decision, and what must not.

Each takes a policy, facts in the form of the contract, and a sales year, and raises AssertionError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.facts.renaming import register_of
from policyrules.policy import Policy
from policyrules.program.program import Combine
from policyrules.testing.changes import (
    Json,
    Rise,
    order_preserving,
    rename,
    shuffle,
)
from policyrules.testing.meaning import by_meaning, renamed, same


def reproducible(policy: Policy, facts: Json, year: int) -> None:
    """The same facts give the same bytes."""
    first, second = (policy.decide(facts, year, guard=False).to_json() for _ in range(2))
    assert first == second, "two decisions on the same facts differ"


def engines_agree(policy: Policy, facts: Json, year: int) -> None:
    """The rule engine and the reference evaluator give the same decision, but for the engine's name."""
    rete, reference = (policy.decide(facts, year, engine=name, guard=False).to_dict() for name in ("rete", "reference"))
    same({**rete, "engine": ""}, {**reference, "engine": ""}, "the engines differ")


def order_is_irrelevant(policy: Policy, facts: Json, year: int, rng: Random | None = None) -> None:
    """Lists, properties and years in another order give the same decision.

    Pointers name places in the facts as given, so they are compared by what they point at.
    """
    shuffled = shuffle(facts, rng or Random(0))
    before = by_meaning(policy, facts, policy.decide(facts, year, guard=False))
    after = by_meaning(policy, shuffled, policy.decide(shuffled, year, guard=False))
    same(before, after, "another order of the facts changes the decision")


def renaming_changes_ids_only(policy: Policy, facts: Json, year: int) -> None:
    """Other ids in the same order change nothing but the ids."""
    names = order_preserving(policy, facts)
    before = renamed(policy.decide(facts, year, guard=False), names)
    after = policy.decide(rename(policy, facts, names), year, guard=False).to_dict()
    # Lines stand in the order of their ids, which the renaming keeps.
    same(before, after, "renaming changes more than the ids")


def paid_once(policy: Policy, facts: Json, year: int) -> None:
    """What was paid is not paid again: not for the same year, and a one-time award not for the next."""
    register = register_of(policy.definition.vocabulary)
    first = policy.decide(facts, year, guard=False)
    paid = [line for line in first.awards if line.paid_fen]
    if register is None or not paid:
        return
    before = facts.get(register, ())
    recorded = {**facts, register: [*before, *(entry for line in paid for entry in _entries(line, year, before))]}
    for later in (year, year + 1):
        keys = {
            (line.award, line.subject, line.tier)
            for line in paid
            if later == year or first.program.award(line.award).once
        }
        for line in policy.decide(recorded, later, guard=False).awards:
            again = (line.award, line.subject, line.tier) in keys
            assert not (again and line.paid_fen), f"{line}: {line.paid} is paid again in {later}"
    same_year = {(line.award, line.subject) for line in paid}
    for line in policy.decide(recorded, year, guard=False).awards:
        assert not ((line.award, line.subject) in same_year and line.paid_fen), (
            f"{line}: {line.paid} more is paid for the same year"
        )


def _entries(line: Any, year: int, before: Any) -> list[Json]:
    """A line as entries of the register: one for each tier it pays, where tiers add up, else one.

    A line names the highest of the tiers it pays; those of the register were paid before.
    """
    entry = {"year": year, "award": line.award, "enterprise": line.enterprise, "subject": line.subject}
    if line.tier is None:
        return [{**entry, "amount": line.paid}]
    if line.claim.award.combine is not Combine.SUM:
        return [{**entry, "amount": line.paid, "tier": line.tier}]
    known = {
        each.get("tier") for each in before if (each["award"], each["enterprise"]) == (line.award, line.enterprise)
    }
    tiers = [tier for tier in range(line.tier, 0, -1) if tier not in known]
    return [{**entry, "amount": "0" if index else line.paid, "tier": tier} for index, tier in enumerate(tiers)]


def raising_never_lowers(policy: Policy, facts: Json, year: int, rise: Rise) -> None:
    """A higher figure never lowers what its payee is entitled to: no line, nor the sum after exclusivity."""
    _never_lower(policy, facts, year, rise, _entitlements)


def raising_never_lowers_payment(policy: Policy, facts: Json, year: int, rise: Rise) -> None:
    """A higher figure never lowers what its payee is paid, after every limit."""
    _never_lower(policy, facts, year, rise, _payments)


def _never_lower(
    policy: Policy, facts: Json, year: int, rise: Rise, measure: Callable[[Decision, str], Mapping[str, int]]
) -> None:
    lower = policy.decide(facts, year, guard=False)
    higher = policy.decide(rise.applied(facts), year, guard=False)
    pointer = f"/{rise.things}/{rise.index}"
    # Ids are unique within their list alone, so a line's subject is known by where it stands.
    own = {
        line.enterprise for line in lower.awards if pointer in (line.claim.subject.pointer, line.claim.payee.pointer)
    }
    for payee in sorted(own):
        if any(line.status == "unknown" for line in (*lower.lines_of(payee), *higher.lines_of(payee))):
            continue  # What is unknown is no lower, and no higher either.
        before, after = measure(lower, payee), measure(higher, payee)
        for what, amount in before.items():
            now = after.get(what, 0)
            assert now >= amount, (
                f"raising {pointer}/{rise.field} {rise.year or ''} from {rise.before(facts)} to"
                f" {rise.to} lowers {what} of {payee} from {amount} to {now} fen"
            )


def _entitlements(decision: Decision, payee: str) -> dict[str, int]:
    found = {"the sum": 0}
    for line in decision.awards:
        if line.enterprise == payee:
            key = f"{line.award} {line.subject}"
            found[key] = found.get(key, 0) + (line.entitled_fen or 0)
            found["the sum"] += 0 if line.status == "excluded" else line.entitled_fen or 0
    return found


def _payments(decision: Decision, payee: str) -> dict[str, int]:
    return {"the payment": sum(line.paid_fen or 0 for line in decision.awards if line.enterprise == payee)}
