"""Models that make small cases: of all facts that show something, those with little in them and round figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import z3

from policyrules.language.quantities import Kind
from policyrules.proof.facts.register import Entry
from policyrules.proof.facts.world import Key, SymbolicWorld
from policyrules.proof.logic.solving import LIMIT, Solved, answered
from policyrules.proof.logic.terms import Bool, at_most, both, either, implies, less, negation, same
from policyrules.proof.logic.values import Quantity, Symbol, Truth

#: How much the solver may work on one wish. Not seconds: the same wishes are granted on every machine.
_EFFORT = 100_000
#: A text that comes after all that were met: what has a greater code is none of these.
_LAST = "\0"
#: 10,000 yuan in fen: what figures are multiples of, if they can be.
_ROUND = 1_000_000


def small_model(world: SymbolicWorld, constraints: Iterable[Bool], limit: float = LIMIT, quick: bool = False) -> Solved:
    """A model of the constraints with no earlier payments, few things and round figures, as far as can be.

    The constraints may be about other worlds, too. `limit` are the seconds in which a first model must be found;
    `quick`: it is not looked for long.
    """
    solver, found = answered(both(*constraints), limit, quick=quick)
    if found.outcome != "sat":
        return found
    model = found.model
    solver.set("timeout", 4_294_967_295)
    solver.set("rlimit", _EFFORT)
    for wish in _wishes(world):
        if wish is not False and wish is not True and solver.check(wish) == z3.sat:
            model = solver.model()
            solver.add(wish)
    return Solved("sat", model)


def _wishes(world: SymbolicWorld) -> Iterator[Bool]:
    """What makes a case smaller, the most telling first; each is granted beside those granted before."""
    entries = [negation(each.there) for each in world.register.entries]
    yield both(*entries)
    yield from reversed(entries)
    yield from (_is_plausible(each, world) for each in world.register.entries)
    yield both(*_not_in_the_future(world))
    things: dict[tuple[str, str], list[Symbol]] = {}
    for (key, _), symbol in world.facts.items():
        things.setdefault(key, []).append(symbol)
    for (name, thing), symbols in reversed(things.items()):
        if name != world.program.payees or not thing:
            yield both(*map(_unknown, symbols))
    figures = [symbol for (key, fact), symbol in world.facts.items() if _kind(world, key, fact[0]) is Kind.MONEY]
    yield both(*map(_is_round, figures))
    yield from map(_is_round, figures)


def _not_in_the_future(world: SymbolicWorld) -> Iterator[Bool]:
    """That nothing was founded after the year decided."""
    for (key, fact), symbol in world.facts.items():
        if _kind(world, key, fact[0]) is Kind.YEAR and isinstance(symbol, Quantity):
            yield implies(symbol.known, at_most(symbol.term, world.program.year))


def _is_plausible(entry: Entry, world: SymbolicWorld) -> Bool:
    """That an entry, if it is there, is an earlier payment to a payee of the facts, for what its award is for.

    The subject may also be one that the facts do not name.
    """
    program, words = world.program, world.words
    elsewhere = less(words.code(_LAST), entry.subject.code)
    subjects = [elsewhere]
    for award in program.awards:
        things = [same(entry.subject.code, words.code(each)) for each in world.shape.of(award.subject)]
        subjects.append(both(same(entry.award, words.code(award.id)), either(*things)))
    payees = (same(entry.payee, words.code(each)) for each in world.shape.of(program.payees))
    earlier = at_most(entry.year, program.year)
    return implies(entry.there, both(either(*payees), earlier, implies(entry.subject.known, either(*subjects))))


def _unknown(symbol: Symbol) -> Bool:
    """That nothing is said of a fact that may be left out."""
    unknown = symbol.unknown if isinstance(symbol, Truth) else negation(symbol.known)
    return True if unknown is False else unknown


def _kind(world: SymbolicWorld, key: Key, field: str) -> Kind:
    name, thing = key
    return (world.vocabulary.lists[name] if thing else world.vocabulary.objects[name]).fields[field].kind


def _is_round(symbol: Symbol) -> Bool:
    assert isinstance(symbol, Quantity)
    return True if isinstance(symbol.term, int) else symbol.term % _ROUND == 0
