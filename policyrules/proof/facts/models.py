"""A model of the solver as facts: what the solver says of each variable, as the facts of a policy write it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import z3

from policyrules.facts.nesting import room
from policyrules.language.quantities import Kind
from policyrules.language.vocabulary import Circumstances, Field, Things
from policyrules.proof.facts.register import Entry
from policyrules.proof.facts.variables import holds, value_of, whole_of, written
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.values import Quantity

Json = dict[str, Any]


def facts_of(world: SymbolicWorld, model: z3.ModelRef) -> Json:
    """The facts of a model: all that the world's variables say; what is unknown is left out."""
    found: Json = {}
    items: dict[tuple[str, str], Json] = {}
    for name, ids in world.shape.things.items():
        for each in ids:
            items[name, each] = _thing(world, name, each)
            found.setdefault(name, []).append(items[name, each])
    for ((name, thing), (field, year, member)), symbol in world.facts.items():
        value = value_of(symbol, model, world.words)
        if value is None:
            continue
        group = world.vocabulary.lists[name] if thing else world.vocabulary.objects[name]
        item = items[name, thing] if thing else found.setdefault(name, {})
        _put(item, field, group.fields[field], year, member, value)
    entries = _apart(_entry(world, each, model) for each in world.register.entries if holds(each.there, model))
    register = next((name for name, each in world.vocabulary.lists.items() if each.register_of_awards), None)
    return {**found, **({register: entries} if entries and register is not None else {})}


def _thing(world: SymbolicWorld, name: str, thing: str) -> Json:
    """A thing with what tells it apart, and what must be there."""
    item: Json = {}
    group = world.vocabulary.lists[name]
    payee = world.shape.payees.get((name, thing))
    for field, rule in group.fields.items():
        if field == group.id_field:
            _put(item, field, rule, None, None, thing)
        elif rule.required:
            world_payee = payee if rule.type == "reference" and payee is not None else None
            filler = world_payee if world_payee is not None else _filler(group, rule, world)
            if filler is not None:
                _put(item, field, rule, None, None, filler)
            elif rule.series or rule.type == "choices":
                into, last = room(item, field)
                into[last] = {}
    return item


def _filler(group: Things | Circumstances, rule: Field, world: SymbolicWorld) -> Any:
    """Some value for a fact that must be there and that nothing asks about."""
    if rule.series or rule.type == "choices":
        return None
    if rule.type == "reference":
        return next(iter(world.shape.of(rule.to or "")), None)
    if rule.type == "choice":
        return next(iter(rule.options), None)
    if rule.type == "place":
        return world.vocabulary.places.units[0].name if world.vocabulary.places else None
    plain: dict[str, Any] = {"flag": False, "year": world.program.year, "quarter": f"{world.program.year}Q1"}
    plain |= {"day": f"{world.program.year}-01-01", "text": "-", "id": "-", "duty": 1}
    return plain.get(rule.type, 0)


def _put(item: Json, field: str, rule: Field, year: int | None, member: str | None, value: Any) -> None:
    into, last = room(item, field)
    shown = written(rule.kind, value) if member is None else value
    if year is not None:
        into.setdefault(last, {})[f"{year:04d}"] = shown
    elif member is not None:
        into.setdefault(last, {})[member] = value
    else:
        into[last] = shown


def _apart(entries: Iterable[Json]) -> list[Json]:
    """Entries that say the same, written otherwise: what is written twice is refused as a slip."""
    found: list[Json] = []
    for each in entries:
        amount = Fraction(each["amount"])
        ways = [each, {**each, "amount": int(amount) if amount.denominator == 1 else float(amount)}]
        found.append(next((way for way in ways if way not in found), each))
    return found


def _entry(world: SymbolicWorld, entry: Entry, model: z3.ModelRef) -> Json:
    words = world.words
    found: Json = {
        "year": whole_of(entry.year, model),
        "award": words.text(whole_of(entry.award, model)),
        "enterprise": words.text(whole_of(entry.payee, model)),
        "amount": written(Kind.MONEY, whole_of(entry.amount, model)),
    }
    tier = value_of(Quantity(entry.tier.known, entry.tier.term), model, words)
    subject = value_of(entry.subject, model, words)
    return {**found, **({"tier": tier} if tier is not None else {}), **({"subject": subject} if subject else {})}
