"""Small changes of a formula: the strictness of a comparison, a part of a connective left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from policyrules.coverage.formulas import asks_facts
from policyrules.coverage.mutants.mutant import Change
from policyrules.language.definition import Chosen
from policyrules.language.tree import (
    Attribute,
    Compare,
    Comparison,
    Every,
    Expression,
    ForYears,
    Negation,
    Some,
    Switched,
)
from policyrules.text import Text, same

_BESIDE: dict[Comparison, Comparison] = {">": ">=", ">=": ">", "<": "<=", "<=": "<", "==": "!=", "!=": "=="}

Variant = tuple[Change, Text, Expression]
E = TypeVar("E", bound=Expression)


def variants(formula: Expression) -> Iterator[Variant]:
    """A formula with one small change, for each place in it."""
    match formula:
        case Compare(operator=operator) if asks_facts(formula):
            yield "strictness", same(f"{operator} → {_BESIDE[operator]}"), replace(formula, operator=_BESIDE[operator])
        case Every(parts=parts) | Some(parts=parts):
            yield from _of_parts(formula, parts)
        case Negation(part=part):
            yield from ((change, words, replace(formula, part=new)) for change, words, new in variants(part))
        case ForYears(body=body):
            yield from ((change, words, replace(formula, body=new)) for change, words, new in variants(body))
        case Switched(options=options):
            for index, (option, each) in enumerate(options):
                for change, words, new in variants(each):
                    changed = (*options[:index], (option, new), *options[index + 1 :])
                    yield change, _under(option, words), replace(formula, options=changed)


def _of_parts(formula: Every | Some, parts: tuple[Expression, ...]) -> Iterator[Variant]:
    for index, part in enumerate(parts):
        for change, words, new in variants(part):
            yield change, words, replace(formula, parts=(*parts[:index], new, *parts[index + 1 :]))
        # Several options of one fact are one question: `all(site.zones)`.
        if len(parts) > 1 and not (isinstance(part, Attribute) and part.member is not None):
            words = Text(f"删去第 {index + 1} 部分", f"part {index + 1} dropped")
            yield "dropped", words, replace(formula, parts=(*parts[:index], *parts[index + 1 :]))


Asked = Expression | Chosen[Expression | None]


def variants_of_choice(test: Asked) -> Iterator[tuple[Change, Text, Asked]]:
    """A condition that an interpretation may choose, with one small change."""
    if not isinstance(test, Chosen):
        yield from variants(test)
        return
    for option, formula in test.options.items():
        if formula is not None:
            for change, words, new in variants(formula):
                yield change, _under(option, words), dataclasses.replace(test, options={**test.options, option: new})


def _under(option: str, words: Text) -> Text:
    return Text(f"{option}：{words.zh}", f"{option}: {words.en}")
