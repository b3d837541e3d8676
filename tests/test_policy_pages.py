"""The pages of the policies say what their data say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).parents[1] / "tools" / "policy_pages.py"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("policy_pages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_are_current() -> None:
    # Otherwise the documentation shows provisions that no longer hold.
    pages = _script().pages()
    assert len(pages) == 4
    stale = [path.name for path, text in pages.items() if path.read_text(encoding="utf-8") != text]
    assert not stale, f"run `make pages` for {stale}"


def test_a_page_shows_every_duty_and_its_bodies() -> None:
    # A page that loses a table would still be current with itself.
    page = _script().page("ganzhou", "zh", "ganzhou.md")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert sum("市商务局" in row for row in rows) >= 30
    assert "800" in page
