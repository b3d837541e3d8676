"""Comparing: decide twice, lay the lines side by side, find what moved and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policyrules.comparison.bands import bands_of
from policyrules.comparison.causes import Causes
from policyrules.comparison.changes import changes
from policyrules.comparison.checks import PROOFS, SEARCH, Checks
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.groups import by_award, by_county, by_size, of_all, payee_changes
from policyrules.comparison.judged import judged
from policyrules.comparison.model import ELIGIBLE
from policyrules.comparison.pairs import Payees, pairs_and_moves
from policyrules.comparison.sides import names_of_limits, proposed, side_of
from policyrules.decision.decision import Decision
from policyrules.engines import COLUMNAR
from policyrules.engines.run import Engine
from policyrules.facts.frames.missing import needed
from policyrules.facts.load import Source
from policyrules.policy import Policy, load_policy
from policyrules.proposals.facts import facts_of_both
from policyrules.proposals.proposal import Proposal

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision


def compare(
    base: str | Path | Policy,
    *proposals: str | Path | Proposal,
    facts: Source,
    year: int,
    engine: str | Engine | None = None,
    checks: bool = True,
    search: int = SEARCH,
    proofs: float = PROOFS,
    check: bool = True,
    library: str | None = None,
) -> Comparison:
    """What proposals change on some facts: who gains and loses, what moved and why, and what the checks say.

    `base` is the id of a bundled policy, a policy folder or a Policy; a proposal is the path of its file, or loaded.
    With `checks` the cases of the proposals and of the base are run, and the invariants held against the facts. Where
    a solver is installed they are proved, in `proofs` seconds each (0: none is); those that are not proved are held
    against as many decisions as `search` says (0: none). With the engine `columnar` the facts are a population, as
    `Policy.decide_frame` takes it with `check` and `library`: the sums are over all of it, and the largest moves alone
    are told. Raises ProposalError, PolicyError, FactsError, CasesError, UsageError, EngineError, ProofError.
    """
    policy = base if isinstance(base, Policy) else load_policy(base)
    amended = policy.amend(*proposals)
    home = None if isinstance(base, Policy) else base
    if engine == COLUMNAR:
        return compared_columns(policy, amended, facts, year, home, search if checks else None, proofs, check, library)
    before, after = decided(policy, amended, facts, year, engine)
    found = None
    if checks:
        # The cases and the search for broken invariants are loaded where they are asked for.
        from policyrules.comparison.checking import checks_for

        found = checks_for(policy, amended, after, home, search, proofs=proofs)
    return compare_decisions(policy, amended, before, after, found)


def compared_columns(
    base: Policy,
    amended: Policy,
    facts: Source,
    year: int,
    home: str | Path | None = None,
    search: int | None = SEARCH,
    proofs: float = PROOFS,
    check: bool = True,
    library: str | None = None,
) -> Comparison:
    """The comparison on a population, with the checks unless `search` is None; `home` is where the base's cases are.

    Raises FactsError, CasesError, UsageError, EngineError.
    """
    needed("polars")
    # What only populations need is an extra.
    from policyrules.comparison.population.compare import compare_population

    def checked(after: FrameDecision) -> Checks:
        from policyrules.comparison.checking import checks_for

        return checks_for(base, amended, after, home, search or 0, proofs=proofs)

    return compare_population(base, amended, facts, year, None if search is None else checked, check, library)


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
    return base.decide(first, year, engine, guard=False), amended.decide(second, year, engine, guard=False)


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
        before=side_of(before, _eligible(before)),
        after=side_of(after, _eligible(after)),
        has_awards=bool(before.program.awards or after.program.awards),
        proposals=proposed(base, amended),
        changes=found,
        all=of_all(pairs),
        by_award=by_award(pairs, before, after),
        by_county=by_county(pairs, before),
        by_size=by_size(pairs, bands),
        size_title=None if bands is None else bands.title,
        payees=payee_changes(pairs),
        moves=moves,
        judged=judged(before, after, causes),
        limits=names_of_limits(before.program, after.program),
        checks=checks,
    )


def _eligible(decision: Decision) -> int:
    return sum(line.status in ELIGIBLE for line in decision.awards)
