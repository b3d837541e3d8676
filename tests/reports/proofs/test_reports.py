"""Reports of proofs: what was proved of what, on which assumptions, and the facts that break a promise."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.counterexample import HigherFigure
from policyrules.proof.results import ProofReport
from policyrules.reports.proofs.markdown import markdown
from policyrules.reports.proofs.page import page
from policyrules.reports.proofs.screen import screen
from policyrules.text import LANGUAGES, Language, Text

from ..cases import MARKUP
from .samples import EVERY, GROWTH, LATE, NO_CUT, PROVED, READINGS, REFUTED, VOCABULARY, broken, proof, report

Render = Callable[[ProofReport, Vocabulary, Language], str]
RENDERED: list[Render] = [screen, markdown, page]
#: What an official asks of each report, in both languages.
SAID = [
    READINGS,
    NO_CUT,
    LATE,
    Text("2 条已证明", "2 proved"),
    Text("1 条已推翻（有反例）", "1 refuted, with a counterexample"),
    Text("1 条在限时内未判定", "1 not decided within the limit"),
    Text("1 条按此解释未作承诺", "1 not promised under these readings"),
    Text("任意多：平台、已发奖励", "any number of: Platforms, Awards paid"),
    Text("至多：直播基地 2", "at most: Live-stream bases 2"),
    Text("E1 超过上限", "E1 is above the cap"),
    Text("250,000,000.01 元", "250,000,000.01 yuan"),
    Text("100,000 元，付给 E1 (B1)", "100,000 yuan to E1 (B1)"),
    Text("1,450.50 平方米", "1,450.50 m²"),
    Text("试点", "a pilot"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("render", RENDERED)
def test_a_report_says_what_was_proved_and_what_not(render: Render, language: Language) -> None:
    """Fails if a reader is left to guess what a proof covers, on what it rests, or what breaks a promise."""
    text = render(EVERY, VOCABULARY, language)
    for words in SAID:
        assert words.pick(language) in text, words
    assert "2024–2026" in text
    assert text == render(EVERY, VOCABULARY, language)


@pytest.mark.parametrize("render", RENDERED)
def test_names_do_no_harm(render: Render) -> None:
    """Fails if what facts hold commands the terminal, the browser or the page of a review."""
    text = render(EVERY, VOCABULARY, "zh")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u202e" in text
    if render is not screen:
        assert MARKUP not in text
        assert "&lt;script&gt;" in text
    if render is page:
        assert not re.search(r"<script|(src|href)=|url\(|@import|https?://", text)


def test_only_a_terminal_tells_the_time() -> None:
    """Fails if a file differs from run to run, or nobody learns which promise is slow."""
    slower = replace(EVERY, proofs=(*EVERY.proofs[:-1], replace(EVERY.proofs[-1], seconds=7.5)))
    assert markdown(slower, VOCABULARY, "en") == markdown(EVERY, VOCABULARY, "en")
    assert page(slower, VOCABULARY, "en") == page(EVERY, VOCABULARY, "en")
    assert "8.50 seconds, the slowest budget with 7.50" in screen(slower, VOCABULARY, "en")


def test_what_all_share_is_said_once_and_what_differs_beside_each() -> None:
    """Fails if years of one promise pass for those of all."""
    alike = screen(report(PROVED, GROWTH), VOCABULARY, "en")
    assert alike.count("2024–2026") == 1
    fewer = replace(GROWTH, scope=replace(GROWTH.scope, years=(2025, 2027)))
    apart = screen(report(PROVED, fewer), VOCABULARY, "en")
    assert "Years: " not in apart
    assert "Proved for: any number of: Awards paid" not in apart
    assert re.search(r"^platform_most .* 2024–2026 ", apart, re.MULTILINE)
    assert re.search(r"^growth_most .* 2025, 2027 ", apart, re.MULTILINE)


def test_assumptions_of_what_is_not_proved_are_not_told() -> None:
    """Fails if an open promise seems to rest on something, or a counterexample to need an assumption."""
    open_ = replace(PROVED, outcome="undecided", reason=LATE)
    assert NO_CUT.en not in screen(report(open_, REFUTED), VOCABULARY, "en")
    assert "any number of" not in screen(report(open_, REFUTED), VOCABULARY, "en")


def test_every_figure_of_a_counterexample_is_shown_in_order() -> None:
    """Fails if a person cannot follow the case from the table: each thing once, its figures below it."""
    grid = screen(report(REFUTED), VOCABULARY, "en")
    rows = re.findall(r"^(Enterprises|Live-stream bases|City|Awards paid)", grid, re.MULTILINE)
    assert rows == ["Enterprises", "Enterprises", "Live-stream bases", "City", "Awards paid"]
    for said in ("Operator", "Hosts", "Online sales 2024", "growth 2024", "0.01 yuan to E1", "50%", "nothing else"):
        assert said in grid


def test_a_figure_that_is_raised_shows_both_values() -> None:
    """Fails if a reader of two decisions cannot see in what their facts differ."""
    for year, said in ((2025, "250,000,000.01 yuan → 300,000,000 yuan"), (2026, "→ 300,000,000 yuan")):
        raised = HigherFigure("enterprises", "E1", "online_sales", year, 300_000_000)
        example = replace(broken(), raised=raised)
        text = screen(report(proof("growth_most", "refuted", counterexample=example)), VOCABULARY, "en")
        assert re.search(rf"Online sales {year} +{re.escape(said)}", text)
        assert text.count("→") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_that_breaks_on_no_facts_says_so(language: Language) -> None:
    """Fails if an empty table stands where a counterexample should be."""
    text = screen(report(proof("budget", "refuted", counterexample=broken("budget", {}))), VOCABULARY, language)
    assert Text("无须任何事实", "no facts are needed").pick(language) in text


def test_a_policy_without_promises_says_so() -> None:
    """Fails if nothing proved looks like everything proved."""
    for render in RENDERED:
        text = render(report(), VOCABULARY, "en")
        assert "nothing to prove" in text
        assert "Every promise is proved" not in text
