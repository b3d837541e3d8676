from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.facts.load import load
from policyrules.facts.readers.json_file import parse
from policyrules.language.vocabulary import Vocabulary

from .samples import documents, whole


def test_values_are_exact_and_unknown_is_none(vocabulary: Vocabulary) -> None:
    """Amounts are fen, shares fractions, places official names; what is not given is None, or a known 0."""
    data = whole()
    data["enterprises"][0]["county"] = "南康"
    facts = load(data, vocabulary)
    thing, base, city = facts.lists["enterprises"][0], facts.lists["live_bases"][0], facts.objects["city"]
    assert thing.value("online_sales", 2024) == 9_000_000_000
    assert thing.value("online_sales", 2018) == 0
    assert thing.value("online_sales", 2023) is None
    assert thing.value("county") == "南康区"
    assert base.value("floor_area_m2") == 120_000
    assert base.value("live_rooms") is None
    assert city.value("courier_village_share", 2024) == Fraction(41, 50)
    assert city.value("other_support", 2025) == 0
    assert thing.pointer_of("online_sales", 2024) == "/enterprises/0/online_sales/2024"
    assert facts.paid[0].amount == 10_000_000
    with pytest.raises(TypeError):
        thing.value("online_sales")


def test_an_empty_document_has_every_group(vocabulary: Vocabulary) -> None:
    """Absent lists are empty, and an absent single thing is one without values."""
    facts = load({}, vocabulary)
    assert facts.lists["enterprises"] == ()
    assert facts.objects["city"].value("online_retail", 2025) is None
    assert load(facts, vocabulary) is facts


@settings(deadline=None)
@given(data=st.data())
def test_order_and_spelling_do_not_matter(data: st.DataObject, any_vocabulary: Vocabulary) -> None:
    """Facts as Python values, as JSON text and in another order give the same values under the same ids."""
    vocabulary = any_vocabulary
    facts = data.draw(documents(vocabulary))
    read = load(facts, vocabulary)
    text = json.dumps(facts, default=lambda number: str(number) if number > 1 else float(number))
    again = load(parse(text).data, vocabulary)
    assert (again.lists, again.objects) == (read.lists, read.objects)
    turned = load({name: part[::-1] if isinstance(part, list) else part for name, part in facts.items()}, vocabulary)
    for name, things in read.lists.items():
        assert [(each.id, each.given) for each in turned.lists[name]] == [(each.id, each.given) for each in things]
    given = [value for things in read.lists.values() for each in things for value in each.given.values()]
    figures = [each for value in given for each in (value.values() if isinstance(value, dict) else [value])]
    assert not any(isinstance(each, float | Decimal) for each in figures)


def test_records_can_be_copied(any_vocabulary: Vocabulary) -> None:
    """A copy of records is equal to them, also in another process; things are keys by their list and id."""
    facts = load(whole(any_vocabulary), any_vocabulary)
    for again in (copy.deepcopy(facts), pickle.loads(pickle.dumps(facts))):  # noqa: S301
        assert again == facts
    assert {facts.lists["enterprises"][0]: 1}[again.lists["enterprises"][0]] == 1
