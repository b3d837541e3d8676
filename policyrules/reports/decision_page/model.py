"""What stands on the page of a decision: a card for each thing, and on it the lines about that thing."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.reports.grid import Money, Status


@dataclass(frozen=True)
class LineView:
    """One line of the decision: what it is of, how it came out, why, and its explanation as indented text."""

    kind: str
    """The id of the award or standard, by which lines are filtered."""
    status: Status
    title: str
    about: str
    note: str
    """What cut, excluded or refused it, or what it lacks: a reason on each line."""
    text: str
    entitled: Money | None = None
    paid: Money | None = None
    signs: tuple[tuple[str, Status], ...] = ()
    """The verdicts of its parts, each with the name of the part."""


@dataclass(frozen=True)
class ToDo:
    """Something to be looked into: what, where it stands in the facts, and for the sake of what."""

    what: str
    where: str
    behind: str


@dataclass(frozen=True)
class Card:
    """A thing (its id, its name and place where the facts give them), its lines, and what is open about it."""

    id: str
    name: str
    place: str
    lines: tuple[LineView, ...]
    figure: str
    """What its lines come to, in a few words."""
    rank: int
    """By which cards are sorted, the greatest first: what is paid in fen, or how many items are missed."""
    to_do: tuple[ToDo, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cards:
    """The cards of one section, what they are of, and the heading of the figures by which they are sorted."""

    key: str
    title: str
    cards: tuple[Card, ...]
    money: bool = False
