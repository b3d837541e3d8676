"""Promises about two decisions, the second with one higher figure: `invariants/monotone.py`, with terms."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.invariants.monotone import asked_of
from policyrules.invariants.rules import MonotoneRule
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program
from policyrules.proof.deciding.run import SymbolicDecision, decide
from policyrules.proof.facts.shape import Shape
from policyrules.proof.facts.variables import Variables
from policyrules.proof.facts.world import FactKey, SymbolicWorld
from policyrules.proof.logic.formulas import Chosen
from policyrules.proof.logic.terms import Bool, both, either, less, negation
from policyrules.proof.logic.values import Quantity, Words

#: What tells the variable of the higher figure from all others.
_HIGHER = "higher."


@dataclass(frozen=True)
class Raised:
    """Decisions on symbolic facts that are equal but for one figure of one thing, which is higher in `after`.

    `rises`: the figure counts as more in the second.
    """

    rule: MonotoneRule
    thing: str
    payee: str
    before: SymbolicDecision
    after: SymbolicDecision
    rises: Bool
    variables: Variables

    @property
    def constraints(self) -> list[Bool]:
        """What the schema demands of both facts, and that the figure, as it counts, is higher in the second."""
        worlds = self.before.world, self.after.world
        return [*worlds[0].constraints, *worlds[1].constraints, *self.variables.constraints, self.rises]


def raised(
    rule: MonotoneRule,
    program: Program,
    vocabulary: Vocabulary,
    shape: Shape,
    thing: str,
    *,
    name: str = "",
    words: Words | None = None,
    chosen: Chosen | None = None,
) -> Raised:
    """The decisions that a promise compares for one thing of its list, under the limits that it counts.

    The vocabulary must have the figure. `name`, `words` and `chosen` are as for `SymbolicWorld`. Raises EngineError
    for what is not encoded.
    """
    asked, words = asked_of(rule, program), Words() if words is None else words
    key, field = (rule.things, thing), rule.figure.field
    variables = Variables(vocabulary, words, f"{name}{_HIGHER}")
    figure = variables.fact(
        f"{rule.things}.{thing}.{rule.figure.key}", vocabulary.lists[rule.things].fields[field], None
    )
    fact: FactKey = (field, rule.figure.year, None)
    lower = SymbolicWorld(asked, vocabulary, shape, name, words=words, chosen=chosen)
    higher = SymbolicWorld(asked, vocabulary, shape, name, words=words, chosen=chosen, other={(key, fact): figure})
    least, most = (world.value(key, field, rule.figure.year) for world in (lower, higher))
    assert isinstance(least, Quantity)
    assert isinstance(most, Quantity)
    rises = both(least.known, most.known, less(least.term, most.term))
    payee = shape.payees.get(key, thing)
    return Raised(rule, thing, payee, decide(lower), decide(higher), rises, variables)


def broken_monotone(raised: Raised) -> Bool:
    """Whether the payee of the thing is paid less with the higher figure. Unknown lines leave that open."""
    rule, before, after = raised.rule, raised.before, raised.after
    lines = [*before.of(raised.payee, rule.awards), *after.of(raised.payee, rule.awards)]
    known = negation(either(*(both(each.there, each.unknown) for each in lines)))
    empty = negation(either(*(each.there for each in before.world.register.entries)))
    falls = less(after.paid(raised.payee, rule.awards), before.paid(raised.payee, rule.awards))
    return both(rule.any_register or empty, known, falls)
