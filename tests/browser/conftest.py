"""One Chromium for all tests of pages; whatever a test does, its pages stay quiet and load nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .chromium import MISSING, Pages, executable, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder: they need a Chromium, and run apart from the rest."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine."""
    path = executable()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    with started(path) as found:
        yield found


@pytest.fixture
def page_of(browser: Browser, tmp_path: Path) -> Iterator[Pages]:
    """`page_of(html)` opens a page; at the end none may have complained, opened a dialog or asked for anything else."""
    pages = Pages(browser, tmp_path)
    yield pages
    pages.close()
    assert pages.complaints == []
    assert pages.foreign() == []
