"""PR304: options of an interpretation that come to the same wherever it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import combinations
from typing import Any

from policyrules.errors import EngineError
from policyrules.language.definition import Award, Chosen, Duty, Standard, Target
from policyrules.language.definition.duties import ByCount
from policyrules.language.quantities import Kind
from policyrules.language.tree import SUBJECT, Constant, Every, Expression, Switched, attributes
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.lint.names_used import choices, expressions, provisions
from policyrules.program.lowering.settling import Settling
from policyrules.text import Text


def check(context: Context, findings: Findings) -> None:
    """All interpretations whose readings are words, pair by pair."""
    asked: dict[str, list[_Site]] = {}
    for provision in provisions(context.definition):
        for each in choices(provision):
            asked.setdefault(each.interpretation, []).append(_Site(context, provision, each.options))
        for part in expressions(provision):
            if isinstance(part, Switched):
                asked.setdefault(part.interpretation, []).append(_Site(context, provision, dict(part.options)))
    for name, sites in asked.items():
        for first, second in combinations(context.definition.interpretations[name].options, 2):
            found = [site.alike(first, second) for site in sites]
            if None not in found:
                path = ("interpretations", name, "options", second)
                what = Text(f"选项 {second} 与 {first} 效果相同", f"`{second}` has the same effect as `{first}`")
                findings.add("PR304", "interpretations.yaml", path, what, proved=all(found))


@dataclass(frozen=True)
class _Site:
    """One place where an interpretation is asked, and what each option says there."""

    context: Context
    provision: Any
    options: Mapping[str, Any]

    def alike(self, first: str, second: str) -> bool | None:
        """None where the options may differ; else whether the solver has confirmed that they do not."""
        one, other = self.options[first], self.options[second]
        if one == other:
            return self.context.solver is not None
        found = {self._same(_settled(there, one), _settled(there, other)) for there in self._settlings()}
        return None if None in found else all(found)

    def _settlings(self) -> Iterator[Settling]:
        """What settles it in each year, and for each tier of an award."""
        tiers = self.provision.tiers.values() if isinstance(self.provision, Award) else ()
        for year in self.context.years:
            there = self.context.settling(year, self.context.policy.options)
            yield from (there.with_tier(group) for group in tiers)
            if not tiers:
                yield there

    def _same(self, first: Any, second: Any) -> bool | None:
        """None where they may differ; else whether the solver has confirmed that they do not."""
        first, second = _asking(first, second), _asking(second, first)
        if isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
            parts = [self._same(*pair) for pair in zip(first, second, strict=True)]
            return None if None in parts else all(parts)
        if not isinstance(first, Expression) or not isinstance(second, Expression) or first.kind is not second.kind:
            return None if first != second else self.context.solver is not None
        solver, subject = self.context.solver, self._subject(first, second)
        solved = None if solver is None or subject is None else solver.alike(subject, first, second)
        return True if solved else False if _nameless(first) == _nameless(second) else None

    def _subject(self, *formulas: Expression) -> str | None:
        """The list whose things formulas of the provision ask about: the first that has all facts they name."""
        lists = self.context.definition.vocabulary.lists
        own = {each.field for it in formulas for each in attributes(it) if each.owner == SUBJECT}
        for name in _subjects(self.context, self.provision):
            if own <= (lists[name].fields.keys() if name in lists else set()):
                return name
        return None


def _subjects(context: Context, provision: Any) -> Iterator[str]:
    """The lists that formulas of a provision may be about; none is for shared circumstances."""
    ledger = context.definition.duties.ledger
    match provision:
        case Award(subject=subject) | Standard(subject=subject):
            yield subject
        case Target(count=count) if count is not None:
            yield count.of
        case Duty(status=status):
            if isinstance(status, ByCount):
                yield status.count.of
            if ledger is not None:
                yield ledger.unit
    yield ""


def _asking(value: Any, other: Any) -> Any:
    """A condition that a reading does not ask is one that always holds."""
    return Every(()) if value is None and isinstance(other, Expression) and other.kind is Kind.FLAG else value


def _settled(there: Settling, value: Any) -> Any:
    """What an option says: numbers instead of the names of parameters."""
    if isinstance(value, Expression):
        try:
            return there.ground(value)
        except EngineError:
            return value
    if isinstance(value, tuple):
        return tuple(_settled(there, each) for each in value)
    return _settled(there, tuple(value.options.values())) if isinstance(value, Chosen) else value


def _nameless(value: Any) -> Any:
    """A formula in which no constant says where it comes from."""
    if isinstance(value, Constant):
        return replace(value, source="")
    if isinstance(value, tuple):
        return tuple(_nameless(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _nameless(getattr(value, each.name)) for each in fields(value)})
    return value
