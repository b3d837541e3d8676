"""A section of a decision as a dataframe of pandas or polars. Amounts and other figures are exact decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policyrules.errors import UsageError
from policyrules.reports.flat import FlatColumn, flat
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.decision.decision import Decision

LIBRARIES = ("pandas", "polars")
#: The types of pandas that hold gaps; whole numbers with gaps would otherwise become floating-point numbers.
_PANDAS = {"count": "Int64", "flag": "boolean"}


def frame(decision: Decision, section: str, library: str) -> pandas.DataFrame | polars.DataFrame:
    """The lines of `section` as a dataframe: awards, standards, items, targets, tasks or filings.

    `reasons` of awards are their codes, beside `reasons_zh` and `reasons_en` in words; `missing` are pointers.
    Raises UsageError where there is no such section or library, or the library is not installed.
    """
    return framed(flat(decision, section), library)


def framed(columns: list[FlatColumn], library: str) -> pandas.DataFrame | polars.DataFrame:
    """Columns as a dataframe. Raises UsageError where there is no such library, or it is not installed."""
    if library not in LIBRARIES:
        hint = did_you_mean(library, LIBRARIES) or same("")
        raise UsageError(Text(f"没有数据框库 `{library}`；{hint.zh}", f"no dataframe library `{library}`; {hint.en}"))
    return _pandas(columns) if library == "pandas" else _polars(columns)


def _pandas(columns: list[FlatColumn]) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise _not_installed("pandas") from error
    series: dict[str, Any] = {}
    for each in columns:
        kind = _PANDAS.get(each.sort)
        values = list(each.values)
        series[each.name] = pandas.array(values, dtype=kind) if kind else pandas.Series(values, dtype="object")
    return pandas.DataFrame(series)


def _polars(columns: list[FlatColumn]) -> polars.DataFrame:
    try:
        import polars
    except ImportError as error:
        raise _not_installed("polars") from error
    types: dict[str, Any] = {
        "text": polars.String,
        "count": polars.Int64,
        "flag": polars.Boolean,
        "amount": polars.Decimal(38, 2),
        "texts": polars.List(polars.String),
    }
    return polars.DataFrame(
        [
            polars.Series(each.name, list(each.values), dtype=types.get(each.sort) or polars.Decimal(38, _places(each)))
            for each in columns
        ]
    )


def _places(column: FlatColumn) -> int:
    """The decimals that the figures of a column need."""
    return max([0, *(-int(each.as_tuple().exponent) for each in column.values if each is not None)])


def _not_installed(library: str) -> UsageError:
    way = f'pip install "policyrules[{library}]"'
    return UsageError(Text(f"未安装 {library}：{way}", f"{library} is not installed: {way}"))
