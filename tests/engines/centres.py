"""An operation centre that has all that the Zhanjiang guideline names, and changes of it."""

from __future__ import annotations

import copy
from typing import Any

Json = dict[str, Any]
#: Taken away in `centre(...)`: the fact is not given at all.
ABSENT = object()
FULL: Json = {
    "id": "T1",
    "county": "遂溪",
    "typical_town": True,
    "site": {
        "location": ["main_road", "industry_cluster", "population_centre"],
        "zones": ["display", "storage", "office", "training", "live_stream"],
        "equipment": {
            "display": ["shelves", "cabinets", "multimedia", "local_products"],
            "storage": ["racks", "handling", "packing"],
            "office": ["desks", "computers", "telephone", "printer"],
            "training": ["teaching_tools"],
            "live_stream": ["fibre", "phone", "computer", "camera", "backdrop", "lights"],
        },
    },
    "team": {
        "management_team": True,
        "tasks": ["operation", "coordination", "resources", "integration", "incubation"],
    },
    "products": {
        "partners": ["farmers", "bases", "dealers"],
        "supply_assured": True,
        "regional_brand": True,
        "listed": 120,
        "priority_listed": 40,
    },
    "operation": {
        "modes": ["cooperative", "company", "association"],
        "channels": ["online", "offline"],
        "incubation": True,
    },
    "logistics": {
        "storage_area": True,
        "services": ["sorting", "packing", "transport"],
        "partners": ["postal", "supply_marketing", "e_commerce", "courier", "transport", "trade"],
        "uses_local_sites": True,
        "joint_delivery": True,
    },
    "training": {
        "free_training": True,
        "groups": ["rural_women", "returning_graduates", "station_heads", "poor_households"],
        "population_surveyed": True,
        "links": ["parks", "live_bases", "associations"],
        "grassroots_linked": True,
        "teaching_in_villages": True,
        "employment_link": True,
    },
    "rules": ["personnel", "operations", "finance", "data_security", "training"],
    "rule_contents": ["duties", "goods", "delivery", "after_sales", "funds", "data_security", "training_plan"],
    "coordination": True,
    "promotion": True,
}


def centre(changes: Json | None = None) -> Json:
    """The centre with other facts, by dotted names."""
    found = copy.deepcopy(FULL)
    for name, value in (changes or {}).items():
        *way, last = name.split(".")
        inner = found
        for step in way:
            inner = inner[step]
        inner[last] = value
        if value is ABSENT:
            del inner[last]
    return found


def at(thing: Json, name: str) -> Any:
    """What stands under a dotted name."""
    for step in name.split("."):
        thing = thing[step]
    return thing
