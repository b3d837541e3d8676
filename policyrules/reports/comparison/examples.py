"""Made-up facts that a proof or a search found: the facts as a small table, and who gets what on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from policyrules.comparison.checks import Checks
from policyrules.decision.lines import STATUS_LABELS
from policyrules.proof.equivalence.case import said
from policyrules.reports.comparison.words import column
from policyrules.reports.grid import Cell, Grid, Money, Status
from policyrules.reports.proofs.facts_grid import facts_grid
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_FACTS = Text("虚构的事实", "Made-up facts")
_LINES = Text("谁得多少", "Who gets what")
_SIDES = Text("哪些不同", "What differs")
#: The keys of the grids of examples.
EXAMPLE_GRIDS = ("facts", "example_lines")
_SHEET = Text("反例", "Example")


@dataclass(frozen=True)
class Example:
    """What it is an example of, under which year and readings, the facts, and what is decided on them."""

    title: str
    about: str
    facts: Grid
    lines: Grid


def example_grids(found: Checks, language: Language) -> Iterator[Grid]:
    """All examples, for where there is nothing but grids: the facts, then what is decided on them."""
    for number, each in enumerate(examples(found, language), start=1):
        sheet = f"{_SHEET.pick(language)} {number}"
        yield replace(each.facts, title=each.title, note=each.about, sheet=sheet)
        yield replace(each.lines, title=f"{each.lines.title} · {sheet}", sheet=f"{sheet} {each.lines.title}")


def examples(found: Checks, language: Language) -> Iterator[Example]:
    """The examples of a comparison's checks: of proposals that change something, and of invariants that break."""
    if found.vocabulary is None:
        return
    made = partial(_example, found, language)
    for rewrite in found.rewrites:
        if rewrite.case is not None:
            title = Text(f"两者不同之例：{rewrite.title.zh}", f"A case decided otherwise: {rewrite.title.en}")
            yield made(title, rewrite.case, _differences(rewrite.case, language))
    for each in found.invariants:
        if each.counterexample is not None:
            title = Text(f"反例：{each.label.zh}", f"Counterexample: {each.label.en}")
            yield made(title, each.counterexample, _lines(each.counterexample, language))


def _example(found: Checks, language: Language, title: Text, case: Mapping[str, Any], lines: Grid) -> Example:
    assert found.vocabulary is not None
    facts = facts_grid(case["facts"], found.vocabulary, _FACTS.pick(language), language)
    of = Text("（虚构的事实）", " (made-up facts)")
    return Example(
        plain(f"{title.pick(language)}{of.pick(language)}"), plain(_about(case).pick(language)), facts, lines
    )


def _about(case: Mapping[str, Any]) -> Text:
    """The year, the readings that differ from those chosen, and which executions decided it so."""
    year, readings = case["year"], ", ".join(f"{name}={each}" for name, each in case["interpretations"].items())
    by = case.get("confirmed_by", ())
    zh = [f"{year} 年度", *([f"解释 {readings}"] if readings else []), *([f"{'、'.join(by)} 如此决定"] if by else [])]
    en = [f"sales year {year}", *([f"readings {readings}"] if readings else [])]
    en += [f"decided so by {', '.join(by)}"] if by else []
    return Text("；".join(zh), "; ".join(en))


def _lines(case: Mapping[str, Any], language: Language) -> Grid:
    """Who gets what in a case that breaks an invariant."""
    of = partial(column, language=language)
    columns = (
        of("enterprise", sort="id"),
        of("award"),
        of("subject", sort="id"),
        of("status", sort="status"),
        *(of(key, sort="number") for key in ("tier", "entitled", "paid")),
    )
    rows = tuple(
        (
            plain(each["enterprise"]),
            plain(_label(each).pick(language)),
            "" if each["subject"] == each["enterprise"] else plain(each["subject"]),
            Status(each["status"], STATUS_LABELS[each["status"]].pick(language)),
            "" if each["tier"] is None else str(each["tier"]),
            _money(each["entitled"]),
            _money(each["paid"]),
        )
        for each in case.get("awards", ())
    )
    return Grid("example_lines", _LINES.pick(language), columns, rows)


def _differences(case: Mapping[str, Any], language: Language) -> Grid:
    """What two policies decide otherwise in a case."""
    of = partial(column, language=language)
    columns = (of("provision"), of("subject", sort="id"), of("before"), of("after"))
    rows: list[tuple[Cell, ...]] = []
    for each in case["differences"]:
        about = " ".join(dict.fromkeys(name for name in (each["enterprise"], each["subject"]) if name))
        sides = (said(each[side]).pick(language) for side in ("before", "after"))
        rows.append((plain(_label(each).pick(language)), plain(about), *sides))
    return Grid("example_lines", _SIDES.pick(language), columns, tuple(rows))


def _label(each: Mapping[str, Any]) -> Text:
    return Text(each["label"], each["label_en"])


def _money(yuan: str | None) -> Cell:
    """An amount of JSON, yuan with two decimals; empty where it is unknown."""
    return "" if yuan is None else Money(int(yuan.replace(".", "")))
