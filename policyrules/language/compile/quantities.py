"""Named quantities of `awards.yaml`: formulas over the things of one list, or names for a series."""

from __future__ import annotations

from dataclasses import replace

from policyrules.language.compile.formulas import Formulas
from policyrules.language.document import Path_
from policyrules.language.model import Switch
from policyrules.language.names import field_of
from policyrules.language.provisions import AwardsFile, QuantityModel
from policyrules.language.scope import Quantity, Scope
from policyrules.text import Text

FILE = "awards.yaml"


def compile_quantities(formulas: Formulas, awards: AwardsFile) -> None:
    """Read the quantities into `formulas`: each may name those above it, so that none is endless."""
    report, vocabulary = formulas.report, formulas.vocabulary
    left = [(name, each.of) for name, each in awards.quantities.items()]
    for number, (name, model) in enumerate(awards.quantities.items()):
        if model.of not in vocabulary.lists:
            place = report.place(FILE, "quantities", name, "of")
            report.unknown(place, model.of, vocabulary.lists, Text("列表", "list"))
            report.broken.add(name)
            continue
        later = frozenset(other for other, of in left[number:] if of == model.of)
        found = _quantity(formulas, name, model, formulas.scope(model.of, later_quantities=later))
        if found is None:
            report.broken.add(name)
        else:
            formulas.quantities.setdefault(model.of, {})[name] = found


def _quantity(formulas: Formulas, name: str, model: QuantityModel, scope: Scope) -> Quantity | None:
    path: Path_ = ("quantities", name, "is")
    texts = model.is_.options.values() if isinstance(model.is_, Switch) else [model.is_]
    series = any(_is_series(str(text).strip(), scope) for text in texts)
    expression = formulas.expression(model.is_, replace(scope, bare_series=series), None, FILE, *path)
    return None if expression is None else Quantity(expression, series)


def _is_series(name: str, scope: Scope) -> bool:
    """Whether a bare name stands for a series."""
    found = field_of(name, scope)
    quantity = scope.quantities.get(name)
    return (found is not None and found[2].series) or (quantity is not None and quantity.series)
