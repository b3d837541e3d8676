from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from facts.samples import documents, inside
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import policyrules as pr
from policyrules.bundled_files import bundled_policies
from policyrules.facts.grids import Grid, Row
from policyrules.facts.load import load
from policyrules.facts.plan import plan_of
from policyrules.facts.recognition import Recognition, Table
from policyrules.language.vocabulary import Unit, Vocabulary
from policyrules.policy import Policy
from policyrules.reports.template.forms import Column, Form, forms
from policyrules.reports.template.workbook import template
from policyrules.text import LANGUAGES, Language

from . import cases

YEARS = [2023, 2024, 2025]
POLICIES = sorted(bundled_policies())
_BOOKS: dict[tuple[str, Language], bytes] = {}


def empty(policy: str, language: Language) -> Any:
    """An empty workbook, opened."""
    if (policy, language) not in _BOOKS:
        _BOOKS[policy, language] = template(pr.load_policy(policy), YEARS, language)
    return openpyxl.load_workbook(io.BytesIO(_BOOKS[policy, language]))


def fill(book: Any, data: dict[str, Any], vocabulary: Vocabulary, language: Language) -> None:
    """Write facts into an empty workbook, as a person would who knows them all."""
    for form in forms(vocabulary, YEARS, language):
        within = form.group.within
        holders = data.get(within, []) if within else []
        id_field = vocabulary.lists[within].id_field if within else None
        pairs = [(holder[id_field], each) for holder in holders for each in holder.get(form.group.name) or ()]
        given_ = data.get(form.group.name, [] if form.group.is_list else {})
        things = pairs if within else [("", each) for each in (given_ if isinstance(given_, list) else [given_])]
        for row, (parent, thing) in enumerate(things, form.heading_rows + 1):
            for number, column in enumerate(form.columns, 1):
                value = parent if column.is_parent else cell_for(column, thing)
                if value is not None:
                    book[form.sheet].cell(row, number).value = value


def cell_for(column: Column, thing: dict[str, Any]) -> Any:
    found = inside(thing, column.name)
    if column.member is not None:
        there = column.member in found if isinstance(found, list) else (found or {}).get(column.member)
        return None if found is None or there is None else "✓" if there else "否"
    if column.year is not None:
        found = (found or {}).get(str(column.year))
    if isinstance(found, bool):
        return "是" if found else "否"
    return float(found) if isinstance(found, Decimal) else found


def loaded(book: Any, path: Path, vocabulary: Vocabulary) -> Any:
    book.save(path)
    return load(path, vocabulary)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("policy", POLICIES)
def test_what_comes_back_is_what_was_meant(
    policy: str, language: Language, data: st.DataObject, tmp_path: Path
) -> None:
    """Any facts, written into the empty workbook of either language, are the same records as from JSON."""
    vocabulary = pr.load_policy(policy).definition.vocabulary
    facts = data.draw(documents(vocabulary))
    book = empty(policy, language)
    fill(book, facts, vocabulary, language)
    found, expected = loaded(book, tmp_path / "filled.xlsx", vocabulary), load(facts, vocabulary)
    assert (found.lists, found.objects, found.paid) == (expected.lists, expected.objects, expected.paid)


def test_awards_paid_come_back(tmp_path: Path) -> None:
    """The register of awards, whose fields the language fixes, is a sheet like the others."""
    vocabulary = pr.load_policy("ganzhou").definition.vocabulary
    facts = {"awards_paid": cases.facts()["awards_paid"], "enterprises": [{"id": "E1"}]}
    book = empty("ganzhou", "zh")
    fill(book, facts, vocabulary, "zh")
    book["已发奖励"]["B2"] = "直播基地奖励"  # as the drop-down list writes it
    assert loaded(book, tmp_path / "filled.xlsx", vocabulary).paid == load(facts, vocabulary).paid


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workbook_is_valid(policy: str, language: Language, tmp_path: Path) -> None:
    """Sent back untouched, it says nothing: no list has things, nothing is a problem."""
    vocabulary = pr.load_policy(policy).definition.vocabulary
    found = loaded(empty(policy, language), tmp_path / "empty.xlsx", vocabulary)
    assert not any(found.lists.values())
    assert not any(thing.given for thing in found.objects.values())


ANSWERS = {"✓": True, "√": True, "是": True, "有": True, 1: True, "yes": True, "否": False, "无": False, 0: False}


@pytest.mark.parametrize(("answer", "there"), ANSWERS.items())
def test_a_checklist_is_answered_as_people_do(answer: object, there: bool, tmp_path: Path) -> None:
    """Ticks, words and digits mean the same in a checklist; a cell left empty stays unknown."""
    policy = pr.load_policy("zhanjiang")
    book = empty("zhanjiang", "zh")
    book["镇域电商运营中心"].cell(2, 1).value = "T1"
    checklist = book["六有核验表"]
    assert [checklist.cell(row, 5).value for row in (1, 2)] == ["功能区", "产品展示区"]
    checklist.cell(3, 1).value, checklist.cell(3, 5).value = "T1", answer
    (centre,) = loaded(book, tmp_path / "filled.xlsx", policy.definition.vocabulary).lists["town_centres"]
    assert centre.value("site.zones", member="display") is there
    assert centre.value("site.zones", member="storage") is None


def rules(sheet: Worksheet) -> dict[str, str]:
    """The drop-down list, or the kind of check, of each column, by the words of its heading."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for column in range(area.min_col, area.max_col + 1):
                words = [str(sheet.cell(row, column).value or "") for row in range(1, area.min_row)]
                found["".join(words)] = rule.formula1 if rule.type == "list" else rule.type
    return found


def test_cells_offer_what_they_allow() -> None:
    """Choices, flags, counties, references, numbers of duties and quarters are chosen from lists, not remembered."""
    book = empty("zhanjiang", "zh")
    assert rules(book["各县（市、区）"])["电商协会"] == '"未成立,已成立,已与市电子商务联合会对接"'
    centres = rules(book["镇域电商运营中心"])
    assert centres["典型镇"] == '"是,否"'
    assert centres["县（市、区）"] == '"赤坎,霞山,坡头,麻章,雷州,廉江,吴川,遂溪,徐闻,经开区"'
    assert rules(book["六有核验表"])["中心编号"] == "'镇域电商运营中心'!$A$2:$A$1000"
    filings = rules(book["落实情况台账"])
    numbers = filings["工作要点序号"].strip('"').split(",")
    assert "23" not in numbers
    assert len(numbers) == 27
    assert "2025Q2" in filings["季度"]
    assert filings["填报日期"] == "date"
    assert rules(empty("ganzhou", "zh")["平台"])["运营企业编号"] == "'企业'!$A$2:$A$1000"
    assert rules(empty("ganzhou", "en")["Platforms"])["Self-built"] == '"yes,no"'


def test_long_lists_stand_on_a_hidden_sheet(tmp_path: Path) -> None:
    """A list that a rule cannot hold (255 characters) is kept apart, out of sight, and the reading passes over it."""
    known = pr.load_policy("zhanjiang").definition
    assert known.vocabulary.places is not None
    units = tuple(Unit(name=f"第{number}号很长很长的县级行政单位", zone=True) for number in range(40))
    places = known.vocabulary.places.model_copy(update={"units": units})
    policy = Policy(replace(known, vocabulary=known.vocabulary.model_copy(update={"places": places})))
    book = openpyxl.load_workbook(io.BytesIO(template(policy, YEARS, "zh")))
    assert rules(book["企业"])["县（市、区）"] == "'说明'!$A$1:$A$40"
    assert book["说明"].sheet_state == "hidden"
    assert all(len(each) < 256 for sheet in book for each in rules(sheet).values())
    book["企业"]["A2"], book["企业"]["C2"] = "Z1", units[39].name
    (enterprise,) = loaded(book, tmp_path / "filled.xlsx", policy.definition.vocabulary).lists["enterprises"]
    assert enterprise.value("county") == units[39].name


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_understood_and_explained(policy: str, language: Language) -> None:
    """Every sheet is known by its name, every heading by its words, with a note; units stand in the headings."""
    vocabulary = pr.load_policy(policy).definition.vocabulary
    recognition = Recognition(plan_of(vocabulary), vocabulary.counting_words())
    book = empty(policy, language)
    for form in forms(vocabulary, YEARS, language):
        sheet = book[form.sheet]
        headings = [Row(at, [cell.value for cell in sheet[at]]) for at in range(1, form.heading_rows + 1)]
        table = recognition.table(Grid(form.sheet, "", form.sheet, headings), alone=False)
        assert isinstance(table, Table)
        assert not list(recognition.problems(table))
        assert [table.columns[at].field for at in range(len(form.columns))] == [each.name for each in form.columns]
        for number, column in enumerate(form.columns, 1):
            assert sheet.cell(1 if column.below is None else 2, number).comment
            if column.field.type == "money":
                assert re.search("（元）|\\(yuan\\)", column.heading)
        assert sheet.freeze_panes
    front = book.worksheets[0]
    said = " ".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value)
    assert all(form.sheet in said for form in forms(vocabulary, YEARS, language))
    assert recognition.is_note(Grid(front.title, "", front.title, ()))


def test_the_same_workbook_has_the_same_bytes() -> None:
    """Two empty workbooks of one policy do not differ, so that a folder under version control stays quiet."""
    policy = pr.load_policy("zhanjiang")
    assert template(policy, YEARS, "zh") == template(policy, YEARS, "zh")


def test_a_list_inside_another_names_its_holder_first() -> None:
    """Filings stand under the county that files them."""
    vocabulary = pr.load_policy("zhanjiang").definition.vocabulary
    form: Form = next(each for each in forms(vocabulary, YEARS, "zh") if each.group.name == "filings")
    assert (form.columns[0].heading, form.columns[0].is_parent) == ("县（市、区）", True)
