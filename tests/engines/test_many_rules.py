"""Policies with more rules about one thing than the engine keeps matches of one fact."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policyrules import Policy, load_policy

MANY = 90
_BOTH = "{zh: 甲, en: a}"
_POLICY = f"""
id: many
document: 甲1号
title: {_BOTH}
issuer: {_BOTH}
issued: 2025-01-01
in_force: {{from: 2025-01-01, until: 2030-12-31, clause: 一}}
"""


def _lines(indent: int, lines: list[str]) -> str:
    return "\n".join(" " * indent + line for line in lines)


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """An award of 90 tiers, a standard of 90 items that any of three facts meets, 90 targets."""
    folder: Path = tmp_path_factory.mktemp("many")
    options = "{x: {label: {zh: 甲, en: x}}, y: {label: {zh: 乙, en: y}}, z: {label: {zh: 丙, en: z}}}"
    fields = [f"has_{n}: {{type: choices, label: {_BOTH}, options: {options}}}" for n in range(MANY)]
    files = {
        "policy": _POLICY,
        "facts": f"title: {_BOTH}\nlists:\n  shops:\n    label: {_BOTH}\n    fields:\n"
        + _lines(6, [f"id: {{type: id, required: true, label: {_BOTH}}}", f"sales: {{type: money, label: {_BOTH}}}"])
        + "\n"
        + _lines(6, fields),
        "parameters": "parameters:\n"
        + _lines(2, [f"tier_{n}.sales: {{value: {n}万元, clause: 一, label: {_BOTH}}}" for n in range(1, MANY + 1)])
        + f"\n  one: {{value: 1个, clause: 一, label: {_BOTH}}}",
        "awards": f"""
awards:
  growth:
    clause: 一
    label: {_BOTH}
    subject: shops
    paid: yearly
    years: {{first: in_force.first_year, last: in_force.last_year}}
    tiers: {{{", ".join(f"{n}: tier_{n}" for n in range(1, MANY + 1))}}}
    criteria: [{{id: sales, label: {_BOTH}, test: sales >= tier.sales}}]
    amount: tier.sales
""",
        "standards": f"standards:\n  s:\n    clause: 一\n    label: {_BOTH}\n    subject: shops\n    blocks:\n"
        f"      b:\n        clause: 一\n        label: {_BOTH}\n        items:\n"
        + _lines(
            10,
            [
                f"i{n}: {{clause: 一, label: {_BOTH}, modality: required, test: {'any' if n % 2 else 'all'}(has_{n})}}"
                for n in range(MANY)
            ],
        ),
        "targets": "targets:\n"
        + _lines(
            2,
            [
                f"t{n}: {{clause: 一, label: {_BOTH}, modality: strive, at_least: one, count: {{of: shops, "
                f"criteria: [{{id: sales, label: {_BOTH}, test: sales > tier_{n}.sales}}]}}}}"
                for n in range(1, MANY + 1)
            ],
        ),
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_policy(folder)


@pytest.mark.parametrize(
    "given",
    [["x", "y", "z"], [], ["x"], {"x": True}, {"x": False}, None],
    ids=["everything", "nothing", "one of three", "one is known", "one is known to lack", "unknown"],
)
def test_any_number_of_rules_may_match_a_thing(policy: Policy, given: Any) -> None:
    # Otherwise a large policy decides small cases and fails on the first that meets, or misses, everything.
    shop = {"id": "A", "sales": 450_000, **{f"has_{n}": given for n in range(MANY)}}
    rete, reference = (policy.decide({"shops": [shop]}, 2025, engine=name).to_dict() for name in ("rete", "reference"))
    assert {**rete, "engine": ""} == {**reference, "engine": ""}
    assert rete["awards"][0]["tier"] == 45
    assert sum(target["verdict"] == "met" for target in rete["targets"]) == 44
