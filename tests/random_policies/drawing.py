"""What drawing a policy needs: choices, and the parameters and interpretations that its formulas come to name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from policyrules.language.quantities import Kind

T = TypeVar("T")
Json = dict[str, Any]

#: Few and round, so that amounts meet caps and each other; odd ones, so that shares are rounded.
_QUANTITIES = {
    Kind.MONEY: ["100元", "33.33元", "100.01元", "1000元", "1万元", "10万元", "0.01元", "0元"],
    Kind.COUNT: ["1个", "2", "3个", "5", "0"],
    Kind.AREA: ["10平方米", "12.5平方米", "100平方米", "0平方米"],
    Kind.RATE: ["1%", "0.3333", "50%", "100%", "150%", "0%"],
    Kind.YEAR: ["2023年", "2024年", "2025年", "2026年"],
}
_integers = cache(lambda most: st.integers(0, most))


def label(name: str) -> Json:
    """A label in both languages."""
    return {"zh": name, "en": name}


def said(name: str) -> Json:
    """Where the document says something, and what it is called."""
    return {"clause": "一", "label": label(name)}


class Sketch:
    """A policy while it is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.parameters: Json = {}
        self.interpretations: Json = {}
        self._named: dict[Kind, list[str]] = {kind: [] for kind in _QUANTITIES}
        self._words: list[str] = []
        self._numeric: dict[Kind, str] = {}

    def upto(self, most: int) -> int:
        """A whole number from 0 to `most`."""
        return self._draw(_integers(most))

    def pick(self, options: Sequence[T]) -> T:
        """One of several; examples shrink towards the first."""
        return options[self.upto(len(options) - 1)]

    def some(self, options: Sequence[T], least: int = 0) -> list[T]:
        """Some of several, at least so many, in their order."""
        count = least + self.upto(len(options) - least)
        left = list(range(len(options)))
        while len(left) > count:
            left.pop(self.upto(len(left) - 1))
        return [options[index] for index in left]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of several in another order."""
        left = list(options)
        return [left.pop(self.upto(len(left) - 1)) for _ in options]

    def chance(self, count: int) -> bool:
        """True once in `count` times."""
        return self.upto(count - 1) == count - 1

    # Parameters

    def quantity(self, kind: Kind) -> str:
        """A quantity as a document writes it."""
        return self.pick(_QUANTITIES[kind])

    def parameter(self, kind: Kind, name: str = "") -> str:
        """The name of a parameter of a kind: that `name`, or one of those that there are, or a new one."""
        known = self._named[kind]
        if not name and known and not self.chance(3):
            return self.pick(known)
        new = name or f"p_{len(self.parameters)}"
        self.parameters[new] = {**said(new), "value": self.quantity(kind)}
        if self.chance(5):
            self.parameters[new]["values"] = [{"from": self._day(), "value": self.quantity(kind)}]
        if not name:
            known.append(new)
        return new

    def _day(self) -> str:
        return self.pick(["2026-01-01", "2025-12-31", "2025-01-01", "2024-07-01"])

    # Interpretations

    def switched(self, make: Callable[[], T]) -> T | Json:
        """What `make` makes: mostly once, else once for each option of an interpretation."""
        if not self.chance(5):
            return make()
        name = self._word()
        return {
            "interpretation": name,
            "options": {option: make() for option in self.interpretations[name]["options"]},
        }

    def number(self, kind: Kind) -> str:
        """The number chosen for an interpretation, as formulas name it: a count or a rate."""
        if kind not in self._numeric:
            bounds = {"least": "0%", "most": "100%"} if kind is Kind.RATE else {"least": "1"}
            default = {Kind.RATE: "1%", Kind.COUNT: "2"}[kind]
            number = {"kind": kind.value, **bounds, "label": label("number")}
            self._numeric[kind] = self._interpretation(default, number=number)
        return f"interpretation.{self._numeric[kind]}"

    def number_or_none(self) -> Json:
        """A count that is chosen, or none, as a switch over an interpretation of its own."""
        number = {"kind": "count", "least": "0", "label": label("number")}
        name = self._interpretation("all", options={"all": {"label": label("all")}}, number=number)
        return {"interpretation": name, "options": {"all": None, "number": f"interpretation.{name}"}}

    def _word(self) -> str:
        if not self._words or (len(self._words) < 3 and self.chance(3)):
            options = {name: {"label": label(name)} for name in ("a", "b")}
            self._words.append(self._interpretation("a", options=options))
        return self.pick(self._words)

    def _interpretation(self, default: str, **readings: Json) -> str:
        name = f"reading_{len(self.interpretations)}"
        asked = {"clause": "一", "question": label(name), "reason": label(name)}
        self.interpretations[name] = {**asked, "default": default, **readings}
        return name
