"""A few payees of a population, decided again line by line, so that what became of them is told with reasons.

What a payee's own facts decide is decided by the reference evaluator, exactly. A limit over all payees (a budget)
cannot be: what it left of each line is taken from the decision of the whole population.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyrules.decision.decision import Decision
from policyrules.decision.prose import prose_of
from policyrules.engines.claims import Claim, State
from policyrules.engines.reference import ReferenceEngine
from policyrules.engines.run import run
from policyrules.facts.records import Facts
from policyrules.policy import Policy, library_version
from policyrules.program.program import Program, SharedLimit

#: Award, payee, subject and tier of a line.
LineKey = tuple[str, str, str, int | None]


def replayed(policy: Policy, year: int, facts: Facts, paid: Mapping[LineKey, int]) -> Decision:
    """The decision of a few payees out of many; `paid` is what their lines are paid among all, in fen."""
    program = policy.program(year)
    alone = replace(program, stages=tuple(replace(stage, over_all=None) for stage in program.stages))
    engine = ReferenceEngine()
    outcome = run(engine, alone, facts)
    limit = last_shared(program)
    for claim in outcome.claims:
        if limit is not None and claim.state is State.LIVE and claim.award.id in limit.awards:
            claim.reduce(limit, paid.get(_key(claim), claim.due))
    words = prose_of(program, policy.definition.vocabulary)
    return Decision(program, words, facts, outcome, engine.name, library_version())


def last_shared(program: Program) -> SharedLimit | None:
    """The last limit over all payees; None where there is none, or where limits of single payees follow it."""
    stages = [stage for stage in program.stages if stage.within_case or stage.over_all is not None]
    return stages[-1].over_all if stages else None


def doubtful_awards(program: Program) -> frozenset[str]:
    """The awards of which a cut may come from a limit over all payees that is not the last of all limits.

    Whether such a limit took a line, or one that follows it, cannot be told from one payee's facts.
    """
    last = last_shared(program)
    shared = [stage.over_all for stage in program.stages if stage.over_all is not None]
    return frozenset(name for limit in shared if limit is not last for name in limit.awards)


def _key(claim: Claim) -> LineKey:
    return (claim.award.id, claim.payee.id, claim.subject.id, claim.tier)
