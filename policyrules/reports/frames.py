"""A section of a decision as a dataframe of pandas or polars. Amounts are exact decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policyrules.errors import UsageError
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.decision.decision import Decision

SECTIONS = ("awards", "standards", "targets", "tasks")
LIBRARIES = ("pandas", "polars")
_AMOUNTS = ("entitled", "paid")
Columns = dict[str, list[Any]]


def frame(decision: Decision, section: str, library: str) -> pandas.DataFrame | polars.DataFrame:
    """The lines of `section` as a dataframe, one column for each of their keys.

    `reasons` of awards are their codes, beside `reasons_zh` and `reasons_en` in words; `missing` are pointers.
    Raises UsageError where there is no such section or library, or the library is not installed.
    """
    if section not in SECTIONS:
        raise _unknown("部分", "section", section, SECTIONS)
    if library not in LIBRARIES:
        raise _unknown("数据框库", "dataframe library", library, LIBRARIES)
    columns = _awards(decision) if section == "awards" else _columns(getattr(decision, section))
    return _pandas(columns) if library == "pandas" else _polars(columns)


def _awards(decision: Decision) -> Columns:
    lines = decision.awards
    columns: Columns = {
        key: [getattr(line, key) for line in lines]
        for key in ("award", "clause", "tier", "enterprise", "subject", "status")
    }
    for key in _AMOUNTS:
        amounts = [getattr(line, key) for line in lines]
        columns[key] = [None if each is None else Decimal(each) for each in amounts]
    columns["reasons"] = [[each.code for each in line.reasons] for line in lines]
    columns["reasons_zh"] = ["；".join(each.text.zh for each in line.reasons) for line in lines]
    columns["reasons_en"] = ["; ".join(each.text.en for each in line.reasons) for line in lines]
    columns["missing"] = [list(line.missing) for line in lines]
    return columns


def _columns(lines: Sequence[Any]) -> Columns:
    keys = dict.fromkeys(key for line in lines for key in line)
    return {key: [line.get(key) for line in lines] for key in keys}


def _pandas(columns: Columns) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise _not_installed("pandas") from error
    # Whole numbers with gaps would become floating-point numbers.
    series = {
        name: pandas.array(values, dtype="Int64") if name == "tier" else pandas.Series(values, dtype="object")
        for name, values in columns.items()
    }
    return pandas.DataFrame(series)


def _polars(columns: Columns) -> polars.DataFrame:
    try:
        import polars
    except ImportError as error:
        raise _not_installed("polars") from error
    types: dict[str, Any] = {
        "tier": polars.Int64,
        "reasons": polars.List(polars.String),
        "missing": polars.List(polars.String),
        **dict.fromkeys(_AMOUNTS, polars.Decimal(38, 2)),
    }
    awards = "entitled" in columns
    return polars.DataFrame(
        [
            polars.Series(name, values, dtype=types.get(name, polars.String) if awards else None, strict=False)
            for name, values in columns.items()
        ]
    )


def _unknown(zh: str, en: str, name: str, known: Sequence[str]) -> UsageError:
    hint = did_you_mean(name, known) or same("")
    return UsageError(Text(f"没有{zh} `{name}`；{hint.zh}", f"no {en} `{name}`; {hint.en}"))


def _not_installed(library: str) -> UsageError:
    way = f'pip install "policyrules[{library}]"'
    return UsageError(Text(f"未安装 {library}：{way}", f"{library} is not installed: {way}"))
