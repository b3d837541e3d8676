"""Does the library last? Memory over 200,000 decisions in one process; eight threads with one Policy.

`python -m benchmarks.endurance [--decisions N] [--threads N] [--each N]`
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import policyrules as pr
from benchmarks.cases import CASES, ENTERPRISE, YEAR
from benchmarks.measuring import versions

MIB = 2**20
SETTLED, EVERY = 5_000, 20_000
#: Memory that rises by no more than this after the first decisions counts as flat: 20 bytes a decision.
TOLERANCE = 4 * MIB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=200_000)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--each", type=int, default=5_000, help="decisions of each thread")
    asked = parser.parse_args()
    print(versions("policyrules", "durable_rules"))
    policy = pr.load_policy("ganzhou")
    flat = memory(policy, asked.decisions)
    same = threads(policy, asked.threads, asked.each)
    sys.exit(0 if flat and same else 1)


def memory(policy: pr.Policy, decisions: int) -> bool:
    """Whether memory stays flat. Every tenth decision has figures of its own, is checked and put in words."""
    checked = [policy.facts(each.facts) for each in CASES]
    started = time.perf_counter()
    samples: dict[int, int] = {}
    print(f"\n{'decisions':>10}{'resident MiB':>14}{'seconds':>9}")
    for number in range(1, decisions + 1):
        if number % 10:
            policy.decide(checked[number % len(checked)], YEAR, engine="rete", guard=False).to_dict()
        else:
            decision = policy.decide(varied(number), YEAR, engine="rete", guard=False)
            decision.to_dict()
            str(decision.explain(f"{ENTERPRISE}-{number}"))
        if number == SETTLED or number % EVERY == 0:
            gc.collect()
            samples[number] = resident()
            spent = time.perf_counter() - started
            print(f"{number:10,}{samples[number] / MIB:14.1f}{spent:9.0f}", flush=True)
    first, *later = samples.values()
    rise = max(later, default=first) - first
    flat = rise <= TOLERANCE
    verdict = f"{'flat' if flat else 'NOT flat'} (tolerance {TOLERANCE / MIB:.0f} MiB)"
    print(f"{verdict}: at most {rise / MIB:+.1f} MiB after the first {SETTLED:,}")
    return flat


def varied(number: int) -> dict[str, Any]:
    """A case with an id and sales that no other has: nothing that is remembered for it can serve again."""
    facts = CASES[number // 10 % len(CASES)].facts
    enterprise = {**facts["enterprises"][0], "id": f"{ENTERPRISE}-{number}"}
    enterprise["online_sales"] = {"2024": 1_000_000 + number, "2025": 90_000_000 + number * 100}
    things = {
        name: [{**each, "operator": enterprise["id"]} for each in facts[name]] for name in ("platforms", "live_bases")
    }
    return {"enterprises": [enterprise], **things}


def resident() -> int:
    """Resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def threads(policy: pr.Policy, count: int, each: int) -> bool:
    """Whether threads that share a Policy get the answers of one."""
    checked = [policy.facts(case.facts) for case in CASES]

    def answer(number: int) -> str:
        return policy.decide(checked[number % len(checked)], YEAR, engine="rete", guard=False).digest

    alone = [answer(number) for number in range(len(checked))]
    wrong: list[str] = []
    ready = Barrier(count)
    pool = [Thread(target=_repeat, args=(first, each, ready, answer, alone, wrong)) for first in range(count)]
    started = time.perf_counter()
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join()
    spent = time.perf_counter() - started
    verdict = "same answers as one thread" if not wrong else f"{len(wrong)} WRONG, the first: {wrong[0]}"
    rate = count * each / spent
    print(f"\n{count} threads × {each:,} decisions with one Policy: {verdict}; {rate:,.0f} a second")
    return not wrong


def _repeat(
    first: int, each: int, ready: Barrier, answer: Callable[[int], str], alone: list[str], wrong: list[str]
) -> None:
    ready.wait()
    for number in range(first, first + each):
        try:
            found = answer(number)
        except Exception as error:
            found = repr(error)
        if found != alone[number % len(alone)]:
            wrong.append(f"case {number % len(alone)} on thread {first}: {found}")


if __name__ == "__main__":
    main()
