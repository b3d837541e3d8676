"""The tranches of a budget: each of its awards in one of them, or none at all."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from policyrules.language.compile.ranks import Ranks
from policyrules.language.compile.report import Report
from policyrules.language.definition import Tranche
from policyrules.language.model import Switch
from policyrules.language.provisions import AwardModel, BudgetModel, TrancheModel
from policyrules.text import Text

FILE = "limits.yaml"


def compile_tranches(models: tuple[TrancheModel, ...]) -> tuple[Tranche, ...]:
    """The tranches of one option."""
    return tuple(Tranche(each.awards, each.share == "by_rank") for each in models)


def check_tranches(
    report: Report, ranks: Ranks, name: str, model: BudgetModel, known: Mapping[str, AwardModel]
) -> None:
    """Report tranches that name awards which are none of the budget's, twice, or not at all."""
    path: tuple[Hashable, ...] = ("limits", name, "tranches")
    if isinstance(model.tranches, Switch):
        for option, tranches in model.tranches.options.items():
            _check(report, ranks, model, tranches, known, (*path, "options", option))
    else:
        _check(report, ranks, model, model.tranches, known, path)


def _check(
    report: Report,
    ranks: Ranks,
    model: BudgetModel,
    tranches: tuple[TrancheModel, ...],
    known: Mapping[str, AwardModel],
    path: tuple[Hashable, ...],
) -> None:
    before = report.count
    seen: set[str] = set()
    for index, tranche in enumerate(tranches):
        for number, award in enumerate(tranche.awards):
            place = report.place(FILE, *path, index, "awards", number)
            if award not in known:
                report.unknown(place, award, known, Text("奖励", "award"))
            elif award not in model.awards:
                allowed = Text("不在预算的 `awards` 之内", "this is none of the budget's `awards`")
                report.add(place, "tranche", award, allowed)
            elif award in seen:
                allowed = Text("奖励已在前面一批中", "an award stands in one tranche only")
                report.add(place, "tranche", award, allowed)
            seen.add(award)
        if tranche.share == "by_rank":
            ranks.check(tranche.awards, report.place(FILE, *path, index, "share"))
    left = [award for award in model.awards if award not in seen and award in known]
    if tranches and left and report.count == before:
        listed = ", ".join(f"`{award}`" for award in left)
        allowed = Text(f"没有一批包括奖励 {listed}", f"no tranche serves the award {listed}")
        report.add(report.key(FILE, *path), "tranche", "", allowed)
