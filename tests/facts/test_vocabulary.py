"""What an author of `facts.yaml` is told about the lists, nested names and types that it declares."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from policyrules.errors import PolicyError
from policyrules.language.compile.facts import check_facts, has_id
from policyrules.language.compile.report import Report
from policyrules.language.source import model, read
from policyrules.language.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
PATH = ROOT / "policies" / "zhanjiang" / "facts.yaml"
Json = dict[str, Any]


def checked(data: Json) -> list[str]:
    """What the compiler says of a vocabulary, without places."""
    report = Report({})
    check_facts(report, Vocabulary.model_validate(data), None)
    if not report.count:
        return []
    with pytest.raises(PolicyError) as caught:
        report.finish()
    assert len(caught.value.lines("zh")) == report.count
    return sorted(line.removeprefix("facts.yaml: ") for line in caught.value.lines("en"))


LABEL = {"zh": "甲", "en": "a"}
OPTIONS = {"a": {"label": LABEL}}


def field(kind: str, **more: Any) -> Json:
    return {"type": kind, "label": LABEL, **more}


#: What is changed, by path; None removes it.
MISTAKES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing": ({}, []),
    "a value that is an object too": (
        {"lists.counties.fields|chain": field("text"), "lists.filings.fields|status.of": field("flag")},
        ["`chain` is a field, and cannot be an object too; found `chain.industry_base`",
         "`chain` is a field, and cannot be an object too; found `chain.live_base_recognized`",
         "`chain` is a field, and cannot be an object too; found `chain.live_base`",
         "`chain` is a field, and cannot be an object too; found `chain.selection_centre`",
         "`status` is a field, and cannot be an object too; found `status.of`"],
    ),
    "a deeper one": (
        {"objects.city.fields": {"a.b": field("text"), "a.b.c.d": field("text"), "a.bc": field("text")}},
        ["`a.b` is a field, and cannot be an object too; found `a.b.c.d`"],
    ),
    "several options without options": (
        {"lists.town_centres.fields|rules": field("choices")},
        ["a choice, and nothing else, has `options`; found `rules`"],
    ),
    "several options by year": (
        {"lists.town_centres.fields|rules": field("choices", options=OPTIONS, series=True)},
        ["several options are no series; found `rules`"],
    ),
    "a duty with its own numbers": (
        {"lists.filings.fields|work_point": field("duty", required=True, options=OPTIONS, refused={"2": LABEL})},
        ["a choice, and nothing else, has `options`; found `work_point`",
         "numbers that are skipped stand in duties.yaml; found `work_point`"],
    ),
    "an id that is no field": (
        {"lists.counties.id": "nam"},
        ["no such field; found `nam`; did you mean `name`?"],
    ),
    "an id of another type": (
        {"lists.counties.id": "association", "lists.counties.fields|association": field("flag", required=True)},
        ["`id` names a field of one of the types id, place, text; found `association`"],
    ),
    "an id that may be absent": (
        {"lists.counties.fields|name": field("place")},
        ["an id must be `required: true` and no series; found `name`"],
    ),
    "text is an id": ({"lists.counties.fields|name": field("text", required=True)}, []),
    "an id beside another": (
        {"lists.counties.fields|code": field("id", required=True)},
        ["a list may have only one id; found `code`"],
    ),
    "within nothing": ({"lists.filings.within": "county"}, ["no such list; found `county`; did you mean `counties`?"]),
    "within itself": (
        {"lists.filings.within": "filings"},
        ["`within` names a list that has an id and does not itself stand inside another; found `filings`"],
    ),
    "within what has no id": (
        {"lists.counties.id": None},
        ["`within` names a list that has an id and does not itself stand inside another; found `counties`"],
    ),
    "an id within": (
        {"lists.filings.id": "status", "lists.filings.fields|code": field("id", required=True)},
        ["a list with `within` has `unique` and no id; found `code`", "such a list has no `id`; found `status`"],
    ),
    "a name that the holder has": (
        {"lists.counties.fields|filings.count": field("count")},
        ["`counties` has a field of this name already; found `filings`"],
    ),
    "nothing unique": ({"lists.filings.unique": []}, ["a list with `within` needs `unique`; found `counties`"]),
    "unique fields that are not there": (
        {"lists.filings.unique": ["work_point", "quarters", "status"]},
        ["a field of `unique` must be `required: true` and hold a single value; found `status`",
         "no such field; found `quarters`; did you mean `quarter`?"],
    ),
    "unique at the top": (
        {"lists.enterprises.unique": ["county"]},
        ["only a list with `within` has `unique`; found `county`"],
    ),
    "a reference to what stands within": (
        {"lists.enterprises.fields|filing": field("reference", to="filings")},
        ["the list that it points into has no id; found `filings`"],
    ),
}  # fmt: skip


def changed(data: Json, changes: dict[str, Any]) -> Json:
    for path, value in changes.items():
        way, _, last = path.partition("|")
        *steps, end = [*way.split("."), *([last] if last else [])]
        place = data
        for step in steps:
            place = place[step]
        place[end] = value
    return data


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_of_authors_are_named(name: str) -> None:
    """Each mistake is one line that says what is allowed; the vocabulary as it is has none."""
    changes, expected = MISTAKES[name]
    assert checked(changed(copy.deepcopy(read(PATH).data), changes)) == expected


def test_the_register_stands_at_the_top() -> None:
    """Awards already paid are no list inside another."""
    found = checked(changed(copy.deepcopy(read(PATH).data), {"lists.filings.register_of_awards": True}))
    assert "the register of awards cannot stand inside another list; found `counties`" in found


def test_lists_are_told_apart_by_the_field_that_they_name() -> None:
    """Counties are told apart by their name; what stands inside them has no id of its own."""
    lists = model(Vocabulary, read(PATH)).lists
    assert {name: things.id_field for name, things in lists.items()} == {
        "enterprises": "id", "town_centres": "id", "counties": "name", "filings": None,
    }  # fmt: skip
    assert [name for name, things in lists.items() if has_id(things)] == ["enterprises", "town_centres", "counties"]
