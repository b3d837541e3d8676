"""What the Zhanjiang document's standard, targets and ledger promise, whatever the facts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.policy import load_policy
from policyrules.testing import facts, nested, options, years

ZHANJIANG = load_policy("zhanjiang")
UNITS = ["赤坎", "霞山", "坡头", "麻章", "雷州", "廉江", "吴川", "遂溪", "徐闻", "经开区"]
Json = dict[str, Any]


@settings(max_examples=tries(50), deadline=None)
@given(st.data())
def test_bands_are_nested(data: st.DataObject) -> None:
    """Who is over 1亿 is over 1000万, and who is over 1000万 is over 500万: in the city and in each unit."""
    chosen = {**data.draw(options(ZHANJIANG)), "target_bands": "nested"}
    policy, year = ZHANJIANG.interpret(**chosen), data.draw(years(ZHANJIANG))
    given_facts = data.draw(facts(policy, year) | facts(policy, year, max_things=1, crowded=True))
    nested(policy, given_facts, year, ["over_100m", "over_10m", "over_5m"])


@settings(max_examples=tries(30), deadline=None)
@given(st.data())
def test_separate_bands_have_nobody_in_common(data: st.DataObject) -> None:
    """Read so, each enterprise is in its highest band alone; together they are who is over 500万."""
    year = data.draw(years(ZHANJIANG))
    whole = ZHANJIANG.interpret(**data.draw(options(ZHANJIANG)))
    given_facts = data.draw(facts(whole, year))
    found = {}
    for bands in ("separate", "nested"):
        lines = whole.interpret(target_bands=bands).decide(given_facts, year).to_dict()["targets"]
        found[bands] = {(line["target"], line.get("county")): line["counted"] for line in lines}
    for unit in (None, *UNITS):
        apart = [each for band in ("over_100m", "over_10m", "over_5m") for each in found["separate"][band, unit]]
        assert sorted(apart) == sorted(found["nested"]["over_5m", unit])


@settings(max_examples=tries(30), deadline=None)
@given(st.data())
def test_every_unit_has_every_work_point(data: st.DataObject) -> None:
    """27 lines for each of ten units, in order; nothing filed is lost, and what applies to nobody is said so."""
    policy, year = ZHANJIANG.interpret(**data.draw(options(ZHANJIANG))), data.draw(years(ZHANJIANG))
    given_facts = data.draw(facts(policy, year))
    lines = policy.decide(given_facts, year).to_dict()["tasks"]
    points = [*range(1, 23), *range(24, 29)]
    assert [(line["county"], line["work_point"]) for line in lines] == [(u, p) for u in sorted(UNITS) for p in points]
    filed = [each for line in lines for each in line["filings"]]
    assert len(filed) == sum(len(each.get("filings") or ()) for each in given_facts.get("counties", ()))
    assert all((each["late"] is None) == (each["filed_on"] is None) for each in filed)
