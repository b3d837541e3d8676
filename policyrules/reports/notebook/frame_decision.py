"""A decision over frames in a notebook: sums and counts, which it computes where that needs no cluster."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.decision.frame_decision import FrameDecision
from policyrules.facts.frames.backend import Library
from policyrules.reports import target_grids
from policyrules.reports.closing import provisional, year_label
from policyrules.reports.grid import Grid
from policyrules.reports.notebook.decided import awards_cards, decided_by
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.reports.population import grids
from policyrules.reports.population.view import View
from policyrules.text import Language, Text

_UNCOMPUTED = Text(
    "在 Spark 上，尚未计算：.totals 计算合计，.awards 是各项的数据框",
    "on Spark, and not computed yet: .totals computes the sums, .awards is the frame of lines",
)
_FRAMES = Text(
    "数据框：.awards .standards .items .subjects(列表)　目标：.targets　任务：.tasks",
    "frames: .awards .standards .items .subjects(LIST), targets: .targets, tasks: .tasks",
)


def sheet(decision: FrameDecision, language: Language) -> Sheet:
    """The sums of the decision. Raises InvariantError where it is not released, EngineError."""
    program, library = decision.program, decision.facts.backend.library
    view = View(decision)
    about = f"{year_label(view).pick(language)} {decision.year} · {library.value}"
    closing = (_FRAMES.pick(language), decided_by(program, decision.engine, language))
    if library is Library.SPARK:
        return Sheet(program.document, about, lines=(Line(_UNCOMPUTED.pick(language)),), closing=closing)
    totals = decision.totals
    open_ = [Line(provisional(totals.unknown_lines).pick(language), "unknown")] if totals.provisional else []
    return Sheet(
        program.document,
        about,
        tuple(awards_cards(totals, language)) if program.awards else (),
        tuple(open_),
        tuple(_grids(decision, view, language)),
        closing=closing,
    )


def _grids(decision: FrameDecision, view: View, language: Language) -> Iterator[Grid]:
    if decision.program.awards:
        yield grids.sums(decision, language)
    if decision.program.standards:
        yield grids.verdicts(decision, language)
    if view.targets:
        yield target_grids.targets(view, language, brief=True)
