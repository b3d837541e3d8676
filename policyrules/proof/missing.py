"""The solver is installed only where policies are proved: what to say where it is not."""

from __future__ import annotations

from importlib.util import find_spec

from policyrules.errors import UsageError
from policyrules.text import Text


def installed() -> bool:
    """Whether there is a solver."""
    return find_spec("z3") is not None


def needed() -> None:
    """Raises UsageError, naming what to install, where there is no solver."""
    if not installed():
        raise UsageError(
            Text(
                "缺少 z3：请安装 pip install 'policyrules[proof]'",
                "z3 is not installed: pip install 'policyrules[proof]'",
            )
        )
