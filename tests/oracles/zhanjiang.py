"""The Zhanjiang document (湛商务〔2025〕69号) written a second time, in plain Python, from the checked reading alone.

This module holds the six haves (六有) of a typical town's operation centre; `zhanjiang_targets.py` and
`zhanjiang_tasks.py` hold the rest. None imports anything of the library; all take valid facts and do not validate.

Where the reading leaves a corner open, this writing takes it so:

* `unknown` of an item lists what is open and `lacking` what is surely not there, both unless it is met;
* an unknown verdict lacks what its own items lack, and `typical_town` where that is not said;
* safeguards have a verdict of their own in either case.

A truth value is `True`, `False` or `None` (unknown).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from oracles.ganzhou import number

Truth = bool | None
Json = dict[str, Any]

DEFAULTS: dict[str, str] = {
    "site_location": "any_one",
    "equipment_lists": "all_named",
    "product_partners": "any",
    "safeguards_count": "reported",
    "target_bands": "nested",
    "sole_traders_count": "no",
    "due_day_counts": "yes",
    "live_base_standard": "needed",
}
UNITS = ["赤坎", "霞山", "坡头", "麻章", "雷州", "廉江", "吴川", "遂溪", "徐闻", "经开区"]

#: What can be there, for each fact that lists things.
THINGS: dict[str, list[str]] = {
    "site.location": ["main_road", "industry_cluster", "population_centre"],
    "site.zones": ["display", "storage", "office", "training", "live_stream"],
    "site.equipment.display": ["shelves", "cabinets", "multimedia", "local_products"],
    "site.equipment.storage": ["racks", "handling", "packing"],
    "site.equipment.office": ["desks", "computers", "telephone", "printer"],
    "site.equipment.training": ["teaching_tools"],
    "site.equipment.live_stream": ["fibre", "phone", "computer", "camera", "backdrop", "lights"],
    "team.tasks": ["operation", "coordination", "resources", "integration", "incubation"],
    "products.partners": ["farmers", "bases", "dealers"],
    "operation.modes": ["cooperative", "company", "association"],
    "operation.channels": ["online", "offline"],
    "logistics.services": ["sorting", "packing", "transport"],
    "logistics.partners": ["postal", "supply_marketing", "e_commerce", "courier", "transport", "trade"],
    "training.groups": ["rural_women", "returning_graduates", "station_heads", "poor_households"],
    "training.links": ["parks", "live_bases", "associations"],
    "rules": ["personnel", "operations", "finance", "data_security", "training"],
    "rule_contents": ["duties", "goods", "delivery", "after_sales", "funds", "data_security", "training_plan"],
}
#: Block → item, how strongly, what it needs ("all" or "any" of a list, a single "fact", an interpretation), the fact.
BLOCKS: dict[str, list[tuple[str, str, str, str]]] = {
    "site": [
        ("location", "required", "site_location", "site.location"),
        ("zones", "required", "all", "site.zones"),
        ("equipment_display", "required", "equipment_lists", "site.equipment.display"),
        ("equipment_storage", "required", "equipment_lists", "site.equipment.storage"),
        ("equipment_office", "required", "equipment_lists", "site.equipment.office"),
        ("equipment_training", "required", "equipment_lists", "site.equipment.training"),
        ("equipment_live_stream", "required", "equipment_lists", "site.equipment.live_stream"),
    ],
    "team": [
        ("management_team", "required", "fact", "team.management_team"),
        ("tasks", "expected", "all", "team.tasks"),
    ],
    "products": [
        ("partners", "required", "product_partners", "products.partners"),
        ("supply", "expected", "fact", "products.supply_assured"),
        ("regional_brand", "encouraged", "fact", "products.regional_brand"),
        ("priority_listed", "encouraged", "number", "products.priority_listed"),
    ],
    "operation": [
        ("modes", "required", "any", "operation.modes"),
        ("channels", "required", "all", "operation.channels"),
        ("incubation", "expected", "fact", "operation.incubation"),
    ],
    "logistics": [
        ("storage_area", "required", "fact", "logistics.storage_area"),
        ("services", "required", "all", "logistics.services"),
        ("partners", "required", "any", "logistics.partners"),
        ("local_sites", "expected", "fact", "logistics.uses_local_sites"),
        ("joint_delivery", "encouraged", "fact", "logistics.joint_delivery"),
    ],
    "training": [
        ("free_training", "required", "fact", "training.free_training"),
        ("groups", "expected", "all", "training.groups"),
        ("population_surveyed", "expected", "fact", "training.population_surveyed"),
        ("links", "expected", "any", "training.links"),
        ("grassroots_linked", "expected", "fact", "training.grassroots_linked"),
        ("teaching_in_villages", "expected", "fact", "training.teaching_in_villages"),
        ("employment_link", "expected", "fact", "training.employment_link"),
    ],
    "safeguards": [
        ("rules", "required", "all", "rules"),
        ("rule_contents", "expected", "all", "rule_contents"),
        ("coordination", "required", "fact", "coordination"),
        ("promotion", "required", "fact", "promotion"),
    ],
}
#: What an option of an interpretation asks for.
NEEDS = {"any_one": "any", "all_three": "all", "all_named": "all", "zone_equipped": "any", "any": "any", "all": "all"}
WORDS: dict[Truth, str] = {True: "met", False: "not_met", None: "unknown"}
TRUTHS: dict[str, Truth] = {word: truth for truth, word in WORDS.items()}


def unit_of(written: str | None) -> str | None:
    """The name of a county as the document has it; it may be written with 区, 市 or 县."""
    for unit in UNITS:
        ways = [unit] if unit == "经开区" else [unit, *(unit + suffix for suffix in "区市县")]
        if written in ways:
            return unit
    return None


def at(thing: Mapping[str, Any], name: str) -> Any:
    """What stands under a dotted name; None where any step is absent."""
    found: Any = thing
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def place(pointer: str, name: str) -> str:
    """Where a dotted name stands."""
    return f"{pointer}/{name.replace('.', '/')}"


def every(truths: Iterable[Truth]) -> Truth:
    """One that is false decides; else one that is unknown leaves it open."""
    found = list(truths)
    return False if False in found else None if None in found else True


def decimal(value: Fraction | None) -> str | None:
    """A share or a growth: exact where it has finitely many decimals, else rounded to six."""
    if value is None:
        return None
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    value = value if rest == 1 else Fraction(round(value * 10**6), 10**6)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(int(value * 10**places)):0{places + 1}d}"
    whole = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
    return f"-{whole}" if value < 0 else whole


@dataclass(frozen=True)
class Parts:
    """What an item asks for: each part's name, whether it is there, and where that is or should be said."""

    there: dict[str, Truth]
    pointers: dict[str, str]


def parts(centre: Json, pointer: str, fact: str) -> Parts:
    """A list is complete; an object answers some; nothing at all leaves all open."""
    given, here = at(centre, fact), place(pointer, fact)
    if fact not in THINGS:
        return Parts({fact: given}, {fact: here})
    if isinstance(given, Mapping):
        answers = {each: given.get(each) for each in THINGS[fact]}
        return Parts(answers, {each: f"{here}/{each}" for each in answers})
    there = {each: None if given is None else each in given for each in THINGS[fact]}
    return Parts(there, dict.fromkeys(THINGS[fact], here))


def holds(needs: str, truths: list[Truth]) -> Truth:
    """All of them, or any of them."""
    if needs == "any":
        return True if True in truths else None if None in truths else False
    return every(truths)


def item(centre: Json, pointer: str, line: tuple[str, str, str, str], options: Mapping[str, str]) -> Json:
    """One item."""
    name, modality, needs, fact = line
    needs = NEEDS[options[needs]] if needs in options else needs
    value: Json = {}
    if needs == "number":
        listed, total = (at(centre, f"products.{each}") for each in ("priority_listed", "listed"))
        met: Truth = None if listed is None else number(listed) > 0
        share = None if listed is None or not total else number(listed) / number(total)
        value, asked = {"value": decimal(share)}, Parts({}, {})
        missing = {place(pointer, fact)} if met is None else set()
    else:
        asked = parts(centre, pointer, fact)
        met = holds(needs, list(asked.there.values()))
        missing = {asked.pointers[each] for each, there in asked.there.items() if there is None and met is None}
    return {
        "item": name,
        "verdict": WORDS[met],
        "modality": modality,
        "found": sorted(each for each, there in asked.there.items() if there),
        "lacking": sorted(each for each, there in asked.there.items() if there is False and not met),
        "unknown": sorted(each for each, there in asked.there.items() if there is None and not met),
        **value,
        "missing": sorted(missing),
    }


def judged(centre: Json, pointer: str, options: Mapping[str, str]) -> Json:
    """One centre against the six haves."""
    blocks = []
    deciding: list[Json] = []
    for name, lines in BLOCKS.items():
        items = [item(centre, pointer, line, options) for line in lines]
        required = [each for each in items if each["modality"] == "required"]
        counts = name != "safeguards" or options["safeguards_count"] == "required"
        deciding += required if counts else []
        blocks.append({"block": name, "verdict": worst(required), "counts": counts, "items": items})
    typical, verdict = centre.get("typical_town"), worst(deciding)
    if typical is False:
        verdict = "not_applicable"
    elif typical is None and verdict == "met":
        verdict = "unknown"
    missing = {each for found in deciding for each in found["missing"]} if verdict == "unknown" else set()
    if verdict == "unknown" and typical is None:
        missing.add(f"{pointer}/typical_town")
    return {
        "standard": "six_haves",
        "subject": centre["id"],
        "verdict": verdict,
        "items_short": str(sum(each["verdict"] == "not_met" for each in deciding)),
        "items_unknown": str(sum(each["verdict"] == "unknown" for each in deciding)),
        "blocks": blocks,
        "missing": sorted(missing),
    }


def worst(items: Iterable[Json]) -> str:
    """All must be met."""
    return WORDS[every(TRUTHS[each["verdict"]] for each in items)]


def standards(facts: Mapping[str, Any], options: Mapping[str, str] | None = None) -> list[Json]:
    """All lines of the section `standards`."""
    chosen = {**DEFAULTS, **(options or {})}
    found = [judged(each, f"/town_centres/{i}", chosen) for i, each in enumerate(facts.get("town_centres") or [])]
    return sorted(found, key=lambda line: line["subject"])
