"""Facts in the making, from values of attributes: each thing with what was asked of it and what it must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from policyrules.facts.nesting import room
from policyrules.language.definition import Definition
from policyrules.language.quantities import SCALE, Kind, Value, decimal_text
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.language.vocabulary import Field, Things

Json = dict[str, Any]


@dataclass
class Building:
    """Facts of a policy, thing by thing."""

    definition: Definition
    facts: Json = field(default_factory=dict)

    def thing(self, name: str, values: Mapping[Attribute, Value | None], own: Mapping[str, Any] | None = None) -> Json:
        """Add a thing to the list `name`; `own` are fields as facts hold them. Gives the thing."""
        things = self.definition.vocabulary.lists[name]
        item: Json = {}
        self.facts.setdefault(name, []).append(item)
        given = dict(own or {})
        if things.id_field is not None and things.id_field not in given:
            given[things.id_field] = self._new_id(name, things)
        for each in things.fields:
            if each in given:
                self._put(item, each, given[each])
        for each, rule in things.fields.items():
            if rule.required and each not in given and rule.type != "id":
                self._put(item, each, self._needed(rule))
        self.ask(name, item, values)
        return item

    def ask(self, name: str, item: Json, values: Mapping[Attribute, Value | None]) -> None:
        """Give a thing what was asked of it, of what it names, and of what all share."""
        things = self.definition.vocabulary.lists[name]
        for attribute, value in values.items():
            if value is None:
                continue
            if attribute.owner == SUBJECT:
                _answer(item, attribute, value)
            elif attribute.owner in things.fields:
                _answer(self._named(item, attribute.owner, things.fields[attribute.owner]), attribute, value)
            else:
                _answer(self.facts.setdefault(attribute.owner, {}), attribute, value)

    def shared(self, values: Mapping[Attribute, Value | None]) -> None:
        """Give circumstances that all share."""
        for attribute, value in values.items():
            if value is not None:
                _answer(self.facts.setdefault(attribute.owner, {}), attribute, value)

    def first(self, name: str) -> Json:
        """The first thing of a list, made where there is none."""
        found = self.facts.get(name)
        return found[0] if found else self.thing(name, {})

    def id_of(self, name: str, item: Mapping[str, Any]) -> str:
        """The id of a thing."""
        return str(item[self.definition.vocabulary.lists[name].id_field or ""])

    def _named(self, item: Json, reference: str, rule: Field) -> Json:
        target = rule.to or ""
        own = item.get(reference)
        for each in self.facts.get(target, []):
            if own is not None and self.id_of(target, each) == own:
                found: Json = each
                return found
        made = self.thing(target, {})
        item[reference] = self.id_of(target, made)
        return made

    def _new_id(self, name: str, things: Things) -> str:
        rule = things.fields[things.id_field or ""]
        number = len(self.facts[name])
        if rule.type == "place":
            return self._places()[(number - 1) % len(self._places())]
        return f"{name[:1].upper()}{number}"

    def _places(self) -> list[str]:
        places = self.definition.vocabulary.places
        return [each.name for each in places.units] if places is not None else [""]

    def _needed(self, rule: Field) -> Any:
        """A value for a field that must have one."""
        match rule.type:
            case "reference":
                return self.id_of(rule.to or "", self.first(rule.to or ""))
            case "choice":
                return next(iter(rule.options))
            case "choices":
                return []
            case "place":
                return self._places()[0]
            case "year":
                return self.definition.identity.in_force.from_.year
            case "flag":
                return False
            case "text":
                return "-"
        return {} if rule.series else 0

    def _put(self, item: Json, name: str, value: Any) -> None:
        place, last = room(item, name)
        place[last] = value


def _answer(item: Json, attribute: Attribute, value: Value) -> None:
    place, last = room(item, attribute.field)
    if attribute.member is not None:
        place.setdefault(last, {})[attribute.member] = bool(value)
    elif attribute.year is not None:
        place.setdefault(last, {})[f"{attribute.year:04d}"] = as_fact(attribute.kind, value)
    else:
        place[last] = as_fact(attribute.kind, value)


def as_fact(kind: Kind, value: Value) -> Any:
    """A value as facts hold it: yuan as a whole number, or with its two decimals; shares as decimals."""
    if isinstance(value, bool | str):
        return value
    if kind is Kind.RATE:
        return decimal_text(Fraction(value))
    units, rest = divmod(int(value), SCALE.get(kind, 1))
    return units if rest == 0 else f"{units}.{rest:02d}"


def tidied(facts: Json, definition: Definition) -> Json:
    """Facts as a person writes them: of several options that are all answered, the list of those that are there."""
    for name, things in definition.vocabulary.lists.items():
        for item in facts.get(name, []):
            for each, rule in things.fields.items():
                if rule.type == "choices":
                    _tidy(item, each, rule)
    return facts


def _tidy(item: Json, name: str, rule: Field) -> None:
    *way, last = name.split(".")
    place: Any = item
    for step in way:
        place = place.get(step, {})
    answers = place.get(last)
    if isinstance(answers, dict) and set(answers) == set(rule.options):
        place[last] = [each for each, there in answers.items() if there]
