"""A comparison for others: page, comment, workbook, frames. Safe, short, self-contained, the same each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from comparison.policies import LOWER_BUDGET, NO_SELF_BUILT, RAISE_BASE, base, compared, enterprise, platform

from policyrules.comparison.checks import CaseCheck, Checks, InvariantCheck, InvariantState
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import Proposed
from policyrules.errors import UsageError
from policyrules.reports.comparison.book import book
from policyrules.reports.comparison.brief import MOST, brief
from policyrules.reports.comparison.cards import cards
from policyrules.reports.comparison.charts import WIDTH, charts
from policyrules.reports.comparison.page import page
from policyrules.reports.comparison.screen import screen
from policyrules.reports.comparison.words import short, signed
from policyrules.text import LANGUAGES, Language, Text, same

from .cases import ESCAPE, FORMULA, MARKUP

LONG = "名" * 60


@lru_cache(maxsize=1)
def comparison() -> Comparison:
    """Fifteen bases that gain, a platform that the budget cuts, names that are meant to do harm, failing checks."""
    names = (MARKUP, FORMULA, ESCAPE, LONG)
    sold: dict[str, Any] = {"online_sales": {"2024": 0, "2025": 0}, "agri_sales": {"2025": 0}}
    facts: dict[str, Any] = {
        "enterprises": [
            enterprise(f"=E{index}", **sold, name=names[index % 4] if index < 8 else f"企业{index}")
            for index in range(16)
        ],
        "live_bases": [base(f"<b>B{index}</b>", f"=E{index}") for index in range(15)],
        "platforms": [platform("P1", "=E15", 30_000_000), platform("P2", "=E15", 9_000_000, self_built=False)],
        "city": {"other_support": {"2025": 6_500_000}},
    }
    found = compared(facts, RAISE_BASE, NO_SELF_BUILT)
    case = CaseCheck("a", same(MARKUP), "cases/a.yaml", 3, "failed", (same(MARKUP),))
    promise = InvariantCheck("b", same("b"), "三", "broken", (same(MARKUP),))
    proposal = Proposed("ours", Text(MARKUP, MARKUP), Text(MARKUP, MARKUP), "sha256:" + "0" * 64)
    checks = Checks((case,), 2, (case,), (promise,))
    return Comparison(**{**vars(found), "proposals": (proposal,), "checks": checks})


class _Reader(HTMLParser):
    """The elements of a page, their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_needs_nothing_else_and_runs_nothing(language: Language) -> None:
    """It can be sent by mail and opened anywhere: no request, no script, no markup out of names or reasons."""
    text = page(comparison(), language)
    assert text == page(comparison(), language)
    read = _Reader(text)
    assert not {"script", "link", "img", "iframe", "object", "b"} - {"b"} & set(read.tags)
    assert read.tags.count("b") == text.count('<div class="card">')
    assert not [name for name, _ in read.attributes if name in ("src", "href", "action") or name.startswith("on")]
    assert "url(" not in text
    assert "@import" not in text
    assert MARKUP in read.words
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.startswith("\n<!doctype html>") or text.startswith("<!doctype html>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_an_official_asks(language: Language) -> None:
    """The changes in words, the sums, every group, every line that moved with the reasons of both sides."""
    found = comparison()
    words = _Reader(page(found, language)).words
    for change in found.changes:
        assert change.label.pick(language) in words
    for group in (*found.by_award, *found.by_county, *found.by_size):
        assert group.label.pick(language) in words
    for each in found.moves:
        for reason in (*each.before.reasons, *each.after.reasons):
            assert reason.pick(language) in words
    assert "1,500,000.00" in words


def test_charts_are_in_proportion_and_within_their_drawing() -> None:
    """Equal changes have equal bars, a loss points the other way, and nothing leaves the drawing."""
    payees, budget, awards = charts(comparison(), "zh")
    bars = [bar for row in payees.rows for bar in row.bars]
    gains = {bar.width for bar in bars[:11] if bar.look == "gain"}
    assert len(gains) == 1
    assert [bar.look for bar in bars].count("loss") == 1
    assert "其余" in payees.rows[-1].label
    middle = payees.rules[0][0]
    assert all((bar.x >= middle) == (bar.look == "gain") for bar in bars)
    for chart in (payees, budget, awards):
        for row in chart.rows:
            assert row.y + 16 <= chart.height
            for bar in row.bars:
                assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
    before, after = ({bar.look: bar.width for bar in row.bars} for row in budget.rows)
    assert before["after"] + before.get("over", 0) < after["after"] + after["over"]


def test_a_comment_is_short_and_says_what_is_left_out() -> None:
    """At most ten moves, the largest first, and how many more there are; no markup of others."""
    text = brief(comparison(), "en")
    moves = text[text.index("## Lines that moved") : text.index("## Existing cases")]
    assert len([line for line in moves.splitlines() if line.startswith("| ")]) == MOST + 1
    assert f"… and {len(comparison().moves) - MOST} more" in moves
    assert "<script" not in text
    assert re.search(r"^\*\*Caught: 1 case not passed, 1 invariant broken\.\*\*$", text, re.MULTILINE)
    assert len(text) < 10_000


def test_a_workbook_has_every_line_as_numbers() -> None:
    """Every move, exact amounts that a spreadsheet adds up to the summary, and no formula out of a name."""
    found = comparison()
    content = book(found, "en")
    assert content == book(found, "en")
    sheets = {sheet.title: list(sheet.iter_rows()) for sheet in openpyxl.load_workbook(io.BytesIO(content))}
    assert list(sheets) == [
        "Summary", "Who is affected", "Checks", "What changes", "By award", "By county", "By size", "Moves", "Reasons",
        "Existing cases", "About",
    ]  # fmt: skip
    head = {cell.value: index for index, cell in enumerate(sheets["Moves"][0])}
    changes = [row[head["Change (yuan)"]] for row in sheets["Moves"][1:]]
    assert len(changes) == len(found.moves)
    assert {each.number_format for each in changes} == {"+#,##0.00;-#,##0.00;0.00"}
    assert sum(Decimal(str(each.value)) for each in changes) == Decimal(found.all.change) / 100
    for rows in sheets.values():
        for row in rows:
            assert not [cell for cell in row if cell.data_type == "f"]
            assert not [cell for cell in row if isinstance(cell.value, str) and cell.value[:1] in ("=", "-", "@")]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_same_as_the_json(library: str) -> None:
    """Whoever computes with a frame computes with the exact figures of the comparison."""
    found = comparison()
    data = found.to_dict()
    for section, rows in (("moves", data["moves"]), ("payees", data["payees"]), ("changes", data["changes"])):
        assert len(found.to_frame(section, library)) == len(rows)
    changes = list(found.to_frame("moves", library)["change"])
    assert sum(changes) == Decimal(data["summary"]["change"])
    assert len(found.to_frame("groups", library)) == 1 + sum(
        len(data[f"by_{each}"]) for each in ("award", "county", "size")
    )
    with pytest.raises(UsageError, match="did you mean `moves`"):
        found.to_frame("move", library)
    with pytest.raises(UsageError, match="no dataframe library"):
        found.to_frame("moves", "panda")


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (0, "0 元", "0 yuan"),
        (30_000_000, "30 万元", "300,000 yuan"),
        (97_037_734, "≈97.04 万元", "≈970,377 yuan"),
        (845_000_000, "845 万元", "8.45 million yuan"),
        (845_012_345, "≈845.01 万元", "≈8.45 million yuan"),
        (999_950, "≈10,000 元", "≈10,000 yuan"),
        (50, "≈0 元", "≈0 yuan"),
    ],
)
def test_amounts_of_cards_are_rounded_and_say_so(fen: int, zh: str, en: str) -> None:
    """A rounded figure never passes for an exact one."""
    assert (short(fen, "zh"), short(fen, "en")) == (zh, en)
    if fen == 30_000_000:
        assert (signed(-fen, "zh"), signed(fen, "en")) == ("−30 万元", "+300,000 yuan")


@pytest.mark.parametrize(("state", "figure"), [("held", "1 / 1"), ("not_searched", "1 / 1"), ("broken", "0 / 1")])
def test_a_card_and_the_table_count_the_same_invariants(state: InvariantState, figure: str) -> None:
    """What holds on the facts is not told as broken because nobody searched further."""
    checks = Checks(invariants=(InvariantCheck("b", same("b"), "三", state),))
    (card,) = [each for each in cards(replace(comparison(), checks=checks), "en") if each.heading == "Invariants held"]
    assert card.figure == figure
    assert f"Invariants: {figure.replace('/', 'of')} hold" in screen(replace(comparison(), checks=checks), "en")


def test_a_terminal_shows_the_moves_in_its_width() -> None:
    """Nothing is wider than the terminal, and the harm in names stays visible code."""
    text = screen(comparison(), "en", 100)
    assert "\x1b" not in text
    assert "Caught: 1 case not passed, 1 invariant broken." in text
    assert MARKUP in text


def test_a_cut_of_the_budget_is_told_in_every_form() -> None:
    """A line that another award pushed out is named with the limit that cut it."""
    found = compared(
        {
            "enterprises": [enterprise("E1"), enterprise("E2")],
            "live_bases": [base("B1", "E1")],
            "platforms": [platform("P1", "E2", 30_000_000)],
            "city": {"other_support": {"2025": 9_500_000}},
        },
        RAISE_BASE,
        LOWER_BUDGET,
    )
    for words in (brief(found, "en"), page(found, "en"), screen(found, "en", 160)):
        assert "yearly budget" in words
        assert "limit changed" in words
