"""Standards over frames judge every thing as the reference evaluator does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from thoroughness import tries

from policyrules.engines.columnar.standards import ITEMS, LINES, Standards
from policyrules.errors import EngineError
from policyrules.facts.frames.arriving import read
from policyrules.language.quantities import Kind
from policyrules.language.tree import Arithmetic, Attribute, Compare, Constant

from ..centres import centre
from .judging import LIBRARIES, POLICIES, Json, Judged, judged

ZHANJIANG = POLICIES["zhanjiang"]


def expect_the_same(found: Judged) -> None:
    """The lines, the items and the wide frames say what the reference evaluator's lines say."""
    lines, standards = found.decision.standards, found.judgements.standards
    told = [
        (each.standard, each.clause, each.subject, each.verdict, each.items_short, each.items_unknown) for each in lines
    ]
    items = [
        (each.standard, block.rule.id, item.rule.id, item.rule.modality, each.subject, item.verdict.value)
        for each in lines
        for block in each.blocks
        for item in block.items
    ]
    assert found.rows(standards.lines()) == sorted(told)
    assert found.rows(standards.items()) == sorted(items)
    for rule in found.program.standards:
        wide = standards.subjects(rule.subject)
        assert wide is not None
        columns = (f"{rule.id}_{each}" for each in ("verdict", "items_short", "items_unknown"))
        assert found.rows(wide.select("id", *columns)) == sorted(each[2:] for each in told if each[0] == rule.id)


@settings(max_examples=tries(25), deadline=None)
@given(judged("polars", "zhanjiang", "wells"))
def test_frames_are_judged_as_single_things_are(found: Judged) -> None:
    """Else a population is told other verdicts than its members, or other items that decided them."""
    expect_the_same(found)


@settings(max_examples=tries(6), deadline=None)
@given(judged("duckdb", "zhanjiang", "wells"))
def test_duckdb_judges_so_too(found: Judged) -> None:
    """Else the same Parquet files get other verdicts in another library."""
    expect_the_same(found)


@settings(max_examples=tries(10), deadline=None)
@given(judged("polars", "zhanjiang", "wells"))
def test_lines_can_have_the_order_of_a_decision(found: Judged) -> None:
    """By the thing, then by standard, block and item: else a written table differs from run to run."""
    lines, standards = found.decision.standards, found.judgements.standards
    ordered = found.frames.backend.collected(standards.lines(ordered=True))
    assert ordered.select("subject", "standard").rows() == [(each.subject, each.standard) for each in lines]
    items = found.frames.backend.collected(standards.items(ordered=True))
    assert items.select("subject", "standard", "block", "item").rows() == [
        (each.subject, each.standard, block.rule.id, item.rule.id)
        for each in lines
        for block in each.blocks
        for item in block.items
    ]


MISSES: Json = {"team.management_team": False}
UNSAID: Json = {"team.management_team": None}


@pytest.mark.parametrize("library", LIBRARIES)
def test_verdicts_where_it_is_known_or_not_whether_a_standard_applies(library: str) -> None:
    """Of what may not apply, only what is missed is sure; what surely does not apply is neither met nor missed."""
    table: list[tuple[bool | None, Json, str]] = [
        (True, {}, "met"),
        (True, MISSES, "not_met"),
        (True, UNSAID, "unknown"),
        (None, {}, "unknown"),
        (None, MISSES, "not_met"),
        (None, UNSAID, "unknown"),
        (False, {}, "not_applicable"),
        (False, MISSES, "not_applicable"),
        (False, UNSAID, "not_applicable"),
    ]
    centres = [
        {**centre({"typical_town": applies, **changes}), "id": f"{number}"}
        for number, (applies, changes, _) in enumerate(table)
    ]
    found = Judged(ZHANJIANG, {"town_centres": centres}, 2025, library)
    verdicts = found.judgements.standards.lines().select("subject", "verdict")
    assert found.rows(verdicts) == [(f"{number}", verdict) for number, (*_, verdict) in enumerate(table)]


@pytest.mark.parametrize(("records_count", "verdict"), [("no", "met"), ("yes", "not_met")])
def test_a_block_that_does_not_count_decides_nothing(records_count: str, verdict: str) -> None:
    """Its items are reported, and miss nobody."""
    well = {
        "id": "w",
        "owner": "h",
        "public": True,
        "cover": {"parts": ["lid", "ring", "lock"], "locked": True},
        "water": {"tests": ["bacteria", "nitrate"]},
        "records": False,
    }
    found = Judged(
        POLICIES["wells"].interpret(records_count=records_count),
        {"households": [{"id": "h"}], "wells": [well]},
        2025,
        "polars",
    )
    lines = found.judgements.standards.lines().select("verdict", "items_short")
    assert found.rows(lines) == [(verdict, int(records_count == "yes"))]
    assert ("records", "not_met") in found.rows(found.judgements.standards.items().select("item", "verdict"))


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_policy_without_standards_has_frames_without_rows(library: str) -> None:
    """Whoever joins them finds the same columns under every policy."""
    found = Judged(POLICIES["ganzhou"], {"enterprises": [{"id": "a"}]}, 2025, library)
    standards = found.judgements.standards
    for frame, columns in ((standards.lines(), LINES), (standards.items(), ITEMS)):
        assert tuple(found.frames.backend.collected(frame).columns) == columns
        assert found.rows(frame) == []
    assert standards.subjects("enterprises") is None


@pytest.mark.parametrize(("listed", "refused"), [(10**9, False), (10**10, True)])
def test_figures_that_leave_64_bits_are_refused_by_the_thing(listed: int, refused: bool) -> None:
    """A product that wrapped around would make a thing miss what it meets."""
    program = ZHANJIANG.program(2025)
    rule = program.standards[0]
    several, more = (Attribute(f"products.{each}", Kind.COUNT) for each in ("listed", "priority_listed"))
    test = Compare(">", Arithmetic("*", several, more, Kind.COUNT), Constant(0, Kind.COUNT))
    item = replace(rule.blocks[0].items[0], test=test, attributes=(several, more))
    standard = replace(rule, applies=None, blocks=(replace(rule.blocks[0], items=(item,)),))
    centres = [
        {"id": "small", "products": {"listed": 1, "priority_listed": 1}},
        {"id": "big", "products": {"listed": listed, "priority_listed": listed}},
    ]
    frames = read({"town_centres": centres}, ZHANJIANG.definition.vocabulary)
    changed = replace(program, standards=(standard,))
    if refused:
        with pytest.raises(EngineError, match=r"town_centres big$"):
            Standards(changed, frames)
    else:
        found = frames.backend.collected(Standards(changed, frames).lines())
        assert found["verdict"].to_list() == ["met", "met"]
