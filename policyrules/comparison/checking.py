"""Running the checks of a comparison: policy cases, the base's invariants, proposals that mean to change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from policyrules.bundled_files import bundled_policies
from policyrules.cases import Case, CaseResult, load_cases, policy_cases, run_cases
from policyrules.comparison.breaches import Decided
from policyrules.comparison.checks import PROOFS, SEARCH, CaseCheck, CaseOutcome, Checks
from policyrules.comparison.promises import ON_FACTS, ON_POPULATION, Effort, promises_kept
from policyrules.comparison.rewrites import rewrites
from policyrules.decision.decision import Decision
from policyrules.policy import Policy, load_policy
from policyrules.proposals import Proposal
from policyrules.proposals.facts import vocabularies_of_both
from policyrules.text import same


def checks_for(
    base: Policy,
    amended: Policy,
    decision: Decided,
    home: str | Path | None = None,
    most: int = SEARCH,
    proofs: float = PROOFS,
) -> Checks:
    """The checks of the amended policy, whose decision on the facts is `decision`.

    Cases run under the readings that they state, not under those chosen for the comparison. `home` is the id or the
    folder of the base, where its cases are; without one only a bundled policy has any. Invariants are proved, where a
    solver is installed, in `proofs` seconds each; of those that are not, `most` decisions are searched for one that
    breaks them. The decision may be one over frames.
    Raises UsageError, CasesError, EngineError, ProofError.
    """
    proposals = [each for each in amended.proposals if each not in base.proposals]
    plain = Policy(base.definition, None, base.proposals)
    after = plain.amend(*proposals) if proposals else Policy(amended.definition)
    existing = _cases_of(home, base)
    given_up = {each.invariant: each.reason.text for proposal in proposals for each in proposal.file.gives_up}
    effort, on = Effort(proofs, most), ON_FACTS if isinstance(decision, Decision) else ON_POPULATION
    return Checks(
        cases=tuple(_case(each) for each in run_cases(_own_cases(proposals, after), after)),
        base_cases=len(existing),
        base_changed=tuple(_changed(existing, plain, after)),
        invariants=tuple(promises_kept(base, amended, decision, given_up, effort, on)),
        rewrites=tuple(rewrites(plain, proposals, proofs)),
        vocabulary=vocabularies_of_both(amended, base)[0],
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
