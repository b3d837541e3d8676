"""A search for facts on which decisions of a policy break a promise of another (or their own).

Hypothesis draws facts that aim at the policy's thresholds, always the same ones. That nothing was found is no proof,
so a finding says how many decisions were looked at; and where there was no search, there is no finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from policyrules.engines.run import Engine
from policyrules.facts.load import Source
from policyrules.invariants.check import check
from policyrules.invariants.violation import Violation
from policyrules.language.definition import Definition, Monotone
from policyrules.policy import Policy
from policyrules.proof.confirming import smallest
from policyrules.proof.counterexample import Counterexample, other_readings
from policyrules.text import Text

Json = dict[str, Any]
#: So many decisions of each year, unless told otherwise.
EXAMPLES = 200
_NOT_INSTALLED = Text(
    "未搜索：须安装 Hypothesis（pip install 'policyrules[testing]'）",
    "not searched: this needs Hypothesis (pip install 'policyrules[testing]')",
)


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


def held(
    base: Policy | Definition,
    amended: Policy,
    facts: Source,
    year: int,
    without: Collection[str] = (),
    engine: str | Engine | None = None,
) -> tuple[Violation, ...]:
    """What of the invariants of `base` the decision of `amended` on facts breaks.

    Raises FactsError, UsageError, EngineError.
    """
    return check(_definition(base), amended.decide(facts, year, engine, guard=False), without)


def search(
    base: Policy | Definition,
    amended: Policy,
    years: Iterable[int],
    examples: int = EXAMPLES,
    without: Collection[str] = (),
    readings: bool = True,
) -> Finding | NotSearched:
    """Look for facts on which decisions of `amended` break invariants of `base`: a counterexample for each.

    `examples` bounds the decisions drawn for each year; `without` names invariants that are given up. The
    interpretations vary too, unless `readings` is false. The same arguments give the same finding. A promise of the
    kind `monotone` is about two decisions: nothing is said of it. Raises UsageError, EngineError.
    """
    try:
        from policyrules.proof.drawing import first_failing
    except ImportError:
        return NotSearched()
    looking, found, asked = _Looking(_definition(base), amended, set(without)), [], tuple(years)
    for year in asked:
        while looking.asked and (drawn := first_failing(amended, year, looking.breaks, examples, readings)) is not None:
            found.append(looking.counterexample(*drawn))
            looking.without.add(found[-1].invariant)
    return Finding(looking.decisions, asked, tuple(found))


def _definition(base: Policy | Definition) -> Definition:
    return base.definition if isinstance(base, Policy) else base


@dataclass
class _Looking:
    """What has been looked at."""

    base: Definition
    amended: Policy
    without: set[str]
    decisions: int = 0

    @property
    def asked(self) -> bool:
        """Whether there is a promise that one decision can break."""
        left = (each for each in self.base.invariants if each.id not in self.without)
        return any(not isinstance(each, Monotone) for each in left)

    def violations(self, policy: Policy, facts: Json, year: int) -> tuple[Violation, ...]:
        """What a decision breaks. The engines agree, and for facts as few as these the reference is the faster."""
        self.decisions += 1
        return check(self.base, policy.decide(facts, year, engine="reference", guard=False), self.without)

    def breaks(self, policy: Policy, facts: Json, year: int) -> bool:
        return bool(self.violations(policy, facts, year))

    def counterexample(self, policy: Policy, facts: Json, year: int) -> Counterexample:
        """The first invariant that is broken, on as little of the facts as breaks it, in plain figures and names."""
        name = self.violations(policy, facts, year)[0].invariant

        def own(given: Json) -> tuple[Violation, ...]:
            return tuple(each for each in self.violations(policy, given, year) if each.invariant == name)

        small = smallest(facts, policy.definition.vocabulary, lambda given: bool(own(given)))
        return Counterexample(name, year, other_readings(policy, self.amended), small, own(small))
