"""Running cases: decide, and compare with what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policyrules.cases.case import Case, CaseResult
from policyrules.cases.difference import Difference
from policyrules.cases.differences import NONE, differences, problem_differences
from policyrules.cases.promises import broken_promises
from policyrules.decision.decision import Decision
from policyrules.engines.run import Engine
from policyrules.errors import FactsError, PolicyRulesError
from policyrules.facts.records import Facts
from policyrules.language.document import Document
from policyrules.policy import Policy
from policyrules.text import Text

REFERENCE = "reference"


def run_case(case: Case, policy: Policy | None = None, engine: str | Engine | None = REFERENCE) -> CaseResult:
    """Run a case, on its own policy or (under the case's interpretations) on another: a mutant, an amended one.

    What the policy cannot decide is a difference, too. `engine` is as in `Policy.decide`; unlike there the reference
    evaluator is the default, for cases are small and it needs no preparation.
    """
    return next(run_cases([case], policy, engine))


def run_cases(
    cases: Iterable[Case], policy: Policy | None = None, engine: str | Engine | None = REFERENCE
) -> Iterator[CaseResult]:
    """Run cases in turn. Those under the same interpretations of `policy` share what is prepared for a year."""
    interpreted: dict[tuple[tuple[str, str | int], ...], Policy] = {}
    for case in cases:
        try:
            if policy is None:
                yield _run(case, case.policy, engine)
                continue
            key = tuple(sorted(case.interpretations.items()))
            if key not in interpreted:
                interpreted[key] = policy.interpret(**case.interpretations)
            yield _run(case, interpreted[key], engine)
        except PolicyRulesError as error:
            yield CaseResult(case, "failed", (_undecided(error),))


def _run(case: Case, policy: Policy, engine: str | Engine | None) -> CaseResult:
    expect = case.expect
    try:
        facts = _facts(case, policy)
    except FactsError as error:
        found = tuple(problem_differences(expect.errors, error.problems, "errors"))
        return _result(case, found)
    if expect.errors:
        return _result(case, tuple(problem_differences(expect.errors, (), "errors")))
    decision = policy.decide(facts, case.year, engine, guard=False)
    found = (*differences(expect, decision, policy.definition.vocabulary), *broken_promises(case, policy, decision))
    return _result(case, found, decision)


def _facts(case: Case, policy: Policy) -> Facts:
    """The facts of a case; checked once for all policies that say the same of facts."""
    own, other = case.policy.definition.documents, policy.definition.documents
    alike = case.policy is policy or all(_data(own, name) == _data(other, name) for name in _OF_FACTS)
    return case.checked if alike else policy.facts(case.facts)


#: The files on which it depends what facts may say: their vocabulary, and the numbers of duties.
_OF_FACTS = ("facts.yaml", "duties.yaml")


def _data(documents: Mapping[str, Document], name: str) -> object:
    return documents[name].data if name in documents else None


def _result(case: Case, found: tuple[Difference, ...], decision: Decision | None = None) -> CaseResult:
    if not case.confirmed:
        return CaseResult(case, "unconfirmed", found, decision)
    return CaseResult(case, "failed" if found else "passed", found, decision)


def _undecided(error: PolicyRulesError) -> Difference:
    words = Text("; ".join(error.lines("zh")), "; ".join(error.lines("en")))
    return Difference(("expect",), Text("决定", "decision"), "", Text("一项决定", "a decision"), NONE, (words,))
