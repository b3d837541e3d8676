"""Facts to test with: whole documents, strategies for any valid one, and the same facts as flat rows."""

from __future__ import annotations

import copy
import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.nesting import room
from policyrules.language.vocabulary import Field, Things, Vocabulary

Json = dict[str, Any]

WHOLE: Json = {
    "enterprises": [
        {
            "id": "E1",
            "name": "甲",
            "county": "南康区",
            "founded_year": 2019,
            "recognized": True,
            "online_sales": {"2024": 90000000, "2025": 250000000},
            "agri_sales": {"2025": 12000000},
            "agri_upstream_sales": {"2025": 11000000},
        }
    ],
    "platforms": [{"id": "P1", "operator": "E1", "self_built": True, "retail_sales": {"2025": 5000000}}],
    "live_bases": [{"id": "B1", "operator": "E1", "founded_year": 2024, "floor_area_m2": 1200, "hosts": 30}],
    "awards_paid": [
        {"year": 2025, "award": "live_base", "tier": 1, "enterprise": "E1", "subject": "B1", "amount": 100000}
    ],
    "city": {"online_retail": {"2026": 81000000000}, "courier_village_share": {"2024": 0.82}},
}
ZHANJIANG: Json = {
    "enterprises": [{"id": "Z1", "county": "遂溪", "legal_form": "company", "online_retail_sales": {"2025": 12000000}}],
    "town_centres": [
        {
            "id": "T1",
            "county": "遂溪",
            "typical_town": True,
            "site": {
                "location": ["main_road"],
                "zones": {"display": True, "storage": False, "office": None},
                "equipment": {"display": ["shelves", "local_products"], "storage": []},
            },
            "team": {"management_team": True, "tasks": ["operation", "incubation"]},
            "products": {"partners": ["farmers", "bases"], "listed": 120, "priority_listed": 40},
            "training": None,
            "rules": ["personnel", "operations"],
        }
    ],
    "counties": [
        {
            "name": "遂溪",
            "association": "linked",
            "training_events": {"2025": 1},
            "chain": {"industry_base": True, "live_base": False},
            "filings": [
                {"work_point": 20, "quarter": "2025Q2", "status": "…", "filed_on": "2025-06-28"},
                {"work_point": 6, "quarter": "2025Q2"},
            ],
        },
        {"name": "经开区"},
    ],
    "city": {"rural_online_retail": {"2025": 5}},
    "parameters": {"statistical_threshold": 5000000},
}


def whole(vocabulary: Vocabulary | None = None) -> Json:
    """A whole document, by the lists that the vocabulary has."""
    return copy.deepcopy(ZHANJIANG if vocabulary is not None and "counties" in vocabulary.lists else WHOLE)


def amounts() -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**13).map(lambda fen: Decimal(fen).scaleb(-2))


def quarters() -> st.SearchStrategy[str]:
    return st.builds("{}Q{}".format, st.integers(1900, 2100), st.integers(1, 4))


def days() -> st.SearchStrategy[str]:
    return st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(datetime.date.isoformat)


def several(field: Field) -> st.SearchStrategy[Any]:
    """Some options as a complete list, or some answers."""
    options = sorted(field.options) or [""]
    answers = st.dictionaries(st.sampled_from(options), st.booleans() | st.none(), min_size=1)
    return st.lists(st.sampled_from(options), unique=True) | answers


def values(field: Field, vocabulary: Vocabulary) -> st.SearchStrategy[Any]:
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": st.text("甲乙abc ", min_size=1).map(str.strip).filter(bool),
        "place": st.sampled_from(sorted(vocabulary.place_names())),
        "year": st.integers(1990, 2030),
        "quarter": quarters(),
        "day": days(),
        "flag": st.booleans(),
        "count": st.integers(0, 10**6),
        "area": amounts(),
        "money": amounts(),
        "share": st.integers(0, 10**6).map(lambda millionths: Decimal(millionths).scaleb(-6)),
        "choice": st.sampled_from(sorted(field.options) or [""]),
        "choices": several(field),
        "duty": st.sampled_from([int(each) for each in field.options if each.isdecimal()] or [1]),
    }
    return kinds[field.type]


_made: dict[int, tuple[object, st.SearchStrategy[Json]]] = {}


def _thing(fields: dict[str, Field], vocabulary: Vocabulary, fixed: dict[str, Any]) -> st.SearchStrategy[Json]:
    """A thing with any properties, and some that are fixed: its id and references."""
    if id(fields) not in _made:
        _made[id(fields)] = fields, _properties(fields, vocabulary)
    return _made[id(fields)][1].map(lambda drawn: nested({**fixed, **drawn}))


def _properties(fields: dict[str, Field], vocabulary: Vocabulary) -> st.SearchStrategy[Json]:
    optional: dict[str, st.SearchStrategy[Any]] = {}
    required: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in fields.items():
        if field.type in ("id", "reference") or (field.type == "place" and field.required):
            continue
        one = values(field, vocabulary)
        years = st.sampled_from(["2023", "2024", "2025"])
        each = st.dictionaries(years, one, min_size=1) if field.series else one
        (required if field.required else optional)[name] = each
    return st.fixed_dictionaries(required, optional=optional)


def nested(flat: Json) -> Json:
    """Properties by their dotted names, as objects in objects."""
    item: Json = {}
    for name, value in flat.items():
        into, last = room(item, name)
        into[last] = value
    return item


@st.composite
def documents(draw: st.DrawFn, vocabulary: Vocabulary) -> Json:
    """Any valid facts (warnings allowed), built from the vocabulary alone."""
    found: Json = {}
    ids = {name: draw(_ids(name, things, vocabulary)) for name, things in vocabulary.lists.items()}
    for name, group in vocabulary.lists.items():
        if group.register_of_awards or group.within:
            continue
        found[name] = []
        for each in ids[name]:
            fixed: dict[str, Any] = {group.id_field or "": each}
            for ref, field in group.fields.items():
                if field.type == "reference" and field.to:
                    fixed[ref] = draw(st.sampled_from(ids[field.to]))
            found[name].append(draw(_thing(group.fields, vocabulary, fixed)))
    for name, group in vocabulary.lists.items():
        for holder in found[group.within] if group.within else ():
            inside = st.lists(_thing(group.fields, vocabulary, {}), max_size=3, unique_by=_told_apart(group))
            holder.update(draw(st.fixed_dictionaries({}, optional={name: inside})))
    for name, single in vocabulary.objects.items():
        found[name] = draw(_thing(single.fields, vocabulary, {}))
    return found


def _told_apart(group: Things) -> Any:
    return lambda item: tuple(item[name] for name in group.unique)


def _ids(name: str, things: Things, vocabulary: Vocabulary) -> st.SearchStrategy[list[str]]:
    if things.id_field and things.fields[things.id_field].type == "place":
        places = vocabulary.place_names()
        return st.lists(st.sampled_from(sorted(places)), min_size=1, max_size=3, unique_by=places.__getitem__)
    return st.integers(1, 3).map(lambda count: [f"{name[0]}{n}" for n in range(count)])


def flat(data: Json, vocabulary: Vocabulary, numbers: type = float) -> dict[str, list[Json]]:
    """Each list as rows, with one column per year and per answered option; an object is one row."""
    tables = {name: part if isinstance(part, list) else [part] for name, part in data.items()}
    found: dict[str, list[Json]] = {}
    for name, group in vocabulary.groups():
        within = group.within if isinstance(group, Things) else None
        things = tables.get(name, [])
        labels: list[Json] = [{} for _ in things]
        if within is not None:
            id_field = vocabulary.lists[within].id_field or ""
            label = vocabulary.lists[within].fields[id_field].label.zh
            pairs = [(holder[id_field], each) for holder in tables.get(within, ()) for each in holder.get(name, ())]
            things, labels = [each for _, each in pairs], [{label: of} for of, _ in pairs]
        apart = {each for each, field in group.fields.items() if any(_is_apart(item, each, field) for item in things)}
        rows = [_cells(group.fields, thing, numbers, apart) for thing in things]
        found[name] = [{**of, **row} for of, row in zip(labels, rows, strict=True)]
    return found


def _is_apart(thing: Json, name: str, field: Field) -> bool:
    return field.type == "choices" and isinstance(inside(thing, name), dict)


def inside(thing: Json, name: str) -> Any:
    """What a thing gives under a dotted name."""
    value: Any = thing
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _cells(fields: dict[str, Field], thing: Json, numbers: type, apart: set[str]) -> Json:
    cells: Json = {}
    for name, field in fields.items():
        value = inside(thing, name)
        if isinstance(value, list) and name in apart:
            cells.update({f"{name}: {option}": option in value for option in field.options})
        elif isinstance(value, list):
            cells[name] = "、".join(field.options[each].label.zh for each in value) or "无"
        elif isinstance(value, dict) and field.type == "choices":
            cells.update({f"{name}: {option}": answer for option, answer in value.items()})
        elif isinstance(value, dict):
            cells.update({f"{name}_{year}": _cell(figure, numbers) for year, figure in value.items()})
        elif value is not None:
            cells[name] = _cell(value, numbers)
    return cells


def _cell(value: Any, numbers: type) -> Any:
    return numbers(value) if isinstance(value, Decimal) else value
