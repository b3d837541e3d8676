"""The example service in a process of its own, on a port that is free, as somebody who runs it would start it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from examples.paths import EXAMPLES

_RUNNING = re.compile(r"Uvicorn running on (http://\S+)")


def command(*options: str) -> list[str]:
    """What starts the service, its warnings errors."""
    return [sys.executable, "-W", "error", "-m", "service", "--port", "0", *options]


def environment(**settings: str) -> dict[str, str]:
    """The environment with settings of the service."""
    own = {f"POLICYRULES_SERVICE_{name.upper()}": value for name, value in settings.items()}
    return {**os.environ, "PYTHONUTF8": "1", **own}


@contextmanager
def running(**settings: str) -> Iterator[str]:
    """The address of a service with these settings; it must end well when it is told to stop."""
    process = subprocess.Popen(
        command(),
        cwd=EXAMPLES,
        env=environment(**settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line)
            if found := _RUNNING.search(line):
                yield found[1]
                break
        else:
            raise AssertionError("".join(said))
    finally:
        process.terminate()
        _, rest = process.communicate(timeout=60)
    assert "Traceback" not in "".join(said) + rest, rest
