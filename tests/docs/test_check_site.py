"""The checker of the built site says what is wrong, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from .loading import loaded

pytestmark = pytest.mark.thorough


check_site = loaded("tools/check_site.py")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="other.html#there">x</a><a href="#here">x</a><p id="here">', None),
        ('<a href="https://example.org/">a link to another site loads nothing</a>', None),
        ('<img src="data:image/png;base64,AA==">', None),
        ('<a href="gone.html">x</a>', "no such file `gone.html`"),
        ('<a href="other.html#nowhere">x</a>', "no such place `other.html#nowhere`"),
        ('<a href="#nowhere">x</a>', "no such place `#nowhere`"),
        ('<img src="gone.png">', "no such file `gone.png`"),
        ('<script src="https://example.org/x.js"></script>', "loads `https://example.org/x.js` from elsewhere"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "loads `//example.org/x.css` from elsewhere"),
        (
            "<style>@font-face {src: url('https://example.org/f')}</style>",
            "loads `https://example.org/f` from elsewhere",
        ),
        ('<p style="background: url(https://example.org/x.png)">', "loads `https://example.org/x.png` from elsewhere"),
    ],
)
def test_what_is_wrong_with_a_page_is_told(body: str, problem: str | None, tmp_path: Path) -> None:
    """A dead link or a request to another site must not get into what is published."""
    (tmp_path / "index.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    (tmp_path / "other.html").write_text('<p id="there">', encoding="utf-8")
    told = list(check_site.dead_links(tmp_path))
    assert len(told) == (0 if problem is None else 1), told
    assert problem is None or problem in told[0]


def test_style_sheets_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    """A font of another site would be fetched by every reader."""
    (tmp_path / "site.css").write_text('@import "https://example.org/font.css";', encoding="utf-8")
    assert list(check_site.dead_links(tmp_path)) == ["site.css: loads `https://example.org/font.css` from elsewhere"]


def test_public_name_without_an_entry_is_told(site: Path) -> None:
    """The small site describes nothing: were names not looked up, the real one could lose its API unnoticed."""
    told = set(check_site.unlisted_names(site))
    assert "reference/api: `policyrules.load_policy` is public and has no entry" in told
    assert "reference/api: `policyrules.records.verify` is public and has no entry" in told
