"""What a register holds: entries that count, and everything that was done to them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select

from policyrules.register.model import Award, Change, Entry, RecordedDecision
from policyrules.register.tables import CHANGES, DECISIONS, ENTRIES


def current(connection: Connection, policy: str) -> list[Entry]:
    """The entries that count: the last version of each that was not withdrawn, by number."""
    return [each for each in last_versions(connection, policy) if not each.withdrawn]


def last_versions(connection: Connection, policy: str) -> list[Entry]:
    """The last version of every entry, withdrawn ones too, by number."""
    last = (
        select(ENTRIES.c.entry, func.max(ENTRIES.c.version).label("version"))
        .where(ENTRIES.c.policy == policy)
        .group_by(ENTRIES.c.entry)
        .subquery()
    )
    same = and_(ENTRIES.c.entry == last.c.entry, ENTRIES.c.version == last.c.version)
    query = select(ENTRIES).join(last, same).where(ENTRIES.c.policy == policy).order_by(ENTRIES.c.entry)
    return [_entry(row) for row in connection.execute(query).mappings()]


def recordings(connection: Connection, policy: str, result_digest: str, facts_digest: str) -> list[int]:
    """The numbers of the changes that recorded a decision, from the first."""
    table = DECISIONS.c
    query = select(table.number).where(
        table.policy == policy, table.result_digest == result_digest, table.facts_digest == facts_digest
    )
    return list(connection.execute(query.order_by(table.nth)).scalars())


def changes(connection: Connection, policy: str) -> list[Change]:
    """Everything that was done to a policy's register, from the first."""
    versions: dict[tuple[int, int], Entry] = {}
    written: dict[int, list[Entry]] = defaultdict(list)
    query = select(ENTRIES).where(ENTRIES.c.policy == policy).order_by(ENTRIES.c.entry, ENTRIES.c.version)
    for row in connection.execute(query).mappings():
        entry = _entry(row)
        versions[entry.number, entry.version] = entry
        written[entry.change].append(entry)
    query = select(DECISIONS).where(DECISIONS.c.policy == policy)
    decisions = {row["number"]: _decision(row) for row in connection.execute(query).mappings()}
    query = select(CHANGES).where(CHANGES.c.policy == policy).order_by(CHANGES.c.number)
    return [
        _change(row, decisions.get(row["number"]), written[row["number"]], versions)
        for row in connection.execute(query).mappings()
    ]


def _change(
    row: RowMapping,
    decision: RecordedDecision | None,
    entries: list[Entry],
    versions: dict[tuple[int, int], Entry],
) -> Change:
    before = {each.number: versions[each.number, each.version - 1] for each in entries if each.version > 1}
    return Change(
        policy=row["policy"],
        number=row["number"],
        kind=row["kind"],
        at=row["at"],
        by=row["by"],
        reason=row["reason"],
        decision=decision,
        entries=tuple(entries),
        before=before,
    )


def _entry(row: RowMapping) -> Entry:
    paid = Award(row["year"], row["award"], row["tier"], row["enterprise"], row["subject"], row["fen"])
    return Entry(row["entry"], row["version"], row["change"], paid, row["withdrawn"])


def _decision(row: RowMapping) -> RecordedDecision:
    fields: dict[str, Any] = {name: row[name] for name in RecordedDecision.__slots__}
    fields["proposals"] = tuple((each["id"], each["digest"]) for each in row["proposals"])
    return RecordedDecision(**fields)
