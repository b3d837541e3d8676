"""The front door: what `import policyrules` gives, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import policyrules

HEAVY = (
    *("pandas", "polars", "pyarrow", "openpyxl", "hypothesis", "jinja2", "rich", "pydantic", "jsonschema", "z3"),
    *("matplotlib", "sqlalchemy", "alembic", "psycopg"),
)


def test_everything_named_can_be_had() -> None:
    """A name in `__all__` that cannot be imported would break `from policyrules import *`."""
    assert sorted(policyrules.__all__) == dir(policyrules)
    for name in policyrules.__all__:
        assert getattr(policyrules, name).__name__ == name


def test_import_pulls_in_nothing_heavy() -> None:
    """A service that imports the library and decides nothing pays for nothing."""
    script = f"import sys, policyrules; print([each for each in {HEAVY!r} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_deciding_pulls_in_no_dataframes_or_spreadsheets() -> None:
    """Facts as data need none of the readers, nor any optional package."""
    optional = ("pandas", "polars", "pyarrow", "openpyxl", "hypothesis", "jinja2", "rich")
    script = (
        "import sys, policyrules\n"
        "policyrules.load_policy('ganzhou').decide({}, year=2025).to_dict()\n"
        f"print([each for each in {optional!r} if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
