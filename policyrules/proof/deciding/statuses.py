"""The computed status of a duty in a unit of symbolic facts, where it rests on the things there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyrules.language.tree import SUBJECT
from policyrules.program.target_rules import CountRule
from policyrules.proof.deciding.standards import SymbolicStandard
from policyrules.proof.deciding.targets import bounds_of, located, truths_in, truths_of
from policyrules.proof.deciding.verdicts import SymbolicVerdict
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import Bool, both, either, implies, negation, same


def status_by_standard(
    standards: Iterable[SymbolicStandard], by: str, place: str, world: SymbolicWorld
) -> SymbolicVerdict:
    """Met where all things of the place to which the standard applies meet it; unknown where none is surely there.

    One of an unknown place, or to which the standard may not apply, may be among them: it can only leave open
    what the others make met.
    """
    sure, missed, kept = [], [], []
    for each in standards:
        here, nowhere = located(world, each.rule.subject, each.subject, by, place)
        in_question = both(either(here, nowhere), negation(each.verdict.not_applicable))
        surely_there = both(here, each.applies.met)
        sure.append(surely_there)
        missed.append(both(surely_there, each.verdict.not_met))
        kept.append(implies(in_question, each.verdict.met))
    return SymbolicVerdict(met=both(either(*sure), *kept), not_met=either(*missed))


def status_by_count(count: CountRule, place: str, world: SymbolicWorld) -> SymbolicVerdict:
    """A count has no bound in a single unit; it is unknown who counts where facts are missing that it asks about."""
    least, most = bounds_of(truths_in(count, place, truths_of(count, world), world))
    return SymbolicVerdict(no_bound=both(same(least, most), *_circumstances_known(count, world)))


def _circumstances_known(count: CountRule, world: SymbolicWorld) -> Sequence[Bool]:
    """When each shared circumstance that the count asks about is known: without it, it says nothing even of nobody."""
    asked = (each for criterion in count.criteria for each in criterion.attributes if each.owner != SUBJECT)
    return [world.lookup(None, None)(each).known for each in asked if each.owner in world.vocabulary.objects]
