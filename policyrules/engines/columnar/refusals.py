"""Rows whose amounts would leave 64 bits are refused, by their ids: nothing is ever wrapped around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from policyrules.errors import EngineError
from policyrules.facts.frames.backend import Backend
from policyrules.facts.frames.names import ID

#: How many rows are named.
NAMED = 10


def refuse(frame: nw.LazyFrame[Any], name: str, guards: Sequence[nw.Expr], backend: Backend) -> None:
    """Look in a list's frame for rows in which a formula would leave 64 bits, where its bounds do not rule that out.

    Raises EngineError with the ids of the first.
    """
    if not guards:
        return
    leaves = reduce(or_, [each.fill_null(value=False) for each in guards])
    found = backend.collected(frame.filter(leaves).select(nw.col(ID)).head(NAMED))
    if len(found):
        ids = ", ".join(sorted(found[ID].to_list()))
        raise EngineError(f"amounts too large to be computed in 64 bits are refused: {name} {ids}")
