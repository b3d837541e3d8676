"""How tests break a policy, and how they see that a property catches it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from policyrules.bundled_files import room
from policyrules.policy import Policy, load_policy
from policyrules.testing import facts

Json = dict[str, Any]
GANZHOU = room("policies") / "ganzhou"
ZHANJIANG = room("policies") / "zhanjiang"
#: The same examples in every run; one that fails is enough, the smallest is not asked for.
SEARCH = settings(
    max_examples=1500,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def broken(folder: Path, file: str, old: str, new: str, policy: Path = GANZHOU) -> Policy:
    """A policy with one thing changed in one file."""
    shutil.copytree(policy, folder / "broken")
    path = folder / "broken" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_policy(folder / "broken")


def without(file: str, name: str) -> str:
    """The text of one limit."""
    text = (GANZHOU / file).read_text(encoding="utf-8")
    start = text.index(f"  {name}:\n")
    return text[start : text.index("\n\n", start) + 2]


def many(policy: Policy, year: int) -> st.SearchStrategy[Json]:
    """Facts with many bases and platforms of one or two enterprises: caps and budget have much to cut."""
    tight = facts(policy, year, max_payees=2, max_things=8, unknown=False, paid=())

    def with_support(given: Json) -> Json:
        return {**given, "city": {"other_support": {str(year): 9_000_000}}}

    return tight | tight.map(with_support)


def is_caught(strategy: st.SearchStrategy[Any], holds: Callable[[Any], None]) -> bool:
    """Whether some example of a strategy makes a property fail."""

    def fails(example: Any) -> bool:
        try:
            holds(example)
        except AssertionError:
            return True
        return False

    try:
        find(strategy, fails, settings=SEARCH)
    except NoSuchExample:
        return False
    return True
