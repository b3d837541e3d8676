"""Mutants that are the same policy: what they settle to is equal, for every year and every option that matters."""

from __future__ import annotations

from collections.abc import Iterable

from policyrules.coverage.mutants import Mutant
from policyrules.coverage.mutants.parameters import provisions
from policyrules.coverage.settlings import MOST_COMBINATIONS, settlings_of
from policyrules.errors import PolicyRulesError
from policyrules.language.definition import Definition
from policyrules.program.lowering import lower


def is_equivalent(definition: Definition, mutant: Mutant, years: Iterable[int]) -> bool:
    """Whether a mutant surely decides as the policy does, in these years and those at which its provisions turn."""
    if mutant.commutes or mutant.change == "default":
        return mutant.commutes
    touched = tuple(one for address, one in provisions(definition) if _begins(mutant.touches, address))
    for year in sorted({*years, *years_of(definition)}):
        settled = settlings_of(definition, touched, (year,))
        if len(settled) >= MOST_COMBINATIONS:  # there may be more
            return False
        for each in settled:
            options = each.setting.options
            try:
                if lower(definition, year, options) != lower(mutant.definition, year, options):
                    return False
            except PolicyRulesError:
                return False
    return True


def _begins(addresses: Iterable[str], address: str) -> bool:
    return any(each == address or each.startswith(f"{address}.") for each in addresses)


def years_of(definition: Definition) -> set[int]:
    """The years in which a policy can change its mind: its own, those of its parameters, and the ones beside them."""
    in_force = definition.identity.in_force
    found = {in_force.from_.year, (in_force.until or in_force.from_).year}
    for parameter in definition.parameters.values():
        for day, value in parameter.values:
            if len(parameter.values) > 1:
                found.add(day.year)
            if parameter.kind.value == "year" and isinstance(value, int):
                found.add(value)
    return {each + beside for each in range(min(found), max(found) + 1) for beside in (-1, 0, 1)}
