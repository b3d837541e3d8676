"""Maps of standards, targets and distances show what the decision says: each cell, each part, each thing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from matplotlib.patches import Rectangle

from policyrules import plots
from policyrules.engines.verdicts import Verdict
from policyrules.errors import UsageError
from policyrules.plots.distances import tier_rows
from policyrules.plots.heat import MOST_THINGS, heat_rows
from policyrules.plots.progress import progress

from . import examples
from .pictures import drawn, legend, rows, words

pytestmark = pytest.mark.thorough


def test_cells_are_the_verdicts_of_the_blocks() -> None:
    """A cell for each thing and block, and one for the whole; those that lack least first, what does not apply last."""
    decision = examples.decision("rooms")
    ax = plots.standard_heat_map(decision, language="en")
    rule = decision.program.standards[0]
    lines = {line.subject: line for line in decision.standards}
    assert len(ax.patches) == len(lines) * (len(rule.blocks) + 1)
    assert sorted(rows(ax)) == sorted(lines)
    found = heat_rows(decision, rule)
    for row in found:
        line = lines[row.label.en]
        judged = line.outcome.verdict is not Verdict.NOT_APPLICABLE
        expected = [block.verdict if judged else Verdict.NOT_APPLICABLE for block in line.blocks]
        assert [cell.verdict for cell in row.blocks] == expected
        assert row.whole.verdict is line.outcome.verdict
    verdicts = [row.whole.verdict for row in found]
    assert verdicts == [
        Verdict.MET, Verdict.MET, Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.NOT_APPLICABLE,
    ]  # fmt: skip
    assert legend(ax) == ["✓ met", "✗ not met", "? unknown", "– not applicable"]


def test_unknown_cells_are_hatched() -> None:
    """Who sees no colours tells an open cell from a met one by its hatching and its mark."""
    ax = plots.standard_heat_map(examples.decision("rooms"))
    hatched = [each for each in ax.patches if isinstance(each, Rectangle) and each.get_hatch()]
    assert len(hatched) == sum(each.startswith("? ") for each in words(ax) if "/" in each)
    assert hatched


def test_units_count_their_things() -> None:
    """Of a population each cell says how many things of the unit meet the block, as the cases do."""
    one, other = examples.both("zhanjiang")
    rule = one.program.standards[0]
    shown = heat_rows(other, rule)
    lines = [line for line in one.standards if line.outcome.verdict is not Verdict.NOT_APPLICABLE]
    assert sum(row.whole.of for row in shown) == len(lines)
    for index in range(len(rule.blocks)):
        verdicts = [line.blocks[index].verdict for line in lines]
        assert sum(row.blocks[index].met for row in shown) == verdicts.count(Verdict.MET)
        assert sum(row.blocks[index].open for row in shown) == verdicts.count(Verdict.UNKNOWN)
    assert sum(row.whole.met for row in shown) == sum(line.outcome.verdict is Verdict.MET for line in lines)
    assert rows(plots.standard_heat_map(other)) == [row.label.zh for row in shown]


def test_what_a_map_leaves_out_is_counted() -> None:
    """A map of many things is cut, and says so."""
    one, _ = examples.both("zhanjiang")
    ax = plots.standard_heat_map(one, language="en")
    more = len(one.standards) - MOST_THINGS
    assert more > 0
    assert len(rows(ax)) == MOST_THINGS
    assert f"{more} more are not drawn" in ax.get_xlabel()


def test_another_standard_is_refused_in_a_line() -> None:
    """A slip of the pen names the standard that there is."""
    with pytest.raises(UsageError, match="did you mean `good_room`"):
        plots.standard_heat_map(examples.decision("rooms"), "good_rooms")


@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang", "rooms"])
def test_targets_are_parts_of_their_bounds(name: str) -> None:
    """A bar ends where the value is, as a part of the bound; the words beside it are the figures themselves."""
    decision = examples.decision(name)
    ax = plots.target_progress(decision, language="en")
    lines = [line for line in decision.targets if line.county is None and line.bound is not None]
    assert len(rows(ax)) == len(lines)
    for line in lines:
        found = progress(line)
        if line.outcome.least is None or line.outcome.most is None:
            assert found.least is None
            continue
        assert line.bound is not None
        assert found.least is not None
        assert found.most is not None
        assert found.least * line.bound == line.outcome.least
        assert found.most * line.bound == line.outcome.most
        reached = found.least > 1 if line.rule.strict else found.least >= 1
        assert reached == (line.verdict == "met")
        assert found.near is None or (found.near - found.most) * line.bound == len(line.pipeline)


def test_targets_of_which_nothing_is_known_are_hatched() -> None:
    """An unknown figure must not look like none."""
    decision = examples.nothing("ganzhou")
    ax = plots.target_progress(decision, language="en")
    unknown = [line for line in decision.targets if line.county is None and line.outcome.least is None]
    bounded = [line for line in unknown if line.bound is not None]
    assert bounded
    hatched = [bar for each in ax.containers for bar in each if bar.get_hatch()]
    assert [bar.get_width() for bar in hatched] == [1] * len(bounded)
    assert len([each for each in words(ax) if each.startswith("? ")]) == len(bounded)


@pytest.mark.parametrize("name", ["ganzhou", "rooms"])
def test_frames_are_as_far_from_tiers_as_cases(name: str) -> None:
    """Who is how far from which tier is the same from columns."""
    one, other = examples.both(name)
    assert tier_rows(one) == tier_rows(other)
    assert tier_rows(one)


def test_distances_are_those_to_the_tier_above() -> None:
    """Above the tier reached, below the bound; a tier that the past rules out is passed over."""
    facts = {
        "enterprises": [
            {"id": "half", "recognized": True, "online_sales": {"2024": 0, "2025": "50000000"}},
            {"id": "tier", "recognized": True, "online_sales": {"2024": 0, "2025": "150000000"}},
            {"id": "past", "recognized": True, "online_sales": {"2024": "150000000", "2025": "150000000"}},
            {"id": "flag", "recognized": False, "online_sales": {"2024": 0, "2025": "100000000"}},
            {"id": "open", "recognized": True, "online_sales": {"2024": 0}},
        ]
    }
    decision = examples.policy("ganzhou").decide(facts, 2025, engine="reference")
    found = {row.tier: row for row in tier_rows(decision) if row.award.id == "growth"}
    bounds = {tier.number: tier for tier in decision.program.award("growth").tiers}
    assert set(found) <= set(bounds)
    first, second = found[1], found[2]
    assert [(each.subject, each.part, each.others) for each in first.distances] == [
        ("half", Fraction(1, 2), False),
        ("flag", Fraction(1), True),
    ]
    assert first.unknown == 1
    assert {each.subject for each in second.distances} == {"tier", "past"}
    assert all(each.part < 1 for each in second.distances)


def test_every_thing_is_on_the_picture_of_distances() -> None:
    """Dots and columns together are as many as the things whose distance is known."""
    decision = examples.decision("ganzhou")
    ax = plots.distance_to_next_tier(decision, language="en")
    found = tier_rows(decision)
    dots = sum(each.get_marker() == "o" for each in ax.lines)
    few = [row for row in found if len(row.distances) <= 40]
    assert dots == sum(len(row.distances) for row in few)
    assert len(few) < len(found)
    said = [each for each in words(ax) if "at 80% or more" in each]
    assert [int(each.split(",")[0]) for each in said] == [len(row.distances) for row in found]
    assert drawn(ax)
