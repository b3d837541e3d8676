"""What the rule network relies on in durable-rules, and what it keeps away from. One test for each sharp edge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from testing.breaking import broken

from policyrules.engines.rete import network
from policyrules.engines.rete.network import Fact, Network, library
from policyrules.engines.rete.rules import rule_book
from policyrules.errors import EngineError
from policyrules.policy import load_policy

Json = dict[str, Any]
RULES = {
    "seen": {"all": [{"m": {"kind": "case"}}], "pri": 1},
    "large": {"all": [{"m": {"$and": [{"kind": "case"}, {"$gte": {"size": 10}}]}}], "pri": 2},
    "concluded": {"all": [{"m": {"kind": "conclusion"}}], "pri": 3},
}


def fire(rules: Network, *facts: Fact) -> list[tuple[str, int]]:
    """The rules that fire on facts of one case, with the sizes that they saw."""
    fired: list[tuple[str, int]] = []

    def act(rule: str, fact: Mapping[str, Any]) -> Iterator[Fact]:
        fired.append((rule, fact["size"]))
        if rule == "large":
            yield {"kind": "conclusion", "size": fact["size"] + 1}

    rules.run(facts, act)
    return fired


def test_a_case_runs_until_no_rule_is_left() -> None:
    found = fire(Network("plain", RULES), {"kind": "case", "size": 10}, {"kind": "case", "size": 9})
    assert sorted(found) == [("concluded", 11), ("large", 10), ("seen", 9), ("seen", 10)]
    assert found.index(("concluded", 11)) > found.index(("large", 10))


def test_the_module_is_loaded_lazily_and_the_flags_are_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPython 3.13 lacks a symbol that is never called: bound at once, the import would fail."""
    before, seen = sys.getdlopenflags(), []

    def loading(_: str) -> None:
        seen.append(sys.getdlopenflags())
        raise ImportError("no such module")

    monkeypatch.setattr("importlib.import_module", loading)
    with pytest.raises(EngineError, match="no such module"):
        network._load()
    assert seen == [os.RTLD_LAZY]
    assert sys.getdlopenflags() == before


def test_no_host_and_no_threads() -> None:
    """A `Host` starts two timer threads that crash; importing the package's Python layer is how one comes about."""
    script = """
import os, sys, threading
import policyrules
policy = policyrules.load_policy("ganzhou")
tasks = lambda: len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
before = threading.active_count(), tasks()
for year in (2024, 2025, 2026):
    assert policy.decide({"enterprises": [{"id": "E1"}]}, year).engine == "rete"
assert (threading.active_count(), tasks()) == before == (1, 1)
assert "durable_rules_engine" in sys.modules
assert not [name for name in sys.modules if name.split(".")[0] == "durable"]
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_equal_facts_are_taken_for_one() -> None:
    """What the engine does with a fact whose hash it has seen: it drops it, and says 2."""
    engine = library()
    handle = engine.create_ruleset("raw", json.dumps(RULES))
    fact = '{"kind":"case","size":1,"sid":"1"}'
    first, again = (engine.assert_fact(handle, fact) for _ in range(2))
    assert (first[0], again[0]) == (0, 2)
    engine.start_action_for_state(handle, first[1])
    engine.delete_state(handle, "1")
    engine.delete_ruleset(handle)


def test_equal_facts_of_one_case_are_both_seen() -> None:
    twins: list[Fact] = [{"kind": "case", "size": 1}, {"kind": "case", "size": 1}, {"kind": "case", "size": 1}]
    assert fire(Network("twins", RULES), *twins) == [("seen", 1)] * 3


class Colliding(SimpleNamespace):
    """The engine, but the first `times` assertions of each fact collide with another's."""

    def __init__(self, times: int) -> None:
        super().__init__(times=times, tried={}, written=[])

    def __getattr__(self, name: str) -> Any:
        return getattr(library(), name)

    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]:
        key = json.loads(fact)["size"]
        self.tried[key] = self.tried.get(key, 0) + 1
        if self.tried[key] <= self.times:
            return 2, 0
        self.written.append(json.loads(fact))
        found: tuple[int, int] = library().assert_fact(handle, fact)
        return found


def test_a_collision_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two facts' hashes can be equal: a fact known to be new is said again with a nonce, never dropped."""
    engine = Colliding(times=2)
    monkeypatch.setattr(network, "library", lambda: engine)
    assert sorted(fire(Network("collide", RULES), {"kind": "case", "size": 10})) == [
        ("concluded", 11),
        ("large", 10),
        ("seen", 10),
    ]
    assert all("nonce" in fact for fact in engine.written)


def test_a_fact_that_never_gets_in_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "library", lambda: Colliding(times=10**6))
    with pytest.raises(EngineError, match="did not take a fact of kind case"):
        fire(Network("full", RULES), {"kind": "case", "size": 10})


def test_thousands_of_cases_in_one_network() -> None:
    """A ruleset holds 1,024 states: each case's is deleted, after a failure too."""
    rules = Network("many", RULES)
    for size in range(2500):
        expected = 1 if size < 10 else 3
        assert len(fire(rules, {"kind": "case", "size": size})) == expected


def test_an_error_of_an_action_comes_out_and_leaves_the_network_usable() -> None:
    rules = Network("failing", RULES)

    def act(rule: str, fact: Mapping[str, Any]) -> Iterator[Fact]:
        raise RuntimeError(f"in {rule}")

    for _ in range(1100):
        with pytest.raises(RuntimeError, match="in seen"):
            rules.run([{"kind": "case", "size": 1}], act)
    assert fire(rules, {"kind": "case", "size": 1}) == [("seen", 1)]


def test_facts_that_break_off_do_not_break_the_process() -> None:
    """A state that is deleted before its actions were started makes the engine crash when the rules are freed."""
    script = """
from policyrules.engines.rete.network import Network
def facts():
    yield {"kind": "case", "size": 1}
    raise KeyboardInterrupt
network = Network("broken_off", {"seen": {"all": [{"m": {"kind": "case"}}]}})
try:
    network.run(facts(), lambda rule, fact: ())
except KeyboardInterrupt:
    pass
"""
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_refused_rules_are_an_error() -> None:
    with pytest.raises(EngineError, match="refused the rules of wrong"):
        Network("wrong", {"r": {"all": [{"m": {"$gte": 1}}]}})


def test_a_number_too_large_for_the_engine_is_an_error_not_an_order(tmp_path: Path) -> None:
    """Beyond 63 bits integers lose their order: the reference evaluator still decides, the rule engine refuses."""
    policy = broken(tmp_path, "parameters.yaml", "platform.rate: {value: 1%", "platform.rate: {value: 10000%")
    platform = {
        "id": "P1",
        "operator": "E1",
        "self_built": True,
        "retail_sales": {"2025": 5_000_000},
        "speciality_sales": {"2025": 10**15},
    }
    facts: Json = {"enterprises": [{"id": "E1"}], "platforms": [platform]}
    assert policy.decide(facts, 2025, engine="reference").awards[0].paid == "300000.00"
    with pytest.raises(EngineError, match="too large"):
        policy.decide(facts, 2025, engine="rete")


def test_largest_numbers_keep_their_order() -> None:
    most = network.LARGEST - 1
    rules = {
        "seen": {"all": [{"m": {"kind": "case"}}]},
        "most": {"all": [{"m": {"$and": [{"kind": "case"}, {"$gte": {"size": most}}]}}]},
    }
    network_of_large = Network("large", rules)
    for size, expected in ((most, 2), (most - 1, 1), (-most, 1)):
        assert len(fire(network_of_large, {"kind": "case", "size": size})) == expected


def test_eight_threads_decide_what_one_does() -> None:
    """One network serves one thread; a policy may be shared by many."""
    policy = load_policy("ganzhou")

    def decide(number: int) -> str:
        sales = 100_000_000 + (number % 40) * 10_000_000
        enterprise = {"id": "E1", "recognized": True, "online_sales": {"2024": 0, "2025": sales}}
        return policy.decide({"enterprises": [enterprise]}, 2025, engine="rete").to_json()

    alone = [decide(number) for number in range(40)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        assert list(pool.map(decide, range(8 * 60))) == [alone[number % 40] for number in range(8 * 60)]


def test_the_first_fact_of_a_case_always_matches_a_rule() -> None:
    """A state in which no fact ever matched cannot be deleted, so the program's rules must see every case."""
    for year in (2023, 2025, 2030):
        definitions = rule_book(load_policy("ganzhou").program(year)).definitions
        assert any(each["all"] == [{"m": {"kind": "case"}}] for each in definitions.values())
