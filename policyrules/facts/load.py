"""Facts from any source: data, a JSON document, a file, a folder of tables, dataframes by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyrules.errors import FactsError, Problem
from policyrules.facts import records
from policyrules.facts.conformance import departures
from policyrules.facts.pointers import Positions
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.records import Facts
from policyrules.facts.validation import validate
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

Source = Mapping[str, Any] | bytes | str | Path | Facts
SUFFIXES = (".json", ".csv", ".xlsx", ".parquet")


def load(source: Source, vocabulary: Vocabulary) -> Facts:
    """The checked records of facts, with their warnings. Raises FactsError with every error.

    The source is JSON-like data, the bytes of a JSON document, the path of a file (.json, .csv, .xlsx, .parquet) or
    of a folder of tables, dataframes by the names of their lists, or Facts, which are returned as they are.
    """
    if isinstance(source, Facts):
        return source
    reading = read(source, vocabulary)
    found = problems_of(reading, vocabulary)
    errors = [each for each in found if each.severity == "error"]
    if errors:
        raise FactsError(errors)
    return records.build(reading.data, vocabulary, found)


def problems_of(reading: Reading, vocabulary: Vocabulary) -> list[Problem]:
    """All problems of a reading: of its source, then of its data, one for each cause, in document order.

    The walk of `validate` finds them, with places and words of their own; what it lets pass is then validated
    against the JSON Schema of the facts, up to `conformance.MOST_ITEMS` items.
    """
    taken = {each.place.pointer for each in reading.problems if each.place.pointer is not None}
    found = validate(reading.data, vocabulary)
    if all(each.severity == "warning" for each in found):
        found += departures(reading.data, vocabulary)
    found = [each for each in found if each.place.pointer not in taken]
    placed = [reading.placed(each) for each in found]
    if len(placed) + len(reading.problems) < 2:
        return reading.problems + placed
    positions = Positions(reading.data)
    return sorted([*reading.problems, *placed], key=lambda each: _order(positions, each))


def _order(positions: Positions, problem: Problem) -> tuple[object, ...]:
    """Things in document order; within one from a table by row and column, else in document order."""
    place = problem.place
    position = positions.of(place.pointer or "")
    return (position[:2], place.row, len(place.column), place.column, position)


def read(source: Source, vocabulary: Vocabulary) -> Reading:
    """The data of a source as JSON would hold it, unchecked. Raises FactsError where it cannot be read."""
    if isinstance(source, str | Path):
        return _read_path(Path(source), vocabulary)
    if isinstance(source, bytes):
        from policyrules.facts.readers.json_file import parsed

        return parsed(source)
    if isinstance(source, Mapping) and any(_is_table(each) for each in source.values()):
        from policyrules.facts.readers.frames import read as read_frames

        return read_frames(source, vocabulary)
    if _is_table(source):
        lists = ", ".join(vocabulary.lists)
        zh = f"数据框须按列表名给出：{{列表名: 数据框}}，列表有：{lists}"
        en = f"give a dataframe by the name of its list, {{NAME: FRAME}}; the lists are {lists}"
        raise unreadable("", type(source).__name__, zh, en)
    return Reading(source)


def _is_table(value: object) -> bool:
    """Whether a value is a dataframe of some library: it has columns, and is none of JSON's shapes.

    The type is asked, not the frame: a lazy one would work out its columns, and warn of it.
    """
    if isinstance(value, Mapping | list | str):
        return False
    return any(
        hasattr(type(value), each) or each in getattr(value, "__dict__", ()) for each in ("columns", "column_names")
    )


def _read_path(path: Path, vocabulary: Vocabulary) -> Reading:
    """The reading of a file or a folder; each format is imported at its first use."""
    suffix = path.suffix.lower()
    if is_folder(path):
        from policyrules.facts.readers.folder import read as read_folder

        return read_folder(path, vocabulary)
    if suffix == ".json":
        from policyrules.facts.readers.json_file import read as read_json_file

        return read_json_file(path)
    if suffix == ".csv":
        from policyrules.facts.readers.csv_file import read as read_csv_file

        return read_csv_file(path, vocabulary)
    if suffix == ".xlsx":
        from policyrules.facts.readers.workbook import read as read_workbook

        return read_workbook(path, vocabulary)
    if suffix == ".parquet":
        from policyrules.facts.readers.parquet import read as read_parquet

        return read_parquet(path, vocabulary)
    hint = Text("旧版 .xls 请另存为 .xlsx", "save an old .xls as .xlsx") if suffix == ".xls" else None
    names = "、".join(SUFFIXES), ", ".join(SUFFIXES)
    raise unreadable(str(path), path.suffix, f"文件须为 {names[0]} 之一", f"expected one of {names[1]}", hint)


def is_folder(path: Path) -> bool:
    """Whether a path is that of a folder; False too for what can be no path."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
