"""Embed the library: load once, check once, decide many times from several threads, read lines, explain.

    python examples/embed.py

The data are synthetic (see examples/ganzhou/make_workbooks.py).
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import policyrules as pr

WORKBOOK = Path(__file__).parent / "ganzhou" / "ganzhou-2025.xlsx"
READINGS: list[dict[str, str]] = [
    {},
    {"growth_tiers_in_one_year": "cumulative"},
    {"budget_rule": "pro_rata"},
    {"platform_places": "3"},
    {"agri_rate": "0.5%"},
]


def main() -> None:
    # Load the policy once. A Policy never changes, so every thread may use it.
    policy = pr.load_policy("ganzhou")

    # Check the facts once. All problems come together.
    try:
        facts = policy.facts(WORKBOOK)
    except pr.FactsError as error:
        for problem in error.problems:
            print(problem.line("zh"))
        raise SystemExit(2) from None

    # Decide under the default readings, and look at the lines.
    decision = policy.decide(facts, year=2025)
    statuses = Counter(line.status for line in decision.awards)
    print(f"{len(decision.awards)} lines:", ", ".join(f"{n} {status}" for status, n in statuses.most_common()))
    totals = decision.totals.to_dict()
    print("paid", totals["paid"], "of", totals["budget"])
    for line in decision.awards:
        if line.status == "reduced":
            print(line.subject, line.award, line.entitled, "→", line.paid, [r.code for r in line.reasons])

    # What is needed to decide what is still unknown.
    needed = sorted({pointer for line in decision.awards for pointer in line.missing})
    print(len(needed), "facts are missing, the first:", needed[0])

    # Decide many times, from several threads, over the same policy and the same facts.
    def paid_under(reading: dict[str, str]) -> str:
        return str(policy.interpret(**reading).decide(facts, year=2025).totals.to_dict()["paid"])

    with ThreadPoolExecutor(max_workers=4) as pool:
        for reading, paid in zip(READINGS, pool.map(paid_under, READINGS), strict=True):
            print(paid, reading or "default readings")

    # Explain one base, in English.
    print(decision.explain("B03", language="en"))


if __name__ == "__main__":
    main()
