"""A few facts as a table that can be read at a glance: a row for each figure, in words and units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from policyrules.facts.load import load
from policyrules.facts.records import Facts, Paid, Thing
from policyrules.language.quantities import Kind, shown
from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.proof.wording import label_of
from policyrules.reports.grid import Grid
from policyrules.reports.proofs.words import column
from policyrules.reports.safe import plain
from policyrules.text import Language, Text, joined, same

#: A property, and its value.
Told = tuple[Text, Text]
#: The thing, a property, and its value.
Row = tuple[str, str, str]
_NOTHING = Text("没有", "none")
_NO_FACTS = Text("无须任何事实", "no facts are needed")
_NO_MORE = Text("未给出其他事实", "nothing else is known of it")


def facts_grid(
    data: Mapping[str, Any],
    vocabulary: Vocabulary,
    title: str,
    language: Language,
    then: Mapping[str, Any] | None = None,
) -> Grid:
    """The facts as a grid: each thing named once, its figures below each other.

    `then` are the same facts with something raised, of which it shows both: `0 yuan → 1 yuan`.
    Raises FactsError for wrong facts.
    """
    rows = list(_rows(data, vocabulary, language))
    if then is not None:
        rows = _raised(rows, list(_rows(then, vocabulary, language)))
    shown_once = (
        ("" if index and rows[index - 1][0] == name else name, what, value)
        for index, (name, what, value) in enumerate(rows)
    )
    columns = (column("thing", language, "id"), column("property", language), column("value", language))
    return Grid("facts", title, columns, tuple(shown_once) or (("", _NO_FACTS.pick(language), ""),))


def _raised(before: list[Row], after: list[Row]) -> list[Row]:
    """The rows after something was raised, and where it differs what stood there before."""
    was = {(name, what): value for name, what, value in before}
    return [
        (name, what, value if was.get((name, what)) == value else f"{was.get((name, what), '')} → {value}".strip())
        for name, what, value in after
    ]


def _rows(data: Mapping[str, Any], vocabulary: Vocabulary, language: Language) -> Iterator[Row]:
    for name, told in _groups(load(dict(data), vocabulary), vocabulary, language):
        for what, value in told:
            yield name, plain(what.pick(language)), plain(value.pick(language))


def _groups(facts: Facts, vocabulary: Vocabulary, language: Language) -> Iterator[tuple[str, list[Told]]]:
    """The things, the circumstances and the register, each with what is told of it."""
    for name in vocabulary.lists:
        for thing in facts.lists.get(name, ()):
            label = f"{label_of(name, vocabulary).pick(language)} {plain(thing.id)}"
            yield label, list(told(thing, _identity(name, vocabulary))) or [(_NO_MORE, same(""))]
    for name, thing in facts.objects.items():
        yield label_of(name, vocabulary).pick(language), list(told(thing))
    for name, group in vocabulary.lists.items():
        if group.register_of_awards:
            yield label_of(name, vocabulary).pick(language), [_entry(each, group.fields) for each in facts.paid]


def _identity(name: str, vocabulary: Vocabulary) -> set[str | None]:
    """The fields that name the things of a list."""
    return {vocabulary.lists[name].id_field, *vocabulary.lists[name].unique}


def told(thing: Thing, identity: Collection[str | None] = ()) -> Iterator[Told]:
    """What is known of a thing, in the order of the vocabulary, without what names it already."""
    for name, field in thing.fields.items():
        given: Any = thing.given.get(name)
        label = field.label.text
        if given is None or name in identity:
            continue
        if field.series:
            for year in sorted(given):
                yield Text(f"{year}年{label.zh}", f"{label.en} {year}"), _value(field, given[year])
        elif field.type == "choices":
            yield label, _members(field, given, name in thing.answered_apart)
        else:
            yield label, _value(field, given)


def _value(field: Field, value: Any) -> Text:
    if field.type == "choice" and value in field.options:
        return field.options[value].label.text
    return shown(field.kind, value, field.unit.text if field.unit is not None else None)


def _members(field: Field, given: Mapping[str, bool], apart: bool) -> Text:
    """Of several options those that are there; where each was answered apart, those that are not too."""
    there = _options(field, [name for name, has in given.items() if has])
    lacking = _options(field, [name for name, has in given.items() if not has])
    return Text(f"有：{there.zh}；没有：{lacking.zh}", f"has: {there.en}; lacks: {lacking.en}") if apart else there


def _options(field: Field, names: Sequence[str]) -> Text:
    return joined([field.options[name].label.text for name in names], "、", ", ") if names else _NOTHING


def _entry(entry: Paid, fields: Mapping[str, Field]) -> Told:
    option = fields["award"].options.get(entry.award)
    award = same(entry.award) if option is None else option.label.text
    tier = Text("", "") if entry.tier is None else Text(f"第{entry.tier}档", f", tier {entry.tier}")
    of = "" if entry.subject in (None, entry.enterprise) else f" ({entry.subject})"
    amount = shown(Kind.MONEY, entry.amount)
    what = Text(f"{entry.year}年{award.zh}{tier.zh}", f"{award.en} {entry.year}{tier.en}")
    return what, Text(f"{amount.zh}，付给 {entry.enterprise}{of}", f"{amount.en} to {entry.enterprise}{of}")
