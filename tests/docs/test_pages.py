"""What the site adds to plain Markdown: pages from outside docs/, two languages, lists of contents, search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.chromium import MISSING, executable, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.thorough


def shown(page: Path) -> str:
    """The words of a page's article."""
    article = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    return unescape(re.sub(r"<[^>]+>", "", article))


def test_file_outside_docs_is_a_page_and_links_to_it_lead_there(site: Path) -> None:
    """Else a reader of the site would end at a raw Markdown file, or at nothing."""
    index = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="project/examples.html"' in index
    assert "Examples of the repository" in shown(site / "project" / "examples.html")
    assert "Only what stands outside" not in shown(site / "project" / "examples.html")


def test_links_within_a_file_outside_docs_are_kept(site: Path) -> None:
    """Its links are written from where it stands, which is not where the page stands."""
    examples = (site / "project" / "examples.html").read_text(encoding="utf-8")
    assert 'href="../guide.html#a-part"' in examples
    assert [each.read_text() for each in site.glob("_downloads/*/facts.json")] == ["{}\n"]
    assert [each.read_text() for each in site.glob("_downloads/*/embed.py")] == ["print('embedded')\n"]


@pytest.mark.parametrize(("page", "language", "sister"), [("guide", "en", "guide.zh"), ("guide.zh", "zh-CN", "guide")])
def test_pages_in_two_languages_lead_to_each_other(site: Path, page: str, language: str, sister: str) -> None:
    """Else a Chinese reader who lands on an English page would not know of the other."""
    text = (site / f"{page}.html").read_text(encoding="utf-8")
    assert f'lang="{language}"' in text.partition("<head>")[0]
    assert re.search(rf'<a class="sister-page" href="{re.escape(sister)}\.html"', text)


def test_lines_of_chinese_are_joined_without_a_space(site: Path) -> None:
    """A gap in the middle of a Chinese sentence reads as a mistake; English words keep theirs."""
    assert "说明，\ncode 与英文两行相连，只付较高的一项\nand English\nlines。" in shown(site / "guide.zh.html")


def test_pages_of_a_folder_stand_under_the_page_of_its_name(site: Path) -> None:
    """Else a lint page could be reached by its link alone, and the build would fail on it."""
    assert 'href="lint/PR101.html"' in (site / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine."""
    path = executable()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    with started(path) as found:
        yield found


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("就高不就低", {"Guide"}),
        ("奖励", {"指南"}),
        ("奖", {"指南"}),
        ("awards 就高", {"Guide"}),
        ("exclusive award", {"Guide"}),
        ("高就", set()),
    ],
)
def test_search_finds_chinese_and_english(site: Path, browser: Browser, query: str, expected: set[str]) -> None:
    """A sentence without spaces must be found by any run of its characters, and by no other."""
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.fill("input[name=q]", query)
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("#search-results p.search-summary:not(:empty)")
    assert set(page.locator("#search-results ul.search li > a").all_inner_texts()) == expected
    page.close()
