"""Which mutants of a policy its cases miss."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policyrules.cases import Case, run_cases
from policyrules.coverage.equivalence import is_equivalent
from policyrules.coverage.measuring import percent, seen
from policyrules.coverage.mutants import Mutant, mutants
from policyrules.coverage.mutants.parameters import unused
from policyrules.coverage.run import Asserted, Run, asserted_by
from policyrules.coverage.trial import passes, sections_of
from policyrules.errors import PolicyRulesError
from policyrules.language.definition import Parameter
from policyrules.policy import Policy
from policyrules.showing import ShowsItself
from policyrules.text import Language

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet


@dataclass(frozen=True)
class Killed:
    """A mutant, and the case that fails on it."""

    mutant: Mutant
    case: str


@dataclass(frozen=True)
class MutationReport(ShowsItself):
    """What became of the mutants of a policy. `unused` are parameters that nothing needs."""

    policy: str
    digest: str
    killed: tuple[Killed, ...]
    survived: tuple[Mutant, ...]
    equivalent: tuple[Mutant, ...]
    unused: tuple[Parameter, ...]
    cases: tuple[str, ...]

    @property
    def tried(self) -> int:
        """How many mutants a case could tell from the policy."""
        return len(self.killed) + len(self.survived)

    @property
    def percent(self) -> int:
        """The share that is killed, in whole percent, never rounded up."""
        return percent(len(self.killed), self.tried)

    def reaches(self, threshold: int) -> bool:
        """Whether at least `threshold` percent are killed, exactly."""
        return len(self.killed) * 100 >= threshold * self.tried

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON holds it."""
        return {
            "policy": {"id": self.policy, "digest": self.digest},
            "mutants": self.tried,
            "killed": len(self.killed),
            "percent": self.percent,
            "survived": [_as_json(each) for each in self.survived],
            "equivalent": [_as_json(each) for each in self.equivalent],
            "unused": [{"parameter": each.name, "describes": each.describes} for each in self.unused],
            "kills": [{**_as_json(each.mutant), "case": each.case} for each in self.killed],
        }

    def __repr__(self) -> str:
        return f"MutationReport({self.policy}, {len(self.killed)}/{self.tried} killed)"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.coverage import mutation

        return mutation(self, language)


def _as_json(mutant: Mutant) -> dict[str, str]:
    return {
        "id": mutant.id,
        "address": mutant.address,
        "change": mutant.change,
        "words": mutant.words.zh,
        "words_en": mutant.words.en,
    }


def mutation(policy: Policy, cases: Iterable[Case]) -> MutationReport:
    """Try every mutant of a policy on its cases. Only cases that pass and are confirmed can kill.

    Raises UsageError where a case names options that the policy does not have.
    """
    ready = _ready(policy, cases)
    years = {each.case.year for each in ready}
    killed: list[Killed] = []
    survived: list[Mutant] = []
    equivalent: list[Mutant] = []
    for mutant in mutants(policy.definition):
        killer = _killer(mutant, ready)
        if killer is not None:
            killed.append(Killed(mutant, killer.case.id))
        elif is_equivalent(policy.definition, mutant, years):
            equivalent.append(mutant)
        else:
            survived.append(mutant)
    names = tuple(each.case.id for each in ready)
    return MutationReport(
        policy.id, policy.digest, tuple(killed), tuple(survived), tuple(equivalent), unused(policy.definition), names
    )


@dataclass(frozen=True)
class _Ready:
    """A case that passes, what it expects something of, the addresses that it shows, and how much it costs."""

    case: Case
    policy: Policy
    asserted: Asserted
    sections: frozenset[str]
    addresses: frozenset[str]
    cost: int


def _ready(policy: Policy, cases: Iterable[Case]) -> list[_Ready]:
    places = policy.definition.vocabulary.place_names()
    found: list[_Ready] = []
    for case, ours in _interpreted(policy, cases):
        result = next(run_cases([case], ours))
        if result.outcome != "passed" or result.decision is None:
            continue
        asserted = asserted_by(case.expect, places)
        addresses = frozenset(address for address, _ in seen(Run(ours, result.decision, asserted)))
        cost = len(json.dumps(case.facts, default=str))
        found.append(_Ready(case, ours, asserted, sections_of(case), addresses, cost))
    return found


def _interpreted(policy: Policy, cases: Iterable[Case]) -> Iterator[tuple[Case, Policy]]:
    """The cases, each with the policy under its interpretations; those under the same ones share it."""
    policies: dict[str, Policy] = {}
    for case in cases:
        key = _key(case.interpretations)
        if key not in policies:
            policies[key] = policy.interpret(**case.interpretations)
        yield case, policies[key]


def _key(interpretations: Mapping[str, Any]) -> str:
    return json.dumps(sorted((name, str(option)) for name, option in interpretations.items()))


def _killer(mutant: Mutant, ready: Sequence[_Ready]) -> _Ready | None:
    """The first case that fails on a mutant: those that show what is changed first, of these the cheapest."""
    possible = [each for each in ready if each.sections & mutant.sections]
    possible.sort(key=lambda each: (not _shows(each, mutant), each.cost))
    base = Policy(mutant.definition)
    policies: dict[str, Policy | None] = {}
    for each in possible:
        key = _key(each.case.interpretations)
        if key not in policies:
            policies[key] = _under(base, each.case)
        changed = policies[key]
        if changed is None or (_differs(changed, each) and not passes(each.case, changed, each.asserted)):
            return each
    return None


def _under(base: Policy, case: Case) -> Policy | None:
    """A mutant under the interpretations of a case; None where it has not those."""
    try:
        return base.interpret(**case.interpretations)
    except PolicyRulesError:
        return None


def _differs(changed: Policy, ready: _Ready) -> bool:
    """Whether a mutant settles to something else at all, for the year and the options of a case."""
    try:
        return changed.program(ready.case.year) != ready.policy.program(ready.case.year)
    except PolicyRulesError:
        return True


def _shows(ready: _Ready, mutant: Mutant) -> bool:
    return any(_near(address, touched) for address in ready.addresses for touched in mutant.touches)


def _near(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
