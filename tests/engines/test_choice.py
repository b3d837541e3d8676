"""Which engine decides, and what happens where the rule engine cannot be had."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from policyrules import engines
from policyrules.errors import EngineError, UsageError
from policyrules.policy import load_policy

FACTS = {"enterprises": [{"id": "E1", "recognized": True, "online_sales": {"2024": 0, "2025": 100_000_001}}]}


@pytest.fixture
def no_rule_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine on which durable-rules cannot be loaded."""

    def missing() -> None:
        raise EngineError("durable-rules cannot be loaded: no module")

    monkeypatch.setattr("policyrules.engines.rete.engine.library", missing)
    engines._preferred.cache_clear()
    yield
    engines._preferred.cache_clear()


@pytest.mark.usefixtures("no_rule_engine")
def test_the_reference_stands_in_with_one_warning() -> None:
    policy = load_policy("ganzhou")
    with pytest.warns(RuntimeWarning, match="deciding with the reference evaluator") as caught:
        first = policy.decide(FACTS, 2025)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        second = policy.decide(FACTS, 2025)
    assert first.to_dict()["engine"] == second.to_dict()["engine"] == "reference"
    assert [line.paid for line in first.awards] == ["200000.00", "0.00"]


@pytest.mark.usefixtures("no_rule_engine")
def test_rete_asked_for_by_name_is_not_replaced() -> None:
    with pytest.raises(EngineError, match="cannot be loaded"):
        load_policy("ganzhou").decide(FACTS, 2025, engine="rete")


def test_engines_by_name() -> None:
    policy = load_policy("ganzhou")
    assert policy.decide(FACTS, 2025).engine == "rete"
    assert [policy.decide(FACTS, 2025, engine=name).engine for name in engines.NAMES] == list(engines.NAMES)
    with pytest.raises(UsageError, match="there are: rete, reference"):
        policy.decide(FACTS, 2025, engine="guess")
