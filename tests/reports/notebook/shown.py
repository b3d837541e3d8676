"""One result of each kind, with names that are meant to do harm wherever names come from outside."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import policyrules as pr
from policyrules.cases import policy_cases
from policyrules.coverage.measuring import Coverage, measure
from policyrules.coverage.mutants import mutants
from policyrules.coverage.mutating import Killed, MutationReport
from policyrules.decision.decision import Decision
from policyrules.decision.frame_decision import FrameDecision
from policyrules.policy import Policy, load_policy
from policyrules.proof.equivalence.result import Equivalence
from policyrules.proof.questions.answers import Differing, Existence
from policyrules.proposals.proposal import Proposal
from policyrules.showing import ShowsItself

from .. import cases, zhanjiang
from ..proofs import samples
from ..test_comparison import comparison

PROPOSAL = Path(__file__).parents[3] / "examples/proposals/new-growth-tier.yaml"


@cache
def ganzhou() -> Decision:
    return cases.decision()


@cache
def centres() -> Decision:
    return zhanjiang.decision()


def frame_decision() -> FrameDecision:
    facts = load_policy("ganzhou").facts(cases.facts())
    return load_policy("ganzhou").decide_frame(facts, cases.YEAR)


def proposal() -> Proposal:
    return pr.load_proposal(PROPOSAL)


def amended() -> Policy:
    return load_policy("ganzhou").amend(PROPOSAL).interpret(agri_rate="0.5%")


def existence() -> Existence:
    from policyrules.proof.questions import exists

    return exists(load_policy("ganzhou"), 2025, gets=["growth"], payees=1, each=1, entries=0)


def differing() -> Differing:
    from policyrules.proof.questions import differ

    return differ(load_policy("ganzhou"), 2025, "growth_tiers_in_one_year")


def equivalence() -> Equivalence:
    from policyrules.proof.equivalence import equivalent

    return equivalent(load_policy("zhanjiang"), load_policy("zhanjiang"), readings="chosen")


def coverage() -> Coverage:
    return measure(load_policy("ganzhou"), policy_cases("ganzhou")[:3])


def mutation() -> MutationReport:
    policy = load_policy("ganzhou")
    found = list(mutants(policy.definition))[:3]
    return MutationReport(policy.id, policy.digest, (Killed(found[0], "a"),), tuple(found[1:]), (), (), ("a",))


#: What makes it, and for each language words that its HTML and its text must have.
RESULTS: dict[str, tuple[Callable[[], ShowsItself], tuple[str, ...], tuple[str, ...]]] = {
    "policy": (lambda: load_policy("ganzhou"), ("赣市府办字〔2024〕81号", "网销平台奖励"), ("Growth award", "highest")),
    "amended policy": (amended, ("new-growth-tier", "非默认"), ("not the default", "new-growth-tier")),
    "facts": (lambda: ganzhou().facts, ("enterprises", "100,000.00"), ("8 things in 3 lists", "100,000.00")),
    "decision": (ganzhou, ("实发", "暂定", "做大做强奖励"), ("Paid", "provisional", "Growth award")),
    "second decision": (centres, ("1 / 4", "✗", "待定"), ("1 / 4", "not met", "Targets")),
    "frame decision": (frame_decision, ("实发", "polars", ".awards"), ("Paid", "columnar", ".awards")),
    "award line": (lambda: ganzhou().lines_of("E1")[0], ("E1", "应得"), ("E1", "entitled")),
    "totals": (lambda: ganzhou().totals, ("实发", "待定"), ("Paid", "Unknown")),
    "standard line": (lambda: centres().standards[1], ("T2", "未达到", "核心区域"), ("T2", "not met", "zones")),
    "target line": (lambda: centres().targets[0], ("全市", "不低于"), ("the city", "at least")),
    "task line": (lambda: centres().tasks[0], ("重点任务",), ("Task",)),
    "comparison": (comparison, ("被拦下", "变动的各项"), ("Caught", "Lines that moved")),
    "proposal": (proposal, ("变更", "awards.growth"), ("Changes", "awards.growth")),
    "proof": (lambda: samples.REFUTED, ("已推翻", "超过上限"), ("refuted", "above the cap")),
    "proof report": (
        lambda: samples.report(samples.PROVED, samples.REFUTED, vocabulary=samples.VOCABULARY),
        ("1 条已证明", "250,000,000.01 元", "任意多"),
        ("1 proved", "250,000,000.01 yuan", "any number"),
    ),
    "bare proof report": (lambda: samples.EVERY, ("已推翻", "未判定"), ("refuted", "undecided")),
    "existence": (existence, ("有：如下例", "做大做强奖励"), ("There is", "Growth award")),
    "differing": (differing, ("会有不同的决定", "cumulative"), ("They can decide otherwise", "cumulative")),
    "equivalence": (equivalence, ("两者相同", "涵盖"), ("The same", "What this covers")),
    "coverage": (coverage, ("案例覆盖率", "没有案例显示的"), ("Coverage by cases", "Shown by no case")),
    "mutation": (mutation, ("变异检查", "33%"), ("Mutation check", "33%")),
}


@cache
def result(name: str) -> ShowsItself:
    """The result of that name, made once."""
    return RESULTS[name][0]()
