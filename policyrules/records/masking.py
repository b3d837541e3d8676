"""Masking: free text that no rule asks about is hidden from a record, in its facts and in its result.

Whatever a rule asks about, and whatever tells things apart or ties them together, stays: without it the record
could not be decided again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.engines import NAMES, choose
from policyrules.engines.run import run
from policyrules.errors import UsageError
from policyrules.facts.records import Facts, Thing
from policyrules.language.vocabulary import Circumstances, Things, Vocabulary
from policyrules.program.program import Program
from policyrules.records.asking import asking
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

#: What stands in a record in place of masked text.
MARKER = "***"


def fields_to_mask(written: Iterable[str], program: Program, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The fields that were named (`name`: in every list that has it; `enterprises.name`), by their full names.

    Raises UsageError for a name that there is not, and for a field that cannot be masked.
    """
    groups = dict(vocabulary.groups())
    known = {f"{group}.{field}": (group, field) for group, each in groups.items() for field in each.fields}
    found: set[str] = set()
    for name in written:
        meant = [name] if name in known else [full for full, (_, field) in known.items() if field == name]
        if not meant:
            hint = did_you_mean(name, {*known, *(field for _, field in known.values())}) or same("")
            raise UsageError(Text(f"遮盖：没有字段 `{name}`；{hint.zh}", f"mask: no field `{name}`; {hint.en}"))
        for full in meant:
            group, field = known[full]
            why = _why_not(group, field, groups[group], program)
            if why is not None:
                zh, en = f"遮盖：`{full}` 不能遮盖：{why.zh}", f"mask: `{full}` cannot be masked: {why.en}"
                raise UsageError(Text(zh, en))
        found.update(meant)
    return tuple(sorted(found))


def asked_although_masked(hidden: Collection[str], program: Program) -> Text | None:
    """The provision that asks about a masked fact, where one does: such a record cannot be decided by it."""
    for (group, field), words in asking(program).items():
        if f"{group}.{field}" in hidden:
            return Text(f"{words.zh}要用到 `{group}.{field}`", f"{words.en} asks about `{group}.{field}`")
    return None


def _why_not(group: str, field: str, things: Things | Circumstances, program: Program) -> Text | None:
    """Why a field cannot be masked; None where it can."""
    asked = asked_although_masked((f"{group}.{field}",), program)
    if asked is not None:
        return asked
    rule = things.fields[field]
    fixed = isinstance(things, Things) and field in (things.id_field, *things.unique)
    if fixed or rule.type != "text":
        return Text("只有自由填写的文字可以遮盖", "only free text can be, not what names, ties together or measures")
    return None


def masked(decision: Decision, hidden: Collection[str]) -> Decision:
    """The decision on the same facts with their hidden text replaced; the decision itself where nothing is hidden."""
    if not hidden:
        return decision
    facts = _masked_facts(decision.facts, hidden)
    # An engine of somebody else's is not known here; the reference says what all engines must say.
    engine = choose(decision.engine if decision.engine in NAMES else "reference")
    outcome = run(engine, decision.program, facts)
    made_by = (decision.engine, decision.library, decision.proposals, decision.released)
    return Decision(decision.program, decision.prose, facts, outcome, *made_by)


def _masked_facts(facts: Facts, hidden: Collection[str]) -> Facts:
    return dataclasses.replace(
        facts,
        lists={name: tuple(_masked_thing(thing, hidden) for thing in things) for name, things in facts.lists.items()},
        objects={name: _masked_thing(thing, hidden) for name, thing in facts.objects.items()},
    )


def _masked_thing(thing: Thing, hidden: Collection[str]) -> Thing:
    """A thing with its hidden text replaced, in a series that of every year."""
    given: dict[str, Any] = dict(thing.given)
    for name, value in thing.given.items():
        if f"{thing.group}.{name}" in hidden:
            given[name] = MARKER if not isinstance(value, Mapping) else dict.fromkeys(value, MARKER)
    return dataclasses.replace(thing, given=given)
