"""What stands around the tables of a decision, of single cases or of frames: cards, and what decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyrules.decision.lines import Totals
from policyrules.program.program import Program
from policyrules.reports.comparison.cards import Card
from policyrules.reports.comparison.words import short
from policyrules.text import Language, Text


def awards_cards(totals: Totals, language: Language) -> Iterator[Card]:
    """The money of a decision: paid, claimed of the budget, not yet known."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).pick(language)

    entitled, claimed = short(totals.entitled, language), short(totals.claimed, language)
    yield Card(say("实发", "Paid"), short(totals.paid, language), say(f"应得 {entitled}", f"of {entitled} entitled"))
    if totals.budget is not None:
        over, code = short(totals.overrun, language), "reduced" if totals.overrun else ""
        below = say(f"超出 {over}", f"over by {over}") if code else say(f"申报 {claimed}", f"{claimed} claimed")
        yield Card(say("可用预算", "Budget"), short(totals.budget, language), below, code)
    if totals.unknown_lines:
        lines = say("项缺少事实", "lines lack facts")
        yield Card(say("待定", "Unknown"), f"{totals.unknown_lines:,}", lines, "unknown")


def verdict_card(label: str, verdicts: Iterable[str], language: Language) -> Iterator[Card]:
    """How many of the things that are judged meet what is asked; none where none is judged."""
    found = [each for each in verdicts if each not in ("not_applicable", "no_bound")]
    if found:
        met, unknown = found.count("met"), found.count("unknown")
        open_ = Text(f"待定 {unknown}", f"{unknown} unknown").pick(language) if unknown else ""
        yield Card(label, f"{met:,} / {len(found):,}", open_, "met" if met == len(found) else "")


def decided_by(program: Program, engine: str, language: Language) -> str:
    """The document, its digest and the engine, in a line."""
    digest = program.digest[:19]
    return Text(
        f"{program.document} · {program.policy} · {digest}… · 引擎 {engine}",
        f"{program.document} · {program.policy} · {digest}… · engine {engine}",
    ).pick(language)
