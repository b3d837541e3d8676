"""Promises about what is judged, proved for one thing: what holds of each holds of all counts of them."""

from __future__ import annotations

from itertools import pairwise

from policyrules.invariants.rules import NeedsBlocksRule, NestedRule
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program
from policyrules.program.target_rules import TargetRule
from policyrules.proof.any_number.lines import one_of
from policyrules.proof.deciding.run import decide
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.formulas import Chosen
from policyrules.proof.logic.terms import Bool, both, either, negation
from policyrules.proof.promises.broken import broken

ThingRule = NeedsBlocksRule | NestedRule


class AnyThing:
    """One thing of each list that a promise is about, whatever is said of it."""

    def __init__(self, program: Program, vocabulary: Vocabulary, rule: ThingRule, chosen: Chosen) -> None:
        self.program = program
        self.world = SymbolicWorld(
            program, vocabulary, one_of(program, vocabulary, *_lists(program, rule)), chosen=chosen
        )

    @property
    def constraints(self) -> list[Bool]:
        """What is demanded of the thing."""
        return self.world.constraints

    def broken(self, rule: ThingRule) -> Bool | None:
        """Whether the thing breaks the promise; None where one thing alone does not tell."""
        if isinstance(rule, NeedsBlocksRule):
            return broken(rule, decide(self.world))
        targets = {each.id: each for each in self.program.targets}
        there = [targets[name] for name in rule.targets if name in targets]
        found: list[Bool] = []
        for narrow, wide in pairwise(there):
            one = self._counted_apart(narrow, wide)
            if one is None:
                return None
            found.append(one)
        return either(*found)

    def _counted_apart(self, narrow: TargetRule, wide: TargetRule) -> Bool | None:
        """Whether a thing counts, or may count, in the narrower target and not in the wider one."""
        if narrow.count is None or wide.count is None:
            return None
        if (narrow.count.of, narrow.count.by) != (wide.count.of, wide.count.by):
            return None
        name = narrow.count.of
        (thing, *_) = self.world.shape.of(name)
        formulas = self.world.formulas(name, thing)
        one, other = formulas.truth(narrow.count.test), formulas.truth(wide.count.test)
        return either(both(one.met, negation(other.met)), both(negation(one.missed), other.missed))


def _lists(program: Program, rule: ThingRule) -> list[str]:
    if isinstance(rule, NeedsBlocksRule):
        return [each.subject for each in program.standards if each.id == rule.standard]
    named = [each for each in program.targets if each.id in rule.targets]
    return list(dict.fromkeys(each.count.of for each in named if each.count is not None))
