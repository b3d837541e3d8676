"""Libraries that are installed only where a register is kept: what to say where they are not."""

from __future__ import annotations

from importlib.util import find_spec

from policyrules.errors import UsageError
from policyrules.text import Text

#: What each extra of ours installs, and the register imports.
_MODULES = {"register": ("sqlalchemy", "alembic"), "postgresql": ("sqlalchemy", "alembic", "psycopg")}


def needed(extra: str = "register") -> None:
    """Raises UsageError, naming what to install, where something is missing that a register needs."""
    absent = [each for each in _MODULES[extra] if find_spec(each) is None]
    if absent:
        are = "is" if len(absent) == 1 else "are"
        raise UsageError(
            Text(
                f"缺少 {'、'.join(absent)}：请安装 pip install 'policyrules[{extra}]'",
                f"{', '.join(absent)} {are} not installed: pip install 'policyrules[{extra}]'",
            )
        )
