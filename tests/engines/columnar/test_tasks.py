"""Duties over frames have the status of the reference evaluator in every unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from thoroughness import tries

from policyrules.decision.tasks import task_lines
from policyrules.engines.columnar.judgements import Judgements
from policyrules.errors import EngineError
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute

from ..centres import centre
from .judging import LIBRARIES, POLICIES, Json, Judged, judged, nameless

ZHANJIANG = POLICIES["zhanjiang"]


def expect_the_same(found: Judged) -> None:
    """Every line but for the names of things; of a count their number."""
    lines = task_lines(found.judgements.tasks, found.program.duties.ledger)
    assert [nameless(each.to_dict()) for each in lines] == [nameless(each.to_dict()) for each in found.decision.tasks]
    for line, expected in zip(lines, found.decision.tasks, strict=True):
        one, other = line.outcome.computed, expected.outcome.computed
        assert (one and (one.least, one.most)) == (other and (other.least, other.most))


@settings(max_examples=tries(25), deadline=None)
@given(judged("polars", "ganzhou", "zhanjiang", "wells"))
def test_frames_settle_duties_as_single_things_do(found: Judged) -> None:
    """Else the ledger of a county says that a duty is done which its own things, one by one, leave undone."""
    expect_the_same(found)


@settings(max_examples=tries(6), deadline=None)
@given(judged("duckdb", "ganzhou", "zhanjiang", "wells"))
def test_duckdb_settles_them_so_too(found: Judged) -> None:
    """Else the same Parquet files make another ledger in another library."""
    expect_the_same(found)


MISSES: Json = {"team.management_team": False}
UNSAID: Json = {"team.management_team": None}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    ("centres", "verdict"),
    [
        ([], "unknown"),
        ([{}], "met"),
        ([{}, MISSES], "not_met"),
        ([{}, UNSAID], "unknown"),
        ([{}, {"typical_town": False, **MISSES}], "met"),
        ([{}, {"typical_town": None, **MISSES}], "unknown"),
        ([{}, {"typical_town": None, **UNSAID}], "unknown"),
        ([{"typical_town": None}], "unknown"),
        ([{}, {"county": None}], "met"),
        ([{}, {"county": None, **MISSES}], "unknown"),
        ([{"county": None}], "unknown"),
        ([MISSES, {"county": None, **MISSES}], "not_met"),
        ([{}, {"county": "廉江", **MISSES}], "met"),
    ],
)
def test_what_centres_make_of_the_duty_of_their_county(centres: list[Json], verdict: str, library: str) -> None:
    """Centres of a million towns are only told apart by place, by whether the standard applies, and by verdict."""
    things = [{**centre(each), "id": f"T{number}"} for number, each in enumerate(centres)]
    found = Judged(ZHANJIANG, {"town_centres": things}, 2025, library)
    tasks = {(each.duty.number, each.place): each for each in found.judgements.tasks}
    computed = tasks[7, "遂溪"].computed
    assert computed is not None
    assert computed.verdict.value == verdict


def test_a_unit_that_refers_into_a_frame_is_refused() -> None:
    """Units are records: what stands in a frame would be unknown to them, and not as the reference evaluator has it."""
    found = Judged(ZHANJIANG, {"enterprises": [{"id": "a"}]}, 2025, "polars")
    duty = replace(found.program.duties.numbered()[0], applies=Attribute("listed", Kind.FLAG, "operator"))
    duties = replace(found.program.duties, duties=(duty,))
    program = replace(found.program, duties=duties, references={("counties", "operator"): "enterprises"})
    with pytest.raises(EngineError, match=r"operator\.listed.*enterprises"):
        _ = Judgements(program, found.frames).tasks
