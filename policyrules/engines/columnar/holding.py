"""Claims held where they were computed: later steps then read columns instead of computing them anew.

Only things that may get something have claims, so that they are few beside the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from policyrules.facts.frames.backend import Backend, Library


def held(frames: Mapping[str, nw.LazyFrame[Any]], backend: Backend) -> dict[str, nw.LazyFrame[Any]]:
    """Frames that are computed once, however often they are read: by Spark at their first use, by others now."""
    if backend.library is Library.POLARS:
        return _by_polars(frames)
    if backend.library is Library.SPARK:
        # What is kept goes away with the last frame that reads it.
        return {name: nw.from_native(each.to_native().localCheckpoint(eager=False)) for name, each in frames.items()}
    return {name: backend.made(backend.collected(each)) for name, each in frames.items()}


def _by_polars(frames: Mapping[str, nw.LazyFrame[Any]]) -> dict[str, nw.LazyFrame[Any]]:
    import polars as pl

    # Together, so that what several of them rest on is computed once.
    computed = pl.collect_all([frame.to_native() for frame in frames.values()], engine="streaming")
    return {name: nw.from_native(each.lazy()) for name, each in zip(frames, computed, strict=True)}
