"""A book of rules: what the engine is given, and what each firing means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from policyrules.engines.rete.kinds import Kinds
from policyrules.engines.rete.patterns import Pattern, all_of

M = TypeVar("M")


@dataclass
class Book(Generic[M]):
    """Rules in the format of durable-rules, the meaning of each firing, and the kinds of facts that things become."""

    definitions: dict[str, Any] = field(default_factory=dict)
    meanings: dict[str, M] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=Kinds)

    def add(self, name: str, meaning: M, salience: int, kind: str, *patterns: Pattern) -> None:
        """Add a rule over facts of one kind, unless nothing can match it."""
        pattern = all_of([{"kind": kind}, *patterns])
        if pattern is not False:
            self.definitions[name] = {"all": [{"m": pattern}], "pri": salience}
            self.meanings[name] = meaning
