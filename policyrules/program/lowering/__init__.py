"""A policy's definition, a year and chosen options → `Program`."""

from __future__ import annotations

from collections.abc import Mapping

from policyrules.language.definition import Definition
from policyrules.language.quantities import Value
from policyrules.program.lowering.awards import lower_award, payee_list
from policyrules.program.lowering.conditions import conditions
from policyrules.program.lowering.duties import lower_duties
from policyrules.program.lowering.limits import lower_limits
from policyrules.program.lowering.settling import Settling, settling
from policyrules.program.lowering.standards import lower_standard
from policyrules.program.lowering.targets import lower_target
from policyrules.program.program import Program, Setting
from policyrules.text import same


def lower(definition: Definition, year: int, options: Mapping[str, str | Value]) -> Program:
    """Settle a policy for the sales year `year` under `options` (one for every interpretation)."""
    settled = settling(definition, year, options)
    units = definition.vocabulary.places.units if definition.vocabulary.places else ()
    places = tuple(unit.name for unit in units)
    targets = tuple(lower_target(settled, index, each) for index, each in enumerate(definition.targets))
    duties = lower_duties(settled, places)
    return Program(
        policy=definition.identity.id,
        document=definition.identity.document,
        digest=definition.digest,
        year=year,
        settings=tuple(_settings(settled)),
        # The one list whose things are paid; policies that pay several are refused when they are read.
        payees=next((payee_list(settled, award) for award in definition.awards), ""),
        references=_references(definition),
        places=places,
        awards=tuple(lower_award(settled, index, award) for index, award in enumerate(definition.awards)),
        stages=lower_limits(settled),
        standards=tuple(lower_standard(settled, index, each) for index, each in enumerate(definition.standards)),
        targets=targets,
        duties=duties,
        conditions=conditions(targets, duties),
    )


def _settings(settled: Settling) -> list[Setting]:
    found = []
    for name, each in settled.definition.interpretations.items():
        option = settled.setting.options[name]
        label = each.options[option] if isinstance(option, str) else (each.number.label if each.number else same(""))
        kind = each.number.kind if each.number is not None and not isinstance(option, str) else None
        found.append(Setting(name, option, kind, each.clause, each.question, label))
    return found


def _references(definition: Definition) -> dict[tuple[str, str], str]:
    """Each reference field → the list it points into."""
    return {
        (name, field_name): field.to
        for name, things in definition.vocabulary.lists.items()
        for field_name, field in things.fields.items()
        if field.to is not None
    }
