"""The kinds of facts that the things of a list become: more than one where many rules speak of them.

The engine keeps 64 matches of one fact and fails on the next. So the rules about a thing are spread over as many
facts of it as leave none with more matches than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policyrules.engines.rete.patterns import Pattern, Properties, ways

#: The most matches that the rules may have with one fact: some fewer than the engine can keep.
MOST_MATCHES = 60


@dataclass
class Kinds:
    """The kinds of each owner (a list, a standard), and the properties that facts of each kind carry."""

    of: dict[str, list[str]] = field(default_factory=dict)
    properties: dict[str, Properties] = field(default_factory=dict)
    _room: dict[str, int] = field(default_factory=dict)

    def with_room(self, owner: str, *patterns: Callable[[Properties], Pattern]) -> str:
        """A kind of the owner's facts with room for the rules of these patterns, of which any number may hold."""
        needed = sum(ways(pattern(Properties())) for pattern in patterns)
        kinds = self.of.setdefault(owner, [])
        if not kinds or self._room[kinds[-1]] < needed:
            kind = f"{owner}.{len(kinds)}"
            kinds.append(kind)
            self.properties[kind] = Properties()
            self._room[kind] = MOST_MATCHES
        self._room[kinds[-1]] -= needed
        return kinds[-1]

    def facts_of(self, owner: str) -> Iterator[tuple[str, Properties]]:
        """Each kind of an owner, with its properties."""
        return ((kind, self.properties[kind]) for kind in self.of.get(owner, ()))
