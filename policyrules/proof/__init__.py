"""What a policy promises, for all facts that its schema allows: searched and proved.

    prove(policy)   # every promise: proved, refuted by a case, or not decided within the limit

`equivalence` compares two policies on all facts, `questions` asks more of one. The solver is imported where something
is asked of it, and no earlier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Literal

from policyrules.policy import Policy
from policyrules.proof.missing import needed

if TYPE_CHECKING:
    from policyrules.proof.results import ProofReport

__all__ = ["prove"]

#: The seconds that a promise may take, unless told otherwise.
LIMIT = 20.0


def prove(
    policy: Policy,
    *,
    base: Policy | None = None,
    invariants: Collection[str] | None = None,
    years: Iterable[int] | None = None,
    readings: Literal["all", "chosen"] = "all",
    without: Collection[str] = (),
    limit: float = LIMIT,
) -> ProofReport:
    """What becomes of the promises of a policy (or of `base`, which it amends) for all facts that its schema allows.

    `invariants` names those asked about; unless given, all but those in `without`. `years` are the sales years,
    unless given those in force. `readings`: all options of all interpretations, or those chosen. `limit` is the
    seconds that each promise may take.
    Raises UsageError, without a solver too; and ProofError where an execution does not confirm a counterexample.
    """
    needed()
    from policyrules.proof import proving

    return proving.report_on(policy, policy if base is None else base, invariants, years, readings, without, limit)
