"""matplotlib is installed only where pictures are drawn: what to say where it is not."""

from __future__ import annotations

from importlib.util import find_spec

from policyrules.errors import UsageError
from policyrules.text import Text


def needed() -> None:
    """Raises UsageError, naming what to install, where matplotlib is missing."""
    if find_spec("matplotlib") is None:
        raise UsageError(
            Text(
                "缺少 matplotlib：请安装 pip install 'policyrules[plots]'",
                "matplotlib is not installed: pip install 'policyrules[plots]'",
            )
        )
