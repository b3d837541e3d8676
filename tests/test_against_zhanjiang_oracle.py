"""The library against a second, independent writing of the Zhanjiang document, on cases at every threshold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import zhanjiang, zhanjiang_targets, zhanjiang_tasks
from oracles.comparing import plain
from thoroughness import tries

import policyrules as pr
from policyrules.testing import facts, options, years

Json = dict[str, Any]
ZHANJIANG = pr.load_policy("zhanjiang")
ENGINES = ["reference", "rete"]
EXAMPLES = settings(
    max_examples=tries(40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
SALES = [
    *("0", "4999999.99", 5_000_000, "5000000.01", "9999999.99", "10000000.00", "10000000.01", 30_000_000),
    *("99999999.99", 100_000_000, "100000000.01", "250000000", None),
]
FORMS = ["company", "company", "company", "company", "cooperative", "other", "sole_trader", None]
#: What a decision says and the reading does not: how the policy's files name clauses and duties.
NAMES = ("clause", "duty")


@st.composite
def crowds(draw: st.DrawFn) -> Json:
    """About as many enterprises as the targets ask for, most of one size, and figures of the city."""
    usual = draw(st.sampled_from(SALES))
    sales = st.sampled_from([usual] * 20 + SALES)
    counties = st.sampled_from([*zhanjiang.UNITS, "雷州市", "遂溪县", None])
    enterprises = [
        {
            "id": f"E{number}",
            "county": draw(counties),
            "legal_form": draw(st.sampled_from(FORMS)),
            "online_retail_sales": {"2025": draw(sales)},
        }
        for number in range(draw(st.sampled_from([2, 3, 19, 20, 21, 22, 24, 29, 30, 31, 32, 35])))
    ]
    figures = st.sampled_from([0, 1, 3, "0.30", "1000000.00", "1333333.33", 10**12])
    series = st.fixed_dictionaries({"2024": figures}, optional={"2025": figures})
    city = st.fixed_dictionaries({}, optional=dict.fromkeys(zhanjiang_tasks.GROWTHS, series))
    threshold = st.sampled_from([None, "0.01", 5_000_000, "5000000.01", 100_000_000])
    return {
        "enterprises": enterprises,
        "city": draw(city),
        "parameters": {"statistical_threshold": draw(threshold)},
    }


@pytest.mark.parametrize("engine", ENGINES)
@EXAMPLES
@given(data=st.data(), chosen=options(ZHANJIANG))
def test_standards_targets_and_tasks_agree(engine: str, data: st.DataObject, chosen: dict[str, str]) -> None:
    """Every verdict, value, range and missing fact of a decision is what the reading says, under every reading."""
    policy, year = ZHANJIANG.interpret(**chosen), data.draw(years(ZHANJIANG))
    given_facts = data.draw(facts(policy, year))
    decision = policy.decide(given_facts, year, engine=engine).to_dict()
    assert plain(decision["standards"], NAMES) == plain(zhanjiang.standards(given_facts, chosen))
    assert plain(decision["targets"]) == plain(list(zhanjiang_targets.targets(given_facts, year, chosen)))
    assert [told(line) for line in decision["tasks"]] == plain(zhanjiang_tasks.tasks(given_facts, year, chosen))


def told(line: Json) -> Json:
    """A task's line as far as the reading speaks of it: how strongly it is meant only where it says so."""
    said = line["work_point"] in zhanjiang_tasks.MODALITY
    return dict(plain(line, NAMES if said else (*NAMES, "modality")))


@pytest.mark.parametrize("engine", ENGINES)
@EXAMPLES
@given(given_facts=crowds(), chosen=options(ZHANJIANG))
def test_targets_agree_where_they_are_nearly_met(engine: str, given_facts: Json, chosen: dict[str, str]) -> None:
    """With 19, 20, 21 … enterprises, some unknown, exactly on the bounds and one fen beside them."""
    decision = ZHANJIANG.interpret(**chosen).decide(given_facts, 2025, engine=engine).to_dict()
    assert plain(decision["targets"]) == plain(list(zhanjiang_targets.targets(given_facts, 2025, chosen)))
    assert [told(line) for line in decision["tasks"]] == plain(zhanjiang_tasks.tasks(given_facts, 2025, chosen))
