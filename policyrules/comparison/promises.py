"""The base's invariants on the amended policy: held against the decision, and proved or else searched.

A proof speaks for everybody; a search only for the decisions that it looked at; the facts only for themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policyrules.comparison.breaches import Breaches, Decided, breaches
from policyrules.comparison.checks import InvariantCheck, InvariantState
from policyrules.invariants import Violation
from policyrules.language.definition import Monotone
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy
from policyrules.proof.counterexample import Counterexample
from policyrules.proof.missing import installed
from policyrules.proof.results import Proof, Scope
from policyrules.proof.search import Finding, search
from policyrules.proof.wording import things_covered
from policyrules.text import Text, joined

_NOT_PROMISED = Text("按此解释文件不作这一承诺", "under this reading the document does not promise it")
ON_FACTS = Text("这些事实", "these facts")
ON_POPULATION = Text("整个总体", "the whole population")
_TWO_DECISIONS = Text("须比较两个决定，只能加以证明", "it compares two decisions, and only a proof can tell")
_BY_SOLVER = Text("证明所得的反例（虚构的事实）", "on made-up facts, found by the solver")
_BY_SEARCH = Text("搜索所得的反例（虚构的事实）", "on made-up facts, found by search")

#: What was proved of pairs of policies in this process, where it was decided; more pairs are proved anew.
_KNOWN: dict[tuple[Policy, Policy, int, frozenset[str], float], Mapping[str, Proof]] = {}
_MOST_KNOWN = 64


@dataclass(frozen=True)
class Effort:
    """How hard invariants are looked at: the seconds that each proof may take (0: nothing is proved), and for how
    many decisions what is not proved is searched (0: none).
    """

    proofs: float
    search: int


def promises_kept(
    base: Policy, amended: Policy, decision: Decided, given_up: Mapping[str, Text], effort: Effort, on: Text
) -> Iterator[InvariantCheck]:
    """How each invariant of the base stands on the amended policy, whose decision on the facts `on` is `decision`.

    Raises UsageError, EngineError; ProofError where a case that the solver found is not confirmed.
    """
    if not base.definition.invariants:
        return
    looked = _look(base, amended, decision, given_up, effort)
    for each in base.definition.invariants:
        name, proof = each.id, looked.proofs.get(each.id)
        findings = tuple(looked.findings(name))
        state, said = looked.state(name, bool(findings), given_up, on, amended.definition.vocabulary)
        scope = proof.scope if proof is not None and state == "proved" else None
        found = looked.examples.get(name)
        example = None if found is None else {**found.to_dict(), "awards": _paid(amended, found)}
        yield InvariantCheck(name, each.label, each.clause, state, findings or said, given_up.get(name), example, scope)


def _paid(amended: Policy, example: Counterexample) -> list[dict[str, Any]]:
    """Who gets what in a case: its lines, but those that are not eligible."""
    policy = amended.interpret(**example.interpretations)
    decision = policy.decide(example.facts, example.year, "reference", guard=False)
    return [
        {
            "award": line.award,
            "label": line.award_label.zh,
            "label_en": line.award_label.en,
            **{name: line[name] for name in ("enterprise", "subject", "status", "tier", "entitled", "paid")},
        }
        for line in decision.awards
        if line.status != "not_eligible"
    ]


def _look(base: Policy, amended: Policy, decision: Decided, given_up: Collection[str], effort: Effort) -> _Looked:
    proofs = _proofs(base, amended, decision.year, given_up, effort.proofs)
    settled = {name for name, each in proofs.items() if each.outcome != "undecided"}
    left = [each.id for each in base.definition.invariants if each.id not in settled | set(given_up)]
    searched = None
    if effort.search and left:
        searched = search(base, amended, (decision.year,), effort.search, {*given_up, *settled})
    finding = searched if isinstance(searched, Finding) else None
    two = frozenset(each.id for each in base.definition.invariants if isinstance(each, Monotone))
    return _Looked(breaches(base.definition, decision), proofs, finding, two)


def _proofs(base: Policy, amended: Policy, year: int, given_up: Collection[str], limit: float) -> Mapping[str, Proof]:
    """What became of each invariant, where something is proved at all.

    A proof speaks of two policies, not of facts: what was decided once is known when other facts are compared.
    """
    if not limit or not installed():
        return {}
    key = (base, amended, year, frozenset(given_up), limit)
    if key in _KNOWN:
        return _KNOWN[key]
    from policyrules.proof import prove

    report = prove(amended, base=base, years=(year,), without=given_up, limit=limit)
    found = {each.invariant: each for each in report.proofs}
    if not report.of_outcome("undecided") and len(_KNOWN) < _MOST_KNOWN:
        _KNOWN[key] = found
    return found


@dataclass(frozen=True)
class _Looked:
    """What was found: on the facts, by the solver, by a search."""

    on_facts: Breaches
    proofs: Mapping[str, Proof]
    searched: Finding | None
    of_two_decisions: frozenset[str]

    @property
    def examples(self) -> dict[str, Counterexample]:
        """The made-up facts on which invariants are broken."""
        proofs = [each.counterexample for each in self.proofs.values() if each.counterexample is not None]
        found = [*proofs, *(self.searched.counterexamples if self.searched else ())]
        return {each.invariant: each for each in found}

    def findings(self, name: str) -> Iterator[Text]:
        """What breaks an invariant: on the facts, payee by payee, and on made-up facts."""
        yield from self.on_facts.words.get(name, ())
        proof = self.proofs.get(name)
        if proof is not None and proof.counterexample is not None:
            yield _said(_BY_SOLVER, proof.counterexample.violations)
        for example in self.searched.counterexamples if self.searched else ():
            if example.invariant == name:
                yield _said(_BY_SEARCH, example.violations)

    def state(
        self, name: str, broken: bool, given_up: Collection[str], on: Text, vocabulary: Vocabulary
    ) -> tuple[InvariantState, tuple[Text, ...]]:
        """How an invariant stands, and what is said of one that nothing breaks."""
        if name in given_up:
            return "given_up", ()
        if broken:
            return "broken", ()
        if name not in self.on_facts.asked:
            return "not_promised", (_NOT_PROMISED,)
        proof = self.proofs.get(name)
        if proof is not None and proof.outcome == "proved":
            return "proved", (covered(proof.scope, vocabulary),)
        undecided = () if proof is None or proof.reason is None else (proof.reason,)
        if name in self.of_two_decisions:
            return "not_searched", (_TWO_DECISIONS, *undecided)
        if self.searched is None:
            return "not_searched", (
                Text(f"{on.zh}上成立，未作搜索", f"on {on.en}; no others were searched"),
                *undecided,
            )
        number = self.searched.decisions
        words = Text(f"{on.zh}和搜索的 {number} 个决定上成立", f"on {on.en} and {number} decisions searched")
        return "held", (words, *undecided)


def _said(found: Text, violations: Iterable[Violation]) -> Text:
    first = next(iter(violations)).words
    return Text(f"{found.zh}：{first.zh}", f"{found.en}: {first.en}")


def covered(scope: Scope, vocabulary: Vocabulary) -> Text:
    """What a proof covers, in a line: which readings, and how many things."""
    readings = Text(f"涵盖{scope.readings.zh}", f"for {scope.readings.en}")
    return joined([readings, *things_covered(scope, vocabulary)], "；", "; ")
