"""Results that several sums are made of, computed once and kept where the frames are."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from policyrules.facts.frames.backend import Backend, Library


def kept(frame: nw.LazyFrame[Any], backend: Backend) -> nw.LazyFrame[Any]:
    """The same rows, computed: by Spark on its workers, else in memory."""
    if backend.library is Library.SPARK:
        # A checkpoint is dropped with the last reference to it, as a cached frame is not.
        checkpoint: nw.LazyFrame[Any] = nw.from_native(frame.to_native().localCheckpoint(eager=True)).lazy()
        return checkpoint
    return backend.made(backend.collected(frame))
