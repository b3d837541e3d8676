"""The columns of one list, and how long each list is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from policyrules.language.vocabulary import Check
from policyrules.testing.populations.columns import Column
from policyrules.testing.populations.descriptions import description
from policyrules.testing.populations.draws import Draws, Whole
from policyrules.testing.populations.figures import FIGURES, figure, series
from policyrules.testing.populations.members import Drawing
from policyrules.testing.populations.plan import ListPlan

#: How many in 65,536 have at least one thing of another list, at least two, and so on: where most have none, and
#: where nearly all have some.
_FEW, _MANY = (4000, 1000, 400, 200, 100, 50), (60000, 30000, 12000, 5000, 2000, 800, 300, 100)


def belonging(plan: ListPlan, parents: int, draws: Draws) -> Whole:
    """The rows of those to whom the things of a list belong, thing by thing. The first has at least one."""
    words = (draws.words(parents, plan.name, "belongs") & np.uint64(0xFFFF)).astype(np.int64)
    numbers = np.zeros(parents, dtype=np.int64)
    for least in _MANY if plan.parents_have_many else _FEW:
        numbers += words < least
    numbers[0] = max(int(numbers[0]), 1)
    rows: Whole = np.repeat(np.arange(parents), numbers)
    return rows


def columns_of(drawing: Drawing) -> list[Column]:
    """All columns of a list, in the order of the vocabulary."""
    fields = drawing.plan.fields
    found: dict[str, list[Column]] = {}
    for key, field in fields.items():
        if not field.series:
            one = field.type in FIGURES
            found[key] = [figure(drawing, key, field)] if one else description(drawing, key, field)
    years = {key: found[key][0] for key, field in fields.items() if field.type == "year" and not field.series}
    found.update({key: series(drawing, key, field, years) for key, field in fields.items() if field.series})
    _respect([check for check in drawing.vocabulary.checks if check.of == drawing.plan.name], found)
    return [column for key in fields for column in found[key]]


def _respect(checks: Sequence[Check], found: Mapping[str, list[Column]]) -> None:
    """Lower what is not above something else."""
    for check in [*checks] * len(checks):  # what one of them lowers, another may compare with
        first, second = check.not_above
        bounds = {column.year: column for column in found[second]}
        for column in found[first]:
            if column.year in bounds:
                column.values = np.minimum(column.values, bounds[column.year].values)
