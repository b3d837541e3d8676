"""六有 as the guideline has it: each required item decides, nothing else does, and what is not known stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from policyrules.policy import load_policy

from .centres import ABSENT, FULL, Json, at, centre

ZHANJIANG = load_policy("zhanjiang")
ENGINES = ["reference", "rete"]
SIX = ("site", "team", "products", "operation", "logistics", "training")
#: The required items of the six, and the fact of each: lists of which all must be there, then of which one is enough.
ALL_OF = {
    "site zones": "site.zones",
    "site equipment_display": "site.equipment.display",
    "site equipment_storage": "site.equipment.storage",
    "site equipment_office": "site.equipment.office",
    "site equipment_training": "site.equipment.training",
    "site equipment_live_stream": "site.equipment.live_stream",
    "operation channels": "operation.channels",
    "logistics services": "logistics.services",
}
ANY_OF = {
    "site location": "site.location",
    "products partners": "products.partners",
    "operation modes": "operation.modes",
    "logistics partners": "logistics.partners",
}
FLAGS = {
    "team management_team": "team.management_team",
    "logistics storage_area": "logistics.storage_area",
    "training free_training": "training.free_training",
}
SAFEGUARDS = {
    "safeguards rules": "rules",
    "safeguards coordination": "coordination",
    "safeguards promotion": "promotion",
}
#: What is expected or encouraged, and what it would be to have nothing of it.
BESIDE = {
    "team.tasks": [],
    "products.supply_assured": False,
    "products.regional_brand": False,
    "products.priority_listed": 0,
    "operation.incubation": False,
    "logistics.uses_local_sites": False,
    "logistics.joint_delivery": False,
    "training.groups": [],
    "training.population_surveyed": False,
    "training.links": [],
    "training.grassroots_linked": False,
    "training.teaching_in_villages": False,
    "training.employment_link": False,
    "rule_contents": [],
}


def judge(thing: Json, engine: str = "rete", **options: str) -> Json:
    """The line of one centre."""
    decision = ZHANJIANG.interpret(**options).decide({"town_centres": [thing]}, 2025, engine=engine)
    (line,) = decision.to_dict()["standards"]
    found: Json = line
    return found


def items(line: Json) -> dict[str, Json]:
    return {f"{block['block']} {item['item']}": item for block in line["blocks"] for item in block["items"]}


def blocks(line: Json) -> dict[str, str]:
    return {block["block"]: block["verdict"] for block in line["blocks"]}


def verdicts(line: Json, item: str) -> tuple[str, str, str]:
    """Of the item, of its block, of the standard."""
    return items(line)[item]["verdict"], blocks(line)[item.split()[0]], line["verdict"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_centre_with_everything_meets_the_standard_and_one_with_no_facts_is_unknown(engine: str) -> None:
    full = judge(centre(), engine)
    assert (full["verdict"], full["items_short"], full["items_unknown"], full["missing"]) == ("met", "0", "0", [])
    assert set(blocks(full).values()) == {item["verdict"] for item in items(full).values()} == {"met"}
    assert list(blocks(full)) == [*SIX, "safeguards"]
    assert {name for name, item in items(full).items() if item["modality"] == "required"} == {
        *ALL_OF, *ANY_OF, *FLAGS, *SAFEGUARDS
    }  # fmt: skip
    bare = judge({"id": "T1"}, engine)
    assert (bare["verdict"], bare["items_short"], bare["items_unknown"]) == ("unknown", "0", "15")
    asked = {*ALL_OF.values(), *ANY_OF.values(), *FLAGS.values(), "typical_town"}
    assert set(bare["missing"]) == {f"/town_centres/0/{name.replace('.', '/')}" for name in asked}


def _cases() -> Iterator[tuple[str, Json, tuple[str, str]]]:
    """Item, changes, and the verdict of the item and of what rests on it."""
    for item, fact in ALL_OF.items():
        things = at(FULL, fact)
        for each in things:
            yield item, {fact: [other for other in things if other != each]}, ("not_met", "not_met")
            yield item, {fact: {**dict.fromkeys(things, True), each: None}}, ("unknown", "unknown")
        yield item, {fact: dict.fromkeys(things[1:], True)}, ("unknown", "unknown")
        yield item, {fact: {things[0]: False}}, ("not_met", "not_met")
        yield item, {fact: ABSENT}, ("unknown", "unknown")
    for item, fact in ANY_OF.items():
        things = at(FULL, fact)
        for each in things:
            yield item, {fact: [each]}, ("met", "met")
            yield item, {fact: {each: True}}, ("met", "met")
            yield item, {fact: {other: False for other in things if other != each}}, ("unknown", "unknown")
        yield item, {fact: []}, ("not_met", "not_met")
        yield item, {fact: dict.fromkeys(things, False)}, ("not_met", "not_met")
        yield item, {fact: None}, ("unknown", "unknown")
    for item, fact in FLAGS.items():
        yield item, {fact: False}, ("not_met", "not_met")
        yield item, {fact: ABSENT}, ("unknown", "unknown")


@pytest.mark.parametrize("engine", ENGINES)
def test_each_required_item_decides_its_block_and_the_standard(engine: str) -> None:
    """Any one thing that is lacking fails a centre; of an "any of" one is enough; unknown is neither."""
    for item, changes, (of_item, whole) in _cases():
        line = judge(centre(changes), engine)
        assert verdicts(line, item) == (of_item, whole, whole), f"{item} with {changes}"
        short, unknown = (str(int(of_item == each)) for each in ("not_met", "unknown"))
        assert (line["items_short"], line["items_unknown"]) == (short, unknown), f"{item} with {changes}"
        assert bool(line["missing"]) == (whole == "unknown"), f"{item} with {changes}"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("given", ["nothing", "unknown"])
def test_what_is_expected_or_encouraged_never_decides(engine: str, given: str) -> None:
    changes = BESIDE if given == "nothing" else dict.fromkeys(BESIDE, ABSENT)
    for some in (changes, *({name: value} for name, value in changes.items())):
        line = judge(centre(some), engine)
        assert (line["verdict"], set(blocks(line).values())) == ("met", {"met"}), some
        optional = [each["verdict"] for each in items(line).values() if each["modality"] != "required"]
        assert optional.count("not_met" if given == "nothing" else "unknown") == len(some), some


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("fact", "value", "verdict"),
    [(fact, [] if fact == "rules" else False, "not_met") for fact in SAFEGUARDS.values()]
    + [(fact, ABSENT, "unknown") for fact in SAFEGUARDS.values()]
    + [("rules", ["personnel", "operations", "finance", "data_security"], "not_met")],
)
def test_safeguards_are_reported_and_decide_only_where_they_are_required(
    engine: str, fact: str, value: Any, verdict: str
) -> None:
    reported = judge(centre({fact: value}), engine)
    assert (reported["verdict"], blocks(reported)["safeguards"], reported["items_short"]) == ("met", verdict, "0")
    required = judge(centre({fact: value}), engine, safeguards_count="required")
    assert (required["verdict"], blocks(required)["safeguards"]) == (verdict, verdict)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("option", "fact", "item"),
    [
        ({"site_location": "all_three"}, "site.location", "site location"),
        ({"product_partners": "all"}, "products.partners", "products partners"),
    ],
)
def test_where_the_text_may_ask_for_all_of_three(engine: str, option: Json, fact: str, item: str) -> None:
    things = at(FULL, fact)
    for given, expected in ((things, "met"), (things[1:], "not_met"), (dict.fromkeys(things[1:], True), "unknown")):
        assert verdicts(judge(centre({fact: given}), engine, **option), item) == (expected,) * 3
        assert verdicts(judge(centre({fact: given}), engine), item) == ("met",) * 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("zone", list(FULL["site"]["equipment"]))
def test_one_named_thing_equips_a_zone_where_the_lists_are_read_so(engine: str, zone: str) -> None:
    fact, things = f"site.equipment.{zone}", FULL["site"]["equipment"][zone]
    for each in things:
        line = judge(centre({fact: [each]}), engine, equipment_lists="zone_equipped")
        assert verdicts(line, f"site equipment_{zone}") == ("met",) * 3
    line = judge(centre({fact: []}), engine, equipment_lists="zone_equipped")
    assert verdicts(line, f"site equipment_{zone}") == ("not_met",) * 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("typical", "changes", "verdict"),
    [
        (True, {}, "met"),
        (True, {"team.management_team": False}, "not_met"),
        (False, {}, "not_applicable"),
        (False, {"team.management_team": False}, "not_applicable"),
        (ABSENT, {}, "unknown"),
        (None, {"operation.modes": ABSENT}, "unknown"),
        (ABSENT, {"team.management_team": False}, "not_met"),
        (ABSENT, {"team.management_team": False, "operation.modes": ABSENT}, "not_met"),
        # A safeguard that is missed decides only where safeguards are required.
        (ABSENT, {"promotion": False}, "unknown"),
    ],
)
def test_only_typical_towns_are_judged(engine: str, typical: Any, changes: Json, verdict: str) -> None:
    line = judge(centre({"typical_town": typical, **changes}), engine)
    assert line["verdict"] == verdict
    asks = "/town_centres/0/typical_town" in line["missing"]
    assert asks == (typical in (ABSENT, None) and verdict == "unknown")


def test_what_was_found_what_is_lacking_and_what_is_open() -> None:
    """A list says all that is there; an object only what it answers."""
    given = {"site.zones": {"display": True, "storage": True, "office": None, "training": True}}
    zones = items(judge(centre(given)))["site zones"]
    assert (zones["found"], zones["lacking"]) == (["display", "storage", "training"], [])
    assert zones["unknown"] == ["office", "live_stream"]
    assert zones["missing"] == ["/town_centres/0/site/zones/office", "/town_centres/0/site/zones/live_stream"]
    zones = items(judge(centre({"site.zones": ["display", "storage"]})))["site zones"]
    assert (zones["lacking"], zones["unknown"], zones["missing"]) == (["office", "training", "live_stream"], [], [])
    # What is surely short may be open in other parts too.
    zones = items(judge(centre({"site.zones": {"display": False, "storage": True}})))["site zones"]
    assert (zones["verdict"], zones["lacking"], zones["missing"]) == ("not_met", ["display"], [])
    assert zones["unknown"] == ["office", "training", "live_stream"]
    modes = items(judge(centre({"operation.modes": ["company"]})))["operation modes"]
    assert (modes["found"], modes["lacking"], modes["verdict"]) == (["company"], [], "met")
    share = items(judge(centre()))["products priority_listed"]
    assert (share["value"], share["verdict"]) == ("0.333333", "met")
    unlisted = items(judge(centre({"products.listed": 0, "products.priority_listed": 0})))["products priority_listed"]
    assert (unlisted["value"], unlisted["verdict"]) == (None, "not_met")
