"""What is judged although something is unknown: verdicts that random facts seldom come to."""

from __future__ import annotations

from itertools import product

import pytest
from engines.centres import ABSENT, centre

from policyrules.policy import load_policy

from ..agreement import disagreements

ZHANJIANG = load_policy("zhanjiang")
#: Whether the standard applies, whether it is met, and where the centre is: all of that may be unknown.
WAYS = list(product((True, False, None), (True, False, None), ("遂溪", ABSENT)))


@pytest.mark.parametrize(("applies", "met", "county"), WAYS)
def test_a_standard_that_may_apply_and_a_duty_that_rests_on_it(applies: object, met: object, county: object) -> None:
    """Else what may apply is proved to be met, or what may be in a unit is left out of its duty."""
    one = centre({"typical_town": applies, "county": county, "team.management_team": met})
    other = centre({"id": "T2"})
    for facts in ([one], [one, other]):
        assert disagreements(ZHANJIANG, {"town_centres": facts}, 2025) == []
