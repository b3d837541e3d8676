"""What an official should look into: each fact that an open line lacks, and the warnings about the facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from policyrules.decision.decision import Decision
from policyrules.errors import Problem
from policyrules.facts.pointers import steps_of
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.notes import note
from policyrules.reports.safe import plain
from policyrules.reports.task_grids import in_order
from policyrules.reports.words import column, listed, status
from policyrules.text import Language, Text

#: What is open: who is paid, of what, under which provision; what is missing, and where it should be.
_Row = tuple[str, str, str, str, str]


def problems(decision: Decision, language: Language) -> Grid:
    """A row for each fact that an open line lacks (each fact once), and for each warning."""
    of = partial(column, language=language)
    columns = (
        of("severity", sort="status"), of("enterprise", sort="id"), of("subject", sort="id"), of("provision"),
        of("what", sort="words"), of("where", sort="id"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(status("unknown", language), *each) for each in _awards(decision, language)]
    told: set[Cell | tuple[str, str]] = {row[-1] for row in rows}
    for row in _judged(decision, language):
        # Where a thing is not in the facts, the same place stands for each that would have to be added.
        fact = (row[1], row[-1]) if "/-/" in row[-1] else row[-1]
        if fact not in told:
            told.add(fact)
            rows.append((status("unknown", language), *row))
    for warning in decision.warnings:
        what, where = warning_words(warning, language), plain(str(warning.place))
        rows.append((status("warning", language), "", "", "", what, where))
    grid = Grid("problems", Text("问题", "Problems").pick(language), columns, tuple(rows))
    return grid if decision.program.awards else grid.without_empty({"enterprise"})


def _awards(decision: Decision, language: Language) -> Iterator[_Row]:
    for line in decision.awards:
        if line.status == "unknown":
            head = (plain(line.enterprise), plain(line.subject), line.award_label.pick(language))
            parts = line.explain().missing
            for part in parts:
                yield (*head, _missing(part.label, language), plain(part.pointer))
            if not parts:
                yield (*head, note(line, language), "")


def _judged(decision: Decision, language: Language) -> Iterator[_Row]:
    """What open verdicts of standards, targets of the city and duties lack."""
    fact = decision.prose[""].fact
    for standard in decision.standards:
        for pointer in standard.missing:
            label = standard.outcome.rule.label.pick(language)
            yield ("", plain(standard.subject), label, _missing(fact(pointer), language), plain(pointer))
    for target in decision.targets:
        if target.county is None and target.verdict == "unknown":
            for pointer in target.missing:
                yield ("", "", target.rule.label.pick(language), _missing(fact(pointer), language), plain(pointer))
    for task in in_order(decision):
        for pointer in task.missing:
            label = f"{task.work_point} {task.duty.label.pick(language)}"
            whose = "" if steps_of(pointer)[0] in decision.facts.objects else task.county
            yield ("", whose, label, _missing(fact(pointer), language), plain(pointer))


def _missing(label: Text, language: Language) -> str:
    return plain(Text(f"缺少{label.zh}", f"missing: {label.en}").pick(language))


def warning_words(problem: Problem, language: Language) -> str:
    """What a problem says, without its place."""
    parts = [problem.allowed.pick(language)]
    if problem.found:
        parts.append(Text(f"实际为 {problem.found}", f"found {problem.found}").pick(language))
    if problem.hint:
        parts.append(problem.hint.pick(language))
    return plain(listed(parts, language))
