"""Whether two versions of a policy decide the same for all facts, or the smallest case on which they differ.

    equivalent(policy, policy.amend("reword.yaml"))

`meaning` is what a program means, piece by piece, without its words; `alike` proves two pieces equal: their formulas
are then equal for every thing, so that decisions are equal for any number of things. Pieces that it cannot prove
equal are decided together on symbolic facts of a few things (`bounded`): either no such facts tell them apart, or
there is a `case`, which both policies really decide otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from policyrules.policy import Policy
from policyrules.proof.missing import needed

if TYPE_CHECKING:
    from policyrules.proof.equivalence.result import Equivalence

__all__ = ["equivalent"]

#: So many seconds for the whole question, unless told otherwise.
LIMIT = 20.0


def equivalent(
    one: Policy,
    other: Policy,
    *,
    years: Iterable[int] | None = None,
    readings: Literal["all", "chosen"] = "all",
    limit: float = LIMIT,
) -> Equivalence:
    """Whether two policies decide the same for all facts that both accept, or the smallest case where they differ.

    Every line counts, with its status, tier and amounts, and every verdict and value of standards, targets and
    duties; words do not. `years` are those in which either is in force, unless given. With `readings="all"` each is
    looked at as it is read, and then the interpretations that both have take every option, each the same in both;
    with `chosen` only as it is read. `limit` is in seconds. Raises UsageError where no solver is installed, or for a
    year that is none; ProofError where the case that was found is not confirmed: a mistake of this library.
    """
    needed()
    # The solver is imported where something is asked of it.
    from policyrules.proof.equivalence.answering import answer

    return answer(one, other, years, readings, limit)
