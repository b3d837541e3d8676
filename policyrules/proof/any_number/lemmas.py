"""What `case` says of sums, proved by induction over the claims that are served, whatever their number.

Each lemma is a statement about the claims served so far. The solver shows that it holds of none, and that serving one
more keeps it: so it holds of all. They are proved anew whenever something rests on them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import z3

from policyrules.proof.logic.solving import solve
from policyrules.proof.logic.terms import Bool, at_most, both, greatest, implies, least, negation, same
from policyrules.text import Text

#: The sums of what was due and of what was kept, of the claims served so far.
_Sums = tuple[Any, Any]


@dataclass(frozen=True)
class Lemma:
    """A statement about the claims served so far, and what serving one more does."""

    words: Text
    holds: Callable[[_Sums], Bool]
    serve: Callable[[_Sums, Any], _Sums]
    given: Bool


def _in_order() -> Lemma:
    """Served in any order until nothing is left, claims keep all that is due, or all that there was."""
    there_was = z3.Int("there_was")

    def serve(sums: _Sums, due: Any) -> _Sums:
        left = greatest(0, there_was - sums[0])
        return sums[0] + due, sums[1] + least(due, left)

    return Lemma(
        Text(
            "依次发放：合计为应发与余额中较小者",
            "served in order, claims keep what is due or what there was, whichever is less",
        ),
        lambda sums: same(sums[1], least(sums[0], there_was)),
        serve,
        at_most(0, there_was),
    )


def _in_proportion() -> Lemma:
    """Served in proportion, rounded down, claims keep no more than there was."""
    there_was, claimed = z3.Int("there_was"), z3.Int("claimed")

    def serve(sums: _Sums, due: Any) -> _Sums:
        share = z3.Int("share")
        return sums[0] + due, sums[1] + share

    # A share is the greatest whole number whose product with the claims is not above due × what there was.
    share, due = z3.Int("share"), z3.Int("due")
    rounded = both(at_most(share * claimed, due * there_was), at_most(0, share), at_most(1, claimed))
    return Lemma(
        Text(
            "按比例发放并舍去分以下：合计不超过余额",
            "served in proportion and rounded down, claims keep no more than there was",
        ),
        lambda sums: at_most(sums[1] * claimed, sums[0] * there_was),
        serve,
        both(rounded, at_most(0, there_was)),
    )


def _ends(claimed: Any, there_was: Any, kept: Any) -> Bool:
    """At the end of a proportional cut: the products compared above say that no more is kept than there was."""
    return implies(
        both(at_most(1, claimed), at_most(0, there_was), at_most(kept * claimed, claimed * there_was)),
        at_most(kept, there_was),
    )


LEMMAS = (_in_order(), _in_proportion())


@lru_cache(maxsize=1)
def unproved() -> tuple[Text, ...]:
    """The lemmas that the solver could not prove; none, unless something is wrong."""
    missing = [lemma.words for lemma in LEMMAS if not _is_proved(lemma)]
    claimed, there_was, kept, due = z3.Ints("claimed there_was kept due")
    less_is_kept = implies(
        both(
            at_most(0, due),
            at_most(1, claimed),
            at_most(0, there_was),
            there_was < claimed,
            at_most(kept * claimed, due * there_was),
        ),
        at_most(kept, due),
    )
    ends = [_ends(claimed, there_was, kept), less_is_kept]
    if any(solve([negation(each)]).outcome != "unsat" for each in ends):
        missing.append(Text("按比例发放的结尾", "the end of a proportional cut"))
    return tuple(missing)


def _is_proved(lemma: Lemma) -> bool:
    """Whether a lemma holds of no claims, and of one more than it holds of."""
    due = z3.Int("due")
    sums = (z3.Int("due_so_far"), z3.Int("kept_so_far"))
    demanded = [lemma.given, at_most(0, due), at_most(0, sums[0]), at_most(0, sums[1])]
    base = solve([*demanded, negation(lemma.holds((0, 0)))])
    step = solve([*demanded, lemma.holds(sums), negation(lemma.holds(lemma.serve(sums, due)))])
    return base.outcome == step.outcome == "unsat"
