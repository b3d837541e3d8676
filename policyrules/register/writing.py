"""Adding to a register, within a transaction that is alone. Nothing here changes or deletes a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from policyrules.decision.decision import Decision
from policyrules.facts.export import data_of
from policyrules.records.canonical import digest
from policyrules.register.model import Entry, Kind
from policyrules.register.payments import Payment
from policyrules.register.tables import CHANGES, DECISIONS, ENTRIES


def digests(decision: Decision) -> tuple[str, str]:
    """The digests of a decision's result and of its facts, as a decision record has them."""
    return digest(decision.to_dict()), digest(data_of(decision.facts))


def add_change(
    connection: Connection, policy: str, kind: Kind, at: datetime, by: str, reason: str | None = None
) -> int:
    """A change behind the last; gives its number."""
    query = select(func.coalesce(func.max(CHANGES.c.number), 0) + 1).where(CHANGES.c.policy == policy)
    number = int(connection.execute(query).scalar_one())
    row = {"policy": policy, "number": number, "kind": kind, "at": at, "by": by, "reason": reason}
    connection.execute(insert(CHANGES), row)
    return number


def add_decision(connection: Connection, number: int, decision: Decision, digests: tuple[str, str], nth: int) -> None:
    """Which decision a change recorded."""
    result, facts = digests
    policy = decision.policy
    row = {
        "policy": policy["id"],
        "number": number,
        "year": decision.year,
        "result_digest": result,
        "facts_digest": facts,
        "nth": nth,
        "policy_digest": policy["digest"],
        "document": policy["document"],
        "interpretations": decision.interpretations,
        "proposals": [{"id": name, "digest": each} for name, each in decision.proposals],
        "engine": decision.engine,
        "library": decision.library,
        "unknown_lines": decision.totals.unknown_lines,
    }
    connection.execute(insert(DECISIONS), row)


def add_entries(connection: Connection, policy: str, change: int, paid: Sequence[Payment]) -> None:
    """New entries behind the last."""
    query = select(func.coalesce(func.max(ENTRIES.c.entry), 0)).where(ENTRIES.c.policy == policy)
    last = int(connection.execute(query).scalar_one())
    new = [Entry(last + index, 1, change, each.paid) for index, each in enumerate(paid, 1)]
    add_versions(connection, policy, new, [each.claim for each in paid])


def add_versions(connection: Connection, policy: str, entries: Sequence[Entry], claims: Sequence[str]) -> None:
    """Versions of entries, each with the claim that it is about."""
    rows: list[dict[str, Any]] = []
    query = select(ENTRIES.c.claim, func.max(ENTRIES.c.nth)).where(ENTRIES.c.policy == policy)
    nth = {claim: int(most) for claim, most in connection.execute(query.group_by(ENTRIES.c.claim))}
    for entry, claim in zip(entries, claims, strict=True):
        nth[claim] = nth.get(claim, 0) + 1
        rows.append(
            {
                "policy": policy,
                "entry": entry.number,
                "version": entry.version,
                "change": entry.change,
                "year": entry.paid.year,
                "award": entry.paid.award,
                "tier": entry.paid.tier,
                "enterprise": entry.paid.enterprise,
                "subject": entry.paid.subject,
                "fen": entry.paid.fen,
                "withdrawn": entry.withdrawn,
                "claim": claim,
                "nth": nth[claim],
            }
        )
    if rows:
        connection.execute(insert(ENTRIES), rows)


def claims_of(connection: Connection, policy: str, entries: Sequence[Entry]) -> list[str]:
    """The claims that versions of entries are about."""
    query = select(ENTRIES.c.entry, ENTRIES.c.version, ENTRIES.c.claim).where(ENTRIES.c.policy == policy)
    known = {(entry, version): claim for entry, version, claim in connection.execute(query)}
    return [known[each.number, each.version] for each in entries]
