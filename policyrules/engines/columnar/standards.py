"""Standards as columns: the truth of each item, and the verdict, for all things of a list at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.expressions import Columns, asked_of_rows, columns_over
from policyrules.engines.columnar.refusals import refuse
from policyrules.engines.columnar.truths import Truth, column, every, negation
from policyrules.engines.verdicts import Verdict
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID
from policyrules.language.tree import Expression
from policyrules.program.program import Program
from policyrules.program.standard_rules import ItemRule, StandardRule

#: The columns of the lines of standards, and of their items: text, but for numbers of items.
LINES = ("standard", "clause", "subject", "verdict", "items_short", "items_unknown")
ITEMS = ("standard", "block", "item", "modality", "subject", "verdict")
_ORDER = "$order"


@dataclass(frozen=True)
class Judgement:
    """A standard over the rows of its list: whether it applies, and the truths of the items of each block."""

    rule: StandardRule
    applies: Truth
    items: tuple[tuple[Truth, ...], ...]

    @cached_property
    def met(self) -> Truth:
        """Whether all items that decide are met, in the blocks that count."""
        return every(self._deciding())

    @property
    def items_short(self) -> nw.Expr:
        """How many of the items on which the verdict rests are surely missed."""
        return _number(column(negation(each)).fill_null(value=False) for each in self._deciding())

    @property
    def items_unknown(self) -> nw.Expr:
        """How many of the items on which the verdict rests are unknown."""
        return _number(column(each).is_null() for each in self._deciding())

    def findings(self) -> Iterator[tuple[str, ItemRule, Truth]]:
        """Each item and its truth, with the id of its block."""
        for block, truths in zip(self.rule.blocks, self.items, strict=True):
            yield from ((block.id, item, truth) for item, truth in zip(block.items, truths, strict=True))

    def blocks(self) -> Iterator[tuple[str, Truth]]:
        """The id of each block, and whether it is met: whether all its items that decide are."""
        for block, truths in zip(self.rule.blocks, self.items, strict=True):
            yield block.id, every(truth for item, truth in zip(block.items, truths, strict=True) if item.decides)

    def _deciding(self) -> Iterator[Truth]:
        counting = {block.id for block in self.rule.blocks if block.counts}
        return (truth for block, item, truth in self.findings() if block in counting and item.decides)


def judgement(rule: StandardRule, columns: Columns) -> Judgement:
    """A standard as columns over the rows of its list. Raises EngineError for what columns cannot compute."""
    applies = True if rule.applies is None else columns.truth(rule.applies)
    items = tuple(tuple(columns.truth(item.test) for item in block.items) for block in rule.blocks)
    return Judgement(rule, applies, items)


def formulas(rule: StandardRule) -> list[Expression]:
    """The formulas that decide a standard."""
    applies = [] if rule.applies is None else [rule.applies]
    return [*applies, *(item.test for block in rule.blocks for item in block.items)]


def block_column(block: str) -> str:
    """The column of the verdict of a block."""
    return f"block:{block}"


class Standards:
    """The standards of a program over facts in frames.

    Making it raises EngineError for what columns cannot compute, and for things whose figures leave 64 bits.
    """

    def __init__(self, program: Program, frames: FactFrames) -> None:
        self._backend = frames.backend
        self._tables: dict[str, nw.LazyFrame[Any]] = {}
        self._judgements: dict[str, list[Judgement]] = {}
        for name in dict.fromkeys(rule.subject for rule in program.standards):
            rules = [rule for rule in program.standards if rule.subject == name]
            columns = columns_over(frames.facts)
            self._judgements[name] = [judgement(rule, columns) for rule in rules]
            asked = [each for rule in rules for each in formulas(rule)]
            self._tables[name] = frames.table(name, asked_of_rows(asked, frames.facts.objects))
            refuse(self._tables[name], name, columns.guards, frames.backend)

    def subjects(self, name: str) -> nw.LazyFrame[Any] | None:
        """One row for each thing of a list: its `id`, and of each standard the verdict, `six_haves_verdict`, and how
        many of the items on which it rests are missed or unknown, `…_items_short` and `…_items_unknown` (Int64).

        None where no standard judges the list.
        """
        return self._concluded(name) if name in self._judgements else None

    def lines(self, *, ordered: bool = False) -> nw.LazyFrame[Any]:
        """One row for each standard and thing, with the columns `LINES`; `ordered` by the thing, then by standard."""
        found = [
            self._concluded(name).select(
                _text(each.rule.id).alias("standard"),
                _text(each.rule.clause).alias("clause"),
                nw.col("id").alias("subject"),
                *(nw.col(f"{each.rule.id}_{what}").alias(what) for what in LINES[3:]),
                nw.lit(each.rule.index, nw.Int64).alias(_ORDER),
            )
            for name, judged in self._judgements.items()
            for each in judged
        ]
        return self._together(found, LINES, ordered)

    def blocks(self, standard: str) -> nw.LazyFrame[Any]:
        """One row for each thing that a standard judges: `subject`, the `verdict`, and of each block, `block:site`."""
        name, judged = next(
            (name, each) for name, found in self._judgements.items() for each in found if each.rule.id == standard
        )
        numbers = [number.alias(called) for called, number in _numbers(judged).items()]
        truths = {block_column(block): truth for block, truth in judged.blocks()}
        met = [column(truth).alias(block) for block, truth in truths.items()]
        table = self._tables[name].select(nw.col(ID).alias("subject"), *numbers, *met)
        verdicts = [_verdict_of(nw.col(block)).alias(block) for block in truths]
        return table.select("subject", _verdict(standard).alias("verdict"), *verdicts)

    def items(self, *, ordered: bool = False) -> nw.LazyFrame[Any]:
        """One row for each item and thing, with the columns `ITEMS`; `ordered` by the thing, then as they are asked."""
        found: list[nw.LazyFrame[Any]] = []
        many = sum(len(formulas(each.rule)) for judged in self._judgements.values() for each in judged)
        for name, judged in self._judgements.items():
            asked = [(each.rule, *finding) for each in judged for finding in each.findings()]
            truths = [column(truth).alias(f"$item{at}") for at, (*_, truth) in enumerate(asked)]
            table = self._tables[name].select(nw.col(ID), *truths)
            found += [
                table.select(
                    _text(rule.id).alias("standard"),
                    _text(block).alias("block"),
                    _text(item.id).alias("item"),
                    _text(item.modality).alias("modality"),
                    nw.col(ID).alias("subject"),
                    _verdict_of(nw.col(f"$item{at}")).alias("verdict"),
                    nw.lit(rule.index * many + at, nw.Int64).alias(_ORDER),
                )
                for at, (rule, block, item, _) in enumerate(asked)
            ]
        return self._together(found, ITEMS, ordered)

    def _concluded(self, name: str) -> nw.LazyFrame[Any]:
        """The rows of `subjects`."""
        judged = self._judgements[name]
        # The verdict follows from the numbers of items, which databases would compute again for it.
        numbers = [number.alias(called) for each in judged for called, number in _numbers(each).items()]
        table = self._tables[name].select(nw.col(ID).alias("id"), *numbers)
        found: list[nw.Expr] = []
        for each in (each.rule.id for each in judged):
            found += [_verdict(each).alias(f"{each}_verdict"), nw.col(f"{each}_items_short", f"{each}_items_unknown")]
        return table.select("id", *found)

    def _together(self, frames: list[nw.LazyFrame[Any]], columns: tuple[str, ...], ordered: bool) -> nw.LazyFrame[Any]:
        if not frames:
            return self._nothing(columns)
        found = nw.concat(frames)
        return (found.sort("subject", _ORDER) if ordered else found).select(*columns)

    def _nothing(self, columns: tuple[str, ...]) -> nw.LazyFrame[Any]:
        import polars as pl

        numbers = ("items_short", "items_unknown")
        empty = pl.DataFrame(schema={each: pl.Int64() if each in numbers else pl.String() for each in columns})
        return self._backend.made(empty)


def _numbers(judged: Judgement) -> dict[str, nw.Expr]:
    """Whether a standard applies, and how many of the items on which the verdict rests are missed, and unknown."""
    name = judged.rule.id
    return {
        f"{name}_applies": column(judged.applies),
        f"{name}_items_short": judged.items_short,
        f"{name}_items_unknown": judged.items_unknown,
    }


def _verdict(name: str) -> nw.Expr:
    """The verdict as a word. Where it is unknown whether the standard applies, only what is missed is sure."""
    applies, short, unknown = (nw.col(f"{name}_{each}") for each in ("applies", "items_short", "items_unknown"))
    return (
        nw.when(~applies)
        .then(_word(Verdict.NOT_APPLICABLE))
        .when(short > 0)
        .then(_word(Verdict.NOT_MET))
        .when(applies & (unknown == 0))
        .then(_word(Verdict.MET))
        .otherwise(_word(Verdict.UNKNOWN))
    )


def _verdict_of(truth: nw.Expr) -> nw.Expr:
    met, missed, unknown = (_word(each) for each in (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN))
    return nw.when(truth).then(met).when(~truth).then(missed).otherwise(unknown)


def _number(truths: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(add, (each.cast(nw.Int64) for each in truths), nw.lit(0, nw.Int64))


def _word(verdict: Verdict) -> nw.Expr:
    return _text(verdict.value)


def _text(text: str) -> nw.Expr:
    return nw.lit(text, nw.String)
