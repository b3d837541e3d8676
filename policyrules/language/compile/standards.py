"""`standards.yaml` → standards."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.subjects import is_subject
from policyrules.language.definition import Block, Item, Standard
from policyrules.language.document import Path_
from policyrules.language.provisions import BlockModel, ItemModel, StandardModel, StandardsFile
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.text import Text

FILE = "standards.yaml"


def compile_standards(formulas: Formulas, model: StandardsFile) -> tuple[Standard, ...]:
    """All standards, in the order of the file, without those that have problems."""
    found = (_Reader(formulas, name, each).standard() for name, each in model.standards.items())
    return tuple(each for each in found if each is not None)


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    name: str
    model: StandardModel

    def standard(self) -> Standard | None:
        """The standard; None, and its problems, where there are any."""
        model, report = self.model, self.formulas.report
        if not is_subject(self.formulas, model.subject, FILE, *self.path("subject")):
            return None
        before = report.count
        self.check_decides()
        scope = self.formulas.scope(model.subject)
        applies = None
        if model.applies is not None:
            applies = self.formulas.expression(model.applies, scope, Kind.FLAG, FILE, *self.path("applies"))
        blocks = [self.block(name, each, scope) for name, each in model.blocks.items()]
        complete = all(len(each.items) == len(model.blocks[each.id].items) for each in blocks)
        if report.count > before or not complete or (applies is None) != (model.applies is None):
            return None
        return Standard(self.name, model.clause, model.label.text, model.subject, applies, tuple(blocks))

    def path(self, *below: Hashable) -> Path_:
        return ("standards", self.name, *below)

    def check_decides(self) -> None:
        """Something decides: a standard that requires nothing is met by everything."""
        blocks = (each for each in self.model.blocks.values() if each.counts is not False)
        report, required = self.formulas.report, (each == "required" for block in blocks for each in _modalities(block))
        if not any(required) and self.name not in report.lost:
            allowed = Text("没有一项是 `required`，谁都达标", "nothing is `required`, so that nothing can miss it")
            report.add(report.key(FILE, *self.path("blocks")), "standard", "", allowed)

    def block(self, name: str, model: BlockModel, scope: Scope) -> Block:
        """One block, with the items that could be read."""
        path = self.path("blocks", name)
        counts = self.formulas.choice(model.counts, lambda each, _: each, FILE, *path, "counts")
        items = [self.item(each, item, scope, *path, "items", each) for each, item in model.items.items()]
        return Block(name, model.clause, model.label.text, counts, tuple(each for each in items if each is not None))

    def item(self, name: str, model: ItemModel, scope: Scope, *path: Hashable) -> Item | None:
        """One item; None where a formula of it has a problem."""
        test = self.formulas.expression(model.test, scope, Kind.FLAG, FILE, *path, "test")
        measure = None
        if model.measure is not None:
            measure = self.formulas.figure(model.measure, scope, FILE, *path, "measure")
        if test is None or (measure is None) != (model.measure is None):
            return None
        return Item(name, model.clause, model.label.text, model.modality, test, measure)


def _modalities(block: BlockModel) -> Iterator[str]:
    return (item.modality for item in block.items.values())
