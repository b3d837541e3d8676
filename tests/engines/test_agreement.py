"""Both engines agree on every decision, down to the reasons and the missing facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.policy import load_policy
from policyrules.testing import engines_agree, facts, options, years

GANZHOU = load_policy("ganzhou")


@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang"])
@settings(max_examples=tries(80), deadline=None)
@given(data=st.data())
def test_engines_agree(name: str, data: st.DataObject) -> None:
    """On facts that sit on and around the thresholds, in any year, under any interpretation."""
    whole = load_policy(name)
    policy = whole.interpret(**data.draw(options(whole)))
    year = data.draw(years(whole))
    engines_agree(policy, data.draw(facts(policy, year)), year)


@settings(max_examples=tries(30), deadline=None)
@given(st.data())
def test_engines_agree_where_limits_bite(data: st.DataObject) -> None:
    """With many bases and platforms of few enterprises, every cap has something to cut."""
    policy = GANZHOU.interpret(**data.draw(options(GANZHOU)))
    engines_agree(policy, data.draw(facts(policy, 2025, max_payees=2, max_things=8, unknown=False)), 2025)


@settings(max_examples=tries(30), deadline=None)
@given(st.data())
def test_engines_agree_where_targets_are_nearly_met(data: st.DataObject) -> None:
    """With about as many enterprises as a target asks for, and things compared with figures that may be missing."""
    policy = load_policy("zhanjiang").interpret(**data.draw(options(load_policy("zhanjiang"))))
    engines_agree(policy, data.draw(facts(policy, 2025, max_things=2, crowded=True)), 2025)


def test_an_unknown_award_without_a_cap_leaves_three_open(tmp_path: Path) -> None:
    """One is out of question, one unknown: durable-rules must not take what has no bound for less."""
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "policies" / "ganzhou", tmp_path / "ganzhou"))
    for name, before, after in (
        ("limits.yaml", "awards: [growth, agricultural]", "awards: [platform, agricultural, growth]"),
        ("awards.yaml", "    cap: agricultural.cap\n", ""),
    ):
        written = (folder / name).read_text(encoding="utf-8")
        assert written.count(before) == 1
        (folder / name).write_text(written.replace(before, after), encoding="utf-8")
    sales = {"online_sales": {"2024": 0, "2025": 150_000_000}, "agri_sales": {"2025": 20_000_000}}
    given = {"enterprises": [{"id": "E1", "recognized": True, **sales}]}
    for engine in ("rete", "reference"):
        decision = load_policy(folder).decide(given, 2025, engine=engine)
        assert [line.status for line in decision.awards] == ["unknown", "unknown"], engine
