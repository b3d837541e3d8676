"""What the facts call a thing, and where it belongs."""

from __future__ import annotations

from policyrules.facts.records import Thing


def name_of(thing: Thing) -> str:
    """The name that the facts give a thing: its first property that is free text; empty where there is none."""
    names = (name for name, field in thing.fields.items() if field.type == "text" and not field.series)
    value = thing.given.get(next(names, ""))
    return value if isinstance(value, str) else ""


def place_of(thing: Thing) -> str:
    """The unit to which a thing belongs: its first property that is a place; empty where there is none."""
    places = (name for name, field in thing.fields.items() if field.type == "place" and not field.series)
    value = thing.given.get(next(places, ""))
    return value if isinstance(value, str) else ""
