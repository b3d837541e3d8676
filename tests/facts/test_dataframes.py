"""Dataframes as analysts have them: indexes, pivot tables, lazy frames, a frame without the name of its list."""

from __future__ import annotations

from typing import Any

import pandas
import polars
import pytest

from policyrules.errors import FactsError
from policyrules.policy import load_policy

ROWS: dict[str, list[Any]] = {
    "id": ["E1", "E2"],
    "recognized": [True, False],
    "founded_year": [2019, 2020],
    "online_sales_2024": [90_000_000, 1],
    "online_sales_2025": [250_000_000, 2],
}


def pivoted() -> pandas.DataFrame:
    """Sales as a pivot table has them: the ids as index, columns of two levels."""
    long = pandas.DataFrame(
        {"id": ["E1", "E1", "E2", "E2"], "year": [2024, 2025] * 2, "online_sales": [90_000_000, 250_000_000, 1, 2]}
    )
    wide = long.pivot(index="id", columns="year", values=["online_sales"])
    wide["recognized", ""] = [True, False]
    wide["founded_year", ""] = [2019, 2020]
    return wide


FRAMES: dict[str, Any] = {
    "plain": pandas.DataFrame(ROWS),
    "id is the index": pandas.DataFrame(ROWS).set_index("id"),
    "id is the index and a column": pandas.DataFrame(ROWS).set_index("id", drop=False),
    "an index without a name": pandas.DataFrame(ROWS, index=["x", "y"]),
    "a pivot table": pivoted(),
    "nullable types": pandas.DataFrame(ROWS).convert_dtypes(),
    "categories": pandas.DataFrame(ROWS).astype({"id": "category"}),
    "polars": polars.DataFrame(ROWS),
    "a lazy frame": polars.DataFrame(ROWS).lazy(),
    "polars decimals": polars.DataFrame(ROWS).cast({"online_sales_2025": polars.Decimal(20, 2)}),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_read_as_the_analyst_has_it(name: str) -> None:
    """None of these is refused, warned of, or read as something else."""
    policy = load_policy("ganzhou")
    facts = policy.facts({"enterprises": FRAMES[name]})
    assert facts.lists == policy.facts({"enterprises": FRAMES["plain"]}).lists
    assert facts.lists["enterprises"][0].given["online_sales"] == {2024: 9_000_000_000, 2025: 25_000_000_000}


def test_a_frame_without_the_name_of_its_list_says_how_it_is_given() -> None:
    """The message shows the way, not the contents of the frame."""
    frame: Any = FRAMES["plain"]
    with pytest.raises(FactsError, match=r"\{NAME: FRAME\}; the lists are enterprises") as caught:
        load_policy("ganzhou").facts(frame)
    assert len(str(caught.value)) < 200
