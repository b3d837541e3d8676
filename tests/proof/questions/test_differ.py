"""`differ`: which readings of the documents ever matter, with a case, and which never do."""

from __future__ import annotations

import pytest

from policyrules.errors import InterpretationError
from policyrules.policy import load_policy
from policyrules.proof.questions import differ


@pytest.mark.parametrize(
    ("policy", "interpretation", "year", "outcome"),
    [
        ("ganzhou", "residents_sales", 2025, "differ"),
        # Growth and live-stream bases are not asked about in 2025: neither reading bars it.
        ("ganzhou", "annual_award_years", 2025, "same"),
        ("ganzhou", "annual_award_years", 2024, "differ"),
        ("zhanjiang", "target_bands", 2025, "differ"),
        # It says which filings are late, and decides nothing.
        ("zhanjiang", "due_day_counts", 2025, "same"),
    ],
)
def test_whether_readings_decide_otherwise(policy: str, interpretation: str, year: int, outcome: str) -> None:
    """`same` must be a proof, and `differ` must come with facts that the two readings really decide otherwise."""
    document = load_policy(policy)
    found = differ(document, year, interpretation, limit=60)
    assert found.outcome == outcome
    for pair in found.pairs:
        case = pair.equivalence.case
        assert (case is not None) == (pair.equivalence.outcome == "different")
        if case is not None:
            sides = [document.interpret(**{interpretation: option}) for option in (pair.one, pair.other)]
            decided = [side.decide(case.facts, year).to_dict() for side in sides]
            sections = ("awards", "standards", "targets", "tasks")
            assert [decided[0][each] for each in sections] != [decided[1][each] for each in sections]


def test_an_interpretation_that_there_is_not() -> None:
    """A misspelt name would otherwise be one that makes no difference."""
    with pytest.raises(InterpretationError, match="residents_sales"):
        differ(load_policy("ganzhou"), 2025, "resident_sales")
