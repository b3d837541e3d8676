"""Facts to test with: one whole document, strategies for any valid one, and the same facts as flat rows."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from policyrules.language.vocabulary import Field, Vocabulary

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


def whole() -> Json:
    return copy.deepcopy(WHOLE)


def amounts() -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**13).map(lambda fen: Decimal(fen).scaleb(-2))


def values(field: Field, vocabulary: Vocabulary) -> st.SearchStrategy[Any]:
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": st.text("甲乙abc ", min_size=1).map(str.strip).filter(bool),
        "place": st.sampled_from(sorted(vocabulary.place_names())),
        "year": st.integers(1990, 2030),
        "flag": st.booleans(),
        "count": st.integers(0, 10**6),
        "area": amounts(),
        "money": amounts(),
        "share": st.integers(0, 10**6).map(lambda millionths: Decimal(millionths).scaleb(-6)),
        "choice": st.sampled_from(sorted(field.options) or [""]),
    }
    return kinds[field.type]


def _thing(fields: dict[str, Field], vocabulary: Vocabulary, fixed: dict[str, Any]) -> st.SearchStrategy[Json]:
    optional: dict[str, st.SearchStrategy[Any]] = {}
    required: dict[str, st.SearchStrategy[Any]] = {name: st.just(each) for name, each in fixed.items()}
    for name, field in fields.items():
        if name in fixed or field.type in ("id", "reference"):
            continue
        one = values(field, vocabulary)
        years = st.sampled_from(["2023", "2024", "2025"])
        each = st.dictionaries(years, one, min_size=1) if field.series else one
        (required if field.required else optional)[name] = each
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def documents(draw: st.DrawFn, vocabulary: Vocabulary) -> Json:
    """Any valid facts (warnings allowed), built from the vocabulary alone."""
    found: Json = {}
    ids = {name: [f"{name[0]}{n}" for n in range(draw(st.integers(1, 3)))] for name in vocabulary.lists}
    for name, group in vocabulary.lists.items():
        if group.register_of_awards:
            continue
        found[name] = []
        for each in ids[name]:
            fixed: dict[str, Any] = {"id": each}
            for ref, field in group.fields.items():
                if field.type == "reference" and field.to:
                    fixed[ref] = draw(st.sampled_from(ids[field.to]))
            found[name].append(draw(_thing(group.fields, vocabulary, fixed)))
    for name, single in vocabulary.objects.items():
        found[name] = draw(_thing(single.fields, vocabulary, {}))
    return found


def flat(data: Json, numbers: type = float) -> dict[str, list[Json]]:
    """Each list as rows with one column per year; an object is one row. Decimals become `numbers`."""

    def cell(value: Any) -> Any:
        return numbers(value) if isinstance(value, Decimal) else value

    def row(thing: Json) -> Json:
        cells: Json = {}
        for name, value in thing.items():
            if isinstance(value, dict):
                cells.update({f"{name}_{year}": cell(figure) for year, figure in value.items()})
            else:
                cells[name] = cell(value)
        return cells

    tables = {name: part if isinstance(part, list) else [part] for name, part in data.items()}
    return {name: [row(thing) for thing in things] for name, things in tables.items()}
