"""How many things of each place are of each sort: one query for each list, made when it is first asked.

Targets count things, and the status of a duty may rest on how things of a place are judged by a standard. Both need
only numbers, and places are few: all that is asked of a list is counted together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import narwhals as nw

from policyrules.engines.columnar.expressions import Columns, asked_of_rows, columns_over
from policyrules.engines.columnar.refusals import refuse
from policyrules.engines.columnar.standards import formulas, judgement
from policyrules.engines.columnar.truths import Truth, column
from policyrules.engines.statuses import Judged
from policyrules.engines.verdicts import Verdict
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID, column_of
from policyrules.language.definition.duties import ByStandard
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Expression
from policyrules.program.duty_rules import CountStatus
from policyrules.program.program import Program
from policyrules.program.standard_rules import StandardRule
from policyrules.program.target_rules import CountRule


class _Counting(NamedTuple):
    """The things that satisfy a condition: surely, or only perhaps."""

    test: Expression
    surely: bool


class _Standing(NamedTuple):
    """The things for which a standard comes to this; it applies to them surely, or (None) perhaps."""

    standard: str
    applies: bool | None
    verdict: Verdict


_Sort = _Counting | _Standing
#: A condition, or whether a standard applies or is met.
_Question = Expression | tuple[str, str]


@dataclass
class _Asked:
    """All that is asked of one list."""

    places: dict[str, None] = field(default_factory=dict)
    tests: dict[Expression, None] = field(default_factory=dict)
    standards: dict[str, StandardRule] = field(default_factory=dict)


@dataclass(frozen=True)
class _Row:
    """How many things of each sort there are in a place, known or not, by each place field that is asked for."""

    places: Mapping[str, str | None]
    numbers: Mapping[_Sort, int]


class Tallies:
    """The numbers that the targets and duties of a program ask of the lists of facts in frames.

    A list's first number raises EngineError for what columns cannot compute, and for things whose figures leave 64
    bits.
    """

    def __init__(self, program: Program, frames: FactFrames) -> None:
        self._frames = frames
        self._asked = _all_asked(program)
        self._rows: dict[str, list[_Row]] = {}

    def count(self, count: CountRule, place: str | None = None) -> tuple[int, int]:
        """How many things surely satisfy a count, and how many at most: of the city, or of one place."""
        sure, may = _Counting(count.test, surely=True), _Counting(count.test, surely=False)
        least = most = 0
        for row in self._of(count.of):
            # One whose place is unknown may be of any.
            where = None if place is None or count.by is None else row.places[count.by]
            if where == place:
                least += row.numbers[sure]
            if where in (place, None):
                most += row.numbers[sure] + row.numbers[may]
        return least, most

    def judged(self, standard: StandardRule, by: str, place: str) -> Iterator[Judged]:
        """As what the things are judged that are in a place or may be: each sort once, where there is any."""
        for row in self._of(standard.subject):
            where = row.places[by]
            for sort, number in row.numbers.items() if where in (place, None) else ():
                if number and isinstance(sort, _Standing) and sort.standard == standard.id:
                    yield Judged(where is not None, sort.applies, sort.verdict)

    def _of(self, name: str) -> list[_Row]:
        if name not in self._rows:
            self._rows[name] = list(self._counted(name, self._asked[name]))
        return self._rows[name]

    def _counted(self, name: str, asked: _Asked) -> Iterator[_Row]:
        """The one query over a list."""
        table, truths = self._answered(name, asked)
        sorts = dict(_sorts(asked, truths))
        flags = {sort: f"$sort{index}" for index, sort in enumerate(sorts)}
        table = table.with_columns(*(sorts[sort].cast(nw.Int64).alias(flag) for sort, flag in flags.items()))
        # DuckDB sums whole numbers into wider ones.
        sums = [nw.col(flag).sum().cast(nw.Int64) for flag in flags.values()]
        keys = {each: column_of(_place(each)) for each in asked.places}
        grouped = table.group_by(*keys.values()).agg(*sums) if keys else table.select(*sums)
        for row in self._frames.backend.collected(grouped).iter_rows(named=True):
            where = {place: row[key] for place, key in keys.items()}
            yield _Row(where, {sort: row[flag] for sort, flag in flags.items()})

    def _answered(self, name: str, asked: _Asked) -> tuple[nw.LazyFrame[Any], dict[_Question, nw.Expr]]:
        """The places of the things of a list and the truths of what is asked of them, which are columns of their own.

        Else databases compute again what is asked for again.
        """
        objects, columns = self._frames.facts.objects, columns_over(self._frames.facts)
        everything = [*asked.tests, *(each for rule in asked.standards.values() for each in formulas(rule))]
        places = [_place(each) for each in asked.places]
        table = self._frames.table(name, list(dict.fromkeys([*places, *asked_of_rows(everything, objects)])))
        truths = _truths(asked, columns)
        refuse(table, name, columns.guards, self._frames.backend)
        names = {each: f"$truth{index}" for index, each in enumerate(truths)}
        found = [column(truths[each]).alias(truth) for each, truth in names.items()]
        answered = table.select(ID, *(column_of(each) for each in places), *found)
        return answered, {each: nw.col(truth) for each, truth in names.items()}


def _place(name: str) -> Attribute:
    return Attribute(name, Kind.TEXT)


def _all_asked(program: Program) -> dict[str, _Asked]:
    """What targets and duties ask of each list."""
    found: dict[str, _Asked] = {}
    for count in _counts(program):
        asked = found.setdefault(count.of, _Asked())
        asked.tests[count.test] = None
        if count.by is not None:
            asked.places[count.by] = None
    for status in (duty.status for duty in program.duties.duties):
        if isinstance(status, ByStandard):
            rule = program.standard(status.standard)
            asked = found.setdefault(rule.subject, _Asked())
            asked.standards[rule.id] = rule
            asked.places[status.by] = None
    return found


def _counts(program: Program) -> Iterator[CountRule]:
    yield from (each.count for each in program.targets if each.count is not None)
    yield from (duty.status.count for duty in program.duties.duties if isinstance(duty.status, CountStatus))


def _truths(asked: _Asked, columns: Columns) -> dict[_Question, Truth]:
    """What is asked of each thing."""
    found: dict[_Question, Truth] = {test: columns.truth(test) for test in asked.tests}
    for rule in asked.standards.values():
        judged = judgement(rule, columns)
        found.update({(rule.id, "applies"): judged.applies, (rule.id, "met"): judged.met})
    return found


def _sorts(asked: _Asked, truths: Mapping[_Question, nw.Expr]) -> Iterator[tuple[_Sort, nw.Expr]]:
    """The sorts of things by what is true of them: each with a truth that is never unknown, who belongs to it."""
    for test in asked.tests:
        yield _Counting(test, surely=True), _surely(truths[test])
        yield _Counting(test, surely=False), truths[test].is_null()
    for name in asked.standards:
        yield from _standings(name, truths[name, "applies"], truths[name, "met"])


def _standings(name: str, applies: nw.Expr, met: nw.Expr) -> Iterator[tuple[_Sort, nw.Expr]]:
    """As what things are judged by a standard, but those to which it surely does not apply."""
    yield _Standing(name, True, Verdict.MET), _surely(applies & met)
    yield _Standing(name, True, Verdict.NOT_MET), _surely(applies & ~met)
    yield _Standing(name, True, Verdict.UNKNOWN), _surely(applies) & met.is_null()
    yield _Standing(name, None, Verdict.NOT_MET), applies.is_null() & _surely(~met)
    yield _Standing(name, None, Verdict.UNKNOWN), applies.is_null() & ~_surely(~met)


def _surely(truth: nw.Expr) -> nw.Expr:
    return truth.fill_null(value=False)
