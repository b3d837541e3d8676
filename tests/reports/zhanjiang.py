"""Facts of the second city: a line of every verdict, and words that are meant to do harm."""

from __future__ import annotations

import copy
from typing import Any

import policyrules as pr
from policyrules.decision.decision import Decision

from .cases import ESCAPE, FORMULA, MARKUP, YEAR

_CENTRE: dict[str, Any] = {
    "typical_town": True,
    "site": {
        "location": ["main_road"],
        "zones": ["display", "storage", "office", "training", "live_stream"],
        "equipment": {
            "display": ["shelves", "cabinets", "multimedia", "local_products"],
            "storage": ["racks", "handling", "packing"],
            "office": ["desks", "computers", "telephone", "printer"],
            "training": ["teaching_tools"],
            "live_stream": ["fibre", "phone", "computer", "camera", "backdrop", "lights"],
        },
    },
    "team": {"management_team": True, "tasks": ["operation"]},
    "products": {"partners": ["bases"], "regional_brand": False, "listed": 120, "priority_listed": 40},
    "operation": {"modes": ["company"], "channels": ["online", "offline"]},
    "logistics": {"storage_area": True, "services": ["sorting", "packing", "transport"], "partners": ["postal"]},
    "training": {"free_training": True},
    "rules": ["personnel", "operations"],
    "coordination": True,
    "promotion": True,
}


def _centre(name: str, county: str, title: str) -> dict[str, Any]:
    return {"id": name, "name": title, "town": "某镇", "county": county, **copy.deepcopy(_CENTRE)}


def _enterprise(name: str, county: str | None, sales: int | None, form: str = "company") -> dict[str, Any]:
    found: dict[str, Any] = {"id": name, "name": f"{name}号电商", "county": county, "legal_form": form}
    return {**found, "online_retail_sales": {} if sales is None else {str(YEAR): sales}}


def _filing(point: int, quarter: str, status: str, day: str | None = None, evidence: str = "") -> dict[str, Any]:
    filed = {"work_point": point, "quarter": quarter, "status": status, "evidence": evidence or None}
    return {**filed, "filed_on": day}


def facts() -> dict[str, Any]:
    met, short, open_, other, unsaid = (
        _centre(*each)
        for each in (
            ("T1", "遂溪", "一号中心"),
            ("T2", "廉江", MARKUP),
            ("T3", "徐闻", ESCAPE),
            ("T4", "雷州", FORMULA),
            ("T5", "吴川", "五号中心"),
        )
    )
    short["site"]["zones"] = ["display", "storage", "office"]
    short["operation"]["channels"] = ["online"]
    short["products"]["partners"] = []
    open_["site"]["zones"] = {"display": True, "storage": True, "office": True, "training": True}
    del open_["training"]
    other["typical_town"] = False
    del unsaid["typical_town"]
    return {
        "town_centres": [met, short, open_, other, unsaid],
        "enterprises": [
            _enterprise("Z1", "遂溪", 120_000_000),
            _enterprise("Z2", "遂溪", 10_000_000),
            _enterprise("Z3", "廉江", 9_500_000),
            _enterprise("Z4", "廉江", 130_000_000, "sole_trader"),
            _enterprise("Z5", "徐闻", None),
            _enterprise("-Z6", None, 6_000_000),
        ],
        "counties": [
            {
                "name": "遂溪",
                "association": "linked",
                "training_events": {str(YEAR): 1},
                "chain": {"industry_base": True, "selection_centre": True, "live_base": True},
                "filings": [
                    _filing(1, "2025Q1", MARKUP, "2025-04-02", FORMULA),
                    _filing(1, "2025Q2", "已运行", "2025-06-28", "照片"),
                    _filing(20, "2025Q1", ESCAPE),
                ],
            },
            {"name": "廉江", "association": "founded", "chain": {"live_base": False}},
        ],
        "city": {"online_retail": {"2024": 10_000_000_000, "2025": 11_000_000_000}},
    }


def decision(data: dict[str, Any] | None = None, **options: str) -> Decision:
    policy = pr.load_policy("zhanjiang").interpret(**options)
    return policy.decide(facts() if data is None else data, YEAR, engine="reference")
