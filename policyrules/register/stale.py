"""Is a decision about what the register holds now? Where not, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from policyrules.errors import Problem, RegisterError
from policyrules.register.model import Award
from policyrules.register.problems import problem
from policyrules.text import Text

#: So many differences are told; the rest are counted.
MOST_TOLD = 5


def check(known: Iterable[Award], held: Iterable[Award], shown: str) -> None:
    """Raises RegisterError where `known`, on which a decision rested, is not what the register holds."""
    unknown, gone = differences(known, held)
    if not unknown and not gone:
        return
    allowed = Text(
        "决定所依据的已发奖励与登记簿不符，请按登记簿重新决定",
        "the decision knew other awards paid than the register holds: decide again, with the register",
    )
    raise RegisterError([problem(shown, "stale", allowed), *told(unknown, gone, shown)])


def differences(known: Iterable[Award], held: Iterable[Award]) -> tuple[list[Award], list[Award]]:
    """What the register holds and was not known; what was known and the register does not hold."""
    before, now = Counter(known), Counter(held)
    return list((now - before).elements()), list((before - now).elements())


def disagreeing(lacking: Sequence[Award], name: str, shown: str) -> RegisterError:
    """The error for facts that hold awards paid themselves, of which the register lacks some."""
    allowed = Text(
        f"事实中的 `{name}` 与登记簿不符：请删去该列表，或更正登记簿",
        f"`{name}` in the facts is not what the register holds: leave the list out, or correct the register",
    )
    hint = Text(
        "尚未登记的，请先补录（`policyrules register import`）",
        "`policyrules register import` takes in what it lacks",
    )
    return RegisterError([problem(shown, "disagrees", allowed, hint=hint), *told([], lacking, shown)])


def told(unknown: Sequence[Award], gone: Sequence[Award], shown: str) -> list[Problem]:
    """Each difference as a line, the first of many."""
    held = [(Text("登记簿有此奖励", "the register holds"), each) for each in unknown]
    lacking = [(Text("登记簿没有此奖励", "the register does not hold"), each) for each in gone]
    lines = [problem(shown, "difference", words, each.words()) for words, each in (*held, *lacking)]
    if more := len(lines) - MOST_TOLD:
        words = Text(f"……另有 {more} 处不同", f"… and {more} more differences")
        lines[MOST_TOLD:] = [problem(shown, "difference", words)] if more > 0 else []
    return lines
