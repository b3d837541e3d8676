"""What a program asks in standards, targets and duties: all formulas, the counts, the fields of places."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.language.definition.duties import ByStandard
from policyrules.language.tree import Expression
from policyrules.program.duty_rules import CountStatus
from policyrules.program.program import Program
from policyrules.program.target_rules import CountRule

#: The name under which formulas about shared circumstances alone are given.
SHARED = ""


def judged_formulas(program: Program) -> Iterator[tuple[str, Expression]]:
    """Every formula of the standards, targets and duties, with the list that it is asked of."""
    for standard in program.standards:
        if standard.applies is not None:
            yield standard.subject, standard.applies
        for item in (item for block in standard.blocks for item in block.items):
            yield standard.subject, item.test
            if item.measure is not None:
                yield standard.subject, item.measure
    for target in program.targets:
        if target.measure is not None:
            yield SHARED, target.measure
        if target.test is not None:
            yield SHARED, target.test
    for count in counts(program):
        yield count.of, count.test
        for figure in (count.figure, count.figure_bound):
            if figure is not None:
                yield count.of, figure
    unit = SHARED if program.duties.ledger is None else program.duties.ledger.unit
    for duty in program.duties.duties:
        yield from ((unit, formula) for formula in duty.asked_of_unit())


def counts(program: Program) -> Iterator[CountRule]:
    """Every count, of targets and of duties."""
    yield from (target.count for target in program.targets if target.count is not None)
    yield from (duty.status.count for duty in program.duties.duties if isinstance(duty.status, CountStatus))


def bounds(program: Program) -> dict[str, set[int]]:
    """How many things of each list targets ask for."""
    found: dict[str, set[int]] = {}
    for target in program.targets:
        if target.count is not None and target.bound is not None:
            found.setdefault(target.count.of, set()).add(int(target.bound))
    return found


def place_fields(program: Program) -> set[tuple[str, str]]:
    """The fields by which counts and duties tell apart the places of things, with their lists."""
    found = {(count.of, count.by) for count in counts(program) if count.by is not None}
    found |= {
        (program.standard(duty.status.standard).subject, duty.status.by)
        for duty in program.duties.duties
        if isinstance(duty.status, ByStandard)
    }
    return found
