"""Coverage as tables: the shares by part of the policy, what no case shows, and the cases that show nothing."""

from __future__ import annotations

from collections.abc import Sequence

from policyrules.coverage.measuring import Coverage, Covered, percent
from policyrules.coverage.obligation import Obligation
from policyrules.coverage.words import aspect_words, section_name
from policyrules.reports.grid import Column, Grid, Sort, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

TITLE = Text("案例覆盖率", "Coverage by cases")
_COLUMNS: dict[str, tuple[Text, Sort]] = {
    "section": (Text("部分", "Part"), "text"),
    "covered": (Text("已覆盖", "Covered"), "number"),
    "obligations": (Text("应覆盖", "To cover"), "number"),
    "percent": (Text("覆盖率", "Share"), "status"),
    "address": (Text("位置", "Address"), "id"),
    "label": (Text("名称", "Name"), "text"),
    "aspect": (Text("应见到", "Should be seen"), "words"),
    "case": (Text("案例", "Case"), "id"),
    "reason": (Text("原因", "Why"), "words"),
}


def columns(language: Language, *keys: str) -> tuple[Column, ...]:
    """The columns of these keys."""
    return tuple(Column(key, _COLUMNS[key][0].pick(language), _COLUMNS[key][1]) for key in keys)


def grids(found: Coverage, language: Language) -> list[Grid]:
    """The tables of a terminal: what is empty is left out."""
    tables = [summary(found, language), uncovered(found, language), left_out(found, language)]
    return [tables[0], *(each for each in tables[1:] if each.rows)]


def summary(found: Coverage, language: Language) -> Grid:
    """The shares by part of the policy, and of all."""
    rows = tuple((section_name(name).pick(language), *_share(lines)) for name, lines in found.sections())
    whole = (Text("合计", "all").pick(language), *_share(found.lines))
    return Grid("summary", TITLE.pick(language), columns(language, *_SHARES), rows, whole)


_SHARES = ("section", "covered", "obligations", "percent")


def _share(lines: Sequence[Covered]) -> tuple[int, int, Status]:
    covered = sum(each.covered for each in lines)
    share = percent(covered, len(lines))
    return covered, len(lines), Status("met" if covered == len(lines) else "not_met", f"{share}%")


def uncovered(found: Coverage, language: Language) -> Grid:
    """What no case shows."""
    rows = tuple(_obligation(each, language) for each in found.uncovered)
    title = Text("没有案例显示的", "Shown by no case")
    return Grid("uncovered", title.pick(language), columns(language, "address", "label", "aspect"), rows)


def _obligation(each: Obligation, language: Language) -> tuple[str, str, str]:
    return each.address, plain(each.label.pick(language)), aspect_words(each).pick(language)


def left_out(found: Coverage, language: Language) -> Grid:
    """The cases that show nothing, and why."""
    rows = tuple((plain(name), why.pick(language)) for name, why in found.left_out)
    title = Text("不计入的案例", "Cases that do not count")
    return Grid("left_out", title.pick(language), columns(language, "case", "reason"), rows)


def impossible(found: Coverage, language: Language) -> Grid:
    """What no facts can show, and why."""
    rows = tuple((*_obligation(each.obligation, language), each.reason.pick(language)) for each in found.impossible)
    title = Text("任何事实都无法显示的", "What no facts can show")
    return Grid("impossible", title.pick(language), columns(language, "address", "label", "aspect", "reason"), rows)


def closing(found: Coverage) -> Text:
    """The share of all, in a line."""
    share, counts = f"{found.percent}%", f"{found.covered}/{len(found.lines)}"
    cases = len(found.used)
    return Text(f"{cases} 个案例覆盖 {counts}（{share}）", f"{cases} cases cover {counts} ({share})")
