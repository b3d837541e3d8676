"""Contenders in processes of their own (`serving`), told one after the other to do their work."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Contender:
    """A process that decides when it is told to, and what its turns cost."""

    name: str
    process: subprocess.Popen[str]
    about: dict[str, str]
    turns: list[dict[str, Any]] = field(default_factory=list)

    def turn(self) -> None:
        """Decide once. Raises RuntimeError where the process has ended."""
        self.turns.append(self.ask("decide\n"))

    def ask(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()
        return heard(self.name, self.process)

    @property
    def best(self) -> float:
        """Seconds of the best turn."""
        return min(float(turn["seconds"]) for turn in self.turns)

    @property
    def work(self) -> float:
        """Seconds of all processors in the turn that needed least."""
        return min(float(turn["processor"]) for turn in self.turns)

    @property
    def memory(self) -> int:
        """Bytes above the loaded data in the first turn."""
        return int(self.turns[0]["memory"])

    @property
    def totals(self) -> list[int]:
        return list(self.turns[0]["returned"])


def heard(name: str, process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next line of a contender. Raises RuntimeError where there is none."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{name} ended: {process.wait()}")
    found: dict[str, Any] = json.loads(line)
    return found


@contextmanager
def started(name: str, command: Sequence[str | Path]) -> Iterator[Contender]:
    """A contender's process, ended at the end."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Contender(name, process, heard(name, process))
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
