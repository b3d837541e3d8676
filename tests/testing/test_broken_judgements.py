"""A property that cannot fail proves nothing: break what judges standards, targets and duties, and see it caught."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from policyrules.engines import statuses, targets
from policyrules.engines.cases import World
from policyrules.engines.rete import judgement_rules, patterns
from policyrules.engines.verdicts import Verdict
from policyrules.facts.records import Thing
from policyrules.policy import Policy, load_policy
from policyrules.program.standard_rules import ItemRule
from policyrules.testing import CHANGES, PROPERTIES, facts, nested

from .breaking import GANZHOU, ZHANJIANG, Json, broken, is_caught

pytestmark = pytest.mark.thorough

Patch = Callable[[pytest.MonkeyPatch], None]


def _every_item_decides(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(ItemRule, "decides", True)


def _an_answer_is_taken_for_all(patch: pytest.MonkeyPatch) -> None:
    """An object that answers one option is read as the complete list."""
    patch.setattr(
        "policyrules.facts.records.membership",
        lambda field, given: {
            each: bool(given.get(each)) if isinstance(given, Mapping) else each in given for each in field.options
        },
    )


def _an_unknown_option_is_not_there(patch: pytest.MonkeyPatch) -> None:
    has = Thing._has
    patch.setattr(Thing, "_has", lambda self, field, member: bool(has(self, field, member)))


def _who_may_count_does_not(patch: pytest.MonkeyPatch) -> None:
    tally = targets.tally

    def sure(count: Any, world: Any, truths: Mapping[Thing, bool | None]) -> targets.Tally:
        return tally(count, world, {thing: bool(counts) for thing, counts in truths.items()})

    for module in (targets, statuses):
        patch.setattr(module, "tally", sure)


def _reachable_is_met(patch: pytest.MonkeyPatch) -> None:
    def generous(rule: Any, bound: Any, least: Any, most: Any) -> Verdict:
        return Verdict.NO_BOUND if bound is None else Verdict.MET if most >= bound else Verdict.NOT_MET

    patch.setattr(targets, "_verdict", generous)


def _one_more_is_needed(patch: pytest.MonkeyPatch) -> None:
    verdict = targets._verdict
    patch.setattr(targets, "_verdict", lambda rule, bound, *span: verdict(rule, bound and bound + 1, *span))


def _the_last_fen_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("policyrules.decision.targets.gap", lambda kind, value, bound, strict: max(bound - value, 0))


def _one_without_a_place_counts_everywhere(patch: pytest.MonkeyPatch) -> None:
    def everywhere(count: Any, place: str, truths: Mapping[Thing, bool | None]) -> dict[Thing, bool | None]:
        return {thing: counts for thing, counts in truths.items() if thing.value(count.by) in (place, None)}

    patch.setattr(targets, "truths_in", everywhere)


def _a_unit_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    of = targets.truths_in
    wrong = lambda count, place, truths: of(count, "" if place == "雷州" else place, truths)  # noqa: E731
    patch.setattr(targets, "truths_in", wrong)


def _things_as_given(patch: pytest.MonkeyPatch) -> None:
    of = World.things
    patch.setattr(World, "things", lambda self, name: tuple(sorted(of(self, name), key=lambda each: each.pointer)))


def _things_by_the_hash_of_the_id(patch: pytest.MonkeyPatch) -> None:
    of, wrong = World.things, lambda each: (sum(each.id.encode()) % 7, each.id)
    patch.setattr(World, "things", lambda self, name: tuple(sorted(of(self, name), key=wrong)))


def _one_missed_item_is_overlooked(patch: pytest.MonkeyPatch) -> None:
    wrong = lambda sign, name, _: patterns.comparison(sign, name, 1)  # noqa: E731
    patch.setattr(judgement_rules, "comparison", wrong)


def _one_engine_counts_the_bound(patch: pytest.MonkeyPatch) -> None:
    comparison = patterns.comparison
    signs = {">": ">=", ">=": ">=", "<": "<", "<=": "<", "==": "=="}
    patch.setattr(patterns, "comparison", lambda sign, *rest: comparison(signs[sign], *rest))


#: What is broken: the property that catches it, how, and on which policy.
CODE: dict[str, tuple[str, Patch, Path]] = {
    "every item decides": ("only_required_items_decide", _every_item_decides, ZHANJIANG),
    "an answer is taken for all": ("more_is_never_worse", _an_answer_is_taken_for_all, ZHANJIANG),
    "an unknown option is not there": ("supplying_never_reverses", _an_unknown_option_is_not_there, ZHANJIANG),
    "who may count does not": ("supplying_never_reverses", _who_may_count_does_not, ZHANJIANG),
    "in Ganzhou too": ("supplying_never_reverses", _who_may_count_does_not, GANZHOU),
    "reachable is met": ("targets_fit_their_values", _reachable_is_met, ZHANJIANG),
    "one more is needed": ("targets_fit_their_values", _one_more_is_needed, GANZHOU),
    "the last fen is forgotten": ("targets_fit_their_values", _the_last_fen_is_forgotten, GANZHOU),
    "without a place it counts everywhere": ("counts_add_up", _one_without_a_place_counts_everywhere, ZHANJIANG),
    "a unit is forgotten": ("counts_add_up", _a_unit_is_forgotten, ZHANJIANG),
    "things as given": ("order_is_irrelevant", _things_as_given, ZHANJIANG),
    "things by the hash of the id": ("renaming_changes_ids_only", _things_by_the_hash_of_the_id, ZHANJIANG),
    "one missed item is overlooked": ("engines_agree", _one_missed_item_is_overlooked, ZHANJIANG),
    "one engine counts the bound": ("engines_agree", _one_engine_counts_the_bound, ZHANJIANG),
}


@pytest.mark.parametrize("name", CODE)
def test_broken_judgements_are_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check, patch, folder = CODE[name]
    patch(monkeypatch)
    # A policy of its own: programs and networks made under the patch must not outlive it.
    policy = Policy(load_policy(folder).definition)
    assert is_caught(*held_to(check, policy, 2025))


def held_to(check: str, policy: Policy, year: int) -> tuple[st.SearchStrategy[Any], Callable[[Any], None]]:
    """Facts for a property, with a change where it needs one, and the property."""
    given = facts(policy, year, paid=()) | facts(policy, year, paid=(), max_things=1, crowded=True)
    if check in PROPERTIES:
        return given, lambda each: PROPERTIES[check](policy, each, year)

    def changed(pair: tuple[Json, Any]) -> None:
        if pair[1] is not None:
            CHANGES[check].check(policy, pair[0], year, pair[1])

    return CHANGES[check].drawn(policy, year, given), changed


def test_bands_that_are_not_nested_are_caught(tmp_path: Path) -> None:
    """A lower band with a higher bound counts fewer."""
    lower, higher = (f"over_5m.sales: {{value: {bound}万元" for bound in (500, 5000))
    policy = broken(tmp_path, "parameters.yaml", lower, higher, ZHANJIANG)
    bands = ["over_100m", "over_10m", "over_5m"]
    assert is_caught(facts(policy, 2025), lambda each: nested(policy, each, 2025, bands))
