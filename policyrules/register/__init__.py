"""The register of awards paid: what decisions paid is kept, and later decisions know of it.

    from policyrules.register import Register
    with Register.open("awards.db", upgrade=True) as register:
        facts = register.facts("facts.xlsx", policy)
        register.record(policy.decide(facts, year=2025), by="Li Hua")

`addresses` says which database is meant and `connecting` talks to it; `tables` are its tables and `migrations` their
history. `payments` makes entries of a decision, `stale` refuses one that knew less than the register, `reading` and
`writing` are all that is asked and added; nothing is ever changed or deleted. `register` is the front door.

It needs SQLAlchemy: what is here is imported at its first use, and `missing` says what to install.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policyrules.errors import RegisterError
from policyrules.register.missing import needed

if TYPE_CHECKING:
    from policyrules.register.model import Change, Entry, Recorded, RecordedDecision
    from policyrules.register.register import Register

_HOMES = {
    "Change": "model",
    "Entry": "model",
    "Recorded": "model",
    "RecordedDecision": "model",
    "Register": "register",
}

__all__ = ["Change", "Entry", "Recorded", "RecordedDecision", "Register", "RegisterError"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policyrules.register' has no attribute '{name}'")
    needed()
    return getattr(import_module(f"policyrules.register.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
