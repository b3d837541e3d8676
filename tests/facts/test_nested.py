"""Objects and lists inside things, several options, quarters, days and the numbers of duties, as JSON."""

from __future__ import annotations

import copy
import datetime
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.errors import FactsError
from policyrules.facts import conformance, values
from policyrules.facts.load import load
from policyrules.facts.schema import facts_schema
from policyrules.facts.validation import validate
from policyrules.language.vocabulary import Vocabulary

from .samples import days, quarters, whole

Json = dict[str, Any]
T, C = "/town_centres/0", "/counties/0"
#: What is put where; the code and the place of the problem, if there is one; what it says.
CASES: dict[str, tuple[str, Any, str, str, str]] = {
    "unknown in an object": (f"{T}/site/zone", 1, "unknown_property", f"{T}/site/zone", "did you mean `zones`"),
    "a dotted name": (f"{T}/site.zones", [], "unknown_property", f"{T}/site.zones", ""),
    "no object": (f"{T}/team", [], "type", f"{T}/team", "`team` must be an object"),
    "no object deep inside": (f"{T}/site/equipment", "all", "type", f"{T}/site/equipment", "must be an object"),
    "null for an object": (f"{T}/site", None, "", "", ""),
    "an empty object": (f"{T}/site", {}, "", "", ""),
    "unknown option": (f"{T}/rules/1", "operation", "value", f"{T}/rules/1", "did you mean `operations`"),
    "null among options": (f"{T}/rules/1", None, "value", f"{T}/rules/1", "must be one of: personnel, operations"),
    "option twice": (f"{T}/rules/1", "personnel", "duplicate_item", f"{T}/rules/1", "only once"),
    "no list of options": (f"{T}/rules", "personnel", "type", f"{T}/rules", '{"personnel": true}'),
    "no options": (f"{T}/rules", [], "", "", ""),
    "unknown answer": (f"{T}/site/zones/offices", True, "unknown_property", f"{T}/site/zones/offices", "`office`"),
    "answer in words": (f"{T}/site/zones/office", "是", "value", f"{T}/site/zones/office", "`office` must be true"),
    "answer unknown": (f"{T}/site/zones/office", None, "", "", ""),
    "quarter 5": (f"{C}/filings/0/quarter", "2025Q5", "value", f"{C}/filings/0/quarter", "like 2025Q2"),
    "quarter in words": (f"{C}/filings/0/quarter", "2025年二季度", "value", f"{C}/filings/0/quarter", "like 2025Q2"),
    "quarter of 1899": (f"{C}/filings/0/quarter", "1899Q4", "value", f"{C}/filings/0/quarter", ""),
    "quarter and a line": (f"{C}/filings/0/quarter", "2025Q2\n", "value", f"{C}/filings/0/quarter", ""),
    "no such day": (f"{C}/filings/0/filed_on", "2025-02-29", "value", f"{C}/filings/0/filed_on", "2025-06-28"),
    "a leap day": (f"{C}/filings/0/filed_on", "2024-02-29", "", "", ""),
    "a day of 2101": (f"{C}/filings/0/filed_on", "2101-01-01", "value", f"{C}/filings/0/filed_on", ""),
    "skipped number": (f"{C}/filings/0/work_point", 23, "value", f"{C}/filings/0/work_point", "table skips it"),
    "number 29": (f"{C}/filings/0/work_point", 29, "value", f"{C}/filings/0/work_point", "one of: 1–22, 24–28"),
    "number 0": (f"{C}/filings/0/work_point", 0, "value", f"{C}/filings/0/work_point", ""),
    "number as text": (f"{C}/filings/0/work_point", "20", "value", f"{C}/filings/0/work_point", ""),
    "number as true": (f"{C}/filings/0/work_point", True, "value", f"{C}/filings/0/work_point", ""),
    "integral number": (f"{C}/filings/0/work_point", 20.0, "", "", ""),
    "no number": (f"{C}/filings/0", {"quarter": "2025Q1"}, "missing", f"{C}/filings/0/work_point", "required"),
    "filed twice": (
        f"{C}/filings/1",
        {"work_point": 20, "quarter": "2025Q2"},
        "duplicate_id",
        f"{C}/filings/1",
        "only one of each `work_point` and `quarter` within one of `counties`",
    ),
    "another quarter": (f"{C}/filings/1", {"work_point": 20, "quarter": "2025Q3"}, "", "", ""),
    "filing is null": (f"{C}/filings/1", None, "type", f"{C}/filings/1", "must be an object"),
    "no list of filings": (f"{C}/filings", {}, "type", f"{C}/filings", "must be a list"),
    "null for a list inside": (f"{C}/filings", None, "", "", ""),
    "unknown in a filing": (f"{C}/filings/0/state", "", "unknown_property", f"{C}/filings/0/state", "`status`"),
    "filings at the top": ("/filings", [], "unknown_property", "/filings", "stands inside each of `counties`"),
    "county elsewhere": (f"{C}/name", "长沙", "value", f"{C}/name", "known names: `吴川`"),
    "county twice": ("/counties/1/name", "遂溪县", "duplicate_id", "/counties/1/name", "unique"),
    "no county": ("/counties/1", {}, "missing", "/counties/1/name", "required"),
    "a zone takes no ending": ("/counties/1/name", "经开区县", "value", "/counties/1/name", ""),
}
#: Problems that no schema sees.
BEYOND = ("filed twice", "county twice")


def put(data: Json, pointer: str, value: object) -> Json:
    found: Any = data
    *way, last = (int(step) if step.isdecimal() else step for step in pointer.split("/")[1:])
    for step in way:
        found = found[step]
    found[last] = value
    return data


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_is_one_problem_at_its_own_pointer(name: str, zhanjiang: Vocabulary) -> None:
    """One cause gives one problem at the nested pointer, which says the way out; the schema agrees."""
    pointer, value, code, place, words = CASES[name]
    data = put(whole(zhanjiang), pointer, value)
    found = validate(data, zhanjiang)
    assert [(each.code, each.place.pointer) for each in found] == ([(code, place)] if code else [])
    assert all(words in each.line("en") and each.line("zh") for each in found)
    if name not in BEYOND:
        plain = jsonschema.Draft202012Validator(facts_schema(zhanjiang, "zhanjiang"))
        assert plain.is_valid(data) == (not code)
        assert any(conformance.errors_of(zhanjiang)(conformance.as_json(data))) == bool(code)


def test_a_check_reaches_into_objects(zhanjiang: Vocabulary) -> None:
    """More priority products than products is a warning at the nested figure."""
    data = put(whole(zhanjiang), f"{T}/products/priority_listed", 121)
    (warning,) = load(data, zhanjiang).warnings
    assert warning.line("en").startswith(f"{T}/products/priority_listed: the priority products listed are above")


def test_options_are_there_or_not_or_unknown(zhanjiang: Vocabulary) -> None:
    """A list of options is complete; an object says what it says; each answer has the pointer that decides it."""
    centre = load(whole(zhanjiang), zhanjiang).lists["town_centres"][0]
    answers = {each: centre.value("site.zones", member=each) for each in centre.fields["site.zones"].options}
    assert answers == {"display": True, "storage": False, "office": None, "training": None, "live_stream": None}
    assert centre.value("team.tasks", member="resources") is False
    assert centre.value("site.equipment.storage", member="racks") is False
    assert centre.value("training.groups", member="rural_women") is None
    assert centre.pointer_of("site.zones", member="office") == f"{T}/site/zones/office"
    assert centre.pointer_of("team.tasks", member="resources") == f"{T}/team/tasks"
    assert centre.pointer_of("training.groups", member="rural_women") == f"{T}/training/groups"
    assert centre.pointer_of("products.listed") == f"{T}/products/listed"
    for field, member in (("site.zones", None), ("typical_town", "display")):
        with pytest.raises(TypeError, match=field):
            centre.value(field, member=member)
    with pytest.raises(KeyError):
        centre.value("site.zones", member="kitchen")


def test_things_inside_things_know_where_they_stand(zhanjiang: Vocabulary) -> None:
    """Filings are a list of their own, by county, number and quarter, whatever the order given."""
    data = whole(zhanjiang)
    data["counties"][1]["filings"] = [{"work_point": 6, "quarter": "2025Q1"}]
    data["counties"][0] |= {
        "name": "遂溪县",
        "filings": [*data["counties"][0]["filings"], {"work_point": 6, "quarter": "2025Q1"}],
    }
    facts = load(data, zhanjiang)
    assert [county.id for county in facts.lists["counties"]] == ["经开区", "遂溪"]
    assert [(each.parent, each.id, each.pointer) for each in facts.lists["filings"]] == [
        ("经开区", "经开区/6/2025Q1", "/counties/1/filings/0"),
        ("遂溪", "遂溪/6/2025Q1", f"{C}/filings/2"),
        ("遂溪", "遂溪/6/2025Q2", f"{C}/filings/1"),
        ("遂溪", "遂溪/20/2025Q2", f"{C}/filings/0"),
    ]
    last = facts.lists["filings"][-1]
    assert last.pointer_of("filed_on") == f"{C}/filings/0/filed_on"
    assert (last.value("work_point"), last.value("filed_on"), last.value("evidence")) == (20, "2025-06-28", None)


def test_problems_inside_things_stand_in_document_order(zhanjiang: Vocabulary) -> None:
    """All problems are reported, in the order of the document."""
    data = whole(zhanjiang)
    places = [f"{T}/site/zones/kitchen", f"{T}/rules/0", f"{C}/filings/0/work_point", f"{C}/filings/1/quarter"]
    for place in reversed(places):
        put(data, place, "?")
    with pytest.raises(FactsError) as caught:
        load(data, zhanjiang)
    assert [each.place.pointer for each in caught.value.problems] == places


def test_what_must_be_there_may_be_nested(zhanjiang: Vocabulary) -> None:
    """A required property in an object is missing at its own place, however much of the way is there."""
    centres = zhanjiang.lists["town_centres"]
    fields = {**centres.fields, "site.zones": centres.fields["site.zones"].model_copy(update={"required": True})}
    lists = {**zhanjiang.lists, "town_centres": centres.model_copy(update={"fields": fields})}
    vocabulary = zhanjiang.model_copy(update={"lists": lists})
    schema = jsonschema.Draft202012Validator(facts_schema(vocabulary, "zhanjiang"))
    sites: list[Json] = [{}, {"site": None}, {"site": {}}, {"site": {"zones": None}}, {"site": {"location": []}}]
    for site in sites:
        data = {"town_centres": [{"id": "T1", **site}]}
        assert [(each.code, each.place.pointer) for each in validate(data, vocabulary)] == [
            ("missing", f"{T}/site/zones")
        ]
        assert not schema.is_valid(data)
    assert schema.is_valid({"town_centres": [{"id": "T1", "site": {"zones": []}}]})


def test_a_reference_to_a_county_is_spelled_like_one(zhanjiang: Vocabulary) -> None:
    """A reference into a list told apart by places names the place in any accepted way."""
    model = zhanjiang.model_dump()
    model["lists"]["town_centres"]["fields"]["county"] |= {"type": "reference", "to": "counties"}
    vocabulary = Vocabulary.model_validate(model)
    data = whole(zhanjiang)
    assert load(put(data, f"{T}/county", "遂溪县"), vocabulary).lists["town_centres"][0].value("county") == "遂溪"
    for county, code in (("长沙", "value"), ("赤坎", "reference")):
        found = validate(put(copy.deepcopy(data), f"{T}/county", county), vocabulary)
        assert [(each.code, each.place.pointer) for each in found] == [(code, f"{T}/county")]


@given(data=st.data())
def test_days_and_quarters_are_those_of_the_calendar(data: st.DataObject, zhanjiang: Vocabulary) -> None:
    """The schema's pattern and the reader agree on every spelling of a day or a quarter, right or wrong."""
    digits = st.sampled_from(["00", "01", "02", "04", "06", "09", "12", "13", "28", "29", "30", "31", "32"])
    years = st.sampled_from(["1899", "1900", "1904", "1999", "2000", "2023", "2024", "2100", "2101"])
    spelled = st.builds("{}-{}-{}".format, years, digits, digits) | st.builds("{}Q{}".format, years, st.integers(0, 9))
    text = data.draw(spelled | days() | quarters())
    filings = facts_schema(zhanjiang, "x")["properties"]["counties"]["items"]["properties"]["filings"]["items"]
    for name, read in (("filed_on", values.day), ("quarter", values.quarter)):
        conforms = jsonschema.Draft202012Validator(filings["properties"][name]).is_valid(text)
        assert conforms == (read(text) == text)
    if values.day(text):
        assert datetime.date.fromisoformat(text).isoformat() == text


def test_the_schema_of_the_facts_is_one(zhanjiang: Vocabulary) -> None:
    """The exported schema is itself valid, and the whole sample conforms."""
    schema = facts_schema(zhanjiang, "zhanjiang")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(whole(zhanjiang))))
    assert "filings" not in schema["properties"]
