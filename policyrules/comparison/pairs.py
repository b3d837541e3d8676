"""Every award line of two decisions, side by side, and why those moved that did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from policyrules.comparison.alignment import paired
from policyrules.comparison.bands import Bands
from policyrules.comparison.causes import Causes
from policyrules.comparison.model import Move, Pair, Payee
from policyrules.comparison.why import explained, figures
from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.decision.things import name_of, place_of
from policyrules.facts.records import Thing


@dataclass(frozen=True)
class Payees:
    """Who is paid, as the baseline sees the facts: county and size are never taken from the other side."""

    before: Decision
    bands: Bands | None

    def of(self, line: AwardLine) -> Payee:
        """The payee of a line of either side."""
        known = self._things.get(line.enterprise)
        thing = known or line.claim.payee
        band = self.bands.of(known) if known and self.bands else None
        return Payee(thing.id, name_of(thing), place_of(thing), band)

    @cached_property
    def _things(self) -> dict[str, Thing]:
        things = self.before.facts.lists.get(self.before.program.payees, ())
        return {thing.id: thing for thing in things}


def pairs_and_moves(
    before: Decision, after: Decision, payees: Payees, causes: Causes
) -> tuple[tuple[Pair, ...], tuple[Move, ...]]:
    """Every line with its counterpart, and those that moved: the largest changes first."""
    pairs: list[Pair] = []
    moves: list[Move] = []
    for first, second in paired(before.awards, after.awards):
        line = first or second
        assert line is not None
        pair = Pair(line.award, payees.of(line), line.subject, figures(first), figures(second))
        pairs.append(pair)
        if pair.moved:
            moves.append(_move(pair, line, first, second, causes))
    return tuple(pairs), in_order(moves)


def _move(pair: Pair, line: AwardLine, first: AwardLine | None, second: AwardLine | None, causes: Causes) -> Move:
    cause = causes.of_line(pair.award, first, second)
    return Move(
        award=pair.award,
        payee=pair.payee,
        subject=pair.subject,
        before=explained(first),
        after=explained(second),
        label=line.award_label,
        clause=line.clause,
        effect=cause.effect,
        limits=cause.limits,
        causes=cause.causes,
    )


def in_order(moves: Iterable[Move]) -> tuple[Move, ...]:
    """The largest changes first, whichever way; those that are unknown last; a tie by payee, subject and award."""
    return tuple(sorted(moves, key=_rank))


def _rank(move: Move) -> tuple[bool, int, str, str, str, int, int]:
    change = move.change
    tiers = (move.before.tier or 0, move.after.tier or 0)
    return (change is None, -abs(change or 0), move.payee.id, move.subject, move.award, *tiers)
