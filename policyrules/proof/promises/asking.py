"""Formulas of a promise asked of facts whose vocabulary may be another: what it does not have is unknown."""

from __future__ import annotations

from dataclasses import replace

from policyrules.errors import EngineError
from policyrules.language.quantities import Kind
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.language.vocabulary import Field
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.formulas import Formulas
from policyrules.proof.logic.values import UNKNOWN_QUANTITY, UNKNOWN_TRUTH, UNKNOWN_WORD, Symbol

_UNKNOWN: dict[Kind, Symbol] = {
    Kind.FLAG: UNKNOWN_TRUTH,
    Kind.TEXT: UNKNOWN_WORD,
    Kind.CHOICE: UNKNOWN_WORD,
}


def asked(decision: SymbolicDecision, name: str | None = None, thing: str | None = None) -> Formulas:
    """Formulas of another policy about a thing of the list `name`, or about shared circumstances alone.

    They raise EngineError where a fact has become one of another sort, of which nothing can be said.
    """
    world = decision.world
    find = world.lookup(name, thing)

    def safely(attribute: Attribute) -> Symbol:
        unknown = _UNKNOWN.get(attribute.kind, UNKNOWN_QUANTITY)
        rule = _rule(attribute, name, world)
        if rule is None or not _is_answered(attribute, rule):
            return unknown
        # What was a series and no longer is holds for every year.
        found = find(attribute if rule.series else replace(attribute, year=None))
        if type(found) is not type(unknown):
            raise EngineError(f"`{attribute.key}` is of another sort than the promise asks about")
        return found

    return Formulas(safely, world.words, world.chosen)


def _rule(attribute: Attribute, name: str | None, world: SymbolicWorld) -> Field | None:
    """What the vocabulary says of a fact, if it has it."""
    owner, vocabulary = attribute.owner, world.vocabulary
    target = name if owner == SUBJECT else world.program.references.get((name or "", owner))
    group = vocabulary.objects.get(owner) if target is None else vocabulary.lists.get(target)
    return None if group is None else group.fields.get(attribute.field)


def _is_answered(attribute: Attribute, rule: Field) -> bool:
    """Whether facts can answer for an attribute: of a series for a year, of several options for one of them."""
    if rule.type == "choices" or attribute.member is not None:
        return rule.type == "choices" and attribute.member in rule.options
    return attribute.year is not None or not rule.series
