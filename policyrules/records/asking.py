"""Which provision asks about a fact."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from policyrules.language.tree import SUBJECT, Attribute, Expression, walk
from policyrules.program.program import Program
from policyrules.program.target_rules import CountRule
from policyrules.text import Text

#: A list or a single thing, and one of its fields.
Fact = tuple[str, str]


def asking(program: Program) -> dict[Fact, Text]:
    """Each fact that a provision asks about → the first that does, with its clause."""
    unit = program.duties.ledger.unit if program.duties.ledger else SUBJECT
    provisions: list[tuple[Any, str]] = [
        *((award, award.subject) for award in program.awards),
        *((limit, SUBJECT) for limit in program.limits()),
        *((standard, standard.subject) for standard in program.standards),
        *((target, SUBJECT) for target in program.targets),
        *((duty, unit) for duty in program.duties.duties),
    ]
    found: dict[Fact, Text] = {}
    for provision, subject in provisions:
        words = Text(
            f"{provision.label.zh}（{provision.clause}）",
            f"{provision.label.en} ({provision.clause})",
        )
        for group, attribute in _asked(provision, subject):
            if attribute.owner != SUBJECT:
                group = program.references.get((group, attribute.owner), attribute.owner)
            found.setdefault((group, attribute.field), words)
    return found


def _asked(value: Any, subject: str) -> Iterator[tuple[str, Attribute]]:
    """The attributes in a provision, each with the list whose things it is asked of."""
    if isinstance(value, Expression):
        yield from ((subject, each) for each in walk(value) if isinstance(each, Attribute))
    elif isinstance(value, tuple):
        for each in value:
            yield from _asked(each, subject)
    elif isinstance(value, dict):
        yield from _asked(tuple(value.values()), subject)
    elif dataclasses.is_dataclass(value):
        # What is counted are things of a list of its own.
        subject = value.of if isinstance(value, CountRule) else subject
        for field in dataclasses.fields(value):
            yield from _asked(getattr(value, field.name), subject)
