"""Year after year with the register: what a policy promises holds for all that was ever paid together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.invariants.rules import Awards, MostRule, OnceRule, OneOfRule, WithinBudgetRule
from policyrules.policy import Policy, load_policy
from policyrules.register import Register
from policyrules.register.model import Award
from policyrules.testing import completions, facts, options

from .conftest import Files
from .samples import decide_with

pytestmark = pytest.mark.thorough

POLICIES = {
    "ganzhou": (load_policy("ganzhou"), (2024, 2025, 2026)),
    "rooms": (load_policy(Path(__file__).parents[2] / "examples" / "new-policy"), (2025, 2026)),
}


@pytest.mark.parametrize("name", POLICIES)
@settings(max_examples=tries(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_promises_hold_over_all_years_together(files: Files, name: str, data: st.DataObject) -> None:
    """Each year is decided with gaps, recorded, decided again with some of them filled, recorded, and once more.

    Nothing that was paid is paid again in its year, a one-time award in no later one; caps and budgets hold for the
    sums in the register, those over the whole period too.
    """
    plain, years = POLICIES[name]
    policy = plain.interpret(**data.draw(options(plain)))
    first, filled = data.draw(completions(policy, years[0], facts(policy, years[1], paid=())))
    with TemporaryDirectory() as folder, Register.open(copyfile(files.pattern, Path(folder) / "r.db")) as register:
        for year in years:
            for known in (first, filled, filled):
                before = [each.paid for each in register.entries(policy)]
                decision = decide_with(register, known, year, policy)
                made = [each.paid for each in register.record(decision, by="Li Hua").change.entries]
                assert not list(paid_again(policy, before, made, year))
                # No entry of a decision that was recorded before is new.
                assert sum(each.fen for each in made) == sum(line.paid_fen or 0 for line in decision.awards)
        assert not list(broken(policy, [each.paid for each in register.entries(policy)], years))


def paid_again(policy: Policy, before: Sequence[Award], made: Iterable[Award], year: int) -> Iterator[Award]:
    """New entries for what the register had: in the same year, or ever where an award is paid once."""
    once = {each.id for each in policy.definition.awards if each.once}
    had = {(each.award, each.subject, each.tier) for each in before if each.year == year or each.award in once}
    return (each for each in made if (each.award, each.subject, each.tier) in had)


def broken(policy: Policy, paid: Sequence[Award], years: Iterable[int]) -> Iterator[str]:
    """The promises that all that was paid breaks together, counted anew, with no help of a decision."""
    for year in years:
        own = [each for each in paid if each.year == year]
        for rule in policy.promises(year):
            match rule:
                case MostRule(earlier=True, per_subject=False):
                    sums: dict[str, int] = defaultdict(int)
                    for each in under(rule.awards, paid if rule.whole_period else own):
                        sums[each.enterprise] += each.fen
                    yield from (f"{rule.id} {year} {payee}" for payee, fen in sums.items() if fen > rule.amount)
                case WithinBudgetRule():
                    if sum(each.fen for each in under(rule.awards, own)) > rule.amount:
                        yield f"{rule.id} {year}"
                case OneOfRule():
                    kinds = {(each.enterprise, each.award) for each in under(rule.awards, own)}
                    counts = Counter(payee for payee, _ in kinds)
                    yield from (f"{rule.id} {year} {payee}" for payee, count in counts.items() if count > 1)
                case OnceRule():
                    times = Counter((each.award, each.subject, each.tier) for each in under(rule.awards, paid))
                    yield from (f"{rule.id} {key}" for key, count in times.items() if count > 1)


def under(awards: Awards, paid: Iterable[Award]) -> list[Award]:
    return [each for each in paid if awards is None or each.award in awards]
