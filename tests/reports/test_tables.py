"""Tables for a terminal: straight, whole, safe, in both languages and at any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import policyrules as pr
from policyrules.decision.lines import STATUS_LABELS
from policyrules.reports import decision_grids, policy_grids
from policyrules.reports.grid import Grid
from policyrules.reports.markdown import markdown
from policyrules.reports.summary import summary
from policyrules.reports.tables import render
from policyrules.reports.wrapping import wrap
from policyrules.text import LANGUAGES, Language

from . import cases


def _table_lines(text: str) -> list[str]:
    """The lines of the first table: its heading, its rule, its rows."""
    lines = text.split("\n")
    rule = next(number for number, line in enumerate(lines) if line.startswith("─"))
    end = next(number for number, line in enumerate(lines) if number > rule and not line)
    return lines[rule - 1 : end]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [None, 118, 132, 160])
def test_lines_of_a_table_are_equally_wide(language: Language, width: int | None) -> None:
    """Chinese beside English stays in its column: every line of a table takes the same number of cells."""
    grid = decision_grids.awards(cases.decision(), language, brief=True)
    lines = _table_lines(render([grid], width))
    assert len({cell_len(line) for line in lines}) == 1
    assert width is None or cell_len(lines[0]) <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [None, 40, 80, 112, 140])
def test_nothing_is_lost_at_any_width(language: Language, width: int | None) -> None:
    """However narrow the terminal is, no id and no amount is broken, no word is cut, and no line is too long."""
    grid = decision_grids.awards(cases.decision(), language)
    text = render([grid], width)
    assert "…" not in text
    for row in grid.rows:
        for cell in (row[0], row[4], row[7], row[8]):
            assert cell is None or str(cell) in text
    if width is not None:
        assert max(map(cell_len, text.split("\n"))) <= width


@given(st.text("甲乙（），。“”a1 .%元\n", max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    """Wrapped words are the words, on lines no wider than asked for."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_table_tells_what_a_reader_must_not_miss() -> None:
    """Totals, the unknown lines, the engine and each reading that is not the default stand below the table."""
    policy = pr.load_policy("ganzhou")
    text = summary(cases.decision(cap_order="pro_rata"), "en", policy.options)
    assert "entitled 920,000.00 yuan, claimed 700,000.00 yuan, paid 700,000.00 yuan" in text
    assert "budget 9,500,000.00 yuan, overrun 0.00 yuan" in text
    assert "provisional: 2 lines are unknown" in text
    assert "engine reference" in text
    assert "cap_order=pro_rata" in text
    assert "agri_rate" not in text


def test_a_filter_says_that_it_filters() -> None:
    """A table of some lines is not taken for all of them; the totals stay those of the decision."""
    text = summary(cases.decision(), "zh", {}, only=("reduced",))
    assert "只列出 1 项（共 12 项）" in text
    assert "P2" in text
    assert "P1" not in text
    assert "实发 700,000.00 元" in text


def test_names_do_not_command_the_terminal() -> None:
    """An escape sequence or a mark that turns the text around is shown as what it is."""
    for language in LANGUAGES:
        text = summary(cases.decision(), language, {}) + str(cases.decision().explain("E2", language))
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "甲\\x1b[31m\\u202e公司" in summary(cases.decision(), "zh", {})


def test_statuses_are_coloured_only_where_asked() -> None:
    """Colours are for terminals: what is written to a file or a pipe has none."""
    grid: Grid = decision_grids.awards(cases.decision(), "zh")
    assert "\x1b[32m" in render([grid], 200, colour=True)
    assert "\x1b" not in render([grid], 200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_policy_is_shown_whole(language: Language) -> None:
    """`show` leaves out no parameter, interpretation, award, limit or fact, and markup does not break Markdown."""
    policy = pr.load_policy("ganzhou").interpret(agri_rate="0.5%")
    grids = policy_grids.policy_grids(policy, policy_grids.telling_year(policy), language)
    text, definition = render(grids), policy.definition
    for name in (*definition.parameters, *definition.interpretations):
        assert name in text
    for provision in (*definition.awards, *definition.limits):
        assert provision.label.pick(language) in text
    assert "20,000,000" in text
    assert "0.5%" in text
    tables = [part for part in markdown(grids).split("\n\n") if part.startswith("|")]
    assert len(tables) == 6
    for table in tables:
        assert len({line.replace("\\|", "").count("|") for line in table.strip().split("\n")}) == 1


def test_every_status_has_words() -> None:
    """The sample holds a line of every status, so the tests above look at all of them."""
    assert {line.status for line in cases.decision().awards} == set(STATUS_LABELS)
