"""What a decision says about one subject, as a small document that text, pages and notebooks are rendered from."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.text import Text


@dataclass(frozen=True)
class Point:
    """One line: what it says, the verdict behind it (none where it has none), and the lines below it.

    `aside`: nothing rests on that verdict.
    """

    text: Text
    verdict: str = ""
    below: tuple[Text, ...] = ()
    aside: bool = False


@dataclass(frozen=True)
class Section:
    """Points under a heading, which may have a verdict of its own."""

    heading: Text
    points: tuple[Point, ...]
    verdict: str = ""


@dataclass(frozen=True)
class Account:
    """A subject (its id, and its name where the facts give one), what is said of it, and how it came out."""

    subject: str
    name: str
    title: Text
    clause: str
    verdict: str
    summary: Text
    sections: tuple[Section, ...]


def listing(heading: Text, texts: list[Text]) -> tuple[Section, ...]:
    """A section of plain lines; none where there are no lines."""
    return (Section(heading, tuple(Point(each) for each in texts)),) if texts else ()
