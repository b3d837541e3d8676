"""A model of the solver becomes a case that a person can follow, that all executions decide so, and that is a test."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
import yaml
from invariants.copies import Edit, Json, amended
from invariants.test_check import GANZHOU_BROKEN, ZHANJIANG_BROKEN

from policyrules.cases import load_cases, run_case
from policyrules.errors import FactsError, ProofError, UsageError
from policyrules.invariants.rules import MonotoneRule
from policyrules.policy import Policy, load_policy
from policyrules.proof.bounded import BoundedProof
from policyrules.proof.confirming import Breaking
from policyrules.proof.counterexample import Counterexample
from policyrules.proof.writing import write_counterexample

GANZHOU, ZHANJIANG = load_policy("ganzhou"), load_policy("zhanjiang")
#: Copies that break a promise: the promise, the policy, the changes, the year, and the things of the smallest case.
BROKEN: dict[str, tuple[Policy, tuple[Edit, ...], int, dict[str, int]]] = {
    "platform_most": (GANZHOU, GANZHOU_BROKEN["platform_most"].edits, 2025, {"enterprises": 1, "platforms": 2}),
    "growth_or_agricultural": (GANZHOU, GANZHOU_BROKEN["growth_or_agricultural"].edits, 2025, {"enterprises": 1}),
    "budget": (GANZHOU, GANZHOU_BROKEN["budget"].edits, 2025, {"enterprises": 1}),
    "paid_once": (GANZHOU, GANZHOU_BROKEN["paid_once"].edits, 2026, {"enterprises": 1, "awards_paid": 1}),
    "in_force": (GANZHOU, GANZHOU_BROKEN["in_force"].edits, 2027, {"enterprises": 1}),
    "agricultural_recognized": (GANZHOU, GANZHOU_BROKEN["agricultural_recognized"].edits, 2025, {"enterprises": 1}),
    "more_online_sales": (
        GANZHOU,
        (("parameters.yaml", "growth.tier_4.reward: {value: 50万元", "growth.tier_4.reward: {value: 10万元"),),
        2025,
        {"enterprises": 1},
    ),
    "all_six": (ZHANJIANG, ZHANJIANG_BROKEN["all_six"].edits, 2025, {"town_centres": 1}),
    "bands": (ZHANJIANG, ZHANJIANG_BROKEN["bands"].edits, 2025, {"enterprises": 1}),
}
#: As the proofs try them, small before large.
SIZES = ((1, 1, 0), (1, 2, 0), (1, 1, 1))
MORE = f"""\
id: more
title: {{zh: 提高, en: more}}
reason: {{zh: 试一试, en: a try}}
base: {{policy: ganzhou, digest: '{GANZHOU.digest}'}}
changes:
  - parameter: growth.tier_4.reward
    was: 50万元
    value: 60万元
"""


def refuted(name: str, folder: Path) -> tuple[Breaking, Counterexample]:
    """The promise of a bundled policy, held against a copy that breaks it, and the counterexample."""
    base, edits, year, _ = BROKEN[name]
    changed = amended(folder, base.id, *edits)
    # As one that a proposal amends, it is held to the promises of the base.
    policy = Policy(changed.definition, changed.options, base=base.definition)
    (rule,) = (each for each in policy.promises(year) if each.id == name)
    proof = BoundedProof(policy, rule, year, policy, deadline=monotonic() + 60)
    found = next(each for size in SIZES if (each := proof.at(size)).outcome != "kept")
    assert found.counterexample is not None
    return Breaking(rule, policy, year), found.counterexample


def is_broken(breaking: Breaking, facts: Json, found: Counterexample) -> bool:
    """Whether facts break the promise; those that are refused break nothing."""
    try:
        return bool(breaking.violations(facts, found.raised))
    except FactsError:
        return False


def parts(facts: Json) -> Iterator[Json]:
    """The facts without one thing, or one fact of a thing."""
    for name, content in facts.items():
        for index, thing in enumerate(content if isinstance(content, list) else ()):
            for key in (None, *thing):
                fewer = copy.deepcopy(facts)
                into, last = (fewer[name], index) if key is None else (fewer[name][index], key)
                del into[last]
                yield fewer


@pytest.mark.parametrize("name", BROKEN)
def test_a_counterexample_is_small_and_becomes_files_that_show_it(name: str, tmp_path: Path) -> None:
    """The case passes on the policy that keeps the promise, and fails on the one that breaks it, as it says."""
    breaking, found = refuted(name, tmp_path)
    base, _, _, things = BROKEN[name]
    assert found.confirmed_by == ("reference", "rete")
    assert {each.invariant for each in found.violations} == {name}
    assert {key: len(each) for key, each in found.facts.items() if isinstance(each, list)} == things
    for fewer in parts(found.facts):
        assert not is_broken(breaking, fewer, found), f"it shows the same without something: {fewer}"

    folder = tmp_path / "new" / "folder"
    facts, *raised, cases = write_counterexample(found, breaking.policy, folder, home=tmp_path / "amended")
    assert sorted(folder.iterdir()) == sorted([facts, *raised, cases])
    assert bool(raised) == isinstance(breaking.rule, MonotoneRule)
    assert breaking.violations(json.loads(facts.read_text("utf-8")), found.raised) == found.violations
    (case,) = load_cases(cases)
    assert case.policy.digest == breaking.policy.digest, "the case is about another policy than the one that was proved"
    (case,) = load_cases(cases, policy=base)
    assert run_case(case).outcome == "passed"
    (difference,) = run_case(case, breaking.policy).differences
    assert [each.zh for each in difference.reasons] == [each.words.zh for each in found.violations]
    again = write_counterexample(found, breaking.policy, tmp_path / "again" / "folder", home=tmp_path / "amended")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in (facts, *raised, cases)]


def test_figures_are_round_and_ids_plain(tmp_path: Path) -> None:
    """A case of 20,000,000.01 yuan by an enterprise called enterprises-1 would be read by nobody."""
    _, found = refuted("growth_or_agricultural", tmp_path)
    (enterprise,) = found.facts["enterprises"]
    assert enterprise["id"] == "E1"
    assert enterprise["online_sales"]["2025"] == 200_000_000
    assert enterprise["agri_sales"]["2025"] == 20_000_000


def test_facts_that_break_nothing_are_a_bug_of_ours(tmp_path: Path) -> None:
    """What the solver says and the executions do not is never passed on as a counterexample."""
    breaking, found = refuted("budget", tmp_path)
    with pytest.raises(ProofError, match=r"a bug, please report it.*`budget`.*reference does not confirm"):
        breaking.counterexample({"enterprises": [{"id": "E1"}]}, breaking.policy)
    with pytest.raises(ProofError, match=r"a bug.*does not confirm it: .*/enterprises/0/id"):
        breaking.counterexample({**found.facts, "enterprises": [{}]}, breaking.policy)


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    breaking, found = refuted("budget", tmp_path)
    folder = tmp_path / "folder"
    (folder / "budget.cases.yaml").mkdir(parents=True)
    with pytest.raises(UsageError, match="it is a folder"):
        write_counterexample(found, breaking.policy, folder)
    assert [each.name for each in folder.iterdir()] == ["budget.cases.yaml"]
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot make the folder"):
        write_counterexample(found, breaking.policy, tmp_path / "file" / "folder")


def test_the_case_of_a_proposal_names_it_and_the_readings(tmp_path: Path) -> None:
    """It is about the bundled policy with the proposal, under the readings chosen and those of the counterexample."""
    proposal = tmp_path / "more.yaml"
    proposal.write_text(MORE, "utf-8")
    policy = GANZHOU.amend(proposal).interpret(agri_rate="0.5%")
    _, found = refuted("budget", tmp_path)
    found = replace(found, interpretations={"growth_tiers_in_one_year": "cumulative"})
    _, cases = write_counterexample(found, policy, tmp_path / "cases")
    content = yaml.safe_load(cases.read_text("utf-8"))
    assert (content["policy"], content["proposals"]) == ("ganzhou", ["../more.yaml"])
    (case,) = load_cases(cases)
    assert case.policy.options == policy.interpret(growth_tiers_in_one_year="cumulative").options
    assert case.policy.digest == policy.digest
