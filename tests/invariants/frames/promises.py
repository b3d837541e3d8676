"""Random promises about a random policy: each kind, over its own awards, standards and targets, near what it pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hypothesis import strategies as st

from policyrules.decision.decision import Decision
from policyrules.invariants.rules import (
    AnyRule,
    MostRule,
    NeedsBlocksRule,
    NeedsRule,
    NestedRule,
    OnceRule,
    OneOfRule,
    WithinBudgetRule,
    WithinYearsRule,
)
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Compare, Constant, Every, Expression, Negation, Some
from policyrules.text import Text

#: What no vocabulary of a random policy has: a fact, a shared circumstance, what a reference names.
_STRANGE: tuple[Expression, ...] = (
    Attribute("no_such_flag", Kind.FLAG),
    Compare(">=", Attribute("no_such_sales", Kind.MONEY, year=2025), Constant(1, Kind.MONEY)),
    Compare(">", Attribute("no_such_support", Kind.MONEY, "city", 2025), Constant(0, Kind.MONEY)),
    Attribute("no_such_option", Kind.FLAG, member="x"),
    Compare("<", Attribute("rooms", Kind.COUNT, "nobody"), Constant(3, Kind.COUNT)),
)


@st.composite
def promises(draw: st.DrawFn, decision: Decision) -> tuple[AnyRule, ...]:
    """One to six settled invariants, of any kind that one decision can break."""
    drawn = [draw(_rule(decision, f"rule_{number}")) for number in range(draw(st.integers(1, 6)))]
    return tuple(each for each in drawn if each is not None)


def _rule(decision: Decision, name: str) -> st.SearchStrategy[AnyRule | None]:
    program, common = decision.program, {"id": name, "clause": "一", "label": Text(name, name)}
    ids = [award.id for award in program.awards]
    some = st.lists(st.sampled_from([*ids, "gone"]), min_size=1, unique=True).map(tuple)
    awards, amount = st.none() | some, st.sampled_from(_amounts(decision))
    given = {name: st.just(each) for name, each in common.items()}
    kinds: list[st.SearchStrategy[AnyRule | None]] = [
        st.builds(
            MostRule,
            **given,
            awards=awards,
            amount=amount,
            whole_period=st.booleans(),
            per_subject=st.booleans(),
            earlier=st.booleans(),
        ),
        st.builds(WithinBudgetRule, **given, awards=awards, amount=amount, less=st.none()),
        st.builds(OneOfRule, **given, awards=some),
        st.builds(OnceRule, **given, awards=some),
        st.builds(WithinYearsRule, **given, awards=awards, first=st.just(2025), last=st.integers(2025, 2026)),
        st.builds(NeedsRule, **given, award=st.sampled_from([*ids, "gone"]), test=_tests(decision)),
    ]
    blocks = [(each.id, block.id) for each in program.standards for block in each.blocks]
    if blocks:
        kinds.append(
            st.builds(
                NeedsBlocksRule,
                **given,
                standard=st.sampled_from([each for each, _ in blocks]),
                blocks=st.lists(st.sampled_from([*(each for _, each in blocks), "gone"]), unique=True).map(tuple),
            )
        )
    targets = [each.id for each in program.targets]
    if targets:
        nested = st.lists(st.sampled_from([*targets, "gone"]), min_size=2, unique=True).map(tuple)
        kinds.append(st.builds(NestedRule, **given, targets=nested))
    return st.one_of(kinds)


def _amounts(decision: Decision) -> Sequence[int]:
    """Sums of what is paid and was paid, and one fen less: where a promise begins to break."""
    sums: dict[str, int] = defaultdict(int)
    for line in decision.awards:
        for each in ("", line.enterprise, f"{line.award} {line.enterprise}", f"{line.subject} of {line.award}"):
            sums[each] += line.paid_fen or 0
    for entry in decision.facts.paid:
        sums[entry.enterprise] += entry.amount
        sums[""] += entry.amount
    return sorted({0, *sums.values(), *(max(0, each - 1) for each in sums.values())})


def _tests(decision: Decision) -> st.SearchStrategy[Expression]:
    """Criteria of the policy's own awards, and what it has no facts for, by themselves and joined."""
    own = [each.test for award in decision.program.awards for tier in award.tiers for each in tier.criteria]
    leaves = st.sampled_from([*own, *_STRANGE])
    pairs = st.tuples(leaves, leaves)
    return st.one_of(leaves, leaves.map(Negation), pairs.map(Every), pairs.map(Some))
