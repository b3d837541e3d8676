"""Which interpretations a provision asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from policyrules.language.definition import Chosen
from policyrules.language.tree import Expression, OptionValue, Switched, walk


def interpretations(provision: Any) -> tuple[str, ...]:
    """The interpretations that a provision asks, in the order in which it asks them."""
    return tuple(dict.fromkeys(_asked(provision)))


def _asked(value: Any) -> Iterator[str]:
    if isinstance(value, Chosen):
        yield value.interpretation
        for option in value.options.values():
            yield from _asked(option)
    elif isinstance(value, tuple):
        for each in value:
            yield from _asked(each)
    elif isinstance(value, Expression):
        yield from (each.interpretation for each in walk(value) if isinstance(each, Switched | OptionValue))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _asked(getattr(value, field.name))
