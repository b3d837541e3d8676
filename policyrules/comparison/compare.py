"""Comparing: decide twice, lay the lines side by side, find what moved and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policyrules.comparison.bands import bands_of
from policyrules.comparison.causes import Causes
from policyrules.comparison.changes import changes
from policyrules.comparison.checks import SEARCH, Checks
from policyrules.comparison.comparison import Comparison, Side
from policyrules.comparison.facts import facts_of_both
from policyrules.comparison.groups import by_award, by_county, by_size, of_all, payee_changes
from policyrules.comparison.judged import judged
from policyrules.comparison.model import ELIGIBLE, Proposed
from policyrules.comparison.pairs import Payees, pairs_and_moves
from policyrules.decision.decision import Decision
from policyrules.engines.run import Engine
from policyrules.facts.load import Source
from policyrules.policy import Policy, load_policy
from policyrules.program.program import LimitRule
from policyrules.proposals.proposal import Proposal


def compare(
    base: str | Path | Policy,
    *proposals: str | Path | Proposal,
    facts: Source,
    year: int,
    engine: str | Engine | None = None,
    checks: bool = True,
    search: int = SEARCH,
) -> Comparison:
    """What proposals change on some facts: who gains and loses, what moved and why, and what the checks say.

    `base` is the id of a bundled policy, a policy folder or a Policy; a proposal is the path of its file, or loaded.
    With `checks` the cases of the proposals and of the base are run, and the invariants held against the facts and
    against as many decisions as `search` says (0: none). Raises ProposalError, PolicyError, FactsError, CasesError,
    UsageError, EngineError.
    """
    policy = base if isinstance(base, Policy) else load_policy(base)
    amended = policy.amend(*proposals)
    before, after = decided(policy, amended, facts, year, engine)
    found = None
    if checks:
        # The cases and the search for broken invariants are loaded where they are asked for.
        from policyrules.comparison.checking import checks_for

        home = None if isinstance(base, Policy) else base
        found = checks_for(policy, amended, after, home, search)
    return compare_decisions(policy, amended, before, after, found)


def compare_policies(
    base: Policy,
    amended: Policy,
    facts: Source,
    year: int,
    engine: str | Engine | None = None,
    checks: Checks | None = None,
) -> Comparison:
    """Two policies on the same facts. Raises FactsError, UsageError, EngineError."""
    before, after = decided(base, amended, facts, year, engine)
    return compare_decisions(base, amended, before, after, checks)


def decided(
    base: Policy, amended: Policy, facts: Source, year: int, engine: str | Engine | None = None
) -> tuple[Decision, Decision]:
    """The decisions of two policies on the same facts. Raises FactsError, UsageError, EngineError."""
    first, second = facts_of_both(base, amended, facts)
    return base.decide(first, year, engine), amended.decide(second, year, engine)


def compare_decisions(
    base: Policy, amended: Policy, before: Decision, after: Decision, checks: Checks | None = None
) -> Comparison:
    """Two decisions on the same facts, for the same year, each with the policy that made it."""
    found = changes(base, amended, before.year)
    causes = Causes(base, amended, before.year, found)
    bands = bands_of(base.definition.vocabulary, before.program.payees, before.year)
    pairs, moves = pairs_and_moves(before, after, Payees(before, bands), causes)
    return Comparison(
        year=before.year,
        engine=before.engine,
        library=before.library,
        before=_side(before),
        after=_side(after),
        has_awards=bool(before.program.awards or after.program.awards),
        proposals=tuple(_proposed(each) for each in amended.proposals if each not in base.proposals),
        changes=found,
        all=of_all(pairs),
        by_award=by_award(pairs, before, after),
        by_county=by_county(pairs, before),
        by_size=by_size(pairs, bands),
        size_title=None if bands is None else bands.title,
        payees=payee_changes(pairs),
        moves=moves,
        judged=judged(before, after, causes),
        limits=tuple({f"limits.{each.id}": each.label for each in _limits(before, after)}.items()),
        checks=checks,
    )


def _limits(before: Decision, after: Decision) -> Iterator[LimitRule]:
    for decision in (before, after):
        yield from decision.program.limits()


def _side(decision: Decision) -> Side:
    policy = decision.policy
    return Side(
        policy=policy["id"],
        document=policy["document"],
        digest=policy["digest"],
        interpretations=tuple(decision.interpretations.items()),
        totals=decision.totals,
        eligible=sum(line.status in ELIGIBLE for line in decision.awards),
    )


def _proposed(proposal: Proposal) -> Proposed:
    return Proposed(proposal.id, proposal.title, proposal.reason, proposal.digest)
