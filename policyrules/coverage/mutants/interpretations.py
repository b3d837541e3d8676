"""Another default for each interpretation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policyrules.coverage.mutants.mutant import Mutant
from policyrules.coverage.mutants.parameters import provisions
from policyrules.coverage.settlings import options_of
from policyrules.language.definition import Definition, Interpretation
from policyrules.language.quantities import Value, shown
from policyrules.program.lowering.asked import interpretations
from policyrules.text import Text, same


def mutants(definition: Definition) -> Iterator[Mutant]:
    """Each interpretation with each of its other options as the one that is taken unless told otherwise."""
    for each in definition.interpretations.values():
        touches = tuple(address for address, one in provisions(definition) if each.name in interpretations(one))
        sections = {address.partition(".")[0] for address in touches}
        ledger = definition.duties.ledger
        if ledger is not None and each.name in interpretations(ledger):
            sections, touches = {*sections, "ledger"}, (*touches, "ledger")
        for option in options_of(each):
            if option != each.default:
                old, new = _words(each, each.default), _words(each, option)
                yield Mutant(
                    address=f"interpretations.{each.name}",
                    change="default",
                    words=Text(f"默认 {old.zh} → {new.zh}", f"default {old.en} → {new.en}"),
                    definition=_with_default(definition, each, option),
                    sections=frozenset(sections),
                    touches=touches,
                )


def _with_default(definition: Definition, interpretation: Interpretation, option: str | Value) -> Definition:
    changed = replace(interpretation, default=option)
    return replace(definition, interpretations={**definition.interpretations, interpretation.name: changed})


def _words(interpretation: Interpretation, option: str | Value) -> Text:
    if isinstance(option, str) or interpretation.number is None:
        return same(str(option))
    return shown(interpretation.number.kind, option)
