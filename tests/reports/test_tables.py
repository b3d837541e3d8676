"""Tables for a terminal: straight, whole, safe, in both languages and at any width."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language.folders import WELLS
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
@pytest.mark.parametrize("policy", ["ganzhou", "zhanjiang", WELLS])
def test_a_policy_is_shown_whole(policy: str | Path, language: Language) -> None:
    """`show` leaves out no provision, body, reference or fact, and markup does not break Markdown."""
    loaded = pr.load_policy(policy)
    grids = policy_grids.policy_grids(loaded, policy_grids.telling_year(loaded), language)
    text, definition = render(grids), loaded.definition
    for name in (*definition.parameters, *definition.interpretations):
        assert name in text
    duties = definition.duties
    whole = _whole(grids)
    labels = [each.label for each in (*definition.awards, *definition.limits)]
    labels += [each.label for each in definition.targets] + [each.label for each in duties.duties]
    labels += [each.label for each in duties.references.values()]
    labels += [each.label for rule in definition.standards for block in rule.blocks for each in block.items]
    labels += [block.label for rule in definition.standards for block in rule.blocks]
    assert all(label.pick(language) in whole for label in labels)
    assert all(number in _numbers(grids, "number") for number in duties.skipped)
    for name, english in duties.bodies.items():
        assert (name if language == "zh" else english) in whole
    for _, group in definition.vocabulary.groups():
        assert all(field in text for field in group.fields)
    tables = [part for part in markdown(grids).split("\n\n") if part.startswith("|")]
    assert len(tables) == len(grids)
    for table in tables:
        assert len({line.replace("\\|", "").count("|") for line in table.strip().split("\n")}) == 1


def _whole(grids: list[Grid]) -> str:
    """All the words of grids, as they are before a terminal breaks them into lines."""
    return "\n".join([str(cell) for grid in grids for row in grid.rows for cell in row] + [each.note for each in grids])


def _numbers(grids: list[Grid], key: str) -> list[object]:
    """The values under a heading, of all grids that have it."""
    return [
        cell
        for grid in grids
        for row in grid.rows
        for column, cell in zip(grid.columns, row, strict=True)
        if column.key == key
    ]


SAID: list[tuple[str, Language, list[str]]] = [
    ("ganzhou", "zh", ["20,000,000 元", "超过 800 亿元", "不低于 100%", "文件未定数量", "市商务局", "2024—2026"]),
    (
        "ganzhou",
        "en",
        ["at least 9 enterprises", "no number given", "Municipal Bureau of Commerce", "training_subsidy_rules"],
    ),
    (
        "zhanjiang",
        "zh",
        [
            "保障措施（只列出，不影响结论）",
            "功能区包括以下全部：",
            "选址包括以下至少一项：",
            "；适用于：典型镇",
            "麻章、廉江、遂溪、徐闻：电商协会为已与市电子商务联合会对接",
            "原表编号由22接24",
            "6月30日",
            "截止日当天按时",
            "网络零售额达限标准（parameters.statistical_threshold）",
            "按填报",
            "2025年农村电商培训场次不低于 1 场",
        ],
    ),
    (
        "zhanjiang",
        "en",
        ["zones, all of: product display", "the due day is in time", "where: live-stream base", "06-30"],
    ),
]


@pytest.mark.parametrize(("policy", "language", "said"), SAID)
def test_a_provision_is_shown_in_words(policy: str, language: Language, said: list[str]) -> None:
    """Bounds, conditions, rules of status and due days are read as the document means them."""
    loaded = pr.load_policy(policy)
    whole = _whole(policy_grids.policy_grids(loaded, 2025, language))
    for words in said:
        assert words in whole


def test_options_chosen_are_shown() -> None:
    """`show` under other readings shows what they change: a rate, a block that counts, a due day."""
    rate = pr.load_policy("ganzhou").interpret(agri_rate="0.5%")
    assert "0.5%" in render(policy_grids.policy_grids(rate, 2025, "zh"))
    other = pr.load_policy("zhanjiang").interpret(safeguards_count="required", due_day_counts="no")
    text = render(policy_grids.policy_grids(other, 2025, "en"))
    assert "reported only" not in text
    assert "the due day is late" in text


def test_every_status_has_words() -> None:
    """The sample holds a line of every status, so the tests above look at all of them."""
    assert {line.status for line in cases.decision().awards} == set(STATUS_LABELS)
