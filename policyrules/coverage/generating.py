"""Cases for what no case shows yet, each with what the policy says now: a person has to confirm that it should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from policyrules.cases import Case
from policyrules.coverage.building import tidied
from policyrules.coverage.candidates import Candidate, candidates
from policyrules.coverage.expecting import sections_for, single_lines
from policyrules.coverage.interpretations import reading
from policyrules.coverage.measuring import measure, seen
from policyrules.coverage.obligation import Key, Obligation
from policyrules.coverage.run import Run, everything
from policyrules.coverage.settlings import options_of
from policyrules.coverage.shrinking import shrunk
from policyrules.coverage.words import aspect_words
from policyrules.decision.decision import Decision
from policyrules.engines.reference import ReferenceEngine
from policyrules.errors import PolicyRulesError
from policyrules.language.options import defaults
from policyrules.language.quantities import Value
from policyrules.policy import Policy
from policyrules.text import Text

#: So many facts are tried for an obligation before it is given up.
_MOST_TRIED = 600


@dataclass(frozen=True)
class GeneratedCase:
    """A case to be confirmed: facts that show an obligation, and what the policy says of them now."""

    name: str
    obligation: Obligation
    label: Text
    year: int
    interpretations: dict[str, str | Value]
    facts: dict[str, Any]
    expect: dict[str, Any]


@dataclass(frozen=True)
class Generated:
    """The cases that were missing, and what no case could be found for."""

    policy: Policy
    cases: tuple[GeneratedCase, ...]
    unreached: tuple[Obligation, ...]


def generate(policy: Policy, cases: Iterable[Case]) -> Generated:
    """The cases that a policy lacks beside `cases`. Raises UsageError."""
    known = tuple(cases)
    return _Generation(policy, [_candidate(policy, each) for each in known]).run(measure(policy, known).uncovered)


def _candidate(policy: Policy, case: Case) -> Candidate:
    options = policy.interpret(**case.interpretations).options
    usual = policy.options
    unusual = {name: option for name, option in options.items() if option != usual[name]}
    return Candidate(case.facts, case.year, unusual)


class _Generation:
    def __init__(self, policy: Policy, pool: list[Candidate]) -> None:
        self.policy = policy
        self.pool = pool
        self._policies: dict[str, Policy] = {}
        self._usual = defaults(policy.definition)

    def run(self, uncovered: Iterable[Obligation]) -> Generated:
        left = {each.key: each for each in uncovered}
        found: list[GeneratedCase] = []
        unreached: list[Obligation] = []
        # What tells readings apart is looked for among all facts that were found for the rest.
        for each in sorted(left.values(), key=lambda one: one.section == "interpretations"):
            if each.key not in left:
                continue
            made = self.case(each)
            if made is None:
                unreached.append(each)
                continue
            case, shown = made
            found.append(case)
            for key in shown:
                left.pop(key, None)
            left.pop(each.key, None)
        return Generated(self.policy, tuple(found), tuple(unreached))

    def case(self, obligation: Obligation) -> tuple[GeneratedCase, set[Key]] | None:
        """A case for an obligation, and all that it shows; None where none was found."""
        for _, candidate in zip(range(_MOST_TRIED), self.candidates(obligation), strict=False):
            if not self.shows(candidate, obligation.key):
                continue
            small = self.least(candidate, obligation)
            told = self.line(small, obligation)
            if told is not None:
                self.pool.append(small)
                return self._case(obligation, small, told[0]), told[1]
        return None

    def least(self, candidate: Candidate, obligation: Obligation) -> Candidate:
        """A candidate without what it does not need, written as a person would."""
        before = self._said(candidate, obligation)

        def still(facts: dict[str, Any]) -> bool:
            fewer = replace(candidate, facts=facts)
            # What is left out may not leave open what was known, or the case would say less.
            return self.shows(fewer, obligation.key) and self._said(fewer, obligation) == before

        return replace(candidate, facts=tidied(shrunk(dict(candidate.facts), still), self.policy.definition))

    def _said(self, candidate: Candidate, obligation: Obligation) -> tuple[Any, int]:
        """What becomes of the award line that shows an obligation, and how many facts it still needs."""
        told = self.line(candidate, obligation) if obligation.section in ("awards", "limits") else None
        line = told[0].get("awards", [{}])[0] if told is not None else {}
        return line.get("status"), len(line.get("missing", ()))

    def candidates(self, obligation: Obligation) -> Iterator[Candidate]:
        """Facts to try: of interpretations all those that are known, under the option at hand."""
        if obligation.section != "interpretations":
            yield from candidates(self.policy.definition, obligation)
            return
        interpretation = self.policy.definition.interpretations[obligation.address.partition(".")[2]]
        option = next(each for each in options_of(interpretation) if reading(interpretation, each) == obligation.aspect)
        for each in sorted(self.pool, key=lambda one: (len(str(one.facts)), str(one.facts))):
            yield Candidate(each.facts, each.year, {**each.options, interpretation.name: option})

    def shows(self, candidate: Candidate, key: Key) -> bool:
        """Whether the policy's decision on some facts shows an obligation."""
        decision = self.decide(candidate)
        if decision is None:
            return False
        if key[0].startswith("interpretations."):
            return any(self.told_apart(candidate, decision, key))
        asserted = everything(decision, sections_for(Obligation(*key, label=Text("", ""))))
        return key in set(seen(Run(self.under(candidate), decision, asserted)))

    def line(self, candidate: Candidate, obligation: Obligation) -> tuple[dict[str, Any], set[Key]] | None:
        """The one line that shows an obligation, and all that this line shows."""
        decision = self.decide(candidate)
        if decision is None:
            return None
        if obligation.section == "interpretations":
            expect = next(self.told_apart(candidate, decision, obligation.key), None)
            return None if expect is None else (expect, {obligation.key})
        policy = self.under(candidate)
        for asserted, expect in single_lines(decision, sections_for(obligation)):
            shown = set(seen(Run(policy, decision, asserted)))
            if obligation.key in shown:
                return expect, shown
        return None

    def told_apart(self, candidate: Candidate, decision: Decision, key: Key) -> Iterator[dict[str, Any]]:
        """The lines that are otherwise under some other option of an interpretation."""
        interpretation = self.policy.definition.interpretations[key[0].partition(".")[2]]
        for option in options_of(interpretation):
            if reading(interpretation, option) == key[1]:
                continue
            options = {**candidate.options, interpretation.name: option}
            other = self.decide(Candidate(candidate.facts, candidate.year, options))
            if other is None:
                continue
            sections = ("awards", "standards", "targets", "tasks")
            theirs = [expect for _, expect in single_lines(other, sections)]
            yield from (expect for _, expect in single_lines(decision, sections) if expect not in theirs)

    def decide(self, candidate: Candidate) -> Decision | None:
        """The policy's decision; None where the facts, the year or the options are refused."""
        try:
            return self.under(candidate).decide(dict(candidate.facts), candidate.year, ReferenceEngine(), guard=False)
        except PolicyRulesError:
            return None

    def under(self, candidate: Candidate) -> Policy:
        """The policy under the options of a candidate."""
        key = repr(sorted((name, str(option)) for name, option in candidate.options.items()))
        if key not in self._policies:
            self._policies[key] = Policy(self.policy.definition, {**self.policy.options, **candidate.options})
        return self._policies[key]

    def _case(self, obligation: Obligation, candidate: Candidate, expect: dict[str, Any]) -> GeneratedCase:
        words = aspect_words(obligation)
        label = obligation.label
        chosen = {name: each for name, each in candidate.options.items() if each != self._usual[name]}
        if obligation.section == "interpretations":
            name = obligation.address.partition(".")[2]
            chosen[name] = candidate.options.get(name, self._usual[name])
        return GeneratedCase(
            name=_name(obligation),
            obligation=obligation,
            label=Text(f"{label.zh}：{words.zh}", f"{label.en}: {words.en}"),
            year=candidate.year,
            interpretations=dict(sorted(chosen.items())),
            facts=dict(candidate.facts),
            expect=expect,
        )


def _name(obligation: Obligation) -> str:
    """The name of a case: what it is for, in the letters that names may have."""
    return re.sub(r"[^a-z0-9]+", "_", f"{obligation.address}_{obligation.aspect}".lower()).strip("_")
