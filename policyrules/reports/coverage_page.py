"""Coverage as one HTML page that needs nothing else: what is missing first, then every provision with its aspects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyrules.coverage.measuring import Coverage, Covered
from policyrules.coverage.words import aspect_words, section_name
from policyrules.reports import coverage_grids
from policyrules.reports.grid import Grid
from policyrules.reports.markup import rendered
from policyrules.text import Language

#: So many cases are named beside an aspect.
_MOST_NAMED = 12


@dataclass(frozen=True)
class Mark:
    """An aspect: what should be seen, whether it is, and by which cases."""

    words: str
    covered: bool
    cases: str


@dataclass(frozen=True)
class Row:
    """What stands at one address."""

    address: str
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Section:
    """A part of the policy."""

    name: str
    rows: tuple[Row, ...]


def coverage_page(found: Coverage, document: str, language: Language) -> str:
    """The page of a policy's coverage."""
    return rendered(
        "coverage.html.j2",
        language,
        title=f"{coverage_grids.TITLE.pick(language)} · {document}",
        closing=coverage_grids.closing(found).pick(language),
        grids=[*coverage_grids.grids(found, language), *_impossible(found, language)],
        sections=tuple(_sections(found, language)),
    )


def _impossible(found: Coverage, language: Language) -> Iterator[Grid]:
    if found.impossible:
        yield coverage_grids.impossible(found, language)


def _sections(found: Coverage, language: Language) -> Iterator[Section]:
    for name, lines in found.sections():
        by_address: dict[str, list[Covered]] = {}
        for each in lines:
            by_address.setdefault(each.obligation.address, []).append(each)
        rows = tuple(_row(address, of_it, language) for address, of_it in by_address.items())
        yield Section(section_name(name).pick(language), rows)


def _row(address: str, lines: list[Covered], language: Language) -> Row:
    marks = tuple(_mark(each, language) for each in lines)
    return Row(address, lines[0].obligation.label.pick(language), marks)


def _mark(each: Covered, language: Language) -> Mark:
    named = "\n".join(_short(case) for case in each.cases[:_MOST_NAMED])
    return Mark(aspect_words(each.obligation).pick(language), each.covered, named)


def _short(case: str) -> str:
    """A case by the name of its file, without the way there."""
    return case.rpartition("/")[2]
