"""Strategies for what was paid before: the register of awards."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from policyrules.facts.renaming import id_fields
from policyrules.language.quantities import Kind
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, Program
from policyrules.testing.aims import Aims
from policyrules.testing.figures import around

Json = dict[str, Any]


def payments(
    vocabulary: Vocabulary,
    program: Program,
    facts: Mapping[str, Sequence[Json]],
    aims: Aims,
    awards: Collection[str] | None,
) -> st.SearchStrategy[list[Json]]:
    """Entries about the things of `facts`: of this and other years, complete and not, near the caps."""
    names = id_fields(vocabulary)
    payees = [each[names[program.payees]] for each in facts.get(program.payees, ())]
    rules = [award for award in program.awards if awards is None or award.id in awards]
    if not payees or not rules:
        return st.just([])
    entry = st.sampled_from(rules).flatmap(
        lambda award: _entry(program, award, facts.get(award.subject, ()), names[award.subject], payees, aims)
    )
    return st.lists(entry, max_size=4, unique_by=lambda each: json.dumps(each, sort_keys=True))


@st.composite
def _entry(
    draw: st.DrawFn,
    program: Program,
    award: AwardRule,
    subjects: Sequence[Json],
    id_field: str,
    payees: Sequence[str],
    aims: Aims,
) -> Json:
    year = draw(st.sampled_from([program.year, program.year - 1, program.year + 1]))
    payee = draw(st.sampled_from(payees))
    entry: Json = {"year": year, "award": award.id, "enterprise": payee}
    subject = draw(st.sampled_from(subjects)) if subjects else None
    if subject is not None:
        if award.payee is None:
            # One's own award, paid to one for somebody else, would contradict itself.
            entry["enterprise"] = subject[id_field]
        elif draw(st.integers(0, 3)):
            # Mostly a payment that can have been made: to who operates the subject now.
            entry["enterprise"] = subject[award.payee]
        if draw(st.integers(0, 4)):
            entry["subject"] = subject[id_field]
    tiers = [tier.number for tier in award.tiers if tier.number is not None]
    if draw(st.integers(0, 4)) and tiers:
        entry["tier"] = draw(st.sampled_from(tiers))
    entry["amount"] = draw(around(Kind.MONEY, sorted(aims.amounts)))
    return entry
