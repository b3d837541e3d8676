"""Standards: each item seen met, not met and unknown; those that decide, as the one on which the verdict turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyrules.coverage.conditions import Condition, shown
from policyrules.coverage.obligation import Key, Obligation
from policyrules.coverage.run import Run
from policyrules.coverage.settlings import Asked, Found, of_conditions, settlings_of
from policyrules.engines.standards import StandardOutcome
from policyrules.engines.verdicts import Verdict
from policyrules.language.definition import Block, Definition, Item, Standard
from policyrules.program.evaluate import Lookup
from policyrules.program.standard_rules import BlockRule, ItemRule


def catalogue(definition: Definition) -> Found:
    """What should be seen of each standard."""
    for standard in definition.standards:
        yield Obligation(f"standards.{standard.id}", "met", standard.label)
        settled = settlings_of(definition, standard)
        if standard.applies is not None:
            asked = Asked(f"standards.{standard.id}.applies", standard.label, standard.applies)
            tests = [[each.maybe(standard.applies)] for each in settled]
            yield from of_conditions(definition, standard.subject, [asked], tests)
        items = [(block, item) for block in standard.blocks for item in block.items]
        deciding = [(block, item) for block, item in items if item.modality == "required"]
        conditions = [Asked(_address(standard, *each), each[1].label, each[1].test) for each in deciding]
        tests = [[each.ground(item.test) for _, item in deciding] for each in settled]
        yield from of_conditions(definition, standard.subject, conditions, tests)
        for block, item in items:
            if item.modality != "required":
                one = Asked(_address(standard, block, item), item.label, item.test)
                yield from of_conditions(
                    definition, standard.subject, [one], [[each.ground(item.test)] for each in settled]
                )


def _address(standard: Standard, block: Block, item: Item) -> str:
    return f"standards.{standard.id}.blocks.{block.id}.items.{item.id}"


# What a decision shows


def seen(run: Run) -> Iterator[Key]:
    """What the standards that a case expects something of show."""
    for line in run.decision.standards if run.asserted.standards else ():
        if (line.standard, line.subject) in run.asserted.standards:
            written = next(each for each in run.policy.definition.standards if each.id == line.standard)
            yield from _of_thing(run, written, line.outcome)


def _of_thing(run: Run, standard: Standard, outcome: StandardOutcome) -> Iterator[Key]:
    lookup = outcome.world.lookup(outcome.subject)
    setting = run.settling.setting
    if outcome.verdict is Verdict.MET:
        yield f"standards.{standard.id}", "met"
    rule = outcome.rule
    if standard.applies is not None and rule.applies is not None:
        applies = Condition(f"standards.{standard.id}.applies", "", standard.applies, rule.applies)
        met = _all_met(rule.blocks, lookup, outcome)
        yield from shown([applies], setting, lookup, lambda at, then: met or then is False)
    if outcome.applies is not True:
        return
    pairs = list(zip(standard.blocks, rule.blocks, strict=True))
    counting = [(block, each) for block, each in pairs if each.counts]
    yield from shown(_deciding(standard, counting), setting, lookup)
    for block, each in pairs:
        if block.counts is False:
            yield from shown(_deciding(standard, [(block, each)]), setting, lookup)
        for item, settled in zip(block.items, each.items, strict=True):
            if not settled.decides:
                yield from shown([_condition(standard, block, item, settled)], setting, lookup)


def _all_met(blocks: Sequence[BlockRule], lookup: Lookup, outcome: StandardOutcome) -> bool:
    return all(truth for block, truth in zip(blocks, outcome.blocks, strict=True) if block.counts)


def _deciding(standard: Standard, blocks: Sequence[tuple[Block, BlockRule]]) -> list[Condition]:
    """The items on which the verdict rests, of blocks that count; or those of one that never does."""
    return [
        _condition(standard, block, item, settled)
        for block, rule in blocks
        for item, settled in zip(block.items, rule.items, strict=True)
        if settled.decides
    ]


def _condition(standard: Standard, block: Block, item: Item, settled: ItemRule) -> Condition:
    return Condition(_address(standard, block, item), "", item.test, settled.test)
