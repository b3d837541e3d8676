"""The lines of the section `standards`: each thing under a standard, block by block and item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.decision.deciding import deciding_standard
from policyrules.decision.line import Line
from policyrules.decision.needs import needed
from policyrules.engines.standards import StandardOutcome
from policyrules.engines.verdicts import Verdict, verdict_of
from policyrules.language.quantities import Kind, Value, plain_text
from policyrules.language.tree import Attribute
from policyrules.program.evaluate import Lookup, evaluate
from policyrules.program.standard_rules import BlockRule, ItemRule
from policyrules.text import Language

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet


@dataclass(frozen=True)
class ItemFinding:
    """An item: its verdict, which of what it asks was found, which is surely lacking, which is unknown.

    `value` is the figure reported beside it; `missing` the pointers of the facts that would settle it.
    """

    rule: ItemRule
    verdict: Verdict
    found: tuple[Attribute, ...]
    lacking: tuple[Attribute, ...]
    unknown: tuple[Attribute, ...]
    value: Value | None
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The item as the decision's JSON holds it."""
        rule = self.rule
        value = {} if rule.measure is None else {"value": _figure(rule.measure.kind, self.value)}
        return {
            "item": rule.id,
            "clause": rule.clause,
            "verdict": self.verdict.value,
            "modality": rule.modality,
            "found": _names(self.found),
            "lacking": _names(self.lacking),
            "unknown": _names(self.unknown),
            **value,
            "missing": list(self.missing),
        }


@dataclass(frozen=True)
class BlockFinding:
    """A block: its verdict, and its items."""

    rule: BlockRule
    verdict: Verdict
    items: tuple[ItemFinding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The block as the decision's JSON holds it."""
        return {
            "block": self.rule.id,
            "clause": self.rule.clause,
            "verdict": self.verdict.value,
            "counts": self.rule.counts,
            "items": [item.to_dict() for item in self.items],
        }


class StandardLine(Line):
    """A standard for one thing."""

    def __init__(self, outcome: StandardOutcome) -> None:
        self.outcome = outcome

    @property
    def standard(self) -> str:
        """The id of the standard."""
        return self.outcome.rule.id

    @property
    def clause(self) -> str:
        """The clause of the standard."""
        return self.outcome.rule.clause

    @property
    def subject(self) -> str:
        """The id of the thing that is judged."""
        return self.outcome.subject.id

    @property
    def verdict(self) -> str:
        """met, not_met, unknown or not_applicable."""
        return self.outcome.verdict.value

    @cached_property
    def blocks(self) -> tuple[BlockFinding, ...]:
        """The blocks, in the order of the document."""
        outcome = self.outcome
        lookup = outcome.world.lookup(outcome.subject)
        found = []
        for rule, met, truths in zip(outcome.rule.blocks, outcome.blocks, outcome.items, strict=True):
            items = tuple(self._item(item, truth, lookup) for item, truth in zip(rule.items, truths, strict=True))
            found.append(BlockFinding(rule, verdict_of(met), items))
        return tuple(found)

    @property
    def deciding(self) -> Iterator[ItemFinding]:
        """The items on which the verdict rests: those required in blocks that count."""
        return (item for block in self.blocks if block.rule.counts for item in block.items if item.rule.decides)

    @property
    def items_short(self) -> int:
        """How many of the deciding items are surely missed."""
        return sum(item.verdict is Verdict.NOT_MET for item in self.deciding)

    @property
    def items_unknown(self) -> int:
        """How many of the deciding items are unknown."""
        return sum(item.verdict is Verdict.UNKNOWN for item in self.deciding)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The pointers of the facts that an unknown verdict needs; else none."""
        outcome = self.outcome
        if outcome.verdict is not Verdict.UNKNOWN:
            return ()
        found = list(needed(outcome.world, outcome.subject, outcome.rule.applies)) if outcome.applies is None else []
        return tuple(dict.fromkeys([*found, *(pointer for item in self.deciding for pointer in item.missing)]))

    @cached_property
    def decided_by(self) -> tuple[str, ...]:
        """The addresses of the provisions that decided the line: those of its deciding items."""
        return deciding_standard(self)

    def to_dict(self) -> dict[str, Any]:
        """The line as the decision's JSON holds it."""
        return {
            "standard": self.standard,
            "clause": self.clause,
            "subject": self.subject,
            "verdict": self.verdict,
            "items_short": str(self.items_short),
            "items_unknown": str(self.items_unknown),
            "blocks": [block.to_dict() for block in self.blocks],
            "missing": list(self.missing),
        }

    def _item(self, rule: ItemRule, met: bool | None, lookup: Lookup) -> ItemFinding:
        outcome = self.outcome
        flags = [(each, lookup(each)) for each in rule.attributes if each.kind is Kind.FLAG]
        return ItemFinding(
            rule=rule,
            verdict=verdict_of(met),
            found=tuple(each for each, value in flags if value is True),
            # Of several of which one is enough, the others are not lacking.
            lacking=() if met else tuple(each for each, value in flags if value is False),
            unknown=() if met else tuple(each for each, value in flags if value is None),
            value=None if rule.measure is None else evaluate(rule.measure, lookup),
            missing=tuple(dict.fromkeys(needed(outcome.world, outcome.subject, rule.test))) if met is None else (),
        )

    def __repr__(self) -> str:
        return f"StandardLine({self.standard}, {self.subject}, {self.verdict})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.lines import standard

        return standard(self, language)


def _names(attributes: Iterable[Attribute]) -> list[str]:
    """Options by their ids, other facts by their names."""
    return [each.member or each.field for each in attributes]


def _figure(kind: Kind, value: Value | None) -> str | None:
    return None if value is None else plain_text(kind, value)
