"""Interleaved timing: contenders take turns; in a turn one does all the work a few times over."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

#: How often a contender does every piece of work in one turn: as one does who decides case after case.
TURN = 10


@dataclass
class Times:
    """Nanoseconds of one contender, by piece of work: by the clock on the wall, and of the processor."""

    wall: list[list[int]]
    processor: list[list[int]]


def interleaved(contenders: Mapping[str, Callable[[int], object]], pieces: int, turns: int) -> dict[str, Times]:
    """Times by contender. One turn of each more comes first and is not measured."""
    found = {name: Times([[] for _ in range(pieces)], [[] for _ in range(pieces)]) for name in contenders}
    for turn in range(turns + 1):
        for name, act in contenders.items():
            for piece in [*range(pieces)] * TURN:
                worked = time.thread_time_ns()
                started = time.perf_counter_ns()
                act(piece)
                taken = time.perf_counter_ns() - started
                worked = time.thread_time_ns() - worked
                if turn:
                    found[name].wall[piece].append(taken)
                    found[name].processor[piece].append(worked)
    return found


def together(times: list[list[int]]) -> list[int]:
    """The times of all pieces of work."""
    return [taken for piece in times for taken in piece]


def percentile(times: list[int], share: float) -> float:
    """Microseconds below which that share of the times lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] / 1000


def versions(*packages: str) -> str:
    """CPython and the packages, with their versions."""
    found = [f"CPython {python_version()}"]
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return " · ".join(found)
