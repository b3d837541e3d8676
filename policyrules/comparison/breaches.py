"""Which of the base's invariants a decision of the amended policy breaks: on single cases, or on a whole population."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from policyrules.decision.decision import Decision
from policyrules.invariants import settle
from policyrules.invariants.check import options_for, violations
from policyrules.invariants.rules import AnyRule
from policyrules.language.definition import Definition
from policyrules.text import Text

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

#: A decision on single cases, or on a population.
Decided: TypeAlias = "Decision | FrameDecision"
#: How many payees that break an invariant are named.
_MOST_NAMED = 5


@dataclass(frozen=True)
class Breaches:
    """The invariants that are promised under the readings of a decision, and of each that it breaks what is said."""

    asked: Collection[str]
    words: Mapping[str, tuple[Text, ...]]


def breaches(base: Definition, decision: Decided) -> Breaches:
    """What of a policy's invariants a decision breaks: the first payees by name, and how many there are.

    The promises are read with the numbers of `base`, under the decision's interpretations as far as it has them.
    Raises EngineError.
    """
    rules = settle(base, decision.year, options_for(base, decision.program.settings))
    if isinstance(decision, Decision):
        found = _of_cases(rules, decision)
    else:
        from policyrules.invariants.frames import check

        told = {each.invariant: each.told(_MOST_NAMED) for each in check(rules, decision, _MOST_NAMED)}
        found = {name: tuple(each.words for each in sentences) for name, sentences in told.items()}
    return Breaches(tuple(rule.id for rule in rules), found)


def _of_cases(rules: tuple[AnyRule, ...], decision: Decision) -> dict[str, tuple[Text, ...]]:
    said: dict[str, list[Text]] = {}
    for each in violations(rules, decision):
        said.setdefault(each.invariant, []).append(each.words)
    return {name: _first(words) for name, words in said.items()}


def _first(words: list[Text]) -> tuple[Text, ...]:
    left = len(words) - _MOST_NAMED
    more = (Text(f"……另有 {left:,} 处", f"… and {left:,} more"),) if left > 0 else ()
    return (*words[:_MOST_NAMED], *more)
