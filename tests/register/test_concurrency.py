"""Two officers at once: the same decision is paid once, and of different decisions one; on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from policyrules.decision.decision import Decision
from policyrules.errors import RegisterError
from policyrules.register import Register, connecting

from .conftest import Server
from .samples import FACTS, GANZHOU, decided, paid, told

pytestmark = pytest.mark.thorough

T = TypeVar("T")
OFFICERS = 6
#: What the register holds when 2025 was recorded just once.
ONCE = ["platform, 2025, E1/P1, 50000.00", "growth/2, 2025, E1, 300000.00", "platform, 2025, E2/P2, 200000.00"]


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """What comes of acts that all begin at the same moment, each in a thread of its own."""
    start = Barrier(len(acts))

    def act(does: Callable[[], T]) -> T:
        start.wait()
        return does()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def outcome(register: Register, decision: Decision, by: str) -> str:
    """What an officer is told: `new`, `old`, or the code of the refusal."""
    try:
        return "new" if register.record(decision, by=by).new else "old"
    except RegisterError as error:
        return error.problems[0].code


def test_officers_who_record_the_same_decision_at_once_pay_once(register: Register) -> None:
    """Both saw an empty register; one records, and the others learn that it is done."""
    decision = decided(FACTS, 2025)
    found = at_once([partial(outcome, register, decision, f"officer {n}") for n in range(OFFICERS)])
    assert sorted(found) == ["new", *["old"] * (OFFICERS - 1)]
    assert told(register) == ONCE
    assert len(register.history("ganzhou")) == 1


def test_of_different_decisions_of_one_state_one_is_recorded(register: Register) -> None:
    """Each alone keeps the caps; two of them would break them. All but the first are told to decide again."""
    readings = [GANZHOU.interpret(agri_rate=f"0.00{n}") for n in range(1, OFFICERS + 1)]
    found = at_once([partial(outcome, register, decided(FACTS, 2025, each), "an officer") for each in readings])
    assert sorted(found) == ["new", *["stale"] * (OFFICERS - 1)]
    assert told(register) == ONCE
    assert len(register.history("ganzhou")) == 1


def test_corrections_and_withdrawals_at_once_are_all_kept(register: Register) -> None:
    """Nobody's change is lost or overwritten: versions and changes are numbered one after the other."""
    register.record(decided(FACTS, 2025), by="Li Hua")

    def correct(number: int) -> int:
        return register.correct("ganzhou", 1, by=f"officer {number}", reason="a slip", amount=number).number

    def withdraw(_: int) -> int:
        try:
            return register.withdraw("ganzhou", 3, by="Wang Min", reason="came back").number
        except RegisterError:
            return 0

    numbers = at_once([*(partial(correct, n) for n in (1, 2, 3)), *(partial(withdraw, n) for n in (1, 2))])
    assert sorted(numbers) == [0, 2, 3, 4, 5]
    history = register.history("ganzhou")
    assert [each.number for each in history] == [1, 2, 3, 4, 5]
    versions = [each.version for change in history for each in change.entries if each.number == 1]
    assert versions == [1, 2, 3, 4]
    last = max((change for change in history if change.kind == "corrected"), key=lambda each: each.number)
    assert register.entries("ganzhou")[0].paid.amount == last.entries[0].paid.amount


def test_who_reads_meanwhile_sees_one_state(register: Register) -> None:
    """A history read in several queries must not show a change without its entries, or entries without their change."""
    register.record(decided(FACTS, 2025), by="Li Hua")

    def write() -> list[int]:
        return [register.correct("ganzhou", 1, by="Li Hua", reason="a slip", amount=n).number for n in range(1, 16)]

    def read() -> list[int]:
        seen: list[int] = []
        while not seen or seen[-1] < 16:
            history = register.history("ganzhou")
            assert [each.number for each in history if not each.entries] == []
            seen.append(len(history))
        return seen

    written, *seen = at_once([write, read, read])
    assert written == list(range(2, 17))
    assert all(each == sorted(each) for each in seen)


OFFICER = """
import sys
sys.path.insert(0, sys.argv[1])
from policyrules.register import Register
from register.samples import FACTS, GANZHOU, decided, decide_with
from register.test_concurrency import outcome
with Register.open(sys.argv[2]) as register:
    same = decided(FACTS, 2025)
    print("ready", flush=True)
    sys.stdin.readline()
    print(outcome(register, same, sys.argv[3]), flush=True)
    sys.stdin.readline()
    other = decide_with(register, FACTS, 2026, GANZHOU.interpret(agri_rate=f"0.00{sys.argv[3]}"))
    print("ready", flush=True)
    sys.stdin.readline()
    print(outcome(register, other, sys.argv[3]), flush=True)
"""


def test_officers_at_computers_of_their_own_pay_once(address: str) -> None:
    """Processes share no lock of ours, only the database: the same decision once, of different ones just one."""
    tests = str(Path(__file__).parents[1])
    officers = [
        subprocess.Popen(
            [sys.executable, "-c", OFFICER, tests, address, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in (1, 2)
    ]

    def go() -> list[str]:
        for each in officers:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        return said()

    def said() -> list[str]:
        return [each.stdout.readline().strip() for each in officers if each.stdout is not None]

    try:
        assert said() == ["ready"] * 2
        assert sorted(go()) == ["new", "old"]
        assert go() == ["ready"] * 2
        assert sorted(go()) == ["new", "stale"]
    finally:
        for each in officers:
            each.communicate(timeout=60)
    with Register.open(address) as register:
        assert told(register)[:3] == ONCE
        assert len(told(register)) == 3 + len(paid(decided(FACTS, 2026)))
        assert len(register.history("ganzhou")) == 2


def test_unique_keys_alone_would_keep_it_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the lock ever forgotten, PostgreSQL itself would refuse the second payment; that is told, not raised raw."""
    address = server.fresh()
    with Register.open(address) as register:
        row = {"year": 2024, "award": "platform", "enterprise": "E9", "subject": "P9", "amount": 1}
        register.import_([row], "ganzhou", by="Li Hua")
        decision = decided({**FACTS, "awards_paid": [row]}, 2025)
    monkeypatch.setattr(connecting, "_lock", lambda connection, policy: None)
    inside = Barrier(3)

    def clock() -> datetime:
        inside.wait()  # all are within their transactions before any has read
        return datetime.now(UTC)

    with Register.open(address, clock=clock) as register:
        found = at_once([partial(outcome, register, decision, "an officer")] * 3)
        assert found.count("new") == 1
        assert set(found) <= {"new", "old", "changed"}
        assert told(register)[1:] == ONCE
