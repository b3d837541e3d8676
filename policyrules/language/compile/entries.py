"""Lists in which each entry stands once, and names something that there is."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

from policyrules.language.compile.report import Report
from policyrules.text import Text


def check_ids(report: Report, ids: Sequence[str], what: Text, file: str, *path: Hashable) -> None:
    """Report entries of the list at `path` whose `id` another has already."""
    for index, each in enumerate(ids):
        if each in ids[:index]:
            allowed = Text(f"{what.zh}编号不得重复", f"another {what.en} has this id already")
            report.add(report.place(file, *path, index, "id"), "duplicate", each, allowed)


def check_listed(
    report: Report, names: Sequence[str], known: Collection[str] | None, what: Text, file: str, *path: Hashable
) -> None:
    """Report names of the list at `path` that nothing has, and those that are listed already.

    `known` is None where it cannot be told what there is.
    """
    for index, each in enumerate(names):
        place = report.place(file, *path, index)
        if known is not None and each not in known:
            report.unknown(place, each, known, what)
        elif each in names[:index]:
            report.add(place, "duplicate", each, Text(f"{what.zh}不得重复", f"the {what.en} is listed already"))
