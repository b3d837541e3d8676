"""Libraries that are installed only where frames are decided: what to say where they are not."""

from __future__ import annotations

from importlib.util import find_spec

from policyrules.errors import UsageError
from policyrules.text import Text

#: What each way to run expressions imports, and the extra of ours that installs it.
_MODULES = {
    "polars": (("narwhals", "polars", "pyarrow"), "columnar"),
    "duckdb": (("narwhals", "polars", "pyarrow", "duckdb"), "duckdb"),
    "spark": (("narwhals", "polars", "pyarrow", "pyspark"), "spark"),
}


def needed(library: str) -> None:
    """Raises UsageError, naming what to install, where something is missing that a library needs."""
    modules, extra = _MODULES[library]
    absent = [each for each in modules if find_spec(each) is None]
    if absent:
        raise UsageError(
            Text(
                f'缺少 {"、".join(absent)}：请安装 pip install "policyrules[{extra}]"',
                f'{", ".join(absent)} is not installed: pip install "policyrules[{extra}]"',
            )
        )
