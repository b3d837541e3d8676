"""The city's targets: value, bound and gap in words, and a bar of how far the sure and the possible value reach."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.decision.decision import Decision
from policyrules.decision.target_explanation import gap_words, target_bound, value_words
from policyrules.decision.targets import TargetLine
from policyrules.reports.decision_page.shares import share
from policyrules.reports.grid import Status
from policyrules.reports.target_grids import city_lines
from policyrules.reports.words import modality, status
from policyrules.text import Language, Text


@dataclass(frozen=True)
class Progress:
    """A target; `sure` and `possible` are thousandths of its bound, None where there is nothing to measure against."""

    label: str
    about: str
    value: str
    bound: str
    gap: str
    status: Status
    sure: int | None
    possible: int


def progress(decision: Decision, language: Language) -> list[Progress]:
    """The city's own lines, in the order of the document."""
    return [_progress(line, decision.year, language) for line in city_lines(decision)]


def _progress(line: TargetLine, year: int, language: Language) -> Progress:
    rule, outcome = line.rule, line.outcome
    about = [rule.clause, modality(rule.modality, language)]
    if rule.by is not None:
        about.append(Text(f"期限 {rule.by}", f"by {rule.by}").pick(language))
    if rule.year != year:
        about.append(Text(f"{rule.year} 年数据", f"figures of {rule.year}").pick(language))
    gap = gap_words(line)
    known = outcome.least is not None or outcome.most is not None
    sure, possible = (share(each or 0, line.bound or 0) for each in (outcome.least, outcome.most))
    return Progress(
        label=rule.label.pick(language),
        about=" · ".join(about),
        value=value_words(line).pick(language),
        bound=target_bound(line).pick(language),
        gap=Text(f"差距 {gap.zh}", f"gap {gap.en}").pick(language) if gap.zh else "",
        status=status(line.verdict, language),
        sure=sure if known and line.bound is not None else None,
        possible=possible,
    )
