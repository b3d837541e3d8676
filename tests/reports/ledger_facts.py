"""Facts of a few counties for the quarterly report: filed in time, late, on no day, and not at all."""

from __future__ import annotations

import copy
from typing import Any

import policyrules as pr
from policyrules.decision.decision import Decision

FORMULA = '=HYPERLINK("http://x","y") 已完成\n第二行'
MARKUP = "<script>alert(1)</script>"
FACTS: dict[str, Any] = {
    "enterprises": [
        {
            "id": "Z1", "name": "海味公司", "county": "遂溪", "legal_form": "company",
            "online_retail_sales": {"2025": 112_000_000},
        },
        {
            "id": "Z2", "name": "火龙果商行", "county": "遂溪", "legal_form": "sole_trader",
            "online_retail_sales": {"2025": 6_200_000},
        },
        {"id": "Z3", "name": "园区公司", "county": "遂溪", "legal_form": "company"},
        {
            "id": "Z4", "name": "家电公司", "county": "廉江", "legal_form": "company",
            "online_retail_sales": {"2025": 34_000_000},
        },
    ],
    "town_centres": [
        {"id": "T1", "name": "草潭中心", "county": "遂溪", "typical_town": True, "team": {"management_team": False}},
        {"id": "T2", "name": "外镇中心", "county": "遂溪", "typical_town": False},
    ],
    "counties": [
        {
            "name": "遂溪", "association": "linked", "training_events": {"2025": 1},
            "chain": {"industry_base": True, "selection_centre": True, "live_base": True},
            "filings": [
                {"work_point": 1, "quarter": "2025Q2", "status": FORMULA, "evidence": MARKUP, "filed_on": "2025-06-25"},
                {"work_point": 2, "quarter": "2025Q2", "status": "摸查完成", "filed_on": "2025-07-02"},
                {"work_point": 6, "quarter": "2025Q2", "status": "已签", "evidence": "协议", "filed_on": "2025-06-30"},
                {"work_point": 20, "quarter": "2025Q1", "status": "一季度未办", "filed_on": "2025-03-01"},
                {"work_point": 22, "quarter": "2025Q2", "status": "报了两个案例"},
                {"work_point": 27, "quarter": "2025Q2", "status": "自愿申报", "filed_on": "2025-06-01"},
            ],
        },
        {"name": "廉江", "association": "founded", "training_events": {"2025": 0}, "chain": {"live_base": False}},
    ],
    "city": {"online_retail": {"2024": 20_000_000_000, "2025": 23_000_000_000}},
}  # fmt: skip


def facts() -> dict[str, Any]:
    return copy.deepcopy(FACTS)


def decision(data: dict[str, Any] | None = None, **options: str) -> Decision:
    policy = pr.load_policy("zhanjiang").interpret(**options)
    return policy.decide(facts() if data is None else data, 2025, engine="reference")
