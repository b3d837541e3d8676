"""A world of symbolic facts: things of a shape, about which every fact is a variable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.errors import EngineError
from policyrules.facts.records import Facts, Thing
from policyrules.language.quantities import Value
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.language.vocabulary import Check, Field, Vocabulary
from policyrules.program.program import Program
from policyrules.proof.facts.register import SymbolicRegister
from policyrules.proof.facts.shape import Shape, payee_fields
from policyrules.proof.facts.variables import Variables, equal
from policyrules.proof.logic.formulas import Chosen, Formulas, Lookup
from policyrules.proof.logic.terms import Bool, at_most, both, either, implies, less, same, when
from policyrules.proof.logic.values import (
    UNKNOWN_QUANTITY,
    UNKNOWN_TRUTH,
    UNKNOWN_WORD,
    Quantity,
    Symbol,
    Truth,
    Word,
    Words,
    aligned,
    picked,
)

#: A thing: its list and id; a shared circumstance has its name and no id.
Key = tuple[str, str]
#: A fact of a thing: the field, the year of a series, the option of several.
FactKey = tuple[str, int | None, str | None]


class SymbolicWorld:
    """Symbolic facts of a shape, seen through a program. Variables are made when they are first asked for.

    Worlds of one name share their variables, but for those in `other`: facts (thing and fact) that stand for
    themselves instead. `chosen` stands for numbers chosen as options. Raises EngineError for what is not encoded.
    """

    def __init__(
        self,
        program: Program,
        vocabulary: Vocabulary,
        shape: Shape,
        name: str = "",
        *,
        words: Words | None = None,
        other: Mapping[tuple[Key, FactKey], Symbol] | None = None,
        chosen: Chosen | None = None,
    ) -> None:
        self.program = program
        self.vocabulary = vocabulary
        self.shape = shape
        self.words = Words() if words is None else words
        self.chosen = dict(chosen or {})
        self._variables = Variables(vocabulary, self.words, name)
        self._other = dict(other or {})
        self._facts: dict[tuple[Key, FactKey], Symbol] = {}
        self._formulas: dict[Key | None, Formulas] = {}
        self._payees = payee_fields(program)
        self.register = SymbolicRegister(program, self._variables, shape.entries)

    # What is asked of facts.

    def lookup(self, name: str | None, thing: str | None) -> Lookup:
        """The attributes that formulas may ask about a thing, or about shared circumstances alone."""

        def find(attribute: Attribute) -> Symbol:
            fact = (attribute.field, attribute.year, attribute.member)
            if attribute.owner == SUBJECT:
                assert name is not None
                assert thing is not None
                return self.value((name, thing), *fact)
            target = None if name is None else self.program.references.get((name, attribute.owner))
            if target is None or thing is None or name is None:
                return self._circumstance(attribute)
            return self._through((name, thing), target, attribute)

        return find

    def formulas(self, name: str | None = None, thing: str | None = None) -> Formulas:
        """Formulas about a thing, or about shared circumstances alone."""
        key = None if name is None or thing is None else (name, thing)
        found = self._formulas.get(key)
        if found is None:
            found = self._formulas[key] = Formulas(self.lookup(name, thing), self.words, self.chosen)
        return found

    def value(self, key: Key, field: str, year: int | None = None, member: str | None = None) -> Symbol:
        """A value as `Thing.value` gives it: zero where its absence means that."""
        rule = self._rule(key, field)
        found = self.raw(key, field, year, member)
        if not isinstance(found, Quantity):
            return found
        if rule.absent == "zero":
            return Quantity(True, when(found.known, found.term, 0), found.over)
        if rule.zero_before is None or year is None:
            return found
        founded = self.raw(key, rule.zero_before)
        assert isinstance(founded, Quantity)
        not_yet = both(founded.known, less(year, founded.term))
        return Quantity(either(found.known, not_yet), when(found.known, found.term, 0), found.over)

    def raw(self, key: Key, field: str, year: int | None = None, member: str | None = None) -> Symbol:
        """The variable of a fact, as the facts give it."""
        fact = (key, (field, year, member))
        found = self._facts.get(fact)
        if found is None:
            found = self._facts[fact] = self._other.get(fact) or self._fact(key, field, year, member)
        return found

    def _fact(self, key: Key, field: str, year: int | None, member: str | None) -> Symbol:
        (name, thing), rule = key, self._rule(key, field)
        if thing and field == self._id_field(name):
            return Word(True, self.words.code(thing))
        if field == self._payees.get(name) and key in self.shape.payees:
            return Word(True, self.words.code(self.shape.payees[key]))
        label = (
            f"{name}.{thing}.{field}" + ("" if year is None else f"@{year}") + ("" if member is None else f":{member}")
        )
        found = self._variables.fact(label, rule, member)
        if rule.type == "reference" and isinstance(found, Word):
            targets = [same(found.code, self.words.code(each)) for each in self.shape.of(rule.to or "")]
            self._variables.constraints.append(implies(found.known, either(*targets)))
        return found

    def _rule(self, key: Key, field: str) -> Field:
        name, thing = key
        group = self.vocabulary.lists[name] if thing else self.vocabulary.objects[name]
        return group.fields[field]

    def _id_field(self, name: str) -> str | None:
        return self.vocabulary.lists[name].id_field

    def _circumstance(self, attribute: Attribute) -> Symbol:
        if attribute.owner not in self.vocabulary.objects:
            raise EngineError(f"a formula about `{attribute.key}` cannot be proved")
        return self.value((attribute.owner, ""), attribute.field, attribute.year, attribute.member)

    def _through(self, key: Key, target: str, attribute: Attribute) -> Symbol:
        """An attribute of what a reference names: unknown where the reference is."""
        reference = self.value(key, attribute.owner)
        assert isinstance(reference, Word)
        found: Symbol | None = None
        for each in self.shape.of(target):
            value = self.value((target, each), attribute.field, attribute.year, attribute.member)
            names = both(reference.known, same(reference.code, self.words.code(each)))
            found = picked(names, value, _unknown_like(value) if found is None else found)
        return found if found is not None else self._nothing(target, attribute)

    def _nothing(self, target: str, attribute: Attribute) -> Symbol:
        rule = self.vocabulary.lists[target].fields[attribute.field]
        sample = Variables(self.vocabulary, self.words).fact("nothing", rule, attribute.member)
        return _unknown_like(sample)

    # What is demanded of facts.

    @property
    def constraints(self) -> list[Bool]:
        """What the schema demands of the variables made so far."""
        return [*self._variables.constraints, *self._checked()]

    def _checked(self) -> Iterator[Bool]:
        """Checks across the facts of one thing whose failing is an error."""
        for check in self.vocabulary.checks:
            if check.severity == "error":
                yield from self._not_above(check)

    def _not_above(self, check: Check) -> Iterator[Bool]:
        lower, upper = check.not_above
        for (key, (field, year, member)), symbol in list(self._facts.items()):
            other = self._facts.get((key, (upper, year, member)))
            if key[0] == check.of and field == lower and isinstance(symbol, Quantity) and isinstance(other, Quantity):
                one, bound, _ = aligned(symbol, other)
                yield implies(both(symbol.known, other.known), at_most(one, bound))

    def equals(self, facts: Facts) -> list[Bool]:
        """That the variables made so far say exactly what facts say."""
        found = list(self.register.equals(facts.paid))
        things = {(name, each.id): each for name, listed in facts.lists.items() for each in listed}
        things |= {(name, ""): each for name, each in facts.objects.items()}
        for (key, (field, year, member)), symbol in self._facts.items():
            found.append(equal(symbol, _given(things[key], field, year, member), self.words))
        return found

    @property
    def facts(self) -> Mapping[tuple[Key, FactKey], Symbol]:
        """The variables made so far, by thing and fact."""
        return self._facts


def _given(thing: Thing, field: str, year: int | None, member: str | None) -> Value | None:
    """What facts give, before absence means anything."""
    found: Any = thing.given.get(field)
    if member is not None or year is not None:
        found = found.get(member if member is not None else year) if isinstance(found, Mapping) else None
    value: Value | None = found
    return value


def _unknown_like(symbol: Symbol) -> Symbol:
    if isinstance(symbol, Truth):
        return UNKNOWN_TRUTH
    return UNKNOWN_WORD if isinstance(symbol, Word) else UNKNOWN_QUANTITY
