"""One thing under a standard, or under the conditions asked of it: from its facts to verdicts, by firings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from policyrules.engines.cases import World
from policyrules.engines.rete import judgement_rules as rules
from policyrules.engines.rete.judgement_rules import (
    Asked,
    BlockFound,
    BlocksDone,
    ItemFound,
    ItemsDone,
    JudgementBook,
    VerdictFound,
)
from policyrules.engines.rete.network import Fact, Network
from policyrules.engines.rete.properties import properties_of
from policyrules.engines.standards import StandardOutcome
from policyrules.engines.verdicts import Verdict
from policyrules.facts.records import Thing
from policyrules.language.tree import Expression
from policyrules.program.evaluate import truth
from policyrules.program.program import Program
from policyrules.program.standard_rules import StandardRule


class Judgements:
    """The standards and conditions of a program as one network."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.book = rules.judgement_book(program)
        self.network = Network(f"{program.policy}.{program.year}.judgements", self.book.definitions)

    def judge(self, standard: StandardRule, subject: Thing, world: World) -> StandardOutcome:
        """A standard for one thing."""
        chain = _StandardChain(self.book, standard, subject, world)
        self.network.run(chain.facts(), chain.act)
        return chain.outcome()

    def truths(self, name: str, subject: Thing | None, world: World) -> Mapping[Expression, bool | None]:
        """The conditions asked of a thing, or of shared circumstances."""
        conditions = self.program.conditions.get(name, ())
        found: dict[int, bool] = {}

        def act(rule: str, _: Mapping[str, Any]) -> Iterable[Fact]:
            meaning = self.book.meanings[rule]
            if isinstance(meaning, Asked):
                found[meaning.condition] = meaning.truth
            return ()

        if conditions:
            self.network.run(_facts(self.book, rules.of_conditions(name), subject, world), act)
        return {condition: found.get(number) for number, condition in enumerate(conditions)}


class _StandardChain:
    """One thing under one standard."""

    def __init__(self, book: JudgementBook, standard: StandardRule, subject: Thing, world: World) -> None:
        self.book = book
        self.standard = standard
        self.subject = subject
        self.world = world
        lookup = world.lookup(subject)
        self.applies = True if standard.applies is None else truth(standard.applies, lookup)
        self.items: dict[tuple[int, int], bool] = {}
        self.blocks: dict[int, bool] = {}
        self.verdict = Verdict.UNKNOWN

    def facts(self) -> list[Fact]:
        """The case itself (the tally of items matches it), then the thing."""
        return _facts(self.book, rules.of_standard(self.standard), self.subject, self.world)

    def act(self, rule: str, _: Mapping[str, Any]) -> Iterable[Fact]:
        """What a firing concludes."""
        meaning = self.book.meanings[rule]
        return self.ACTS[type(meaning)](self, meaning)

    def item_found(self, meaning: ItemFound) -> Iterable[Fact]:
        """An item is met, or missed."""
        self.items[meaning.block, meaning.item] = meaning.truth
        return ()

    def items_done(self, _: ItemsDone) -> Iterable[Fact]:
        """How many items each block misses, and how many of it are unknown."""
        fact: Fact = {"kind": "blocks", "standard": self.standard.index}
        for number, block in enumerate(self.standard.blocks):
            found = [self.items.get((number, index)) for index, item in enumerate(block.items) if item.decides]
            fact[rules.missed(number)] = found.count(False)
            fact[rules.unknown(number)] = found.count(None)
        return (fact,)

    def block_found(self, meaning: BlockFound) -> Iterable[Fact]:
        """A block is met, or missed."""
        self.blocks[meaning.block] = meaning.truth
        return ()

    def blocks_done(self, _: BlocksDone) -> Iterable[Fact]:
        """How many of the blocks that count are missed, and how many unknown."""
        found = [self.blocks.get(number) for number, block in enumerate(self.standard.blocks) if block.counts]
        applies = rules.APPLIES[self.applies]
        return ({"kind": "verdict", "applies": applies, "missed": found.count(False), "unknown": found.count(None)},)

    def verdict_found(self, meaning: VerdictFound) -> Iterable[Fact]:
        """The verdict."""
        self.verdict = meaning.verdict
        return ()

    ACTS: ClassVar[dict[type, Callable[..., Iterable[Fact]]]] = {
        ItemFound: item_found,
        ItemsDone: items_done,
        BlockFound: block_found,
        BlocksDone: blocks_done,
        VerdictFound: verdict_found,
    }

    def outcome(self) -> StandardOutcome:
        """What the rules concluded."""
        items = tuple(
            tuple(self.items.get((number, index)) for index in range(len(block.items)))
            for number, block in enumerate(self.standard.blocks)
        )
        blocks = tuple(self.blocks.get(number) for number in range(len(self.standard.blocks)))
        return StandardOutcome(self.standard, self.subject, self.world, self.applies, items, blocks, self.verdict)


def _facts(book: JudgementBook, owner: str, subject: Thing | None, world: World) -> list[Fact]:
    """The case itself, then the thing as one wide fact of each kind that the owner's rules speak of."""
    kinds = book.kinds.facts_of(owner)
    return [{"kind": "case"}, *({"kind": kind, **properties_of(world, subject, each)} for kind, each in kinds)]
