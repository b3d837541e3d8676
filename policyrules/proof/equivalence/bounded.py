"""Two programs decided on the same symbolic facts: that some line, verdict or value comes out otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from policyrules.engines.verdicts import Verdict
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.deciding.verdicts import SymbolicVerdict
from policyrules.proof.logic.terms import Bool, both, either, equivalent, negation, number_of, same, total, when
from policyrules.proof.logic.values import identical

#: The statuses that are told apart. A line that is not eligible comes to what no line at all does.
STATUSES = ("paid", "reduced", "excluded", "already_paid", "unknown")
#: An award and its subject.
Key = tuple[str, str]


def differ(one: SymbolicDecision, other: SymbolicDecision, sections: Collection[str]) -> Bool:
    """That two decisions on the same facts differ in some section: awards, standards, targets, duties."""
    found: list[Bool] = []
    if "awards" in sections:
        found += _lines(one.claims, other.claims)
    if "standards" in sections:
        found += _apart(_standards(one), _standards(other))
    if "targets" in sections:
        found += _targets(one, other)
    if "duties" in sections:
        found += _apart(_tasks(one), _tasks(other))
    return either(*found)


def _lines(one: Sequence[SymbolicClaim], other: Sequence[SymbolicClaim]) -> Iterator[Bool]:
    """That the lines of an award and subject are not the same: as many of each tier and status, of the same amounts."""
    sides = _by_key(one), _by_key(other)
    for key in dict.fromkeys((*sides[0], *sides[1])):
        first, second = (side.get(key, []) for side in sides)
        for tier in sorted({0} | {each.number or 0 for claim in (*first, *second) for each in claim.award.tiers}):
            yield negation(_same_of_tier(first, second, tier))


def _by_key(claims: Sequence[SymbolicClaim]) -> dict[Key, list[SymbolicClaim]]:
    found: dict[Key, list[SymbolicClaim]] = defaultdict(list)
    for claim in claims:
        found[claim.award.id, claim.subject].append(claim)
    return found


def _same_of_tier(one: Sequence[SymbolicClaim], other: Sequence[SymbolicClaim], tier: int) -> Bool:
    first, second = (_figures(each, tier) for each in (one, other))
    return both(*(same(a, b) for a, b in zip(first, second, strict=True)))


def _figures(claims: Sequence[SymbolicClaim], tier: int) -> list[object]:
    """How many lines of a tier have each status, how many amounts are known, and what they come to."""
    of_tier = [(each, both(each.there, same(each.tier, tier))) for each in claims]
    counts = [number_of(both(here, each.status(status)) for each, here in of_tier) for status in STATUSES]
    known = number_of(both(here, each.excluded, each.entitled_known) for each, here in of_tier)
    sums = [total(when(here, getattr(each, name), 0) for each, here in of_tier) for name in ("entitled", "due")]
    return [*counts, known, *sums]


def _standards(decision: SymbolicDecision) -> dict[Key, SymbolicVerdict]:
    return {(each.rule.id, each.subject): each.verdict for each in decision.standards}


def _tasks(decision: SymbolicDecision) -> dict[Key, SymbolicVerdict]:
    return {(each.duty.id, each.place): each.verdict for each in decision.tasks}


def _apart(one: Mapping[Key, SymbolicVerdict], other: Mapping[Key, SymbolicVerdict]) -> Iterator[Bool]:
    """That a verdict is not the same; of what only one side judges, that it is judged."""
    if one.keys() != other.keys():
        yield True
    for key in one.keys() & other.keys():
        yield negation(_same_verdict(one[key], other[key]))


def _same_verdict(one: SymbolicVerdict, other: SymbolicVerdict) -> Bool:
    return both(*(equivalent(one.given(each), other.given(each)) for each in Verdict))


def _targets(one: SymbolicDecision, other: SymbolicDecision) -> Iterator[Bool]:
    sides = [{(each.rule.id, each.place or ""): each for each in decision.targets} for decision in (one, other)]
    yield from _apart(*({key: each.verdict for key, each in side.items()} for side in sides))
    for key in sides[0].keys() & sides[1].keys():
        first, second = sides[0][key], sides[1][key]
        yield negation(both(identical(first.least, second.least), identical(first.most, second.most)))
