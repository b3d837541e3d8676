"""The tiers of an award: the parameters that formulas may name `tier.…`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.errors import Problem
from policyrules.language.compile.report import Report
from policyrules.language.definition import Parameter
from policyrules.language.provisions import AwardModel
from policyrules.language.quantities import Kind
from policyrules.text import Text

FILE = "awards.yaml"


@dataclass(frozen=True)
class Tiers:
    """The parameters that every tier has, by their common name; what to say where a formula names another."""

    parameters: Mapping[str, Kind]
    problems: Mapping[str, Problem]


def read_tiers(report: Report, parameters: Mapping[str, Parameter], award: str, model: AwardModel) -> Tiers:
    """The tiers of an award; a tier whose group has no parameters is a problem."""
    groups: dict[int, dict[str, Kind]] = {}
    for number, group in model.tiers.items():
        own = {
            name.removeprefix(f"{group}."): each.kind
            for name, each in parameters.items()
            if name.startswith(f"{group}.")
        }
        hidden = {name for name in report.broken if name.startswith(f"{group}.")}
        if own or hidden:
            groups[number] = own
        else:
            place = report.place(FILE, "awards", award, "tiers", str(number))
            known = {name.rpartition(".")[0] for name in parameters if "." in name}
            report.unknown(place, group, known, Text("参数组", "group of parameters"))
            # Formulas that name `tier.…` rest on it.
            report.broken.add("tier")
    # The first tier that has a parameter says of which kind it is.
    names = {name: kind for own in reversed(groups.values()) for name, kind in own.items()}
    problems = {
        name: problem
        for name, kind in names.items()
        if (problem := _problem(report, award, model, groups, name, kind)) is not None
    }
    return Tiers({name: kind for name, kind in names.items() if name not in problems}, problems)


def _problem(
    report: Report,
    award: str,
    model: AwardModel,
    groups: Mapping[int, Mapping[str, Kind]],
    name: str,
    kind: Kind,
) -> Problem | None:
    for number, own in groups.items():
        place = report.place(FILE, "awards", award, "tiers", str(number))
        full = f"{model.tiers[number]}.{name}"
        if name not in own and full not in report.broken:
            allowed = Text(f"第{number}档缺少参数 `{full}`", f"tier {number} lacks the parameter `{full}`")
            hint = Text("在 parameters.yaml 中补上", "add it to parameters.yaml")
            return Problem("tier_parameter", place, "", allowed, hint)
        if own.get(name, kind) is not kind:
            allowed = Text(f"各档的 `tier.{name}` 须为同一种类", f"`tier.{name}` must be of one kind in all tiers")
            return Problem("kind", place, full, allowed)
    return None
