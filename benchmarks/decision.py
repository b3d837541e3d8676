"""One decision for one enterprise with one platform and one base, beside the same rules written by hand.

`python -m benchmarks.decision [--turns N]`. Everyone runs in one process, taking turns: quote the ratios.
The processor's time is what a busy machine distorts least; the ratios compare it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

import policyrules as pr
from benchmarks import handwritten_python
from benchmarks.cases import CASES, ENTERPRISE, EXPECTED, YEAR, Payments, Row
from benchmarks.handwritten_rete import HandwrittenRete
from benchmarks.measuring import Times, interleaved, percentile, together, versions

AWARDS = ("platform", "live_base", "growth", "agricultural")
BESIDE = "durable-rules by hand, one wide fact"
AIM = 300.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=30, help="turns of each contender")
    turns = parser.parse_args().turns
    print(versions("policyrules", "durable_rules", "zen-engine"))
    policy = pr.load_policy("ganzhou")
    contenders = {**of_library(policy), **by_hand()}
    check(policy)
    table(interleaved(contenders, len(CASES), turns))
    population(policy)


def of_library(policy: pr.Policy) -> dict[str, Callable[[int], object]]:
    """The library, with ever more of the explanation, from checked facts unless it says otherwise."""
    checked = [policy.facts(each.facts) for each in CASES]

    def bare(number: int, engine: str = "rete") -> object:
        return policy.decide(checked[number], YEAR, engine=engine, guard=False)

    def reasons(number: int, engine: str = "rete") -> object:
        return policy.decide(checked[number], YEAR, engine=engine, guard=False).to_dict()

    def explained(number: int, engine: str = "rete") -> object:
        decision = policy.decide(checked[number], YEAR, engine=engine, guard=False)
        return decision.to_dict(), decision.explanations(ENTERPRISE)

    def in_words(number: int) -> object:
        decision = policy.decide(checked[number], YEAR, engine="rete", guard=False)
        return decision.to_dict(), str(decision.explain(ENTERPRISE))

    def from_data(number: int) -> object:
        return policy.decide(CASES[number].facts, YEAR, engine="rete", guard=False).to_dict()

    return {
        "policyrules rete, decide alone": bare,
        "policyrules rete, reasons": reasons,
        "policyrules rete, reasons + explanation": explained,
        "policyrules rete, reasons + explanation as text": in_words,
        "policyrules rete, from a dict: checks + reasons": from_data,
        "policyrules reference, decide alone": lambda number: bare(number, "reference"),
        "policyrules reference, reasons": lambda number: reasons(number, "reference"),
        "policyrules reference, reasons + explanation": lambda number: explained(number, "reference"),
    }


def by_hand() -> dict[str, Callable[[int], object]]:
    """The same rules by hand. They pay, and explain nothing. Each is checked before it is timed."""
    deciders: dict[str, Callable[[Row], Payments]] = {
        BESIDE: HandwrittenRete().decide,
        "durable-rules by hand, three joined facts": HandwrittenRete(joined=True).decide,
        "durable-rules by hand, lean": HandwrittenRete(lean=True).decide,
        **zen(),
        "plain Python by hand": handwritten_python.decide,
    }
    for name, decide in deciders.items():
        for each in CASES:
            assert decide(each.row) == EXPECTED[each.name], f"{name} on {each.name}: {decide(each.row)}"
    rows = [each.row for each in CASES]
    return {name: _over(rows, decide) for name, decide in deciders.items()}


def _over(rows: list[Row], decide: Callable[[Row], Payments]) -> Callable[[int], object]:
    return lambda number: decide(rows[number])


def zen() -> dict[str, Callable[[Row], Payments]]:
    """The contenders of zen-engine; none, and a line that says so, where it is not installed."""
    from benchmarks import handwritten_zen

    try:
        return {
            "zen-engine, one expression": handwritten_zen.as_expression(),
            "zen-engine, decision graph": handwritten_zen.as_graph(),
            "zen-engine, decision graph with its trace": handwritten_zen.as_graph(trace=True),
        }
    except ImportError:
        print("zen-engine is not installed: left out")
        return {}


def check(policy: pr.Policy) -> None:
    """Both engines pay what everyone else pays. Raises AssertionError."""
    for each in CASES:
        for engine in ("rete", "reference"):
            lines = policy.decide(each.facts, YEAR, engine=engine, guard=False).awards
            paid = {line.award: line.paid_fen for line in lines}
            assert tuple(paid[award] for award in AWARDS) == EXPECTED[each.name], f"{engine} on {each.name}: {paid}"


def table(times: Mapping[str, Times]) -> None:
    """Print p50 and p99 of everyone, then p50 of the library by case."""
    beside = percentile(together(times[BESIDE].processor), 0.5)
    print(f"\n{'one decision, microseconds':50}{'p50':>9}{'p99':>10}{'p50, CPU':>10}{'wide fact = 1':>15}")
    for name, each in times.items():
        middle, slow = (percentile(together(each.wall), share) for share in (0.5, 0.99))
        worked = percentile(together(each.processor), 0.5)
        print(f"{name:50}{middle:9.1f}{slow:10.1f}{worked:10.1f}{worked / beside:15.2f}")
    for name in ("policyrules rete, reasons", "policyrules rete, reasons + explanation"):
        print(f"\n{name + ', by case':50}{'p50':>9}{'p50, CPU':>20}")
        for number, case in enumerate(CASES):
            middle = percentile(times[name].wall[number], 0.5)
            worked = percentile(times[name].processor[number], 0.5)
            verdict = "within" if worked < AIM else "above"
            print(f"  {case.name:48}{middle:9.1f}{worked:20.1f}  {verdict} the aim of {AIM:.0f}")


def population(policy: pr.Policy, size: int = 1_000, rounds: int = 5) -> None:
    """Print what one case costs when a decision holds many."""
    facts = policy.facts(_copies(size))
    print(f"\n{f'one decision over {size:,} enterprises, per enterprise':52}{'p50':>9}")
    spent: dict[str, list[float]] = {}
    for _ in range(rounds):
        for engine in ("rete", "reference"):
            started = time.perf_counter()
            decision = policy.decide(facts, YEAR, engine=engine, guard=False)
            decided = time.perf_counter()
            decision.to_dict()
            reasoned = time.perf_counter()
            for line in decision.awards:
                line.explain()
            explained = time.perf_counter()
            for what, end in (
                ("decide alone", decided),
                ("reasons", reasoned),
                ("reasons + explanation", explained),
            ):
                spent.setdefault(f"policyrules {engine}, {what}", []).append((end - started) / size * 1e6)
    for name, each in spent.items():
        print(f"{name:52}{median(each):9.1f}")


def _copies(size: int) -> dict[str, Any]:
    """The cases over and over, each copy an enterprise of its own."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number in range(size):
        for name, things in CASES[number % len(CASES)].facts.items():
            for thing in things:
                own = {key: f"{thing[key]}-{number}" for key in ("id", "operator", "enterprise") if key in thing}
                found.setdefault(name, []).append({**thing, **own})
    return found


if __name__ == "__main__":
    main()
