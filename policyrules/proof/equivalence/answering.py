"""Proving that two policies decide the same, or finding the smallest case on which they do not."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from policyrules.errors import FactsError, ProofError
from policyrules.policy import Policy, library_version
from policyrules.proof.confirming import ENGINES, smallest
from policyrules.proof.counterexample import other_readings
from policyrules.proof.equivalence.case import Case, Difference, Json, differences
from policyrules.proof.equivalence.limit_meaning import before_all_payees
from policyrules.proof.equivalence.pieces import Open, Pieces, Setting
from policyrules.proof.equivalence.readings import Pair
from policyrules.proof.equivalence.result import Equivalence, EquivalenceOutcome
from policyrules.proof.equivalence.scopes import NOT_ALL, NOT_IN_TIME, any_number, up_to
from policyrules.proof.equivalence.telling import SHAPES, SHAPES_OF_ONE, Numbers, Told, told_apart
from policyrules.proof.results import Scope
from policyrules.proposals.facts import vocabularies_of_both
from policyrules.text import Text

#: How many seconds a question gets in the first round, and in the second.
PATIENCE = (1.5, math.inf)


def answer(
    one: Policy, other: Policy, years: Iterable[int] | None, readings: Literal["all", "chosen"], limit: float
) -> Equivalence:
    """Whether two policies decide the same: see `policyrules.proof.equivalence.equivalent`."""
    began = time.monotonic()
    pair = Pair(one, other)
    pieces = Pieces(pair, pair.years() if years is None else tuple(years), readings == "all", began + limit)
    found = _Asked(pair, pieces).answer()
    return replace(found, seconds=time.monotonic() - began)


@dataclass
class _Asked:
    """One question: first piece by piece, then what is left open on facts of a few things."""

    pair: Pair
    pieces: Pieces

    def answer(self) -> Equivalence:
        """The answer, without the time it took."""
        left = self.pieces.left_open()
        together = tuple(sorted({each.address for each in left}))
        cut_short = self.pieces.cut_short
        if not left:
            scope = any_number(self.pair, self.pieces)
            return self._result(
                "undecided" if cut_short else "equivalent", scope, reason=NOT_ALL if cut_short else None
            )
        questions = self._questions(left)
        scope = up_to(self.pair, self.pieces, SHAPES[-1], all(each.of_one for each in questions))
        case, unanswered = self._case_in(questions)
        if case is not None:
            return self._result("different", scope, together, case=case)
        if unanswered or cut_short:
            return self._result("undecided", scope, together, reason=NOT_IN_TIME if unanswered else NOT_ALL)
        return self._result("equivalent", scope, together)

    def _case_in(self, questions: list[Question]) -> tuple[Case | None, list[Question]]:
        """The first case that is found, and the questions without an answer: the quick ones are asked first."""
        for patience in PATIENCE:
            unanswered = []
            for question in questions:
                told = self._told(question, patience)
                if told.facts is not None and question.of_one and not self._differ(question.setting, told.facts):
                    told = self._told_of_all(question, patience)
                if told.facts is not None:
                    return self._case(told.facts, question.setting), []
                if told.outcome == "unknown":
                    unanswered.append(question)
            questions = unanswered
        return None, questions

    def _result(
        self,
        outcome: EquivalenceOutcome,
        scope: Scope,
        together: tuple[str, ...] = (),
        case: Case | None = None,
        reason: Text | None = None,
    ) -> Equivalence:
        names = (_name(self.pair.one), _name(self.pair.other))
        rewritten = tuple(self.pieces.rewritten)
        vocabulary = vocabularies_of_both(self.pair.one, self.pair.other)[0]
        found = Equivalence(*names, outcome, scope, rewritten, together, case, reason, library_version())
        return replace(found, vocabulary=vocabulary)

    def _told(self, asked: Question, patience: float) -> Told:
        """Whether facts of a shape tell the two apart; unknown where the time is up."""
        left = min(patience, self.pieces.until - time.monotonic())
        if left <= 0:
            return Told("unknown")
        one, other = self.pieces.programs(asked.setting)
        if asked.of_one:
            one, other = before_all_payees(one), before_all_payees(other)
        vocabularies = vocabularies_of_both(self.pair.one, self.pair.other)
        return told_apart((one, other), vocabularies, asked.sections, asked.shape, left)

    def _told_of_all(self, asked: Question, patience: float) -> Told:
        """Where payees alone are told apart, and a limit over all payees makes them the same again: are all told apart?

        That all of so few payees are alike says nothing of more of them.
        """
        told = self._told(replace(asked, of_one=False), patience)
        return Told("unknown") if told.outcome == "alike" else told

    def _differ(self, setting: Setting, facts: Json) -> bool:
        """Whether the two really decide facts otherwise. What is refused is left to the confirmation."""
        try:
            return bool(differences(*self._policies(setting), facts, setting.year))
        except FactsError:
            return True

    def _policies(self, setting: Setting) -> tuple[Policy, Policy]:
        """The two policies, read as the setting says."""
        one, other = (
            Policy(each.definition, options, each.proposals, each.base)
            for each, options in ((self.pair.one, setting.one), (self.pair.other, setting.other))
        )
        return one, other

    def _questions(self, left: Iterable[Open]) -> list[Question]:
        """What to ask of what is left open: first under the options in effect, and of few things."""
        asked = [
            Question(setting, sections, shape, shapes is SHAPES_OF_ONE)
            for setting, sections in _settings(left)
            for shapes in (self._shapes(setting, sections),)
            for shape in shapes
        ]
        return sorted(asked, key=lambda each: (not each.setting.in_effect, sum(each.shape)))

    def _shapes(self, setting: Setting, sections: frozenset[str]) -> tuple[Numbers, ...]:
        return SHAPES_OF_ONE if sections == {"awards"} and self.pieces.payees_are_alone(setting) else SHAPES

    def _case(self, facts: Json, setting: Setting) -> Case:
        """The facts made small, and decided by every execution. Raises ProofError where one does not confirm them."""
        one, other = self._policies(setting)

        def differ(given: Json, engine: str = ENGINES[0]) -> list[Difference]:
            return differences(one, other, given, setting.year, engine)

        vocabulary = vocabularies_of_both(one, other)[0]
        _confirm(facts, differ, ENGINES[:1])
        small = smallest(facts, vocabulary, lambda given: bool(differ(given)))
        _confirm(small, differ, ENGINES)
        readings = {**other_readings(other, self.pair.other), **other_readings(one, self.pair.one)}
        return Case(setting.year, readings, small, tuple(differ(small)), ENGINES)


def _confirm(facts: Json, differ: Callable[[Json, str], list[Difference]], engines: Iterable[str]) -> None:
    for engine in engines:
        try:
            shown, why = bool(differ(facts, engine)), ""
        except FactsError as error:
            shown, why = False, f": {error.lines()[0]}"
        if not shown:
            raise ProofError(
                Text(
                    f"程序错误：求解器给出两者不同的案例，{engine} 未予证实{why}，请报告",
                    f"a bug, please report it: the solver found a case on which the two differ, and {engine} does not "
                    f"confirm it{why}",
                )
            )


@dataclass(frozen=True)
class Question:
    """Do facts of so many things tell the two apart, in a setting and in some sections of the decision?

    `of_one`: each payee is decided alone, before any limit over all payees.
    """

    setting: Setting
    sections: frozenset[str]
    shape: Numbers
    of_one: bool


def _settings(left: Iterable[Open]) -> list[tuple[Setting, frozenset[str]]]:
    """Each setting in which something is open, and the sections of the decision that it concerns."""
    found: dict[object, tuple[Setting, frozenset[str]]] = {}
    for each in left:
        setting, sections = found.get(each.setting.key, (each.setting, frozenset[str]()))
        found[each.setting.key] = (setting, sections | _concerned(each.address))
    return list(found.values())


def _concerned(address: str) -> frozenset[str]:
    section = address.partition(".")[0]
    if section == "standards":
        return frozenset({"standards", "duties"})  # a duty may rest on a standard
    if section == "policy":
        return frozenset({"awards", "standards", "targets", "duties"})
    return frozenset({"awards" if section == "limits" else section})


def _name(policy: Policy) -> dict[str, str]:
    identity = policy.definition.identity
    proposals = {"proposals": ", ".join(each.id for each in policy.proposals)} if policy.proposals else {}
    return {"id": identity.id, "document": identity.document, "digest": policy.digest, **proposals}
