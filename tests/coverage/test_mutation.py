"""Mutants: which small change of a policy a set of cases would not notice."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
import reading_rooms as rooms

from policyrules.cases import load_cases
from policyrules.coverage.mutants import mutants
from policyrules.coverage.mutating import MutationReport, mutation
from policyrules.coverage.trial import asserted_of, passes, sections_of
from policyrules.policy import Policy, load_policy

pytestmark = pytest.mark.thorough

BOOKS = ("awards.books.criteria.", "parameters.books.readers")


def survivors(found: MutationReport) -> set[str]:
    """The survivors among the criteria of the grant for books."""
    return {each.id for each in found.survived if each.address.startswith(BOOKS)}


#: What survives all cases: nothing is said of the year before, nor of what is paid to whom enters for a fee.
ALWAYS = {"awards.books.criteria.readers: year_before: >= → >"}
#: The survivors that the absence of a case adds.
WITHOUT = {
    "on_the_bound": {
        "awards.books.criteria.readers: same_year: >= → >",
        "parameters.books.readers: 1,000 visits → 1,001 visits",
    },
    "no_free_entry": {"awards.books.criteria.free_entry: dropped"},
    "neither": set(),
}


@pytest.mark.parametrize("name", WITHOUT)
def test_without_a_case_the_mutants_that_it_alone_killed_survive(name: str, tmp_path: Path) -> None:
    """Fails if a mutant is thought killed that no case tells from the policy, or the other way round."""
    policy = rooms.policy()
    assert survivors(mutation(policy, rooms.cases(tmp_path, policy))) == ALWAYS
    assert survivors(mutation(policy, rooms.cases(tmp_path, policy, without=name))) == ALWAYS | WITHOUT[name]


def test_a_case_that_fails_kills_nothing(tmp_path: Path) -> None:
    """Fails if a wrong case, which fails on every mutant, makes all of them look killed."""
    policy = rooms.policy()
    cases = rooms.cases(tmp_path, policy, change=("paid: 4000元", "paid: 4001元"))
    right = [each for each in rooms.cases(tmp_path, policy) if each.name != "on_the_bound"]
    assert mutation(policy, cases).killed == mutation(policy, right).killed


def test_each_parameter_moves_by_its_smallest_step_and_each_mutant_changes_the_policy() -> None:
    """Fails if a step is too coarse to miss a boundary, or a mutant is the policy itself."""
    definition = rooms.policy().definition
    changed = [each for each in mutants(definition) if each.change == "value"]
    steps: dict[str, set[int | Fraction]] = {}
    for each in changed:
        name = each.address.removeprefix("parameters.")
        before, after = (one.parameters[name].values[0][1] for one in (definition, each.definition))
        assert isinstance(before, int | Fraction)
        assert isinstance(after, int | Fraction)
        steps.setdefault(definition.parameters[name].kind.value, set()).add(after - before)
    assert steps == {
        "money": {-1, 1},
        "count": {-1, 1},
        "year": {-1, 1},
        "rate": {Fraction(-1, 10_000), Fraction(1, 10_000)},
    }
    assert len({each.id for each in mutants(definition)}) == len(list(mutants(definition)))


def test_what_nothing_uses_and_what_changes_nothing_is_told_apart_from_survivors() -> None:
    """Fails if an unused number, or a mutant that is provably the same policy, counts as missed by the cases."""
    found = mutation(load_policy("ganzhou"), [])
    assert [(each.name, each.describes) for each in found.unused] == [
        ("target.strong_town_sales", "city.strong_towns"),
        ("target.parcel_hours", "city.parcel_24h_share"),
    ]
    same = {each.id for each in found.equivalent}
    # Caps over different awards; a cap equal to that of each line cuts nothing but after a payment.
    assert "limits.platform_cap: exchanged with growth_cap" in same
    assert "limits.growth_cap: exchanged with agricultural_cap" in same
    assert "limits.agricultural_cap: exchanged with growth_or_agricultural" in same
    assert not same & {each.id for each in found.survived}
    assert found.percent == 0


def test_a_case_that_asks_for_a_promise_kills_what_breaks_it(tmp_path: Path) -> None:
    """Fails if only the lines that a case names are looked at, of which a promise names none."""
    ganzhou, path = load_policy("ganzhou"), tmp_path / "promise.cases.yaml"
    sales = {"retail_sales": {"2025": 60_000_000}, "speciality_sales": {"2025": 60_000_000}}
    platforms = [{"id": name, "operator": "E1", "self_built": True, **sales} for name in ("P1", "P2")]
    facts = {"enterprises": [{"id": "E1"}], "platforms": platforms}
    case = {"facts": facts, "expect": {"holds": ["platform_most"]}}
    path.write_text(json.dumps({"policy": "ganzhou", "year": 2025, "cases": {"two_platforms": case}}), "utf-8")
    (asking,) = load_cases(path)
    places = ("limits.platform_cap", "parameters.platform.cap", "parameters.growth.cap")
    tried = [each for each in mutants(ganzhou.definition) if each.address in places]
    asserted = asserted_of(asking, ganzhou.definition)
    killed = [each.id for each in tried if not passes(asking, Policy(each.definition), asserted)]
    assert killed == ["parameters.platform.cap: 300,000 yuan → 300,000.01 yuan", "limits.platform_cap: dropped"]
    assert all(each.sections & sections_of(asking) for each in tried)
