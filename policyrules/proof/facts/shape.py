"""How many things of each list symbolic facts speak of, and to whom they lead. What they say is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.facts.records import Facts
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program


@dataclass(frozen=True)
class Shape:
    """The ids of the things of each list, the payee that each leads to, and the most entries of the register.

    `payees` holds, for each list and id, the payee that the thing's reference names; a payee leads to itself and is
    not in it.
    """

    things: Mapping[str, tuple[str, ...]]
    payees: Mapping[tuple[str, str], str]
    entries: int = 0

    def of(self, name: str) -> tuple[str, ...]:
        """The ids of a list, in order."""
        return self.things.get(name, ())

    def subjects(self, name: str, payee: str) -> tuple[str, ...]:
        """The things of a list that lead to a payee."""
        return tuple(each for each in self.of(name) if self.payees.get((name, each)) == payee)


def payee_fields(program: Program) -> dict[str, str]:
    """The field by which the things of each list name their payee."""
    return {award.subject: award.payee for award in program.awards if award.payee is not None}


def shape_of(program: Program, vocabulary: Vocabulary, payees: int = 1, each: int = 1, entries: int = 0) -> Shape:
    """So many payees, each with so many things of every list that awards are decided for; and register entries.

    Lists that no award is decided for have `each` things.
    """
    fields = payee_fields(program)
    owners = _ids(program.payees, vocabulary, payees) if program.payees else ()
    things: dict[str, tuple[str, ...]] = {}
    leads: dict[tuple[str, str], str] = {}
    for name, rule in vocabulary.lists.items():
        if rule.register_of_awards or rule.within is not None:
            continue
        if name == program.payees:
            things[name] = owners
            continue
        things[name] = _ids(name, vocabulary, each * len(owners) if name in fields else each)
        if name in fields:
            leads.update({(name, thing): owners[index // each] for index, thing in enumerate(things[name])})
    return Shape(things, leads, entries)


def _ids(name: str, vocabulary: Vocabulary, number: int) -> tuple[str, ...]:
    """Ids that no two lists share, `enterprises-1`; of units told apart by their names at most as many as there are."""
    rule = vocabulary.lists[name]
    if rule.id_field is not None and rule.fields[rule.id_field].type == "place":
        units = vocabulary.places.units if vocabulary.places else ()
        return tuple(unit.name for unit in units[:number])
    return tuple(f"{name}-{index}" for index in range(1, number + 1))


def shape_of_facts(program: Program, facts: Facts) -> Shape:
    """The shape of facts that there are."""
    fields = payee_fields(program)
    return Shape(
        {name: tuple(thing.id for thing in things) for name, things in facts.lists.items()},
        {(name, thing.id): str(thing.value(field)) for name, field in fields.items() for thing in facts.lists[name]},
        len(facts.paid),
    )
