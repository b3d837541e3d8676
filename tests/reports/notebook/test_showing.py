"""Results in a notebook and at a prompt: they say what matters, stay small, do no harm, and look the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import policyrules.reports
from policyrules.decision.decision import Decision
from policyrules.errors import UsageError
from policyrules.policy import Policy, load_policy
from policyrules.reports.notebook import html, text
from policyrules.reports.notebook.sheet import Sheet
from policyrules.showing import ShowsItself, show_in, shown_in
from policyrules.text import LANGUAGES, Language

from ..cases import ESCAPE, MARKUP
from .shown import RESULTS, ganzhou, result

pytestmark = pytest.mark.thorough

STYLE = (Path(policyrules.reports.__file__).parent / "templates/notebook.css").read_text(encoding="utf-8")
#: A page of a workbook's size in a notebook's file is no small thing: this is what one output may be.
MOST_BYTES = 64_000
EVERY = pytest.mark.parametrize("name", RESULTS)


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """The language that one test chooses is not that of the next."""
    yield
    show_in("zh")


class Structure(HTMLParser):
    """The elements and attributes of a fragment; raises where an element is not closed where it should be."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(fragment)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_says_what_matters_in_both_forms(name: str, language: Language) -> None:
    """An analyst who evaluates a result sees its figures in the language of the notebook, at a prompt as well."""
    show_in(language)
    found = result(name)
    _, zh, en = RESULTS[name]
    said = zh if language == "zh" else en
    page, plain = found._repr_html_(), found._repr_mimebundle_()["text/plain"]
    assert [words for words in said if words not in page] == []
    assert [words for words in said if words not in plain] == []


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_from_outside_do_no_harm(name: str, language: Language) -> None:
    """A name in the facts cannot run a script in a colleague's notebook, load anything, or command a terminal."""
    page = html(result(name), language)
    found = Structure(page)
    assert found.elements <= {
        "style", "div", "p", "span", "strong", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "details",
        "summary", "h3", "ul", "li",
    }  # fmt: skip
    assert found.attributes <= {"class", "lang", "scope", "open"}
    assert not {"\x1b", "\u202e"} & (set(page) | set(text(result(name), language)))


def test_harmful_names_are_shown_as_they_are_written() -> None:
    """The names that the test above relies on are there: escaped, not left out."""
    page = ganzhou().explain("<b>E4</b>", "en")._repr_html_() + html(ganzhou().facts, "en") + html(ganzhou(), "en")
    assert "&lt;b&gt;E4&lt;/b&gt;" in page
    assert MARKUP not in page
    assert ESCAPE not in page
    assert "&lt;script&gt;" in page


@EVERY
def test_a_result_is_small_and_the_same_each_time(name: str) -> None:
    """A notebook under version control does not grow, nor change where nothing did."""
    found = result(name)
    assert len(html(found, "en").encode()) < MOST_BYTES
    assert html(found, "zh") == html(found, "zh")
    assert text(found, "en") == text(found, "en")


@EVERY
def test_in_lists_and_messages_a_result_is_one_line(name: str) -> None:
    """A list of results, or a failing assertion about one, is not flooded with tables."""
    line = repr(result(name))
    assert "\n" not in line
    assert len(line) < 200


@EVERY
def test_a_prompt_shows_tables_and_a_notebook_html(name: str) -> None:
    """IPython would take the one line of `repr` for a prompt, were it not given both forms at once."""
    found = result(name)
    assert found._repr_mimebundle_() == {"text/plain": text(found, "zh"), "text/html": found._repr_html_()}
    assert str(found) == (repr(found) if isinstance(found, Policy) else text(found, "zh"))


def big(enterprises: int) -> Decision:
    facts: list[dict[str, Any]] = [
        {
            "id": f"E{number:04d}", "name": MARKUP * 50, "county": "南康区", "founded_year": 2019,
            "recognized": True if number % 3 else None, "online_sales": {"2024": 1, "2025": 250_000_000},
        }
        for number in range(enterprises)
    ]  # fmt: skip
    return load_policy("ganzhou").decide({"enterprises": facts}, 2025, engine="reference")


def test_a_large_decision_shows_its_first_lines_and_how_many_more() -> None:
    """However many lines and however long the names: what is kept in the notebook's file is bounded."""
    few, many = (html(big(number), "en") for number in (50, 400))
    assert abs(len(many) - len(few)) < 500
    assert len(many.encode()) < MOST_BYTES
    assert "… and 790 more rows" in many
    assert "E0399" not in many


@pytest.mark.parametrize("subject", ["E1", "E2", "P1"])
def test_an_explanation_shows_every_line_of_its_subject(subject: str) -> None:
    """The HTML of an explanation leaves out nothing that its text says: title, outcome and figures of each line."""
    explained = ganzhou().explain(subject, "en")
    page = explained._repr_html_()
    assert Structure(page).elements >= {"details", "summary"}
    for view in explained.views:
        assert view.title in page
        assert view.figures in page


def _without_brackets(selector: str) -> str:
    """A selector without what stands in brackets, whose commas part no selectors."""
    while (bare := re.sub(r"\([^()]*\)", "", selector)) != selector:
        selector = bare
    return selector


def test_the_style_stays_within_the_output_and_is_small() -> None:
    """A rule without the scope would restyle the whole notebook, and each output carries the style."""
    assert len(STYLE) < 6_000
    rules = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1", STYLE)
    selectors = re.findall(r"([^{}]+)\{[^{}]*\}", rules)
    assert len(selectors) > 30
    parts = [part for selector in selectors for part in _without_brackets(selector).split(",")]
    assert [part for part in parts if ".policyrules.in-notebook" not in part] == []
    assert not re.search(r"url\(|@import|expression", STYLE)


@pytest.mark.parametrize(
    "host",
    ["[data-jp-theme-light=false]", "[data-theme=dark]", ".vscode-dark", "html[theme=dark]", "prefers-color-scheme"],
)
def test_the_style_knows_the_hosts_that_may_be_dark(host: str) -> None:
    """JupyterLab, Colab, VS Code and the documentation each say in their own way that they are dark."""
    dark = [part for part in STYLE.split("}") if "--good: #6fcf97" in part]
    assert any(host in part for part in dark)


class Refused(ShowsItself):
    """A result that cannot be had, as a decision over frames that breaks a promise."""

    def _sheet(self, language: Language) -> Sheet:
        load_policy("ganzhou").decide({}, 1)
        return Sheet("")

    def __repr__(self) -> str:
        return "Refused()"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_had_says_why_instead_of_a_traceback(language: Language) -> None:
    """A decision that is not released shows which promise it breaks where it would show itself."""
    with pytest.raises(UsageError) as caught:
        load_policy("ganzhou").decide({}, 1)
    line = caught.value.lines(language)[0]
    assert line in text(Refused(), language)
    assert 'class="line error"' in html(Refused(), language)


def test_the_language_is_chosen_once_and_can_be_given() -> None:
    """An English notebook says so in its first cell; what is given a language of its own keeps it."""
    assert shown_in() == "zh"
    assert "应得" in str(ganzhou().explain("E1"))
    show_in("en")
    assert "entitled" in str(ganzhou().explain("E1"))
    assert "应得" in str(ganzhou().explain("E1", "zh"))


def test_an_unknown_language_is_refused_by_name() -> None:
    """A slip (`cn`, `EN`) is told with what there is, and the language stays what it was."""
    slip: Any = "EN"
    with pytest.raises(UsageError, match="there are: zh, en"):
        show_in(slip)
    assert shown_in() == "zh"
