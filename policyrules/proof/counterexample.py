"""Facts on which a promise is broken."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policyrules.facts.nesting import room
from policyrules.invariants.violation import Violation
from policyrules.language.quantities import plain_text
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy

Json = dict[str, Any]


@dataclass(frozen=True)
class HigherFigure:
    """A figure of one thing that is raised: in the list `things`, of the thing `thing`; of a series that of `year`.

    `to` is the higher figure as facts write it: yuan, square metres, a number.
    """

    things: str
    thing: str
    field: str
    year: int | None
    to: Any

    @property
    def address(self) -> str:
        """Where the figure stands: `enterprises.E1.online_sales.2024`."""
        return ".".join([self.things, self.thing, self.field, *([] if self.year is None else [f"{self.year:04d}"])])

    def raised(self, facts: Json, vocabulary: Vocabulary) -> Json:
        """The facts with the higher figure; the same facts where they have not the thing."""
        found, key = copy.deepcopy(facts), vocabulary.lists[self.things].id_field
        for each in found.get(self.things, ()):
            if str(each.get(key)) == self.thing:
                into, last = room(each, self.field)
                if self.year is None:
                    into[last] = self.to
                else:
                    into.setdefault(last, {})[f"{self.year:04d}"] = self.to
        return found


@dataclass(frozen=True)
class Counterexample:
    """Facts on which an invariant is broken, of which nothing can be left out, and what they are decided under.

    Of an invariant that compares two decisions, the second is on the same facts with the figure `raised`.
    `confirmed_by` are the executions that decided the facts and broke the invariant on them.
    """

    invariant: str
    year: int
    interpretations: Mapping[str, str]
    """The options that differ from those of the policy that was searched, or proved."""
    facts: Json
    violations: tuple[Violation, ...]
    confirmed_by: tuple[str, ...] = ()
    raised: HigherFigure | None = None

    def to_dict(self) -> Json:
        """The counterexample as JSON holds it."""
        return {
            "invariant": self.invariant,
            "year": self.year,
            "interpretations": dict(self.interpretations),
            "facts": self.facts,
            **({} if self.raised is None else {"raised": {self.raised.address: self.raised.to}}),
            "violations": [each.to_dict() for each in self.violations],
            **({"confirmed_by": list(self.confirmed_by)} if self.confirmed_by else {}),
        }


def other_readings(policy: Policy, than: Policy) -> dict[str, str]:
    """The options of a policy that differ from those of the same policy under other ones, as they are chosen."""
    found = {}
    for name, option in policy.options.items():
        if option != than.options[name]:
            number = policy.definition.interpretations[name].number
            plain = isinstance(option, str) or number is None
            found[name] = str(option) if plain or number is None else plain_text(number.kind, option)
    return found
