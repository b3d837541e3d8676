"""What the register of awards paid refuses: each thing asked of a register of its own, in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policyrules import load_policy
from policyrules.register import Register

_FACTS = {"enterprises": [{"id": "E1", "recognized": True, "online_sales": {"2024": 0, "2025": 250_000_000}}]}
_PAID = [{"year": 2024, "award": "growth", "tier": 1, "enterprise": "E9", "subject": "E9", "amount": 100_000}]
_PROPOSAL = Path(__file__).parents[2] / "examples" / "proposals" / "raise-enterprise-cap.yaml"

Asked = tuple[str, str, Callable[[], Any]]


def refusals() -> Iterator[Asked]:
    """What is asked: its name, how it is written, and the call."""
    policy = load_policy("ganzhou")
    decision = policy.decide(_FACTS, 2025, engine="reference")
    amended = policy.amend(_PROPOSAL).decide(_FACTS, 2025, engine="reference")
    examined = policy.decide(_FACTS, 2025, engine="reference", guard=False)
    yield "no such register", 'Register.open("other.db")', lambda: Register.open("other.db")
    Path("notes.db").write_text("no database\n", "utf-8")
    yield "another kind of file", 'Register.open("notes.db")', lambda: Register.open("notes.db")
    with Register.open("awards.db", upgrade=True, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as register:
        record = "register.record(decision, by=…)"
        yield "nobody does it", 'register.record(decision, by="")', lambda: register.record(decision, by="")
        yield "a decision under proposals", record, lambda: register.record(amended, by="Li Hua")
        yield "a decision with guard=False", record, lambda: register.record(examined, by="Li Hua")
        register.import_(_PAID, "ganzhou", by="Li Hua")
        yield "a decision of before another", record, lambda: register.record(decision, by="Li Hua")
        yield "awards that are there", "register.import_(rows, …)", lambda: register.import_(_PAID, policy, by="Li Hua")
        known = {"awards_paid": [{**_PAID[0], "enterprise": "E8", "subject": "E8"}]}
        yield "facts with other awards", "register.facts(facts, policy)", lambda: register.facts(known, policy)
        kept = register.record(policy.decide(register.facts(_FACTS, policy), 2025, engine="reference"), by="Li Hua")
        gone = [each.number for each in kept.change.entries]
        yield (
            "no such entry",
            "register.withdraw(policy, 99, …)",
            lambda: register.withdraw(policy, 99, by="Li Hua", reason="paid twice"),
        )
        yield (
            "no reason",
            'register.withdraw(…, reason=" ")',
            lambda: register.withdraw(policy, *gone, by="Li Hua", reason=" "),
        )
