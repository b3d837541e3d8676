"""Facts and interpretations drawn by Hypothesis, the same in every run. Importing this needs Hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, configuration, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from policyrules.policy import Policy
from policyrules.testing.circumstances import options
from policyrules.testing.judged import bounds
from policyrules.testing.strategies import facts

Json = dict[str, Any]
Drawn = tuple[Policy, Json, int]
Facts = Callable[[Policy, int], st.SearchStrategy[Json]]


def first_failing(
    policy: Policy, year: int, fails: Callable[[Policy, Json, int], bool], examples: int, readings: bool
) -> Drawn | None:
    """The first of so many drawn examples that fails; None where none does. `readings`: interpretations vary.

    The plain ones come first, since what they show is easier to read: one payee, no earlier payments, no other
    reading of the document.
    """
    plain = _examples(policy, year, _plain, readings=False)
    few = max(1, examples // 4)
    return _failing(plain, fails, few) or _failing(
        _examples(policy, year, _all_sorts, readings), fails, max(1, examples - few)
    )


def _failing(
    drawn: st.SearchStrategy[Drawn], fails: Callable[[Policy, Json, int], bool], examples: int
) -> Drawn | None:
    drawing = settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with _leaving_nothing():
        try:
            return find(drawn, lambda each: fails(*each), settings=drawing)
        except NoSuchExample:
            return None


@contextmanager
def _leaving_nothing() -> Iterator[None]:
    """What Hypothesis writes down for later runs is not left in the folder of whoever searches."""
    before = vars(configuration).get("__hypothesis_home_directory")
    with TemporaryDirectory() as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(before)


@st.composite
def _examples(draw: st.DrawFn, policy: Policy, year: int, of: Facts, readings: bool) -> Drawn:
    chosen = policy.interpret(**draw(st.just({}) | options(policy))) if readings else policy
    return chosen, draw(of(chosen, year)), year


def _plain(policy: Policy, year: int) -> st.SearchStrategy[Json]:
    """One payee with much that it may be paid for."""
    return facts(policy, year, max_payees=1, max_things=8, unknown=False, paid=())


def _all_sorts(policy: Policy, year: int) -> st.SearchStrategy[Json]:
    """Facts of any sort, many things, and lists as long as targets ask."""
    found = facts(policy, year) | facts(policy, year, max_payees=2, max_things=8)
    return found | facts(policy, year, max_things=1, crowded=True) if bounds(policy.program(year)) else found
