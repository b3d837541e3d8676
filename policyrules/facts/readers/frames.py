"""Dataframes by the names of their lists: pandas, polars, pyarrow, known by their methods, never imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyrules.facts.grids import Grid, Row
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary


def read(source: Mapping[str, Any], vocabulary: Vocabulary) -> Reading:
    """Read dataframes; lists and objects beside them are taken as JSON-like data."""
    frames = {name: each for name, each in source.items() if not isinstance(each, Mapping | list | tuple | None)}
    others = {name: each for name, each in source.items() if name not in frames}
    return assemble([grid(str(name), frame) for name, frame in frames.items()], vocabulary, others)


def grid(name: str, frame: Any, file: str = "") -> Grid:
    """The cells of a dataframe; its rows are counted from 1. Raises FactsError where it is none."""
    columns, rows = _contents(name, frame)
    headed = [Row(0, columns), *(Row(number, cells) for number, cells in enumerate(rows, start=1))]

    def column(index: int) -> str:
        return str(columns[index]) if index < len(columns) else ""

    return Grid(name, file, "" if file else name, headed, column, heading_first=True)


def _contents(name: str, frame: Any) -> tuple[list[Any], list[tuple[Any, ...]]]:
    if hasattr(frame, "column_names") and hasattr(frame, "to_pydict"):  # pyarrow
        contents = [column.to_pylist() for column in frame.columns]
        return list(frame.column_names), list(zip(*contents, strict=True))
    if hasattr(frame, "iter_rows"):  # polars
        return list(frame.columns), [tuple(row) for row in frame.iter_rows()]
    if hasattr(frame, "itertuples"):  # pandas
        frame = _with_index(frame)
        return [_heading(each) for each in frame.columns], [
            tuple(row) for row in frame.itertuples(index=False, name=None)
        ]
    if hasattr(frame, "collect"):  # a lazy frame
        return _contents(name, frame.collect())
    found = type(frame).__name__
    raise unreadable("", found, f"{name} 须为列表或数据框", f"`{name}` must be a list or a dataframe")


def _with_index(frame: Any) -> Any:
    """A frame of pandas with the named levels of its index as columns, where no column has that name already."""
    levels = [each for each in frame.index.names if each is not None and each not in frame.columns]
    return frame.reset_index(level=levels) if levels else frame


def _heading(name: Any) -> Any:
    """The name of a column; of several levels, as a pivot table has them, in one: `online_sales_2025`."""
    return "_".join(str(each) for each in name if each != "") if isinstance(name, tuple) else name
