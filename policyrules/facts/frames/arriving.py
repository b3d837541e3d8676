"""Facts as they are given, sorted into frames and records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw

from policyrules.errors import FactsError, Place, Problem
from policyrules.facts import load, records
from policyrules.facts.frames.backend import Backend, Kind, backend_of, kind_of
from policyrules.facts.frames.columns import FrameTable, grid_of, recognition_of, understood
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.listing import FrameList
from policyrules.facts.grids import Grid
from policyrules.facts.plan import Group, Plan, plan_of
from policyrules.facts.pointers import steps_of
from policyrules.facts.readers.csv_file import grid as csv_grid
from policyrules.facts.readers.files import unreadable_file
from policyrules.facts.readers.frames import grid as whole_grid
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.records import Facts
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

Source = load.Source


def read(source: Source, vocabulary: Vocabulary, library: str | None = None) -> FactFrames:
    """Facts of which some lists are dataframes, or Parquet files, by name; or a folder of Parquet files.

    Beside them, lists and single things may be JSON-like data, which is checked as `load` checks it; the rows of
    frames are not read here. Whatever else `load` reads is read by it, and its records are given as columns.
    `library` (polars, duckdb, spark) reads files where no frame says which. Raises FactsError for wrong headings and
    wrong data, UsageError for libraries that are not installed or do not mix.
    """
    named, grids = _named(source)
    if not isinstance(source, Mapping) and not named:
        facts = load.load(source, vocabulary)
        return FactFrames(vocabulary, backend_of({}, library), facts, {}, _filled(facts))
    frames = {name: frame for name, each in named.items() if kind_of(frame := nw.to_native(each, pass_through=True))}
    others = {name: each for name, each in named.items() if name not in frames}
    sorting = _Sorting(vocabulary, backend_of(frames, library), others, grids)
    sorting.add({str(name): frame for name, frame in frames.items()})
    return sorting.facts()


def _named(source: Source) -> tuple[Mapping[str, Any], list[Grid]]:
    """What a source gives by name: of a folder its Parquet files, and the contents of the small tables beside them."""
    if isinstance(source, Mapping):
        return source, []
    if kind_of(native := nw.to_native(source, pass_through=True)) not in (None, Kind.PARQUET):
        en = "dataframes are given by the names of their lists, like {'enterprises': frame}"
        raise unreadable("", type(native).__name__, "数据框须按清单名称给出，例如 {'enterprises': frame}", en)
    if not isinstance(source, str | Path):
        return {}, []
    path = Path(source)
    if path.suffix.lower() == ".parquet":
        return {path.stem: path}, []
    try:
        files = sorted(path.iterdir()) if load.is_folder(path) else []
    except OSError as error:
        raise unreadable_file(path, error) from error
    files = [each for each in files if not each.name.startswith((".", "~"))]
    found = {each.stem: each for each in files if each.suffix.lower() == ".parquet"}
    return found, [csv_grid(each) for each in files if found and each.suffix.lower() == ".csv"]


def _filled(facts: Facts) -> frozenset[str]:
    return frozenset(name for name, things in facts.lists.items() if things)


class _Sorting:
    """Which frames are read as columns, and which are small by nature and read as records."""

    def __init__(
        self, vocabulary: Vocabulary, backend: Backend, others: Mapping[str, Any], grids: Sequence[Grid]
    ) -> None:
        self._vocabulary, self._backend, self._others = vocabulary, backend, others
        self._plan: Plan = plan_of(vocabulary)
        self._recognition = recognition_of(vocabulary)
        self._tables: list[FrameTable] = []
        self._grids = list(grids)
        self._problems: list[Problem] = []

    def add(self, frames: Mapping[str, Any]) -> None:
        """Sort the frames, by name; a workbook's notes for people among them are left alone."""
        lazy = {name: self._backend.lazy(frame, name) for name, frame in frames.items()}
        grids = [grid_of(name, frame) for name, frame in lazy.items()]
        filled = [grid for grid in grids if not self._recognition.is_note(grid)]
        for grid in filled:
            self._add(grid, lazy[grid.name], alone=len(filled) == 1)

    def _add(self, grid: Grid, frame: nw.LazyFrame[Any], *, alone: bool) -> None:
        table = self._recognition.table(grid, alone=alone)
        if isinstance(table, Problem):
            self._problems.append(table)
        elif table.heading is None or self._is_small(table.group):
            self._grids.append(whole_grid(grid.name, self._backend.collected(frame)))
        else:
            self._take(*understood(table, frame, self._recognition))

    def facts(self) -> FactFrames:
        """All facts. Raises FactsError with every problem of headings and of what is no frame."""
        lists = self._lists()
        data, problems = self._records()
        problems = [*self._problems, *problems]
        errors = [each for each in problems if each.severity == "error"]
        if errors:
            raise FactsError(errors)
        built = records.build(data, self._vocabulary, problems)
        given = {name for name, each in data.items() if each is not None and self._plan.groups[name].is_list}
        return FactFrames(self._vocabulary, self._backend, built, lists, _filled(built) | given)

    def _is_small(self, group: Group) -> bool:
        """Single things, lists inside other lists, and those that hold them, are read as records.

        So are the frames of a list of which some came as JSON-like data, to which they add.
        """
        return not group.is_list or group.within is not None or bool(group.children) or group.name in self._others

    def _take(self, found: FrameTable, problems: Sequence[Problem]) -> None:
        self._problems += problems
        if found.series is None and any(each.group is found.group and each.series is None for each in self._tables):
            self._problems.append(_second_table(found))
        else:
            self._tables.append(found)

    def _lists(self) -> dict[str, FrameList]:
        found: dict[str, FrameList] = {}
        for name, group in self._plan.groups.items():
            tables = [each for each in self._tables if each.group is group]
            main = [each for each in tables if each.series is None]
            series = tuple(each for each in tables if each.series is not None)
            if main and not self._problems:
                found[name] = FrameList(main[0], series)
            elif series and not main:
                label = group.source.label.zh
                allowed = Text(f"逐年表之外须有{label}的表", f"beside its series, `{name}` needs a table of its own")
                self._problems.append(Problem("missing", Place(sheet=series[0].name), "", allowed))
        return found

    def _records(self) -> tuple[Mapping[str, Any], list[Problem]]:
        """The data of what is no frame, and its problems; what it refers to may stand in a frame."""
        reading = assemble(self._grids, self._vocabulary, self._others) if self._grids else Reading(self._others)
        frames = {each.group.name for each in self._tables}
        self._problems += [_second_table(each) for each in self._tables if each.group.name in reading.data]
        problems = [
            each
            for each in load.problems_of(reading, self._vocabulary)
            if each.code != "reference" or self._target(each) not in frames
        ]
        return reading.data, problems

    def _target(self, problem: Problem) -> str | None:
        """The list that the reference of a problem points into."""
        steps = steps_of(problem.place.pointer or "")
        group = self._plan.groups.get(steps[0]) if steps else None
        field = group.fields.get(".".join(steps[2:])) if group is not None else None
        return None if field is None else field.to


def _second_table(table: FrameTable) -> Problem:
    label = table.group.source.label.zh
    allowed = Text(f"{label}只能有一张表", f"`{table.group.name}` may have only one table")
    return Problem("duplicate_table", Place(sheet=table.name), table.name, allowed)
