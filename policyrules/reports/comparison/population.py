"""What a comparison on a population says beside the sums: how it was made, and what became of how many lines."""

from __future__ import annotations

from functools import partial

from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import LineState
from policyrules.comparison.population.model import Population
from policyrules.decision.verdict_words import VERDICTS, verdict_code
from policyrules.reports.comparison.words import NO_LINE, column, status
from policyrules.reports.grid import Cell, Change, Grid, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_TRANSITIONS = Text("结果变化", "Statuses of the lines that moved")
_VERDICTS = Text("标准的结论变化", "Verdicts on standards and their items")
_SHEETS = Text("结果变化", "Statuses"), Text("标准结论", "Verdicts")


def caveats(comparison: Comparison, language: Language) -> list[str]:
    """That it is of a population, what ran it, and what is told of the lines; none where every line is told."""
    population = comparison.population
    if population is None:
        return []
    found = [_made_by(population, comparison.engine).pick(language)]
    if comparison.has_awards:
        found.append(_told(comparison, population).pick(language))
    if population.judged > len(comparison.judged):
        found.append(_judged(comparison, population).pick(language))
    return found


def size(population: Population) -> Text:
    """How many payees there are, and what they are called."""
    number = f"{population.things:,}"
    return Text(f"{number}（{population.label.zh}）", f"{number} ({population.label.en})")


def _made_by(population: Population, engine: str) -> Text:
    many = size(population)
    return Text(
        f"对总体的比较：{many.zh}，由引擎 {engine}（{population.library}）按列计算；各项合计涵盖全部。",
        f"A comparison on a population of {many.en}, decided as columns by the engine {engine} ({population.library}); "
        "all sums are over the whole of it.",
    )


def _told(comparison: Comparison, population: Population) -> Text:
    shown = len(comparison.moves)
    if shown == population.moved and not population.untold:
        return Text(
            f"变动共 {shown:,} 项，均由参考引擎逐项复核。",
            f"{shown:,} {'line' if shown == 1 else 'lines'} moved, each decided again by the reference engine.",
        )
    more = Text("", "")
    if population.untold:
        more = Text(
            f"其中 {population.untold:,} 项的原因不能仅凭该企业自身的事实说明（涉及对全体的限制）。",
            f" Of {population.untold:,} of them no reasons are told: a limit over all payees stands between.",
        )
    return Text(
        f"变动共 {population.moved:,} 项；影响和原因只说明变动最大的 {shown:,} 项，由参考引擎逐项复核。{more.zh}",
        f"{population.moved:,} lines moved; effects and reasons are told of the {shown:,} that change most, "
        f"each decided again by the reference engine.{more.en}",
    )


def _judged(comparison: Comparison, population: Population) -> Text:
    shown = len(comparison.judged)
    return Text(
        f"结论变动共 {population.judged:,} 项，逐项列出 {shown:,} 项。",
        f"{population.judged:,} standards, targets and tasks come out otherwise; {shown:,} are told.",
    )


def grids(comparison: Comparison, language: Language) -> list[Grid]:
    """How many lines and verdicts went from what to what; none where every line is told."""
    population = comparison.population
    if population is None:
        return []
    return [each for each in (_transitions(population, language), _verdicts(population, language)) if each.rows]


def _transitions(population: Population, language: Language) -> Grid:
    of = partial(column, language=language)
    columns = (
        of("award"), of("status_before", sort="status"), of("status_after", sort="status"), of("lines", sort="number"),
        of("gained", sort="number"), of("lost", sort="number"), of("undetermined", sort="number"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            plain(each.label.pick(language)), _status(each.before, language), _status(each.after, language),
            each.lines, Change(each.gained), Change(-each.lost), each.undetermined,
        )
        for each in population.transitions
    ]  # fmt: skip
    sheet = _SHEETS[0].pick(language)
    return Grid("transitions", _TRANSITIONS.pick(language), columns, tuple(rows), sheet=sheet)


def _status(code: str | None, language: Language) -> Status:
    return Status(code or "", status(LineState(code, None, None, None), language))


def _verdicts(population: Population, language: Language) -> Grid:
    of = partial(column, language=language)
    columns = (
        of("provision", sort="words"), of("before", sort="status"), of("after", sort="status"),
        of("number", sort="number"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            plain(each.label.pick(language)) if not each.item else f"– {plain(each.label.pick(language))}",
            _verdict(each.before, language), _verdict(each.after, language), each.subjects,
        )
        for each in population.verdicts
    ]  # fmt: skip
    return Grid("verdicts", _VERDICTS.pick(language), columns, tuple(rows), sheet=_SHEETS[1].pick(language))


def _verdict(verdict: str | None, language: Language) -> Status:
    if verdict is None:
        return Status("", NO_LINE.pick(language))
    code = verdict_code(verdict)
    return Status(code, VERDICTS[code].pick(language))
