"""The other examples: the embedding script, the JSON facts, and a policy of another domain in YAML alone."""

from __future__ import annotations

import subprocess
import sys

import policyrules as pr
from examples.paths import EXAMPLES, GANZHOU


def test_embedding_script_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", str(EXAMPLES / "embed.py")],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith("164 lines: ")
    assert "paid 8450000.00 of 8450000.00" in done.stdout
    assert not done.stderr


def test_json_facts_have_no_warnings() -> None:
    decision = pr.load_policy("ganzhou").decide(GANZHOU / "facts.json", year=2025)
    assert not decision.warnings
    # Platform 1% of 300万; tier 2 of the base in spite of tier 1 paid; growth tier 2; 11万 below it is excluded.
    assert [(line.award, line.status, line.paid) for line in decision.awards] == [
        ("platform", "paid", "30000.00"),
        ("live_base", "paid", "200000.00"),
        ("growth", "paid", "300000.00"),
        ("agricultural", "excluded", "0.00"),
    ]


def test_new_policy_needs_yaml_alone() -> None:
    folder = EXAMPLES / "new-policy"
    assert {each.suffix for each in folder.iterdir()} == {".yaml", ".json"}
    policy = pr.load_policy(folder)
    decision = policy.decide(folder / "facts.json", year=2025)
    # Seats take 2.2万 of 3万; 0.8万 is shared by claims of 0.3 (after A1's cap), 0.26 and 0.8万: 10/17 of each.
    assert {(line.award, line.subject): (line.status, line.paid) for line in decision.awards} == {
        ("seats", "R1"): ("paid", "12000.00"),
        ("seats", "R2"): ("paid", "5000.00"),
        ("seats", "R3"): ("not_eligible", "0.00"),
        ("seats", "R4"): ("not_eligible", "0.00"),
        ("seats", "R5"): ("paid", "5000.00"),
        ("seats", "R6"): ("already_paid", "0.00"),
        ("books", "R1"): ("reduced", "1764.70"),
        ("books", "R2"): ("reduced", "0.00"),
        ("books", "R3"): ("reduced", "1529.41"),
        ("books", "R4"): ("not_eligible", "0.00"),
        ("books", "R5"): ("unknown", None),
        ("books", "R6"): ("reduced", "4705.88"),
    }
    assert policy.interpret(visits_of="year_before").decide(folder / "facts.json", year=2025).totals.paid == 2999999
