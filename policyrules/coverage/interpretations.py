"""Interpretations: each option decisive, where a case under it would fail under some other option."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.cases import Case
from policyrules.coverage.obligation import Key, Obligation
from policyrules.coverage.settlings import Found, options_of
from policyrules.coverage.trial import asserted_of, interpretations_by_section, passes, sections_of
from policyrules.language.definition import Definition, Interpretation
from policyrules.language.quantities import Value
from policyrules.policy import Policy

NUMBER, DEFAULT = "number", "default"


def catalogue(definition: Definition) -> Found:
    """What should be seen of each interpretation: every word of it, and its number beside its usual one."""
    for each in definition.interpretations.values():
        names = dict.fromkeys(reading(each, option) for option in options_of(each))
        yield from (Obligation(f"interpretations.{each.name}", name, each.question) for name in names)


def reading(interpretation: Interpretation, option: str | Value) -> str:
    """The name of an option: its own, `default` for the number that is taken unless told otherwise, `number`."""
    if isinstance(option, str):
        return option
    return DEFAULT if option == interpretation.default else NUMBER


class Readings:
    """A policy under other options, each settled once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._policies: dict[tuple[tuple[str, str], ...], Policy] = {}
        self._asked = interpretations_by_section(policy.definition)

    def under(self, options: dict[str, str | Value]) -> Policy:
        """The policy under these options."""
        key = tuple(sorted((name, repr(option)) for name, option in options.items()))
        return self._policies.setdefault(key, Policy(self.policy.definition, options))

    def seen(self, case: Case, ours: Policy) -> Iterator[Key]:
        """The options of `ours` under which a case passes, and under some other option would not."""
        definition = self.policy.definition
        asked = {name for section in sections_of(case) for name in self._asked.get(section, ())}
        asserted = asserted_of(case, definition)
        for each in definition.interpretations.values():
            if each.name in asked:
                name = reading(each, ours.options[each.name])
                others = (option for option in options_of(each) if reading(each, option) != name)
                if not all(passes(case, self.under({**ours.options, each.name: one}), asserted) for one in others):
                    yield f"interpretations.{each.name}", name
