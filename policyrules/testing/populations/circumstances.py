"""Single things that all cases share: every figure that a formula asks about, near what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from policyrules.facts.nesting import room
from policyrules.language.quantities import decimal_text
from policyrules.language.tree import attributes
from policyrules.language.vocabulary import Check, Field, Vocabulary
from policyrules.program.program import BudgetRule, Program
from policyrules.testing.aims import Aims, Where
from policyrules.testing.populations.draws import Draws
from policyrules.testing.populations.plan import SHARE_PARTS, thresholds, years_of

Json = dict[str, Any]
#: What a figure is where it is compared with nothing, in whole units; of a share in ten-thousandths.
_PLAIN = {"money": 10**9, "area": 10**4, "count": 5, "share": SHARE_PARTS // 2}


def circumstances(vocabulary: Vocabulary, program: Program, aims: Aims, draws: Draws) -> dict[str, Json]:
    """The shared circumstances by name, as JSON would hold them; none of what is asked about is left open."""
    spent = _spent(program)
    found: dict[str, Json] = {}
    for name, group in vocabulary.objects.items():
        thing: Json = {}
        years = years_of(group.fields, name, program, aims)
        for key, field in group.fields.items():
            if not (field.required or aims.is_asked(name, key)):
                continue
            about = _about(field, aims, (name, key), spent)
            into, last = room(thing, key)
            if field.series:
                into[last] = {str(year): _value(field, about, vocabulary, draws, name, key, year) for year in years}
            else:
                into[last] = _value(field, about, vocabulary, draws, name, key, program.year)
        for check in vocabulary.checks:
            if check.of == name:
                _respect(check, thing)
        if thing:
            found[name] = thing
    return found


def _respect(check: Check, thing: Json) -> None:
    """Lower what is not above something else."""
    (into, last), (beside, bound) = (room(thing, key) for key in check.not_above)
    first, second = into.get(last), beside.get(bound)
    if isinstance(first, dict) and isinstance(second, dict):
        into[last] = {year: min(first[year], second[year], key=Fraction) for year in first}
    elif first is not None and second is not None:
        into[last] = min(first, second, key=Fraction)


def _spent(program: Program) -> Mapping[Where, int]:
    """What lessens budgets, with a twentieth of the budget in whole yuan: a population is not to find it spent."""
    budgets = [limit for limit in program.limits() if isinstance(limit, BudgetRule) and limit.less is not None]
    return {
        (each.owner, each.field): max(limit.amount, 0) // 2000
        for limit in budgets
        if limit.less is not None
        for each in attributes(limit.less)
    }


def _about(field: Field, aims: Aims, where: Where, spent: Mapping[Where, int]) -> int:
    """The figure about which a field lies, in whole units."""
    if where in spent:
        return spent[where]
    points = thresholds(field.kind, aims.of(*where))
    return points[0] if points else _PLAIN.get(field.type, 1)


def _value(field: Field, about: int, vocabulary: Vocabulary, draws: Draws, *name: str | int) -> Any:
    (word,) = draws.words(1, *name)
    part = int(word) >> 48
    match field.type:
        case "money" | "area" | "count":
            # From seven eighths to nine eighths of it.
            return about - about // 8 + (about * part >> 18)
        case "share":
            return decimal_text(Fraction(min(about - about // 8 + (about * part >> 18), SHARE_PARTS), SHARE_PARTS))
        case "flag":
            return True
        case "choices":
            return list(field.options)
        case "choice":
            return list(field.options)[part % len(field.options)]
        case "year":
            return int(name[-1]) - 5
        case "place" if vocabulary.places is not None:
            return vocabulary.places.units[part % len(vocabulary.places.units)].name
    return field.label.zh
