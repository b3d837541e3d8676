"""A contender in a process of its own. It loads its data, then does its work once for each line that it is sent.

Nothing but the standard library is used: whoever measures somebody else's program can run it with another Python.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

#: Where Linux tells of processes.
PROCESSES = Path("/proc")


def serve(work: Callable[[], Any], about: Mapping[str, str]) -> None:
    """Say `about` once ready; for each line on stdin do the work and say its cost and what it returned, as JSON.

    `seconds` by the wall clock, `processor` seconds of all threads, `memory` in bytes at the most above what there
    was before: of the process and, where Linux tells, of those that it started.
    """
    answer(about)
    for _ in sys.stdin:
        gc.collect()
        before = start_of_peak()
        worked, started = processor_time(), time.perf_counter()
        returned = work()
        seconds, processor = time.perf_counter() - started, processor_time() - worked
        memory = peak() - before
        answer({"seconds": seconds, "processor": processor, "memory": memory, "returned": returned})


def answer(said: Any) -> None:
    """A line of JSON."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def start_of_peak() -> int:
    """Forget the most memory that there was, and say what there is now, in bytes."""
    if not PROCESSES.exists():
        return peak()
    for process in family():
        (PROCESSES / process / "clear_refs").write_text("5")
    return sum(kilobytes(process, "VmRSS") for process in family()) * 1024


def peak() -> int:
    """The most memory that this process and those that it started had, in bytes."""
    if not PROCESSES.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return sum(kilobytes(process, "VmHWM") for process in family()) * 1024


def processor_time() -> float:
    """Seconds of all threads of this process and, to the hundredth, of those that it started."""
    others = family()[1:] if PROCESSES.exists() else []
    ticks = 0
    for process in others:
        # After the name, which may hold anything: state, ten numbers, then the time of the user and of the system.
        figures = (PROCESSES / process / "stat").read_text().rpartition(")")[2].split()
        ticks += int(figures[11]) + int(figures[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def family(process: str = "self") -> list[str]:
    """A process and those that it started (Spark's Java)."""
    found = [process]
    for task in (PROCESSES / process / "task").iterdir():
        # A thread may end while others are looked at.
        with suppress(FileNotFoundError, ProcessLookupError):
            for child in (task / "children").read_text().split():
                found += family(child)
    return found


def kilobytes(process: str, name: str) -> int:
    """A figure of a process's status."""
    lines = (PROCESSES / process / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))
