"""The decision on the Zhanjiang example, for the tests of its sections."""

from __future__ import annotations

from functools import cache
from typing import Any

import policyrules as pr
from examples.paths import ZHANJIANG_GOOD
from policyrules.facts.records import Facts

POLICY = pr.load_policy("zhanjiang")
UNITS = ("赤坎", "霞山", "坡头", "麻章", "雷州", "廉江", "吴川", "遂溪", "徐闻", "经开区")


@cache
def facts() -> Facts:
    """The checked facts of the workbook."""
    return POLICY.facts(ZHANJIANG_GOOD)


def decided(engine: str | None = None, **readings: str) -> dict[str, Any]:
    """The decision for 2025, as JSON, under the readings that are not the default."""
    policy = POLICY.interpret(**readings) if readings else POLICY
    decision = policy.decide(facts(), year=2025, engine=engine)
    assert not decision.warnings
    return decision.to_dict()


def standards(decision: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of the centres, by their ids."""
    return {line["subject"]: line for line in decision["standards"]}


def city_targets(decision: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of the targets for the city, by their ids."""
    return {line["target"]: line for line in decision["targets"] if "county" not in line}


def tasks(decision: dict[str, Any]) -> dict[tuple[int, str], dict[str, Any]]:
    """The lines of the ledger, by work point and unit."""
    return {(line["work_point"], line["county"]): line for line in decision["tasks"]}
