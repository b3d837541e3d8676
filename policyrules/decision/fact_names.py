"""What the facts at a JSON pointer are called, by the vocabulary of the policy."""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.facts.pointers import steps_of
from policyrules.language.vocabulary import Circumstances, Field, Things, Vocabulary
from policyrules.text import Text, same


def label_of(field: Field) -> Text:
    """What a field is called inside a sentence."""
    return Text(field.label.zh, lower(field.label.en))


def in_year(name: Text, year: int | str) -> Text:
    """A figure of one year: `2024年网络销售额`, `online sales 2024`."""
    return Text(f"{year}年{name.zh}", f"{name.en} {year}")


def option_of(field: Field, option: str) -> Text:
    """One of the options of a field by its label; an option that there is not by itself."""
    found = field.options.get(option)
    return same(option) if found is None else Text(found.label.zh, lower(found.label.en))


def with_option(name: Text, option: Text) -> Text:
    """One option of a fact of several: `功能区：产品展示区`, `zones: product display`."""
    return Text(f"{name.zh}：{option.zh}", f"{name.en}: {option.en}")


def fact_name(pointer: str, vocabulary: Vocabulary) -> Text:
    """What stands at a pointer, given or not: a figure of a year, an option, a whole list. Else the pointer itself."""
    steps = steps_of(pointer)
    if steps and steps[0] in vocabulary.objects:
        return _fact(vocabulary.objects[steps[0]], steps[1:], pointer)
    if steps and steps[0] in vocabulary.lists:
        return _in_list(steps, vocabulary, pointer)
    return same(pointer)


def _in_list(steps: Sequence[str], vocabulary: Vocabulary, pointer: str) -> Text:
    name, rest = steps[0], steps[2:]
    things = vocabulary.lists[name]
    inner = vocabulary.lists.get(rest[0]) if rest else None
    if inner is not None and inner.within == name:
        return _in_list(rest, vocabulary, pointer)
    return _fact(things, rest, pointer)


def _fact(group: Things | Circumstances, steps: Sequence[str], pointer: str) -> Text:
    if not steps:
        return Text(group.label.zh, lower(group.label.en))
    for length in range(len(steps), 0, -1):
        field = group.fields.get(".".join(steps[:length]))
        if field is not None:
            return _value(field, steps[length:])
    return same(pointer)


def _value(field: Field, rest: Sequence[str]) -> Text:
    name = label_of(field)
    if rest and field.series:
        return in_year(name, int(rest[0]) if rest[0].isdecimal() else rest[0])
    return with_option(name, option_of(field, rest[0])) if rest and rest[0] in field.options else name


def lower(phrase: str) -> str:
    """A label as it stands inside a sentence."""
    return phrase[:1].lower() + phrase[1:] if phrase[1:2].islower() or phrase[1:2] == "-" else phrase
