"""The cases of a condition: each unit that a duty is for has exactly one, and none is idle."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.report import Report
from policyrules.language.compile.subjects import has_places
from policyrules.language.provisions.duties import CaseModel
from policyrules.text import Text

FILE = "duties.yaml"


def check_cases(formulas: Formulas, cases: Sequence[CaseModel], units: Sequence[str], *path: Hashable) -> None:
    """Report units of the duty that no case is for, and cases for units that they cannot be for.

    `units` are those that the duty is for, by their official names; `path` leads to the cases.
    """
    if not has_places(formulas):
        return
    report, names = formulas.report, formulas.vocabulary.place_names()
    left = list(units)
    for index, case in enumerate(cases):
        if case.places:
            official = [names.get(each) for each in case.places]
            _check_named(report, case.places, official, units, left, *path, index, "places")
            left = [each for each in left if each not in official]
        elif not left:
            report.add(
                report.place(FILE, *path, index), "case", "", Text("没有剩下的单位", "no unit is left for this case")
            )
        else:
            left = []
    # A unit that is misspelt is most likely one of those that are left.
    if left and all(each in names for case in cases for each in case.places):
        allowed = Text("这些单位没有对应的情形", "no case is for these units")
        report.add(report.key(FILE, *path), "case", ", ".join(left), allowed)


def _check_named(
    report: Report,
    written: Sequence[str],
    official: Sequence[str | None],
    units: Collection[str],
    left: Collection[str],
    *path: Hashable,
) -> None:
    """The units that one case names are among those of the duty, and no case above is for them."""
    for index, (each, name) in enumerate(zip(written, official, strict=True)):
        if name is not None and name not in units:
            allowed = Text("任务不涉及这个单位", "the duty is not for this unit")
            report.add(report.place(FILE, *path, index), "case", each, allowed)
        elif name is not None and name not in left:
            allowed = Text("前面的情形已包括这个单位", "a case above is for this unit already")
            report.add(report.place(FILE, *path, index), "case", each, allowed)
