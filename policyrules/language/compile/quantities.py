"""Named quantities of `awards.yaml`: formulas over the things of one list, or names for a series."""

from __future__ import annotations

from policyrules.language.compile.formulas import Formulas
from policyrules.language.document import Path_
from policyrules.language.model import Switch
from policyrules.language.names import field_of
from policyrules.language.provisions import AwardsFile, QuantityModel
from policyrules.language.scope import Quantity, Scope
from policyrules.language.tree import Expression, SeriesAt, Switched, YearName
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
    if not all(_series(str(text), scope) is not None for text in texts):
        expression = formulas.expression(model.is_, scope, None, FILE, *path)
        return None if expression is None else Quantity(expression, series=False)
    if not isinstance(model.is_, Switch):
        series = _series(str(model.is_), scope)
        return None if series is None else Quantity(series, series=True)

    def read(text: str | int, option: str, below: Path_) -> Expression | None:
        return _series(str(text), scope)

    chosen = formulas.switched(model.is_, read, FILE, *path)
    options = tuple((option, each) for option, each in chosen.options.items() if each is not None)
    kinds = {each.kind for _, each in options}
    if len(kinds) > 1:
        allowed = Text("各选项的公式须为同一种类", "the formulas of the options must be of one kind")
        formulas.report.add(formulas.report.place(FILE, *path), "kind", "", allowed)
        return None
    return Quantity(Switched(chosen.interpretation, options, kinds.pop()), series=True) if options else None


def _series(text: str, scope: Scope) -> Expression | None:
    """The series that a bare name stands for; its year is filled in where the quantity is used."""
    name = text.strip()
    found = field_of(name, scope)
    if found is not None and found[2].series:
        return SeriesAt(found[1], YearName("year"), found[2].kind, found[0])
    quantity = scope.quantities.get(name)
    return quantity.expression if quantity is not None and quantity.series else None
