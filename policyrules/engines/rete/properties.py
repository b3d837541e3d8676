"""A thing as the engine sees it: its known properties, as whole numbers."""

from __future__ import annotations

from policyrules.engines.cases import World
from policyrules.engines.rete.network import LARGEST, Fact, within
from policyrules.engines.rete.patterns import Properties
from policyrules.facts.records import Thing
from policyrules.program.evaluate import truth


def properties_of(world: World, subject: Thing | None, properties: Properties) -> Fact:
    """The known properties of a subject (or of shared circumstances alone), as whole numbers."""
    lookup = world.lookup(subject)
    found: Fact = {}
    for attribute, name in properties.attributes.items():
        if attribute.owner or subject is None:
            value = lookup(attribute)
        else:
            value = subject.value(attribute.field, attribute.year, attribute.member)
        if value is not None:
            value = int(value)
            found[name] = value if -LARGEST < value < LARGEST else within(value, world.pointer(subject, attribute))
    for expression, name in properties.truths.items():
        known = truth(expression, lookup)
        if known is not None:
            found[name] = int(known)
    return found
