"""Simulated populations: facts that any policy takes, skewed as firms are, the same wherever they are drawn."""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from language.folders import changed
from strategies import policies
from thoroughness import tries

from policyrules.errors import UsageError
from policyrules.facts.export import data_of
from policyrules.facts.renaming import register_of
from policyrules.policy import Policy, load_policy
from policyrules.testing import population
from policyrules.testing.populations import first_year
from policyrules.testing.populations.draws import Draws, about, above, odds, sizes, weighted, year_before

ROOT = Path(__file__).parents[2]
GANZHOU = load_policy("ganzhou")
WELLS = load_policy(ROOT / "tests" / "language" / "wells")
ROOMS = load_policy(ROOT / "examples" / "new-policy")
POLICIES = [GANZHOU, load_policy("zhanjiang"), WELLS, ROOMS]
STATUSES = {"paid", "reduced", "excluded", "already_paid", "not_eligible", "unknown"}


def digest(facts: dict[str, Any]) -> str:
    """A digest of everything that tables and data of a population hold."""
    told = {name: getattr(each, "to_pydict", lambda each=each: each)() for name, each in facts.items()}
    return hashlib.sha256(repr(told).encode()).hexdigest()


def frames(drawn: dict[str, Any]) -> list[Any]:
    """The dataframes of a population, without what is JSON-like data."""
    return [each for each in drawn.values() if not isinstance(each, dict | list)]


@pytest.fixture
def paid_towns(tmp_path: Path) -> Policy:
    """A policy whose payees are places: the reading rooms' towns are paid, not associations."""
    folder = tmp_path / "rooms"
    shutil.copytree(ROOT / "examples" / "new-policy", folder, ignore=shutil.ignore_patterns("cases", "*.json"))
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("to: associations", "to: towns"), encoding="utf-8")
    return load_policy(folder)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
@pytest.mark.parametrize("paid", [False, True])
def test_any_policy_takes_its_population(policy: Policy, paid: bool) -> None:
    """Fails if drawn facts break the vocabulary: an unknown column, a dangling reference, a value not allowed.

    A warning would say that a check is not respected, or that there are figures from before the founding.
    """
    drawn = population(policy, 100, 1, paid=paid)
    facts = policy.facts(drawn)
    assert facts.warnings == ()
    register = register_of(policy.definition.vocabulary) or ""
    assert (register in drawn) == (paid and bool(policy.program(first_year(policy)).awards))
    assert len(facts.paid) == len(drawn.get(register, ()))


def test_checks_of_shared_circumstances_hold(tmp_path: Path) -> None:
    """Fails if what facts.yaml says of two figures of the city is not respected as it is for things of lists."""
    label = "label: {zh: 复核比例, en: Share on review}"
    policy = load_policy(
        changed(
            tmp_path,
            (
                "facts.yaml",
                "      norms.cost:",
                f"      reviewed: {{type: share, series: true, required: true, {label}}}\n      norms.cost:",
            ),
            (
                "facts.yaml",
                "checks:\n",
                "checks:\n  - {of: county, not_above: [safe_share, reviewed], message: {zh: 高, en: above}}\n",
            ),
        )
    )
    drawn = population(policy, 3, 1)["county"]
    assert drawn["safe_share"] == drawn["reviewed"] != population(WELLS, 3, 1)["county"]["safe_share"]
    assert policy.facts({"county": drawn}).warnings == ()


@settings(max_examples=tries(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policies(), st.integers(1, 60), st.integers(0, 2**63), st.sampled_from([0.0, 0.03, 0.5]))
def test_random_policies_take_their_population(policy: Policy, n: int, seed: int, missing: float) -> None:
    """Fails if there is a kind of field, list or award that a policy may have and a population does not know."""
    facts = policy.facts(population(policy, n, seed, missing=missing, paid=True))
    assert facts.warnings == ()
    payees = policy.program(first_year(policy)).payees
    assert len(facts.lists[payees]) in (n, len(policy.program(first_year(policy)).places))


def test_places_that_are_paid(paid_towns: Policy) -> None:
    """Fails if payees are taken for things with made-up ids where they are the policy's own places."""
    drawn = population(paid_towns, 300, 1, paid=True)
    assert {each["name"] for each in drawn["towns"]} == set(drawn["rooms"]["association"])
    facts = paid_towns.facts(drawn)
    assert {entry.enterprise for entry in facts.paid} <= {each["name"] for each in drawn["towns"]}
    paid = [line for line in paid_towns.decide(facts, 2025, engine="reference").awards if line.status == "already_paid"]
    assert paid


@pytest.mark.parametrize("missing", [0.0, 1.0])
def test_nothing_or_everything_is_left_open(missing: float) -> None:
    """Fails if a figure is left open where none may be, or a required one is where all others are."""
    drawn = population(ROOMS, 200, 4, missing=missing)["rooms"].select(polars.exclude("^(book|readers).*$"))
    (gaps,) = drawn.null_count().rows()
    required = {"id", "association"}
    assert {name for name, count in zip(drawn.columns, gaps, strict=True) if count < len(drawn)} >= required
    assert sum(gaps) == (0 if not missing else len(drawn) * (len(drawn.columns) - len(required)))


def test_same_seed_same_population() -> None:
    """Fails if two calls, or two processes with other hash seeds, draw different things, or two seeds the same."""
    script = f"""
import hashlib
from typing import Any
from policyrules.testing import population
{inspect.getsource(digest)}
print(digest(population("ganzhou", 200, 7, paid=True, library="pyarrow")))
"""
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    found = [digest(population("ganzhou", 200, seed, paid=True, library="pyarrow")) for seed in (7, 7, 1, 2)]
    assert found[0] == found[1] == told.stdout.strip()
    assert len(set(found)) == 3


def test_bits_are_the_same_everywhere() -> None:
    """Fails if a version of numpy, or a machine, makes other figures of a seed than those of this table."""
    words = Draws("a policy", 2025, 1).words(8, "enterprises", "sales")
    figures, bounds = sizes(odds(words), words, 100_000 * 16), np.full(8, 1000)
    assert figures.tolist() == [57202, 538037, 546093, 40209, 35791, 78759, 98364, 89135]
    assert year_before(figures, words).tolist() == [37985, 428748, 635686, 48219, 51589, 71990, 63014, 98884]
    assert above(bounds, words).tolist() == [1245, 1089, 1079, 1177, 1249, 1197, 1239, 1201]
    assert about(bounds, words).tolist() == [1120, 964, 954, 1052, 1124, 1072, 1114, 1076]
    assert weighted(words, [3, 2, 1]).tolist() == [1, 1, 1, 0, 0, 0, 0, 0]


def test_larger_population_begins_with_the_smaller() -> None:
    """Fails if the size changes who is in it: runs of several sizes could not be compared."""
    small, large = population(GANZHOU, 100, 5), population(GANZHOU, 300, 5)
    for name in ("enterprises", "platforms", "live_bases"):
        assert large[name].head(len(small[name])).equals(small[name])
    assert set(small["platforms"]["operator"]) <= set(small["enterprises"]["id"])


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
def test_libraries_hold_the_same(policy: Policy) -> None:
    """Fails if a library's frames lose a gap or a digit that others keep, or hold floating-point numbers."""
    told = []
    for library in ("polars", "pandas", "pyarrow"):
        drawn = population(policy, 40, 3, paid=True, library=library)
        types = [list(each.schema.types if library == "pyarrow" else each.dtypes) for each in frames(drawn)]
        assert "float" not in str(types).lower()
        told.append(data_of(policy.facts(drawn)))
    assert told[0] == told[1] == told[2]


def test_sales_are_skewed_and_meet_the_thresholds() -> None:
    """Fails if a population shows nothing near or on a threshold, or far more above it than there are anywhere."""
    enterprises = population(GANZHOU, 50_000, 11)["enterprises"]
    for column, lowest, tiers in (("online_sales_2025", 10**8, 4), ("agri_sales_2025", 10**7, 1)):
        sales = enterprises[column].drop_nulls()
        assert 0.002 < (sales > lowest).mean() < 0.03
        assert (sales < lowest // 10).mean() > 0.9
        assert 10**7 // 500 < (sales.filter(sales > 0).median() or 0) * (10**8 // lowest) < 10**7
        for tier in range(1, tiers + 1):
            assert {tier * lowest, tier * lowest + 1} <= set(sales)
    numbers = Counter(Counter(population(GANZHOU, 5_000, 11)["platforms"]["operator"]).values())
    assert sum(numbers.values()) < 500
    assert numbers[1] > numbers[2] > numbers[3] > 0


def test_every_tier_and_status_occurs() -> None:
    """Fails if a population of two thousand leaves a tier, or a kind of outcome, without an example."""
    for policy, wanted in ((GANZHOU, STATUSES), (WELLS, STATUSES), (ROOMS, STATUSES - {"excluded"})):
        year = first_year(policy)
        lines: list[Any] = []
        for n, seed in ((2_000, 1), *((4, seed) for seed in range(6))):
            lines += policy.decide(population(policy, n, seed, paid=True), year, engine="reference").awards
        assert {line.status for line in lines} == wanted, policy.id
        awards = policy.program(year).awards
        assert {(line.award, line.tier) for line in lines if line.entitled_fen} == {
            (award.id, tier.number) for award in awards for tier in award.tiers
        }


def test_every_verdict_occurs() -> None:
    """Fails if things that are judged all fail, or none, or none for want of facts."""
    drawn = population("zhanjiang", 200, 1)
    verdicts = Counter(
        line.verdict for line in load_policy("zhanjiang").decide(drawn, 2025, engine="reference").standards
    )
    assert set(verdicts) == {"met", "not_met", "unknown", "not_applicable"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"n": 0}, "n `0` must be whole, in 1…100000000"),
        ({"n": 2.5}, "n `2.5` must be whole"),
        ({"seed": -1}, "seed `-1` must be whole, in 0…"),
        ({"missing": 1.5}, "missing `1.5` must lie in 0…1"),
        ({"library": "polar"}, "no dataframe library `polar`; did you mean `polars`?"),
        ({"year": 12}, "year `12` must be a whole number"),
    ],
)
def test_impossible_populations_are_refused(arguments: dict[str, Any], words: str) -> None:
    """Fails if a slip in a call ends in a traceback from numpy, or in a population of nobody."""
    with pytest.raises(UsageError) as error:
        population(**{"policy": GANZHOU, "n": 10, "seed": 1, **arguments})
    assert words in str(error.value)
