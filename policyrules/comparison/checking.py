"""Running the checks of a comparison: policy cases on the amended policy, and the base's invariants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from policyrules.bundled_files import bundled_policies
from policyrules.cases import Case, CaseResult, load_cases, policy_cases, run_cases
from policyrules.comparison.checks import SEARCH, CaseCheck, CaseOutcome, Checks, InvariantCheck, InvariantState
from policyrules.decision.decision import Decision
from policyrules.invariants import Finding, Violation, check, promised, search
from policyrules.policy import Policy, load_policy
from policyrules.proposals import Proposal
from policyrules.text import Text, same

#: How many payees that break an invariant are named.
_MOST_NAMED = 5
_NOT_PROMISED = Text("按此解释文件不作这一承诺", "under this reading the document does not promise it")
_ON_FACTS = Text("这些事实", "on these facts")
_ON_SOME = Text("总体中逐项列出的企业", "on the payees of the population that are told one by one")


def checks_for(
    base: Policy,
    amended: Policy,
    decision: Decision,
    home: str | Path | None = None,
    most: int = SEARCH,
    whole: bool = True,
) -> Checks:
    """The checks of the amended policy, whose decision on the facts is `decision`.

    Cases run under the readings that they state, not under those chosen for the comparison. `home` is the id or the
    folder of the base, where its cases are; without one only a bundled policy has any. `most` decisions are searched
    for one that breaks an invariant. The decision is on all the facts, or (not `whole`) on some payees of a population.
    Raises UsageError, CasesError, EngineError.
    """
    proposals = [each for each in amended.proposals if each not in base.proposals]
    plain = Policy(base.definition, None, base.proposals)
    after = plain.amend(*proposals) if proposals else Policy(amended.definition)
    existing = _cases_of(home, base)
    return Checks(
        cases=tuple(_case(each) for each in run_cases(_own_cases(proposals, after), after)),
        base_cases=len(existing),
        base_changed=tuple(_changed(existing, plain, after)),
        invariants=tuple(_invariants(base, amended, decision, proposals, most, whole)),
    )


def _own_cases(proposals: Iterable[Proposal], amended: Policy) -> Iterator[Case]:
    """The cases of all proposals: of several proposals each must hold with the others."""
    for proposal in proposals:
        for file in proposal.case_files:
            yield from load_cases(file, policy=amended)


def _cases_of(home: str | Path | None, base: Policy) -> tuple[Case, ...]:
    """The confirmed cases of the base's own folder; none where it has none."""
    if home is None:
        if base.id not in bundled_policies() or load_policy(base.id).digest != base.digest:
            return ()
        home = base.id
    return tuple(each for each in policy_cases(home) if each.confirmed)


def _changed(cases: Sequence[Case], base: Policy, amended: Policy) -> Iterator[CaseCheck]:
    """The cases that pass on the base and do not on the amended policy."""
    failing = {each.case.id: each for each in run_cases(cases, amended) if each.outcome != "passed"}
    for result in run_cases([each.case for each in failing.values()], base):
        if result.outcome == "passed":
            yield _case(failing[result.case.id])


def _case(result: CaseResult) -> CaseCheck:
    case = result.case
    outcome: CaseOutcome = result.outcome
    findings = tuple(each.text for each in result.differences) if outcome == "failed" else ()
    file = "/".join(Path(case.file).parts[-2:])
    return CaseCheck(case.name, case.label or same(case.name), file, case.line, outcome, findings)


def _invariants(
    base: Policy, amended: Policy, decision: Decision, proposals: Iterable[Proposal], most: int, whole: bool
) -> Iterator[InvariantCheck]:
    given_up = {each.invariant: each.reason.text for proposal in proposals for each in proposal.file.gives_up}
    known = base.definition.invariants
    if not known:
        return
    on_facts, asked = check(base, decision), promised(base, decision)
    searched = search(base, amended, (decision.year,), most, given_up) if most else None
    finding = searched if isinstance(searched, Finding) else None
    examples = {each.invariant: each.to_dict() for each in finding.counterexamples} if finding else {}
    for each in known:
        findings = _findings(each.id, on_facts, finding)
        state, said = _state(each.id, findings, given_up, asked, finding, _ON_FACTS if whole else _ON_SOME)
        reason, example = given_up.get(each.id), examples.get(each.id)
        yield InvariantCheck(each.id, each.label, each.clause, state, findings or said, reason, example)


def _state(
    name: str,
    findings: Collection[Text],
    given_up: Collection[str],
    asked: Collection[str],
    finding: Finding | None,
    on: Text,
) -> tuple[InvariantState, tuple[Text, ...]]:
    """How an invariant stands, and what is said of one that nothing breaks."""
    if name in given_up:
        return "given_up", ()
    if findings:
        return "broken", ()
    if name not in asked:
        return "not_promised", (_NOT_PROMISED,)
    if finding is None:
        return "not_searched", (Text(f"{on.zh}上成立，未作搜索", f"{on.en}; no others were searched"),)
    number = finding.decisions
    return "held", (Text(f"{on.zh}和搜索的 {number} 个决定上成立", f"{on.en} and {number} decisions searched"),)


def _findings(name: str, on_facts: Iterable[Violation], finding: Finding | None) -> tuple[Text, ...]:
    """What breaks an invariant: on the facts, payee by payee, and on facts that a search found."""
    words = [each.words for each in on_facts if each.invariant == name]
    found = words[:_MOST_NAMED]
    if len(words) > len(found):
        left = len(words) - len(found)
        found.append(Text(f"……另有 {left} 处", f"… and {left} more"))
    for example in finding.counterexamples if finding else ():
        if example.invariant == name:
            said = example.violations[0].words
            found.append(
                Text(f"搜索所得的反例（虚构的事实）：{said.zh}", f"on made-up facts, found by search: {said.en}")
            )
    return tuple(found)
