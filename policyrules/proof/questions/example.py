"""The case that answers a question: as few facts as show it, round and plainly named, decided so by every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.errors import FactsError, ProofError
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy
from policyrules.proof.confirming import ENGINES as ENGINES
from policyrules.proof.confirming import smallest
from policyrules.text import Text

Json = dict[str, Any]
#: Whether facts show what they are to show, as the engine of that name decides them.
Shows = Callable[[Json, str], bool]


@dataclass(frozen=True)
class Example:
    """Facts of a case, its sales year, the options that differ from the policy's own, and the engines that agree."""

    year: int
    interpretations: Mapping[str, str]
    facts: Json
    confirmed_by: tuple[str, ...]

    def to_dict(self) -> Json:
        """The example as JSON holds it."""
        return {
            "year": self.year,
            "interpretations": dict(self.interpretations),
            "facts": self.facts,
            "confirmed_by": list(self.confirmed_by),
        }


def smallest_shown(facts: Json, vocabulary: Vocabulary, shows: Shows) -> Json:
    """As little of the facts as shows it to every engine.

    Raises ProofError where an engine does not decide the facts as the solver said: a mistake of this library.
    """
    _confirm(facts, shows, ENGINES[:1])
    small = smallest(facts, vocabulary, lambda given: shows(given, ENGINES[0]))
    _confirm(small, shows, ENGINES)
    return small


def _confirm(facts: Json, shows: Shows, engines: tuple[str, ...]) -> None:
    for engine in engines:
        try:
            shown, why = shows(facts, engine), ""
        except FactsError as error:
            shown, why = False, f": {error.lines()[0]}"
        if not shown:
            raise ProofError(
                Text(
                    f"程序错误：求解器给出的案例，{engine} 未予证实{why}，请报告",
                    f"a bug, please report it: the solver found a case that {engine} does not confirm{why}",
                )
            )


def examined(policy: Policy, facts: Json, year: int, engine: str) -> Decision:
    """A decision that is looked at and not released. Raises FactsError, EngineError."""
    return policy.decide(facts, year, engine=engine, guard=False)
