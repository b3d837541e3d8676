"""Exact sums of amounts of which nobody knows how many there are: in two halves, so that none leaves 64 bits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.figures import MOST

_HIGH = 2**31


def halves(amount: nw.Expr, name: str) -> list[nw.Expr]:
    """The sum of a column of amounts, none of them negative, as two columns to be aggregated."""
    high, low = (amount // _HIGH).sum(), (amount % _HIGH).sum()
    return [high.cast(nw.Int64).alias(f"{name}:high"), low.cast(nw.Int64).alias(f"{name}:low")]


def total(name: str) -> nw.Expr:
    """The sum again; of one that leaves 64 bits the most that they hold."""
    low = nw.col(f"{name}:low").fill_null(0)
    high = nw.col(f"{name}:high").fill_null(0) + low // _HIGH
    most = nw.lit(MOST, nw.Int64)
    return nw.when(high < nw.lit(_HIGH, nw.Int64)).then(high * _HIGH + low % _HIGH).otherwise(most)


def read(row: Mapping[str, Any], name: str) -> int:
    """The sum, whatever it comes to."""
    return int(row[f"{name}:high"] or 0) * _HIGH + int(row[f"{name}:low"] or 0)
