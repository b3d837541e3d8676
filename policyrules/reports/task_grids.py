"""The numbered duties as grids: how many units stand how, each duty in each unit, and each line by itself."""

from __future__ import annotations

from collections import Counter
from functools import partial

from policyrules.decision.decision import Decision
from policyrules.decision.task_words import basis_words, external_words, filing_words
from policyrules.decision.tasks import Filing, TaskLine
from policyrules.decision.verdict_words import VERDICTS, verdict_code
from policyrules.program.duty_rules import DutyRule
from policyrules.reports.grid import Cell, Column, Grid, Status
from policyrules.reports.safe import plain
from policyrules.reports.words import MARKS, column, legend, mark, modality, status
from policyrules.text import Language, Text

_TITLE = Text("重点任务", "Tasks")
#: A duty without a computed status in a narrow cell: what was filed last, in time, late, or nothing.
_FILED, _LATE, _NOTHING = Text("已报", "filed"), Text("迟报", "late"), Status("", "")


def duties(decision: Decision) -> list[tuple[DutyRule, list[TaskLine]]]:
    """Each numbered duty with its lines, in the order of the numbers."""
    found: dict[int, list[TaskLine]] = {}
    for line in decision.tasks:
        found.setdefault(line.work_point, []).append(line)
    return [(found[number][0].duty, found[number]) for number in sorted(found)]


def counts(decision: Decision, language: Language) -> Grid:
    """Each duty with the number of units of each verdict, and how many have filed."""
    of = partial(column, language=language)
    codes = [code for code in VERDICTS if code != "filed"]
    columns = (
        of("number", sort="number"), of("work_point"),
        *(Column(code, VERDICTS[code].pick(language), "number") for code in codes),
        Column("filed", _FILED.pick(language), "number"),
    )  # fmt: skip
    rows = []
    for duty, lines in duties(decision):
        verdicts = Counter(verdict_code(line.verdict) for line in lines)
        filed = sum(bool(line.filings) for line in lines)
        figures = (*(verdicts[code] for code in codes), filed)
        rows.append((duty.number, duty.label.pick(language), *(each or None for each in figures)))
    return Grid("task_counts", _TITLE.pick(language), columns, tuple(rows)).without_empty(codes)


def matrix(decision: Decision, language: Language) -> Grid:
    """Each duty in each unit: a sign for what is computed, else whether the unit has filed."""
    of = partial(column, language=language)
    places = decision.program.places
    columns = (
        of("number", sort="number"), of("work_point"), of("modality"),
        *(Column(f"place:{place}", place, "status") for place in places),
    )  # fmt: skip
    rows = []
    for duty, lines in duties(decision):
        cells = {line.county: _sign(line, language) for line in lines}
        head = (duty.number, duty.label.pick(language), modality(duty.modality, language))
        rows.append((*head, *(cells.get(place, _NOTHING) for place in places)))
    signs = legend(("met", "not_met", "unknown", "no_bound", "not_applicable"), language)
    note = Text(f"{signs}　数字：计入的数量", f"{signs}, figures: how many count").pick(language)
    return Grid("task_matrix", _TITLE.pick(language), columns, tuple(rows), None, note)


def _sign(line: TaskLine, language: Language) -> Status:
    if line.verdict == "no_bound":
        return Status("no_bound", _figures(line) or MARKS["no_bound"])
    if line.verdict is not None:
        return mark(line.verdict)
    if line.filings and line.filings[-1].late:
        return Status("warning", _LATE.pick(language))
    return Status("filed", _FILED.pick(language)) if line.filings else _NOTHING


def tasks(decision: Decision, language: Language) -> Grid:
    """One row for each unit and duty: verdict, what it rests on, what was filed, what is missing."""
    of = partial(column, language=language)
    columns = (
        of("county", sort="id"), of("number", sort="number"), of("work_point"), of("modality"),
        of("verdict", sort="status"), of("basis", sort="words"), of("filed", sort="words"), of("to_ask", sort="words"),
    )  # fmt: skip
    rows = tuple(_row(line, decision, language) for line in in_order(decision))
    title = Text("各县重点任务", "Tasks by county").pick(language)
    return Grid("tasks", title, columns, rows)


def _figures(line: TaskLine) -> str:
    """How many things of the unit count: one number for each target or list of the duty."""
    computed = line.outcome.computed
    spans = [] if computed is None else [(each.least, each.most) for each in computed.targets]
    if computed is not None and computed.tally is not None:
        sure = len(computed.tally.counted)
        spans.append((sure, sure + len(computed.tally.possible)))
    return "/".join(f"{least}" if least == most else f"{least}–{most}" for least, most in spans)


def in_order(decision: Decision) -> list[TaskLine]:
    """The lines by unit, in the order in which the document names the units."""
    order = {place: index for index, place in enumerate(decision.program.places)}
    return sorted(decision.tasks, key=lambda line: (order[line.county], line.work_point))


def _row(line: TaskLine, decision: Decision, language: Language) -> tuple[Cell, ...]:
    def lines(texts: list[Text]) -> str:
        return "\n".join(plain(each.pick(language)) for each in texts)

    applies = line.applies is not False
    return (
        line.county,
        line.work_point,
        line.duty.label.pick(language),
        modality(line.duty.modality, language),
        status(verdict_code(line.verdict), language),
        lines([*basis_words(line, decision.prose), *external_words(line)]) if applies else "",
        lines([filing_words(each) for each in line.filings]),
        lines([decision.prose[""].pointer(each) for each in line.missing]),
    )


def filings(decision: Decision, language: Language) -> Grid:
    """One row for each filing."""
    of = partial(column, language=language)
    columns = (
        of("county", sort="id"), of("number", sort="number"), of("work_point"), of("quarter", sort="id"),
        of("status_filed", sort="words"), of("evidence", sort="words"), of("filed_on", sort="id"),
        of("due", sort="id"), of("punctual", sort="status"),
    )  # fmt: skip
    rows = tuple(
        (line.county, line.work_point, line.duty.label.pick(language), *_filing(each, language))
        for line in in_order(decision)
        for each in line.filings
    )
    return Grid("filings", Text("填报", "Filings").pick(language), columns, rows)


def _filing(filing: Filing, language: Language) -> tuple[Cell, ...]:
    punctual = {None: Status("unknown", ""), True: Status("warning", _LATE.pick(language))}
    return (
        filing.quarter,
        plain(filing.status or ""),
        plain(filing.evidence or ""),
        "" if filing.filed_on is None else filing.filed_on.isoformat(),
        filing.due.isoformat(),
        punctual.get(filing.late, Status("met", Text("按时", "in time").pick(language))),
    )
