"""A search for facts on which decisions of a policy break a promise of another (or their own).

Hypothesis draws facts that aim at the policy's thresholds, always the same ones. That nothing was found is no proof,
so a finding says how many decisions were looked at; and where there was no search, there is no finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policyrules.errors import FactsError
from policyrules.invariants.check import Base, check
from policyrules.invariants.reducing import reduced, rounded
from policyrules.invariants.violation import Violation
from policyrules.language.quantities import Value, plain_text
from policyrules.policy import Policy
from policyrules.text import Text

Json = dict[str, Any]
#: So many decisions of each year, unless told otherwise.
EXAMPLES = 200
_NOT_INSTALLED = Text(
    "未搜索：须安装 Hypothesis（pip install 'policyrules[testing]'）",
    "not searched: this needs Hypothesis (pip install 'policyrules[testing]')",
)


@dataclass(frozen=True)
class Counterexample:
    """Facts on which an invariant is broken, of which nothing can be left out, and what they are decided under."""

    invariant: str
    year: int
    interpretations: Mapping[str, str]
    """The options that differ from those of the policy that was searched."""
    facts: Json
    violations: tuple[Violation, ...]

    def to_dict(self) -> Json:
        """The counterexample as JSON holds it."""
        return {
            "invariant": self.invariant,
            "year": self.year,
            "interpretations": dict(self.interpretations),
            "facts": self.facts,
            "violations": [each.to_dict() for each in self.violations],
        }


@dataclass(frozen=True)
class Finding:
    """What a search found. `decisions` is how many decisions were looked at; all that are not named held."""

    decisions: int
    years: tuple[int, ...]
    counterexamples: tuple[Counterexample, ...]

    @property
    def outcome(self) -> Literal["held", "broken"]:
        """`held` on all decisions that were looked at, or `broken`, with a counterexample for each invariant."""
        return "broken" if self.counterexamples else "held"

    def to_dict(self) -> Json:
        """The finding as JSON holds it."""
        return {
            "outcome": self.outcome,
            "decisions": str(self.decisions),
            "years": list(self.years),
            "counterexamples": [each.to_dict() for each in self.counterexamples],
        }

    @property
    def words(self) -> Text:
        """The finding as a sentence."""
        if not self.counterexamples:
            return Text(f"搜索了{self.decisions}个决定，均未违反", f"held on all {self.decisions} decisions searched")
        names = [each.invariant for each in self.counterexamples]
        return Text(f"违反：{'、'.join(names)}（有反例）", f"broken, with a counterexample: {', '.join(names)}")


@dataclass(frozen=True)
class NotSearched:
    """Why there was no search."""

    words: Text = _NOT_INSTALLED

    @property
    def outcome(self) -> Literal["not_searched"]:
        """Neither held nor broken."""
        return "not_searched"

    def to_dict(self) -> Json:
        """The finding as JSON holds it."""
        return {"outcome": self.outcome}


def search(
    base: Base,
    amended: Policy,
    years: Iterable[int],
    examples: int = EXAMPLES,
    without: Collection[str] = (),
    readings: bool = True,
) -> Finding | NotSearched:
    """Look for facts on which decisions of `amended` break invariants of `base`: a counterexample for each.

    `examples` bounds the decisions drawn for each year; `without` names invariants that are given up. The
    interpretations vary too, unless `readings` is false. The same arguments give the same finding.
    Raises UsageError, EngineError.
    """
    try:
        from policyrules.invariants.drawing import first_failing
    except ImportError:
        return NotSearched()
    looking, found, asked = _Looking(base, amended, set(without)), [], tuple(years)
    for year in asked:
        while (drawn := first_failing(amended, year, looking.breaks, examples, readings)) is not None:
            found.append(looking.counterexample(*drawn))
            looking.without.add(found[-1].invariant)
    return Finding(looking.decisions, asked, tuple(found))


@dataclass
class _Looking:
    """What has been looked at."""

    base: Base
    amended: Policy
    without: set[str]
    decisions: int = 0

    def violations(self, policy: Policy, facts: Json, year: int) -> tuple[Violation, ...]:
        """What a decision breaks. The engines agree, and for facts as few as these the reference is the faster."""
        self.decisions += 1
        return check(self.base, policy.decide(facts, year, engine="reference"), self.without)

    def breaks(self, policy: Policy, facts: Json, year: int) -> bool:
        return bool(self.violations(policy, facts, year))

    def counterexample(self, policy: Policy, facts: Json, year: int) -> Counterexample:
        """The first invariant that is broken, on as little of the facts as breaks it, in plain figures and names."""
        from policyrules.invariants.drawing import plainly_named

        name = self.violations(policy, facts, year)[0].invariant

        def own(given: Json) -> tuple[Violation, ...]:
            try:
                return tuple(each for each in self.violations(policy, given, year) if each.invariant == name)
            except FactsError:
                return ()

        def shows(given: Json) -> bool:
            return bool(own(given))

        smallest = rounded(reduced(facts, shows), shows)
        named = plainly_named(policy, smallest)
        smallest = named if shows(named) else smallest
        return Counterexample(name, year, self.readings(policy), smallest, own(smallest))

    def readings(self, policy: Policy) -> dict[str, str]:
        """The options that differ from those of the policy that is searched, as they are chosen."""
        return {
            name: option if isinstance(option, str) else self._number(name, option)
            for name, option in policy.options.items()
            if option != self.amended.options[name]
        }

    def _number(self, name: str, option: Value) -> str:
        number = self.amended.definition.interpretations[name].number
        return str(option) if number is None else plain_text(number.kind, option)
