"""The same rules as a program for durable-rules, written by hand and driven through its C engine directly.

Rules conclude what is reached and what is missed; whatever no rule spoke of is unknown. After the last firing
the limits are settled in Python. Three ways: one wide fact a case; three facts joined by their operator; and
lean: one wide fact, rules only for what is reached, and plain Python for a case with a missing figure.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from types import ModuleType
from typing import Any

from benchmarks.cases import Payments, Row
from benchmarks.handwritten_python import (
    AGRI_CAP,
    AGRI_THRESHOLD,
    BASE_TIERS,
    GROWTH_TIERS,
    PLATFORM_CAP,
    PLATFORM_THRESHOLD,
    settle,
)
from benchmarks.handwritten_python import decide as decide_in_python

Pattern = dict[str, Any]
PLATFORM_FIELDS = ("self_built", "retail", "speciality")
ENTERPRISE_FIELDS = ("recognized", "sales", "sales_before", "agri", "upstream")
BASE_FIELDS = ("area", "rooms", "residents", "hosts", "live", "live_before")
FIGURES = (*ENTERPRISE_FIELDS, *PLATFORM_FIELDS, *BASE_FIELDS)


def _library() -> ModuleType:
    flags = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        return importlib.import_module("durable_rules_engine")
    finally:
        sys.setdlopenflags(flags)


def _criteria() -> dict[str, tuple[str, list[Pattern], list[Pattern]]]:
    """For each award and tier, as `growth.4`: what it is about, what must hold, and the opposites."""
    found: dict[str, tuple[str, list[Pattern], list[Pattern]]] = {
        "platform.1": (
            "platform",
            [{"self_built": 1}, {"$gte": {"retail": PLATFORM_THRESHOLD}}],
            [{"self_built": 0}, {"$lt": {"retail": PLATFORM_THRESHOLD}}],
        ),
        "agricultural.1": (
            "enterprise",
            [{"recognized": 1}, {"$gt": {"agri": AGRI_THRESHOLD}}],
            [{"recognized": 0}, {"$lte": {"agri": AGRI_THRESHOLD}}],
        ),
    }
    for number, (above, _) in zip((4, 3, 2, 1), GROWTH_TIERS, strict=True):
        found[f"growth.{number}"] = (
            "enterprise",
            [{"recognized": 1}, {"$gt": {"sales": above}}, {"$lte": {"sales_before": above}}],
            [{"recognized": 0}, {"$lte": {"sales": above}}, {"$gt": {"sales_before": above}}],
        )
    for number, (*least, above, _) in zip((2, 1), BASE_TIERS, strict=True):
        facility = list(zip(BASE_FIELDS, least, strict=False))
        enough = [{"$gte": {name: bound}} for name, bound in facility]
        too_little = [{"$lt": {name: bound}} for name, bound in facility]
        found[f"base.{number}"] = (
            "base",
            [*enough, {"$gt": {"live": above}}, {"$lte": {"live_before": above}}],
            [*too_little, {"$lte": {"live": above}}, {"$gt": {"live_before": above}}],
        )
    return found


def _rules(joined: bool, lean: bool) -> dict[str, Any]:
    def rule(about: str, patterns: list[Pattern], salience: int) -> dict[str, Any]:
        if not joined:
            return {"all": [{"m": {"$and": [{"kind": "case"}, *patterns]}}], "pri": salience}
        if about == "enterprise":
            return {"all": [{"m": {"$and": [{"kind": about}, *patterns]}}], "pri": salience}
        own = {"$and": [{"kind": about}, {"operator": {"e": "id"}}, *patterns]}
        return {"all": [{"e": {"kind": "enterprise"}}, {"m": own}], "pri": salience}

    rules = {}
    for name, (about, hold, fail) in _criteria().items():
        rules[f"reached.{name}"] = rule(about, hold, 1)
        if not lean:
            rules[f"missed.{name}"] = rule(about, [{"$or": fail}], 1)
    if lean:
        rules["missing"] = rule("case", [{"$or": [{"$nex": {name: 1}} for name in FIGURES]}], 1)
    rules["settle"] = {"all": [{"m": {"kind": "enterprise" if joined else "case"}}], "pri": 9}
    return rules


class HandwrittenRete:
    """One ruleset; `decide` runs a case through it and forgets it."""

    def __init__(self, joined: bool = False, lean: bool = False) -> None:
        self._engine = _library()
        self._joined, self._lean = joined, lean
        self._handle = self._engine.create_ruleset("handwritten", json.dumps(_rules(joined, lean)))

    def decide(self, row: Row) -> Payments:
        """The payments of one case."""
        engine, handle = self._engine, self._handle
        for fact in self._facts(row):
            state = engine.assert_fact(handle, json.dumps(fact))[1]
        fired = set()
        message = engine.start_action_for_state(handle, state)[1]
        while message:
            fired.add(message.split('"', 2)[1])
            message = engine.complete_and_start_action(handle, state)
        engine.delete_state(handle, "1")
        if "missing" in fired:
            return decide_in_python(row)
        return _settled(row, fired, self._lean)

    def _facts(self, row: Row) -> list[dict[str, Any]]:
        known = {name: value for name, value in row.items() if value is not None}
        if not self._joined:
            return [{"kind": "case", "sid": "1", **known}]
        parts: dict[str, dict[str, Any]] = {
            "enterprise": {"kind": "enterprise", "sid": "1", "id": 7},
            "platform": {"kind": "platform", "sid": "1", "operator": 7},
            "base": {"kind": "base", "sid": "1", "operator": 7},
        }
        for name, value in known.items():
            about = "platform" if name in PLATFORM_FIELDS else "base" if name in BASE_FIELDS else "enterprise"
            parts[about][name] = value
        return list(parts.values())


def _settled(row: Row, fired: set[str], lean: bool) -> Payments:
    """The payments; in a lean program whatever was not reached is missed."""

    def missed(name: str) -> bool:
        return f"reached.{name}" not in fired if lean else f"missed.{name}" in fired

    def rate(award: str, base: int | None, cap: int) -> int | None:
        if f"reached.{award}.1" in fired:
            return None if base is None else min(base // 100, cap)
        return 0 if missed(f"{award}.1") else None

    def highest(award: str, rewards: list[int]) -> int | None:
        for number, reward in zip(range(len(rewards), 0, -1), rewards, strict=True):
            if not missed(f"{award}.{number}"):
                return reward if f"reached.{award}.{number}" in fired else None
        return 0

    return settle(
        rate("platform", row["speciality"], PLATFORM_CAP),
        highest("base", [tier[-1] for tier in BASE_TIERS]),
        highest("growth", [tier[-1] for tier in GROWTH_TIERS]),
        rate("agricultural", row["upstream"], AGRI_CAP),
        row["paid"] or 0,
    )
