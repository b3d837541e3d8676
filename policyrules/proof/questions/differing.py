"""Can two readings of an interpretation ever decide otherwise?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from policyrules.language.options import settle_option
from policyrules.language.quantities import Value
from policyrules.policy import Policy
from policyrules.proof.equivalence import equivalent
from policyrules.proof.questions.answers import Asked, Differing, Readings
from policyrules.proof.questions.readings import options_of, written


def differ(policy: Policy, year: int, interpretation: str, options: Sequence[str] | None, limit: float) -> Differing:
    """See `questions.differ`."""
    chosen = [settle_option(policy.definition, interpretation, each) for each in options or ()]
    if not chosen:
        known(policy, interpretation)
        chosen = list(options_of(policy.definition, interpretation))
    pairs = tuple(_pairs(policy, year, interpretation, chosen, limit))
    identity = policy.definition.identity
    asked = Asked(identity.id, identity.document, policy.digest, year, {}, {}, policy.definition.vocabulary)
    return Differing(asked, interpretation, pairs)


def known(policy: Policy, interpretation: str) -> None:
    """Raises InterpretationError, which names the nearest, for an interpretation that the policy has not."""
    if interpretation not in policy.options:
        settle_option(policy.definition, interpretation, "")


def _pairs(
    policy: Policy, year: int, interpretation: str, options: Sequence[str | Value], limit: float
) -> Iterator[Readings]:
    for one, other in combinations(dict.fromkeys(options), 2):
        sides = [policy.interpret(**{interpretation: option}) for option in (one, other)]
        result = equivalent(*sides, years=(year,), readings="chosen", limit=limit)
        names = [written(policy.definition, {interpretation: option})[interpretation] for option in (one, other)]
        yield Readings(names[0], names[1], result)
