"""A promise is broken on symbolic facts, taken as facts that there are, just where it is found broken on these."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants.copies import TRAINING, Json, amended
from invariants.test_check import GANZHOU_BROKEN, ZHANJIANG_BROKEN
from strategies import decisions
from thoroughness import tries

from policyrules.invariants import settle
from policyrules.invariants.check import options_for, violations
from policyrules.invariants.rules import (
    DecisionRule,
    MonotoneRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.policy import Policy, load_policy
from policyrules.program.program import Program
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.shape import shape_of_facts
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.solving import solve
from policyrules.proof.promises import broken
from policyrules.testing import facts as any_facts
from policyrules.text import same

GANZHOU, ZHANJIANG = load_policy("ganzhou"), load_policy("zhanjiang")
COMMON: Json = {"clause": "一", "label": same("a promise")}


def found_broken(rules: Sequence[DecisionRule], policy: Policy, facts: Json, year: int) -> dict[str, bool]:
    """Which of the rules a decision breaks, as it is found without a solver."""
    decision = policy.decide(facts, year, engine="reference", guard=False)
    names = {each.invariant for each in violations(rules, decision)}
    return {rule.id: rule.id in names for rule in rules}


def solved_broken(rules: Sequence[DecisionRule], policy: Policy, facts: Json, year: int) -> dict[str, str]:
    """Which of the rules a decision on symbolic facts breaks, where they are just these facts."""
    program, given_facts = policy.program(year), policy.facts(facts)
    world = SymbolicWorld(program, policy.definition.vocabulary, shape_of_facts(program, given_facts))
    decision = decide(world)
    formulas = {rule.id: broken(rule, decision) for rule in rules}
    these = [*world.constraints, *world.equals(given_facts)]
    assert solve(these).outcome == "sat", "facts that there are cannot be"
    return {name: solve([*these, formula]).outcome for name, formula in formulas.items()}


def agree(rules: Sequence[DecisionRule], policy: Policy, facts: Json, year: int) -> set[str]:
    """The rules that are broken; both ways to find out must say so."""
    found = found_broken(rules, policy, facts, year)
    assert solved_broken(rules, policy, facts, year) == {
        name: "sat" if broken else "unsat" for name, broken in found.items()
    }
    return {name for name, broken in found.items() if broken}


def promises(base: Policy, policy: Policy, year: int) -> list[DecisionRule]:
    """The promises of a policy about single decisions, as they are read for decisions of another."""
    options = options_for(base.definition, policy.program(year).settings)
    return [each for each in settle(base.definition, year, options) if not isinstance(each, MonotoneRule)]


@pytest.mark.parametrize("name", [*GANZHOU_BROKEN, *ZHANJIANG_BROKEN])
def test_a_broken_promise_is_broken_for_the_solver(name: str, tmp_path: Path) -> None:
    """On the facts that show each promise broken, and on the same facts under the policy that keeps it."""
    base, cases = (GANZHOU, GANZHOU_BROKEN) if name in GANZHOU_BROKEN else (ZHANJIANG, ZHANJIANG_BROKEN)
    case = cases[name]
    policy = amended(tmp_path, base.id, *case.edits)
    assert name in agree(promises(base, policy, case.year), policy, case.facts, case.year)
    assert agree(promises(base, base, case.year), base, case.facts, case.year) == set()


@st.composite
def rules_for(draw: st.DrawFn, program: Program) -> list[DecisionRule]:
    """Random promises about the awards and targets of a program, of all kinds, small enough to be broken."""
    names = [each.id for each in program.awards]
    return [*(draw(of_awards(program)) if names else ()), *draw(of_blocks(program)), *draw(of_targets(program))]


@st.composite
def of_awards(draw: st.DrawFn, program: Program) -> list[DecisionRule]:
    names = [each.id for each in program.awards]
    some = st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)
    maybe_all = st.none() | some
    amount = st.sampled_from([0, 1, 100, 10_000, 1_000_000, 10_000_000, 100_000_000])
    flag = st.booleans()
    found: list[DecisionRule] = [
        MostRule(id=f"most_{number}", awards=draw(maybe_all), amount=draw(amount), whole_period=draw(flag),
                 per_subject=draw(flag), earlier=draw(flag), **COMMON)
        for number in range(3)
    ]  # fmt: skip
    found.append(WithinBudgetRule(id="budget", awards=draw(maybe_all), amount=draw(amount), less=None, **COMMON))
    found.append(OneOfRule(id="one_of", awards=draw(some), **COMMON))
    found.append(OnceRule(id="once", awards=tuple(names), **COMMON))
    first = draw(st.integers(2023, 2027))
    found.append(WithinYearsRule(id="years", awards=draw(maybe_all), first=first, last=first + 1, **COMMON))
    for award in program.awards:
        tests = [
            each.test for other in program.awards if other.subject == award.subject
            for tier in other.tiers for each in tier.criteria
        ]  # fmt: skip
        if tests:
            found.append(NeedsRule(id=f"needs_{award.id}", award=award.id, test=draw(st.sampled_from(tests)), **COMMON))
    return found


@st.composite
def of_blocks(draw: st.DrawFn, program: Program) -> list[DecisionRule]:
    """That some blocks of each standard are needed, of which one may be gone."""
    found: list[DecisionRule] = []
    for each in program.standards:
        names = [*(block.id for block in each.blocks), "gone"]
        blocks = draw(st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple))
        found.append(NeedsBlocksRule(id=f"blocks_{each.id}", standard=each.id, blocks=blocks, **COMMON))
    return found


def of_targets(program: Program) -> st.SearchStrategy[list[DecisionRule]]:
    names = st.permutations([each.id for each in program.targets])
    return names.map(lambda order: [NestedRule(id="nested", targets=tuple(order), **COMMON)] if order else [])


@settings(max_examples=tries(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_random_promises_of_random_policies(data: st.DataObject) -> None:
    policy, facts, year = data.draw(decisions())
    agree(data.draw(rules_for(policy.program(year))), policy, facts, year)


@pytest.mark.parametrize("base", [GANZHOU, ZHANJIANG], ids=["ganzhou", "zhanjiang"])
@settings(max_examples=tries(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_facts_under_bundled_policies(base: Policy, data: st.DataObject) -> None:
    year = data.draw(st.sampled_from([2025, 2026, 2024, 2027]))
    facts = data.draw(any_facts(base, year))
    agree([*promises(base, base, year), *data.draw(rules_for(base.program(year)))], base, facts, year)


@pytest.fixture(scope="module")
def unlimited(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """Ganzhou without any limit and without a fact that it promises to ask for, with an award that no limit names."""
    edits: list[tuple[str, str, str]] = [*TRAINING]
    for name in ("enterprise_most", "growth_or_agricultural", "paid_once"):
        edits += GANZHOU_BROKEN[name].edits
    return amended(tmp_path_factory.mktemp("unlimited"), "ganzhou", *edits)


@settings(max_examples=tries(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_promises_of_the_base_on_random_facts_of_a_policy_that_breaks_them(unlimited: Policy, data: Any) -> None:
    year = data.draw(st.sampled_from([2025, 2026]))
    facts = data.draw(any_facts(unlimited, year, max_things=6))
    agree(promises(GANZHOU, unlimited, year), unlimited, facts, year)


def test_a_fact_that_a_proposal_takes_away_is_unknown(tmp_path: Path) -> None:
    """A promise asks about facts in the words of the base: what is no longer asked cannot keep it."""
    asked = "      - {id: recognized, label: {zh: 经认定, en: recognised}, test: recognized}\n"
    edits = [("facts.yaml", "      recognized: ", "      approved: ")]
    for award, next_label in (("growth", "年度"), ("agricultural", "农产品")):
        line = "      - {id: sales, label: {zh: " + next_label
        edits.append(("awards.yaml", asked + line, line))
        promise = f"    award: {award}\n    test: "
        edits.append(("invariants.yaml", f"{promise}recognized", f"{promise}approved"))
    unasked = amended(tmp_path, "ganzhou", *edits)
    facts = {"enterprises": [{"id": "E1", "approved": True, "online_sales": {"2024": 0, "2025": 200_000_000}}]}
    assert agree(promises(GANZHOU, unasked, 2025), unasked, facts, 2025) == {"growth_recognized"}
    assert agree(promises(unasked, unasked, 2025), unasked, facts, 2025) == set()
