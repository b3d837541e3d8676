"""From facts on which a promise is said to be broken to a case that a person can follow, decided by every execution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policyrules.engines import NAMES, choose
from policyrules.errors import FactsError, ProofError
from policyrules.facts.renaming import plain_names, renamed
from policyrules.invariants.check import violations
from policyrules.invariants.monotone import lowered
from policyrules.invariants.rules import AnyRule, MonotoneRule
from policyrules.invariants.violation import Violation
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy
from policyrules.proof.counterexample import Counterexample, HigherFigure, other_readings
from policyrules.proof.reducing import listed, reduced, rounded
from policyrules.text import Text

Json = dict[str, Any]
Shows = Callable[[Json], bool]
#: The executions that have to agree, the one that says what a policy means first.
ENGINES = tuple(sorted(NAMES, key=lambda name: name != "reference"))


def smallest(facts: Json, vocabulary: Vocabulary, shows: Shows) -> Json:
    """As little of the facts as still shows it, in round figures, with ids such as `E1`.

    `shows` says whether facts show what they are kept for; those given do. Facts that are refused show nothing.
    """
    surely = _surely(shows)
    small = _plainest(facts, vocabulary, surely)
    named = renamed(vocabulary, small, plain_names(vocabulary, small))
    return named if surely(named) else small


def _plainest(facts: Json, vocabulary: Vocabulary, surely: Shows) -> Json:
    # Rounder figures may make something dispensable.
    return listed(reduced(rounded(reduced(facts, surely), surely), surely), vocabulary, surely)


def _surely(shows: Shows) -> Shows:
    def surely(given: Json) -> bool:
        try:
            return shows(given)
        except FactsError:
            return False

    return surely


def confirm(about: Text, shows: Callable[[str], bool], engines: Sequence[str] = ENGINES) -> None:
    """Raises ProofError unless every execution shows what the solver said. `about` names the case."""
    for engine in engines:
        try:
            shown, why = shows(engine), ""
        except FactsError as error:
            shown, why = False, f": {error.lines()[0]}"
        if not shown:
            raise ProofError(
                Text(
                    f"程序错误，请报告：求解器给出了{about.zh}，{engine} 未予证实{why}",
                    f"a bug, please report it: the solver found {about.en}, and {engine} does not confirm it{why}",
                )
            )


@dataclass(frozen=True)
class Breaking:
    """A settled promise, held against decisions of a policy for one year."""

    rule: AnyRule
    policy: Policy
    year: int

    def violations(
        self, facts: Json, higher: HigherFigure | None = None, engine: str = ENGINES[0]
    ) -> tuple[Violation, ...]:
        """What decisions on facts break of the promise. Raises FactsError, EngineError.

        One that compares two decisions needs the `higher` figure of the second.
        """
        if isinstance(self.rule, MonotoneRule):
            return () if higher is None else tuple(self._lowered(self.rule, facts, higher, engine))
        return violations([self.rule], self.policy.decide(facts, self.year, engine, guard=False))

    def _lowered(self, rule: MonotoneRule, facts: Json, higher: HigherFigure, engine: str) -> Iterator[Violation]:
        policy, raised = self.policy, higher.raised(facts, self.policy.definition.vocabulary)
        return lowered(rule, policy.program(self.year), policy.facts(facts), policy.facts(raised), choose(engine))

    def counterexample(self, facts: Json, searched: Policy, higher: HigherFigure | None = None) -> Counterexample:
        """The facts made small and confirmed. `searched` is the policy under the readings that were asked about.

        Raises ProofError where an execution does not break the promise on them, EngineError.
        """
        about = Text(f"违反 `{self.rule.id}` 的案例", f"a case that breaks `{self.rule.id}`")
        confirm(about, lambda engine: bool(self.violations(facts, higher, engine)), ENGINES[:1])
        small, figure = self._smallest(facts, higher)
        confirm(about, lambda engine: bool(self.violations(small, figure, engine)))
        readings, broken = other_readings(self.policy, searched), self.violations(small, figure)
        return Counterexample(self.rule.id, self.year, readings, small, broken, ENGINES, figure)

    def _smallest(self, facts: Json, higher: HigherFigure | None) -> tuple[Json, HigherFigure | None]:
        """As few facts as break it; then the roundest higher figure; then plain names for both."""
        vocabulary = self.policy.definition.vocabulary
        if higher is None:
            return smallest(facts, vocabulary, lambda given: bool(self.violations(given))), None

        def least(given: Json, figure: HigherFigure) -> Json:
            return _plainest(given, vocabulary, _surely(lambda other: bool(self.violations(other, figure))))

        small = least(facts, higher)
        figure = _roundest(higher, lambda other: bool(self.violations(small, other)))
        small = least(small, figure)
        names = plain_names(vocabulary, small)
        named, plain = renamed(vocabulary, small, names), replace(figure, thing=names.get(figure.thing, figure.thing))
        return (named, plain) if self.violations(named, plain) else (small, figure)


def _roundest(higher: HigherFigure, shows: Callable[[HigherFigure], bool]) -> HigherFigure:
    surely = _surely(lambda given: shows(replace(higher, to=given["to"])))
    return replace(higher, to=rounded({"to": higher.to}, surely)["to"])
