"""Formulas and switches of the files → typed trees, with the names that each of them may use."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from policyrules.errors import PolicyError, Problem
from policyrules.language.compile.report import Report
from policyrules.language.definition import NUMBER, Chosen, Interpretation, Parameter
from policyrules.language.document import Path_
from policyrules.language.kinds import MEASURED
from policyrules.language.model import Switch
from policyrules.language.parser import parse
from policyrules.language.quantities import Kind
from policyrules.language.scope import Quantity, Scope
from policyrules.language.tree import Expression, Switched, parts_of
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

T = TypeVar("T")
S = TypeVar("S")
#: A formula with its named quantities written out may hold so many parts, so many deep.
MOST_PARTS, DEEPEST = 2_000, 100


class Formulas:
    """Reads formulas; every problem goes to `report`."""

    def __init__(
        self,
        report: Report,
        vocabulary: Vocabulary,
        parameters: Mapping[str, Parameter],
        interpretations: Mapping[str, Interpretation],
    ) -> None:
        self.report = report
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.interpretations = interpretations
        #: The quantities of each list, as far as they have been read.
        self.quantities: dict[str, dict[str, Quantity]] = {}
        self._kinds = {name: each.kind for name, each in parameters.items()}
        self._numeric = {name: each.number.kind for name, each in interpretations.items() if each.number is not None}
        self._guarded = frozenset(name for name in self._numeric if interpretations[name].options)

    def scope(
        self,
        subject: str = "",
        settled: bool = False,
        tier_parameters: Mapping[str, Kind] | None = None,
        tier_problems: Mapping[str, Problem] | None = None,
        later_quantities: frozenset[str] = frozenset(),
    ) -> Scope:
        """What formulas about the things of `subject` may name; `settled` ones may name no fact."""
        return Scope(
            vocabulary=self.vocabulary,
            parameters=self._kinds,
            subject=subject,
            settled=settled,
            quantities=self.quantities.get(subject, {}),
            later_quantities=later_quantities,
            tier_parameters=tier_parameters or {},
            tier_problems=tier_problems or {},
            numeric_options=self._numeric,
            guarded_options=self._guarded,
            broken=frozenset(self.report.broken),
        )

    def formula(
        self, written: str | int, scope: Scope, kind: Kind | None, file: str, *path: Hashable
    ) -> Expression | None:
        """One formula; None, and its problem, where it makes no sense."""
        try:
            found = parse(str(written), scope, self.report.spot(file, *path), kind)
        except PolicyError as error:
            self.report.extend(error.problems)
            return None
        if _is_too_large(found):
            allowed = Text("公式展开后过长或过深", "the formula is too long or too deep with its quantities")
            self.report.add(self.report.place(file, *path), "syntax", "", allowed)
            return None
        return found

    def expression(
        self,
        model: str | int | Switch[str | int],
        scope: Scope,
        kind: Kind | None,
        file: str,
        *path: Hashable,
    ) -> Expression | None:
        """A formula, or one for each option of an interpretation, as one expression of one kind."""
        if not isinstance(model, Switch):
            return self.formula(model, scope, kind, file, *path)

        def read(written: str | int, option: str, below: Path_) -> Expression | None:
            within = scope.in_number_branch(model.interpretation) if option == NUMBER else scope
            return self.formula(written, within, kind, file, *below)

        chosen = self.switched(model, read, file, *path)
        settled = tuple((name, each) for name, each in chosen.options.items() if each is not None)
        if len(settled) < len(chosen.options) or not settled:
            return None
        kinds = {each.kind for _, each in settled}
        if len(kinds) > 1:
            allowed = Text("各选项的公式须为同一种类", "the formulas of the options must be of one kind")
            self.report.add(self.report.place(file, *path), "kind", "", allowed)
            return None
        return Switched(chosen.interpretation, settled, kinds.pop())

    def figure(
        self, model: str | int | Switch[str | int], scope: Scope, file: str, *path: Hashable
    ) -> Expression | None:
        """A formula of something that is measured, whatever its kind."""
        found = self.expression(model, scope, None, file, *path)
        if found is None or found.kind in MEASURED:
            return found
        allowed = Text("须为金额、数量、面积或比例", "a measure is money, a count, an area or a rate")
        written = "" if isinstance(model, Switch) else model
        self.report.add(self.report.place(file, *path), "kind", written, allowed)
        return None

    def optional(
        self, model: str | int | Switch[str | int | None], scope: Scope, kind: Kind, file: str, *path: Hashable
    ) -> Expression | Chosen[Expression | None] | None:
        """A formula, or one for each option of which some may have none."""
        if not isinstance(model, Switch):
            return self.formula(model, scope, kind, file, *path)

        def read(written: str | int | None, option: str, below: Path_) -> Expression | None:
            within = scope.in_number_branch(model.interpretation) if option == NUMBER else scope
            return None if written is None else self.formula(written, within, kind, file, *below)

        return self.switched(model, read, file, *path)

    def switched(self, model: Switch[S], read: Callable[[S, str, Path_], T], file: str, *path: Hashable) -> Chosen[T]:
        """A switch, each option read; it must name every option of its interpretation and no other."""
        self.check_options(model, file, *path)
        options = {name: read(each, name, (*path, "options", name)) for name, each in model.options.items()}
        return Chosen(model.interpretation, options)

    def check_options(self, model: Switch[S], file: str, *path: Hashable) -> None:
        """Report an unknown interpretation, and options that are unknown or left out."""
        known = self.interpretations.get(model.interpretation)
        if known is None:
            place = self.report.place(file, *path, "interpretation")
            what = Text("解释", "interpretation")
            self.report.unknown(place, model.interpretation, self.interpretations, what)
            return
        names = [*known.options, *([NUMBER] if known.number else [])]
        for name in model.options:
            if name not in names:
                place = self.report.key(file, *path, "options", name)
                self.report.unknown(place, name, names, Text("选项", "option"))
        missing = [name for name in names if name not in model.options]
        # A misspelt option is also one left out: once is enough.
        if missing and model.options.keys() <= set(names):
            listed = ", ".join(f"`{name}`" for name in missing)
            allowed = Text(f"缺少选项 {listed}", f"the switch lacks the option {listed}")
            self.report.add(self.report.key(file, *path, "options"), "missing_option", "", allowed)

    def choice(self, model: S | Switch[S], read: Callable[[S, Path_], T], file: str, *path: Hashable) -> T | Chosen[T]:
        """A value, or one for each option of an interpretation."""
        if isinstance(model, Switch):
            return self.switched(model, lambda each, _, below: read(each, below), file, *path)
        return read(model, path)


def _is_too_large(expression: Expression) -> bool:
    """Whether a tree would cost more than any rule is worth; it is left as soon as that is clear."""
    level, parts = [expression], 0
    for _ in range(DEEPEST):
        parts += len(level)
        if not level or parts > MOST_PARTS:
            return parts > MOST_PARTS
        level = [part for each in level for part in parts_of(each)]
    return True
