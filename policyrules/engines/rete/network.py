"""A rule network of durable-rules, driven so that its sharp edges cannot cut.

The C engine is driven directly, without the package's `Host` (timer threads that crash) and without its Python
loop (exceptions of actions are swallowed there): facts go in, the loop here asks for one firing after another.
A network belongs to one thread. Every fact holds whole numbers and words of the program alone, never text from
outside.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import weakref
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from types import ModuleType
from typing import Any

from policyrules.errors import EngineError

#: Words of a fact are names of the program: letters, digits, dots and underscores, with nothing to escape.
Fact = dict[str, int | str]
#: What to do when a rule fires on a fact: the conclusions, asserted as new facts.
Act = Callable[[str, Mapping[str, Any]], Iterable[Fact]]

#: How the engine reports a firing: the rule, and the fact it fired on, which begins with its number.
_FIRING = re.compile(r'\{"([^"]+)":\{"m":\{"n":(\d+)')

#: Beyond this, integers lose their order in the engine.
LARGEST = 2**62
_HANDLED, _UNHANDLED, _OBSERVED = 0, 1, 2
_TRIES = 16
#: Rules that fire more often than this for one case will never end.
MOST_FIRINGS = 1_000_000
_loading = Lock()
_library: ModuleType | None = None


def library() -> ModuleType:
    """The C engine of durable-rules. Raises EngineError where it cannot be loaded."""
    global _library
    with _loading:
        if _library is None:
            _library = _load()
    return _library


def _load() -> ModuleType:
    # On CPython 3.13 one symbol of the module does not exist; it is never called, so bind symbols lazily.
    flags = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        return importlib.import_module("durable_rules_engine")
    except ImportError as error:
        raise EngineError(f"durable-rules cannot be loaded: {error}") from error
    finally:
        sys.setdlopenflags(flags)


def within(value: int, what: str) -> int:
    """A number that the engine compares exactly. Raises EngineError for one that it does not."""
    if not -LARGEST < value < LARGEST:
        raise EngineError(f"the number {value} of {what} is too large for the rete engine")
    return value


class Network:
    """Rules, compiled once, through which any number of cases run one after another.

    `rules` maps a rule's name to its definition in the format of durable-rules. The first fact of every case must
    match a rule: the engine cannot forget a case that matched none.
    """

    def __init__(self, name: str, rules: Mapping[str, Any]) -> None:
        self._engine = library()
        try:
            self._handle: int = self._engine.create_ruleset(name, json.dumps(rules))
        except Exception as error:
            raise EngineError(f"durable-rules refused the rules of {name}: {error}") from error
        self._cases = 0
        weakref.finalize(self, self._engine.delete_ruleset, self._handle)

    def run(self, facts: Iterable[Fact], act: Act) -> None:
        """Run one case: assert its facts, then let the rules fire until none is left, asserting what they conclude.

        Raises EngineError where the engine fails, and whatever `act` raises.
        """
        self._cases += 1
        case = str(self._cases)
        asserted: list[Fact] = []
        state: int | None = None
        started = False
        try:
            for fact in tuple(facts):
                state = self._assert(fact, asserted, case)
            if state is not None:
                started = True
                self._fire(state, asserted, case, act)
        finally:
            if state is not None:
                self._forget(case, state, started)

    def _forget(self, case: str, state: int, started: bool) -> None:
        """Delete a case's state: a ruleset holds 1,024 of them at most, and a state a limited number of facts."""
        if not started:
            # A state that is deleted with firings still waiting to start crashes the engine when the rules are freed.
            self._engine.start_action_for_state(self._handle, state)
        self._engine.delete_state(self._handle, case)

    def _fire(self, state: int, asserted: list[Fact], case: str, act: Act) -> None:
        started = self._engine.start_action_for_state(self._handle, state)
        message = started[1] if started else None
        for _ in range(MOST_FIRINGS):
            if not message:
                return
            firing = _FIRING.match(message)
            if firing is None:
                raise EngineError(f"durable-rules reported a firing that cannot be read: {message[:80]}")
            for conclusion in act(firing[1], asserted[int(firing[2])]):
                self._assert(conclusion, asserted, case)
            message = self._engine.complete_and_start_action(self._handle, state)
        raise EngineError(f"the rules fired {MOST_FIRINGS:,} times for one case and did not end")

    def _assert(self, fact: Fact, asserted: list[Fact], case: str) -> int:
        """Assert one fact. Facts go in one by one: for a batch only the last one's result would be known."""
        written = _written(fact, len(asserted), case)
        asserted.append(fact)
        for attempt in range(_TRIES):
            try:
                result, state = self._engine.assert_fact(self._handle, written)
            except Exception as error:
                raise EngineError(f"durable-rules failed on a fact of kind {fact.get('kind')}: {error}") from error
            if result in (_HANDLED, _UNHANDLED):
                return int(state)
            if result != _OBSERVED:
                break
            # Hashes of different facts can be equal. Each fact here is new, so make it another and say it again.
            written = _written({**fact, "nonce": attempt}, len(asserted) - 1, case)
        raise EngineError(f"durable-rules did not take a fact of kind {fact.get('kind')} (result {result})")


def _written(fact: Fact, number: int, case: str) -> str:
    """A fact as JSON, its number first: written by hand, since it is flat and nothing in it needs escaping."""
    parts = [f'"{name}":{value}' if type(value) is int else f'"{name}":"{value}"' for name, value in fact.items()]
    return f'{{"n":{number},{",".join(parts)},"sid":"{case}"}}'
