"""The decisions whose pictures are looked at; each is made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import policyrules as pr
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.population.compare import compare_population
from policyrules.decision.decision import Decision
from policyrules.decision.frame_decision import FrameDecision
from policyrules.testing import population

EXAMPLES = Path(__file__).parents[2] / "examples"
FACTS = EXAMPLES / "proposals" / "ganzhou-2026.json"
YEAR = 2025
#: Each example: its policy, its facts, its year.
CASES: dict[str, tuple[str | Path, Path, int]] = {
    "ganzhou": ("ganzhou", FACTS, 2026),
    "zhanjiang": ("zhanjiang", EXAMPLES / "zhanjiang" / "facts.json", YEAR),
    "rooms": (EXAMPLES / "new-policy", EXAMPLES / "new-policy" / "facts.json", YEAR),
}


def policy(name: str) -> pr.Policy:
    """The policy of an example."""
    return pr.load_policy(CASES[name][0])


@cache
def decision(name: str) -> Decision:
    """The decision of an example, by the reference engine: what rete says is tested elsewhere."""
    _, facts, year = CASES[name]
    return policy(name).decide(facts, year, engine="reference", guard=False)


@cache
def nothing(name: str) -> Decision:
    """The decision of no facts at all."""
    return policy(name).decide({}, YEAR, engine="reference")


@cache
def frames(name: str) -> dict[str, Any]:
    """A small population of a policy."""
    return dict(population(policy(name), 250 if name == "ganzhou" else 50, seed=7, year=YEAR))


@cache
def both(name: str) -> tuple[Decision, FrameDecision]:
    """The same population, case by case and as columns."""
    found = policy(name)
    one = found.decide(frames(name), YEAR, engine="reference", guard=False)
    return one, found.decide_frame(frames(name), YEAR, guard=False)


@cache
def compared(proposal: str) -> Comparison:
    """What a proposal of the examples changes on the cases."""
    path = EXAMPLES / "proposals" / f"{proposal}.yaml"
    return pr.compare("ganzhou", path, facts=FACTS, year=2026, engine="reference", checks=False)


@cache
def compared_population() -> Comparison:
    """What other readings change on a population: tiers are added up, and the rate of sales is lower."""
    base = policy("ganzhou")
    amended = base.interpret(growth_tiers_in_one_year="cumulative", agri_rate="0.5%")
    return compare_population(base, amended, frames("ganzhou"), YEAR)
