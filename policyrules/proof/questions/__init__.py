"""Questions about a policy, answered for all facts of some size: with the smallest case, or that there is none.

    exists(policy, 2025, gets=["growth"], lacks=["agricultural"])   # is there a payee that gets one and not the other?
    most(policy, 2025)                                              # what is the most that one payee can be paid?
    cliffs(policy, 2025)                                            # where does one more fen of a figure cost money?
    differ(policy, 2025, "budget_rule")                             # can two readings ever decide otherwise?

Answers are exact: amounts are whole fen, as great as facts may hold; every fact may be unknown. Sizes bound how many
things there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyrules.policy import Policy
from policyrules.proof.missing import needed
from policyrules.proof.questions.answers import Differing, Existence, Greatest
from policyrules.proof.questions.cliff import Cliffs

__all__ = ["Cliffs", "Differing", "Existence", "Greatest", "cliffs", "differ", "exists", "most"]

#: So many seconds for one question, unless told otherwise.
LIMIT = 20.0


def exists(
    policy: Policy,
    year: int,
    gets: Iterable[str] = (),
    lacks: Iterable[str] = (),
    *,
    payees: int = 2,
    each: int = 2,
    entries: int = 1,
    limit: float = LIMIT,
) -> Existence:
    """Whether a payee can get all of `gets` and nothing of `lacks`.

    An award's id stands for being paid anything under it, with a status (`growth:excluded`) for a line of that status.
    There are up to so many `payees`, `each` with so many things of every other list, and register `entries`. `limit` is
    in seconds. Raises UsageError for an unknown award or status, or without a solver; EngineError; ProofError where an
    engine does not confirm the case that was found: a mistake of this library.
    """
    needed()
    from policyrules.proof.questions import asking, existence

    return existence.exists(policy, year, gets, lacks, asking.Size(payees, each, entries), limit)


def most(
    policy: Policy,
    year: int,
    awards: Iterable[str] | None = None,
    *,
    payees: int = 2,
    each: int = 2,
    entries: int = 1,
    limit: float = LIMIT,
) -> Greatest:
    """The most that one payee can be paid under some awards, or all, for the year; and a case that reaches it.

    Sizes, `limit` and errors are those of `exists`.
    """
    needed()
    from policyrules.proof.questions import asking, greatest

    return greatest.greatest(policy, year, awards, asking.Size(payees, each, entries), limit)


def cliffs(
    policy: Policy,
    year: int,
    figures: Sequence[str] | None = None,
    *,
    deviating: int = 0,
    payees: int = 2,
    each: int = 1,
    entries: int = 1,
    limit: float = LIMIT,
) -> Cliffs:
    """Where one more unit of a figure (a fen, 0.01 m², one) makes its payee be paid less, all other facts equal.

    All amounts, areas and counts are asked about that awards, their amounts and ranks depend on, or `figures` of them
    (`enterprises.online_sales.2024`). That any rise costs money is that one unit does, somewhere on its way. Where a
    limit cuts in proportion every line is rounded down: losses up to a fen for each line are left out. `deviating`: so
    many interpretations are also read otherwise. `limit` is for each figure and cause; sizes and errors are those of
    `exists`. Raises UsageError for a figure that is none.
    """
    needed()
    from policyrules.proof.questions import asking, searching

    return searching.cliffs(policy, year, deviating, figures, asking.Size(payees, each, entries), limit)


def differ(
    policy: Policy, year: int, interpretation: str, options: Sequence[str] | None = None, *, limit: float = LIMIT
) -> Differing:
    """Whether options of an interpretation ever decide otherwise, two by two; and the smallest case on which they do.

    Unless `options` are given all are taken, of numbers the default, the least and the most. `limit` is for each two.
    Raises InterpretationError, and the errors of `exists`.
    """
    needed()
    from policyrules.proof.questions import differing

    return differing.differ(policy, year, interpretation, options, limit)
