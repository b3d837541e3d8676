"""Standards and single conditions → rules of durable-rules.

The chain of one thing under a standard:

    its facts ──▶ item met · item missed ──▶ blocks (how many items each misses, how many are unknown)
    blocks ──▶ block met · block missed ──▶ standard (how many blocks it misses) ──▶ met · not met · not applicable

Kleene's unknown needs no rule: what neither fires as met nor as missed is unknown. A single condition ends with
its first firing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from policyrules.engines.rete.book import Book
from policyrules.engines.rete.kinds import MOST_MATCHES
from policyrules.engines.rete.patterns import Pattern, comparison, fails, holds
from policyrules.engines.verdicts import Verdict
from policyrules.errors import EngineError
from policyrules.language.tree import Expression
from policyrules.program.program import Program
from policyrules.program.standard_rules import StandardRule

ITEMS, ITEMS_DONE, BLOCKS, BLOCKS_DONE, VERDICT = 1000, 2000, 3000, 4000, 5000
#: How a fact says whether a standard applies to its thing.
APPLIES = {True: 1, False: 0, None: 2}


@dataclass(frozen=True)
class Asked:
    """A condition on a thing surely holds, or surely fails."""

    condition: int
    truth: bool


@dataclass(frozen=True)
class ItemFound:
    """An item of a standard is surely met, or surely missed."""

    block: int
    item: int
    truth: bool


@dataclass(frozen=True)
class ItemsDone:
    """Every item that can be known is known."""


@dataclass(frozen=True)
class BlockFound:
    """A block is surely met, or surely missed."""

    block: int
    truth: bool


@dataclass(frozen=True)
class BlocksDone:
    """Every block that can be known is known."""


@dataclass(frozen=True)
class VerdictFound:
    """The verdict of a standard."""

    verdict: Verdict


Meaning = Asked | ItemFound | ItemsDone | BlockFound | BlocksDone | VerdictFound


class JudgementBook(Book[Meaning]):
    """The rules of standards and conditions."""

    def ask(self, owner: str, name: str, expression: Expression, meaning: Callable[[bool], Meaning]) -> None:
        """Add the two rules of a formula about a thing: it surely holds, it surely fails."""
        kind = self.kinds.with_room(owner, partial(holds, expression), partial(fails, expression))
        properties = self.kinds.properties[kind]
        self.add(f"{name}.holds", meaning(True), ITEMS, kind, holds(expression, properties))
        self.add(f"{name}.fails", meaning(False), ITEMS, kind, fails(expression, properties))


def of_standard(standard: StandardRule) -> str:
    """The owner of the facts of things under a standard."""
    return f"standard.{standard.index}"


def of_conditions(list_name: str) -> str:
    """The owner of the facts of things that conditions are asked of."""
    return f"conditions.{list_name}"


def judgement_book(program: Program) -> JudgementBook:
    """The rules of a program's standards and conditions. Raises EngineError for a standard of too many blocks."""
    book = JudgementBook()
    for standard in program.standards:
        _standard(book, standard)
    for name, conditions in program.conditions.items():
        owner = of_conditions(name)
        for number, condition in enumerate(conditions):
            book.ask(owner, f"{owner}.{number}", condition, partial(Asked, number))
    # Every case begins with a fact that matches a rule: the engine cannot forget one that matched none.
    book.add("items_done", ItemsDone(), ITEMS_DONE, "case")
    book.add("blocks_done", BlocksDone(), BLOCKS_DONE, "blocks")
    return book


def _standard(book: JudgementBook, standard: StandardRule) -> None:
    if len(standard.blocks) >= MOST_MATCHES:
        raise EngineError(f"the rete engine cannot judge `{standard.id}`: {len(standard.blocks)} blocks are too many")
    owner = of_standard(standard)
    for number, block in enumerate(standard.blocks):
        for index, item in enumerate(block.items):
            book.ask(owner, f"{owner}.{number}.{index}", item.test, partial(ItemFound, number, index))
        name = f"{owner}.block.{number}"
        here: Pattern = {"standard": standard.index}
        all_met: list[Pattern] = [{missed(number): 0}, {unknown(number): 0}]
        some_missed = comparison(">", missed(number), 0)
        book.add(f"{name}.met", BlockFound(number, True), BLOCKS, "blocks", here, *all_met)
        book.add(f"{name}.missed", BlockFound(number, False), BLOCKS, "blocks", here, some_missed)
    if "not_applicable" not in book.definitions:
        _verdicts(book)


def _verdicts(book: JudgementBook) -> None:
    """The verdict from the blocks that count; no rule fires where it is unknown."""
    applies, may_apply = {"applies": APPLIES[True]}, comparison(">", "applies", APPLIES[False])
    book.add("not_applicable", VerdictFound(Verdict.NOT_APPLICABLE), VERDICT, "verdict", {"applies": APPLIES[False]})
    book.add("not_met", VerdictFound(Verdict.NOT_MET), VERDICT, "verdict", may_apply, comparison(">", "missed", 0))
    book.add("met", VerdictFound(Verdict.MET), VERDICT, "verdict", applies, {"missed": 0}, {"unknown": 0})


# The properties of a `blocks` fact, by the number of the block.


def missed(block: int) -> str:
    """How many items that decide are surely missed."""
    return f"missed_{block}"


def unknown(block: int) -> str:
    """How many items that decide are unknown."""
    return f"unknown_{block}"
