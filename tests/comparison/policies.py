"""Policies to compare: a bundled one, and the same with texts of its files replaced."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

import policyrules as pr
from policyrules.bundled_files import bundled_policies
from policyrules.comparison.compare import compare_policies
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import Move

#: The file, a text in it, and what replaces the first occurrence of that.
Edit = tuple[str, str, str]
#: Edits of the Ganzhou policy, by what they do.
RAISE_BASE: Edit = (
    "parameters.yaml",
    "live_base.tier_2.reward: {value: 20万元",
    "live_base.tier_2.reward: {value: 30万元",
)
LOWER_CAP: Edit = ("parameters.yaml", "enterprise_cap: {value: 100万元", "enterprise_cap: {value: 40万元")
LOWER_BUDGET: Edit = ("parameters.yaml", "budget: {value: 1000万元", "budget: {value: 100万元")
RAISE_AGRI: Edit = ("parameters.yaml", "agricultural.cap: {value: 20万元", "agricultural.cap: {value: 40万元")
NO_SELF_BUILT: Edit = (
    "awards.yaml", "      - {id: self_built, label: {zh: 自建平台, en: self-built}, test: self_built}\n", "",
)  # fmt: skip
LOOSE_AGRI: Edit = (
    "awards.yaml",
    "agri_sales[year] > agricultural.threshold",
    "agri_sales[year] >= agricultural.threshold",
)
CUMULATIVE: Edit = ("interpretations.yaml", "default: highest", "default: cumulative")
YEAR = 2025


@lru_cache(maxsize=64)
def edited(*edits: Edit, policy: str = "ganzhou", without: tuple[str, ...] = ()) -> pr.Policy:
    """A bundled policy with edits, and without some of its files."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / policy
        shutil.copytree(bundled_policies()[policy], copy)
        for file, old, new in edits:
            path = copy / file
            text = path.read_text("utf-8")
            assert old in text, f"{file} does not hold {old!r}"
            path.write_text(text.replace(old, new, 1), "utf-8")
        for file in without:
            (copy / file).unlink()
        return pr.load_policy(copy)


def compared(facts: Any, *edits: Edit, policy: str = "ganzhou", year: int = YEAR) -> Comparison:
    """A bundled policy compared with the same after some edits."""
    return compare_policies(pr.load_policy(policy), edited(*edits, policy=policy), facts, year, "reference")


def move(comparison: Comparison, award: str, subject: str) -> Move:
    """The move of an award for a subject."""
    (found,) = [each for each in comparison.moves if (each.award, each.subject) == (award, subject)]
    return found


def enterprise(identity: str, county: str | None = "南康区", **more: Any) -> dict[str, Any]:
    """A recognised enterprise without sales."""
    return {"id": identity, "county": county, "founded_year": 2015, "recognized": True, **more}


def base(name: str, operator: str, hosts: int | None = 30) -> dict[str, Any]:
    """A base that meets the second tier, for the first time in 2025."""
    return {
        "id": name, "operator": operator, "founded_year": 2020, "floor_area_m2": 1000, "live_rooms": 20,
        "resident_enterprises": 30, "hosts": hosts, "live_sales": {"2024": 1_000_000, "2025": 60_000_000},
    }  # fmt: skip


def platform(name: str, operator: str, sales: int, self_built: bool | None = True) -> dict[str, Any]:
    """A platform whose award is 1% of its sales."""
    return {
        "id": name, "operator": operator, "self_built": self_built, "retail_sales": {"2025": 80_000_000},
        "speciality_sales": {"2025": sales},
    }  # fmt: skip


def circumstances() -> st.SearchStrategy[dict[str, Any]]:
    """Facts of a few enterprises that reach awards, caps, exclusivity and the budget, or leave something unknown."""
    return st.lists(_ENTERPRISE, min_size=1, max_size=5).flatmap(_with_support)


def _with_support(drawn: list[tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    facts: dict[str, Any] = {"enterprises": [], "platforms": [], "live_bases": []}
    for index, (county, online, farm, speciality, self_built, hosts) in enumerate(drawn):
        name = f"E{index}"
        sales = {"2024": 50_000_000} | ({} if online is None else {"2025": online})
        grown = {} if farm is None else {"agri_sales": {"2025": farm}, "agri_upstream_sales": {"2025": farm}}
        facts["enterprises"].append(enterprise(name, county, online_sales=sales, **grown))
        facts["platforms"] += [
            platform(f"P{index}{number}", name, each, self_built) for number, each in enumerate(speciality)
        ]
        facts["live_bases"] += [base(f"B{index}{number}", name, each) for number, each in enumerate(hosts)]
    supports = st.sampled_from([0, 8_000_000, 9_000_000, 9_800_000])
    return supports.map(lambda support: {**facts, "city": {"other_support": {"2025": support}}})


_ENTERPRISE = st.tuples(
    st.sampled_from([None, "南康区", "章贡区"]),
    st.sampled_from([None, 50_000_000, 150_000_000, 250_000_000, 450_000_000]),
    st.sampled_from([None, 0, 10_000_000, 15_000_000, 40_000_000]),
    st.lists(st.sampled_from([10_000_000, 22_000_000, 40_000_000]), max_size=2),
    st.sampled_from([True, True, False, None]),
    st.lists(st.sampled_from([29, 30, None]), max_size=2),
)
