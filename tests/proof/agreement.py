"""A symbolic decision held against a decision of the reference evaluator: all outputs, line by line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.engines.verdicts import Verdict
from policyrules.facts.records import Facts
from policyrules.policy import Policy
from policyrules.proof.deciding.run import SymbolicDecision, decide
from policyrules.proof.deciding.verdicts import SymbolicVerdict
from policyrules.proof.facts.shape import Shape, shape_of_facts
from policyrules.proof.facts.variables import equal, holds
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool, both, equivalent, negation, number_of, same
from policyrules.proof.logic.values import Truth

#: What an output is called, and when it comes to what the decision says.
Agreement = dict[str, Bool]


def symbolic(policy: Policy, year: int, shape: Shape) -> SymbolicDecision:
    """The decision of a policy on symbolic facts, with everything in it."""
    return whole(decide(SymbolicWorld(policy.program(year), policy.definition.vocabulary, shape)))


def whole(decision: SymbolicDecision) -> SymbolicDecision:
    """A symbolic decision of which every section was built: only then all its variables are there."""
    assert decision.standards is not None
    assert decision.targets is not None
    assert decision.tasks is not None
    return decision


def disagreements(policy: Policy, given: Mapping[str, Any] | Facts, year: int) -> list[str]:
    """What does not follow from just these facts as the reference evaluator decides it; nothing where all is well."""
    decision = policy.decide(given, year, engine="reference")
    facts = decision.facts
    found = symbolic(policy, year, shape_of_facts(decision.program, facts))
    wanted = agreement(decision, found)
    just_these = [*found.world.equals(facts), *found.world.constraints]
    if solve(just_these).outcome != "sat":
        return ["the facts are taken for impossible"]
    other = solve([*just_these, negation(both(*wanted.values()))])
    if other.outcome == "unsat":
        return []
    if other.model is None:
        return ["nothing was found out"]
    model = other.model
    return [name for name, agrees in wanted.items() if not holds(agrees, model)]


def agreement(decision: Decision, found: SymbolicDecision) -> Agreement:
    """For every output of a decision, when the symbolic decision comes to the same."""
    return dict(
        [*_awards(decision, found), *_standards(decision, found), *_targets(decision, found), *_tasks(decision, found)]
    )


def _awards(decision: Decision, found: SymbolicDecision) -> Iterator[tuple[str, Bool]]:
    """The lines of one award for one subject may be several, in any order."""
    lines: dict[tuple[str, str, str], Counter[tuple[int, str, int, int]]] = defaultdict(Counter)
    for line in decision.awards:
        amounts = line.entitled_fen or 0, line.paid_fen or 0
        lines[line.award, line.subject, line.enterprise][line.tier or 0, line.status, *amounts] += 1
    claims = defaultdict(list)
    for claim in found.claims:
        claims[claim.award.id, claim.subject, claim.payee].append(claim)
    yield "the lines", claims.keys() == lines.keys()
    for key, expected in lines.items():
        yield f"{key}: number of lines", same(number_of(each.there for each in claims[key]), expected.total())
        for (tier, status, entitled, paid), number in expected.items():
            ways = [
                both(
                    each.status(status),
                    same(each.tier, tier),
                    same(each.entitled, entitled),
                    same(each.due, paid),
                )
                for each in claims[key]
            ]
            yield f"{key}: tier {tier} {status} {entitled} {paid}", same(number_of(ways), number)


def _standards(decision: Decision, found: SymbolicDecision) -> Iterator[tuple[str, Bool]]:
    outcomes = [line.outcome for line in decision.standards]
    yield (
        "the standards",
        [(each.rule.id, each.subject.id) for each in outcomes]
        == [(each.rule.id, each.subject) for each in found.standards],
    )
    for outcome, each in zip(outcomes, found.standards, strict=True):
        name = f"{each.rule.id} {each.subject}"
        yield f"{name} is {outcome.verdict.value}", is_(each.verdict, outcome.verdict)
        yield f"{name} applies", truth_is(each.applies, outcome.applies)
        for number, (block, truth) in enumerate(zip(each.blocks, outcome.blocks, strict=True)):
            yield f"{name} block {number}", truth_is(block, truth)
        items = zip(sum(each.items, ()), sum(outcome.items, ()), strict=True)
        for number, (item, truth) in enumerate(items):
            yield f"{name} item {number}", truth_is(item, truth)


def _targets(decision: Decision, found: SymbolicDecision) -> Iterator[tuple[str, Bool]]:
    outcomes = [line.outcome for line in decision.targets]
    yield (
        "the targets",
        [(each.rule.id, each.place) for each in outcomes] == [(each.rule.id, each.place) for each in found.targets],
    )
    for outcome, each in zip(outcomes, found.targets, strict=True):
        name = f"{each.rule.id} {each.place}"
        yield f"{name} is {outcome.verdict.value}", is_(each.verdict, outcome.verdict)
        yield f"{name} least", equal(each.least, outcome.least, found.world.words)
        yield f"{name} most", equal(each.most, outcome.most, found.world.words)


def _tasks(decision: Decision, found: SymbolicDecision) -> Iterator[tuple[str, Bool]]:
    outcomes = [line.outcome for line in decision.tasks]
    yield (
        "the tasks",
        [(each.duty.id, each.place) for each in outcomes] == [(each.duty.id, each.place) for each in found.tasks],
    )
    for outcome, each in zip(outcomes, found.tasks, strict=True):
        name = f"{each.duty.number} {each.place}"
        filed, computed = outcome.verdict is None, outcome.computed
        yield f"{name} is filed", equivalent(each.filed, filed)
        if outcome.verdict is not None:
            yield f"{name} is {outcome.verdict.value}", is_(each.verdict, outcome.verdict)
        yield f"{name} applies", truth_is(each.applies, outcome.applies)
        yield f"{name} is computed", (each.computed is None) == (computed is None)
        if each.computed is not None and computed is not None:
            yield f"{name} is computed as {computed.verdict.value}", is_(each.computed, computed.verdict)


def is_(verdict: SymbolicVerdict, expected: Verdict) -> Bool:
    """When a verdict is the expected one, and none of the others."""
    return both(verdict.given(expected), *(negation(verdict.given(each)) for each in Verdict if each is not expected))


def truth_is(truth: Truth, expected: bool | None) -> Bool:
    """When a truth is the expected one."""
    met = truth.met if expected else negation(truth.met)
    return both(met, truth.missed if expected is False else negation(truth.missed))
