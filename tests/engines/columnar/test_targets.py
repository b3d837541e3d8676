"""Targets over frames have the values and verdicts of the reference evaluator, for the city and for every unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from thoroughness import tries

from policyrules.decision.targets import TargetLine
from policyrules.engines.columnar.judgements import Judgements
from policyrules.program.duty_rules import DutyRules

from .judging import LIBRARIES, POLICIES, Json, Judged, judged, nameless


def expect_the_same(found: Judged) -> None:
    """Every line but for the names of things; that of a measure whole."""
    lines = [TargetLine(each) for each in found.judgements.targets]
    assert [nameless(each.to_dict()) for each in lines] == [nameless(each.to_dict()) for each in found.decision.targets]
    measured = [each for each in lines if each.rule.count is None]
    assert measured == [each for each in found.decision.targets if each.rule.count is None]


@settings(max_examples=tries(25), deadline=None)
@given(judged("polars", "ganzhou", "zhanjiang", "wells"))
def test_frames_are_counted_as_single_things_are(found: Judged) -> None:
    """Else a city would be told that it reaches a number which its enterprises, looked at one by one, do not."""
    expect_the_same(found)


@settings(max_examples=tries(6), deadline=None)
@given(judged("duckdb", "ganzhou", "zhanjiang", "wells"))
def test_duckdb_counts_so_too(found: Judged) -> None:
    """Else the same Parquet files reach a target in one library and miss it in another."""
    expect_the_same(found)


def enterprise(name: str, county: str | None, sales: int | None) -> Json:
    """An enterprise with sales in 10 000 yuan."""
    figures = {} if sales is None else {"2025": sales * 10_000}
    return {"id": name, "county": county, "legal_form": "company", "online_retail_sales": figures}


@pytest.mark.parametrize("library", LIBRARIES)
def test_one_of_an_unknown_place_may_be_of_any(library: str) -> None:
    """It surely counts in the city, and may count in every unit; one that does not count is nowhere."""
    given_facts = {
        "enterprises": [
            enterprise("a", "遂溪", 20_000),
            enterprise("b", None, 20_000),
            enterprise("c", "遂溪", None),
            enterprise("d", None, None),
            enterprise("e", None, 1),
            enterprise("f", "廉江", 10_000),
        ]
    }
    found = Judged(POLICIES["zhanjiang"], given_facts, 2025, library)
    spans = {(each.rule.id, each.place): (each.least, each.most) for each in found.judgements.targets}
    assert spans["over_100m", None] == (2, 4)
    assert spans["over_100m", "遂溪"] == (1, 4)
    assert spans["over_100m", "廉江"] == spans["over_100m", "徐闻"] == (0, 2)


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_empty_list_counts_none(library: str) -> None:
    """The sum of no rows is nothing in a database, and zero here, with places or without."""
    found = Judged(POLICIES["wells"], {"wells": []}, 2025, library)
    alone = replace(found.program, targets=(found.program.target("inspected"),), duties=DutyRules())
    for program in (found.program, alone):
        targets = Judgements(program, found.frames).targets
        counted = [(each.least, each.most) for each in targets if each.rule.count is not None]
        assert set(counted) == {(0, 0)}
