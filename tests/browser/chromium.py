"""The Chromium of the machine, and the pages that it opens: nothing but the page itself may be loaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

#: Names under which systems install it.
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = f"no Chromium was found ({', '.join(NAMES)}): install the package chromium, or set POLICYRULES_CHROMIUM"
#: No sandbox, since continuous integration runs as root; and nothing that Chromium would fetch for itself.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 380, "height": 800}


def executable() -> str | None:
    """What POLICYRULES_CHROMIUM names, else the first that is found on the path; None where there is none."""
    named = os.environ.get("POLICYRULES_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """A headless Chromium."""
    # Imported where it is used: who runs the other tests need not have it, nor wait for it.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Pages:
    """Opens pages from files, and notes what they ask for and what they complain about."""

    browser: Browser
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _files: list[str] = field(default_factory=list)

    def __call__(self, html: str, hash_: str = "", **options: Any) -> Page:
        """The page, opened as a file; `options` are those of a browser context, such as `color_scheme`."""
        file = self.folder / f"page-{len(self._files)}.html"
        file.write_text(html, encoding="utf-8")
        self._files.append(file.as_uri())
        context = self.browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
        self._contexts.append(context)
        context.on("request", lambda each: self.requests.append(each.url))
        page = context.new_page()
        page.on("console", lambda each: self.complaints.append(each.text) if each.type == "error" else None)
        page.on("pageerror", lambda each: self.complaints.append(str(each)))
        page.on("dialog", self._dialog)
        page.goto(file.as_uri() + hash_)
        return page

    def foreign(self) -> list[str]:
        """What was asked for besides the files themselves."""
        return [each for each in self.requests if each.partition("#")[0] not in self._files]

    def close(self) -> None:
        """Close all that was opened."""
        for each in self._contexts:
            each.close()

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
