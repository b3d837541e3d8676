"""Frames out of facts, proofs and coverage: exact, typed, and facts read back as they were."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pandas
import polars
import pytest

from policyrules.cases import policy_cases
from policyrules.coverage.measuring import measure
from policyrules.errors import UsageError
from policyrules.facts.records import Facts
from policyrules.policy import load_policy
from policyrules.reports.frames import LIBRARIES

from . import cases, zhanjiang
from .proofs import samples

#: A policy with the facts of it, and the lists beside which single things are given as data.
FACTS = {"ganzhou": (cases.facts, "city"), "zhanjiang": (zhanjiang.facts, "parameters")}


def given(facts: Facts) -> dict[str, dict[str, Any]]:
    """What each thing of each list gives."""
    return {f"{name} {each.id}": dict(each.given) for name, things in facts.lists.items() for each in things}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", FACTS)
def test_facts_read_back_from_their_frames(name: str, library: str) -> None:
    """Facts that went through frames decide the same: series, exact amounts, options, things inside things, gaps."""
    policy, (made, single) = load_policy(name), FACTS[name]
    # What a spreadsheet takes for a formula is refused where it comes from a table.
    data = json.loads(json.dumps(made()).replace("=cmd", "cmd"))
    facts = policy.facts(data)
    frames = {each: facts.to_frame(each, library) for each, things in facts.lists.items() if things}
    if facts.paid:
        frames["awards_paid"] = facts.to_frame("paid", library)
    again = policy.facts({**frames, single: data.get(single, {})})
    assert given(again) == given(facts)
    assert [each.amount for each in again.paid] == [each.amount for each in facts.paid]


def test_the_columns_of_facts_are_typed() -> None:
    """Amounts are exact decimals and whole numbers with gaps stay whole: no float creeps into a later decision."""
    facts = load_policy("ganzhou").facts(cases.facts())
    enterprises = facts.to_frame("enterprises", "polars")
    assert isinstance(enterprises, polars.DataFrame)
    assert enterprises.schema["online_sales_2025"] == polars.Decimal(38, 2)
    assert enterprises.schema["founded_year"] == polars.Int64
    table = facts.to_frame("enterprises")
    assert isinstance(table, pandas.DataFrame)
    assert str(table["founded_year"].dtype) == "Int64"
    assert Decimal("9000000.50") in list(table["agri_sales_2025"])


def test_an_unknown_list_is_told_with_the_nearest() -> None:
    """A slip in the name of a list is answered in one line."""
    facts = load_policy("ganzhou").facts(cases.facts())
    with pytest.raises(UsageError, match="did you mean `platforms`"):
        facts.to_frame("platform")


def test_proofs_and_coverage_are_frames() -> None:
    """An analyst filters what is refuted or uncovered as any other table."""
    proofs = samples.EVERY.to_frame("polars")
    assert isinstance(proofs, polars.DataFrame)
    assert proofs.filter(polars.col("outcome") == "refuted")["invariant"].to_list() == ["enterprise_most"]
    found = measure(load_policy("ganzhou"), policy_cases("ganzhou")[:1])
    lines = found.to_frame()
    assert isinstance(lines, pandas.DataFrame)
    assert int(lines["covered"].sum()) == found.covered > 0
