"""The register of awards paid: its front door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import select

from policyrules.decision.decision import Decision
from policyrules.errors import UsageError
from policyrules.facts.load import Source
from policyrules.facts.records import Facts
from policyrules.policy import Policy, load_policy
from policyrules.register import amending, reading, recording, shape, stale, versions, writing
from policyrules.register.addresses import address_of
from policyrules.register.connecting import Database
from policyrules.register.model import Change, Entry, Kind, Recorded
from policyrules.register.payments import Payment, claim_of
from policyrules.register.problems import not_there, refused
from policyrules.register.tables import POLICIES
from policyrules.text import Text

PolicyName = Policy | str | Path
Clock = Callable[[], datetime]


class Register:
    """The awards paid under policies, and everything that was done to them. Safe to share between threads.

    A policy is named by itself, the id of a bundled one or its folder. Who did something is always said (`by`); when
    it was done, `clock` says. Entries and changes of a policy are numbered from 1. Amounts are in yuan, as in facts.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, address: str | Path, *, upgrade: bool = False, clock: Clock | None = None) -> Register:
        """The register in an SQLite file (`awards.db`, `sqlite:///awards.db`) or in PostgreSQL.

        A server is named by a URL: `postgresql+psycopg://user@host/database`. With `upgrade` a register is made
        where there is none, and one of an earlier version is brought up to date; without, both are refused.
        Raises RegisterError, UsageError.
        """
        where = address_of(address)
        if where.file is not None and not upgrade and not where.file.is_file():
            raise not_there(where.shown)
        database = Database(where)
        try:
            if upgrade:
                with database.altering() as connection:
                    versions.upgrade(connection, where.shown)
            else:
                with database.reading() as connection:
                    versions.check(connection, where.shown)
        except BaseException:
            database.close()
            raise
        return cls(database, clock or _now)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def shown(self) -> str:
        """What the register is called in messages: without user and password."""
        return self._database.shown

    def policies(self) -> tuple[str, ...]:
        """The ids of the policies that the register has awards of."""
        with self._database.reading() as connection:
            return tuple(connection.execute(select(POLICIES.c.policy).order_by(POLICIES.c.policy)).scalars())

    def entries(self, policy: PolicyName) -> tuple[Entry, ...]:
        """The entries that count now, by number. Raises RegisterError, UsageError, PolicyError."""
        name = self._id(policy)
        with self._database.reading() as connection:
            return tuple(reading.current(connection, name))

    def awards_paid(self, policy: PolicyName) -> list[dict[str, Any]]:
        """The entries as rows of the policy's facts, by number: the list that facts hold as `awards_paid`.

        Raises RegisterError, UsageError, PolicyError.
        """
        asked = _policy(policy)
        vocabulary = asked.definition.vocabulary
        shape.list_of(vocabulary, asked.id, self.shown)
        return shape.rows_for([each.paid for each in self.entries(asked)], vocabulary)

    def facts(self, source: Source, policy: PolicyName) -> Facts:
        """Facts with the awards paid that the register holds, to decide on.

        Facts may hold awards paid themselves, as long as the register has each of them.
        Raises RegisterError, FactsError, UsageError.
        """
        asked = _policy(policy)
        vocabulary = asked.definition.vocabulary
        name = shape.list_of(vocabulary, asked.id, self.shown)
        checked = asked.facts(source)
        held = shape.fitted([each.paid for each in self.entries(asked)], vocabulary)
        _, lacking = stale.differences([shape.award_of(each) for each in checked.paid], held)
        if lacking:
            raise stale.disagreeing(lacking, name, self.shown)
        return shape.with_awards(checked, held, vocabulary, name)

    def record(self, decision: Decision, *, by: str, again: bool = False, amended: bool = False) -> Recorded:
        """Record what a decision pays, once: the same decision a second time adds nothing, and is told (`new`).

        The decision must have known just the awards paid that the register holds now. Lines that are unknown, or
        got nothing, stay open. `again` records a decision anew that was withdrawn; `amended` one of a policy with
        proposals that are in force. Raises RegisterError, UsageError.
        """
        if not isinstance(decision, Decision):
            raise UsageError(Text("登记的须为 decide 的决定", "what is recorded is a decision of `decide`"))
        who = self._said(by, "by")
        recording.check(decision, amended, self.shown)
        digests = writing.digests(decision)
        with self._database.writing(decision.policy["id"]) as connection:
            return recording.record(connection, decision, digests, self._clock(), who, again, self.shown)

    def import_(self, rows: Source | shape.Rows, policy: PolicyName, *, by: str, reason: str | None = None) -> Change:
        """Take in awards paid before the register was kept: rows of facts, or facts (a file) that hold such a list.

        All of them or none. Raises RegisterError where one is there already, FactsError, UsageError.
        """
        asked = _policy(policy)
        vocabulary = asked.definition.vocabulary
        name = shape.list_of(vocabulary, asked.id, self.shown)
        awards = shape.awards_in(rows, vocabulary, name, self.shown)
        why = None if reason is None else self._said(reason, "reason")
        with self._changing(asked.id, "imported", by, why) as (connection, number):
            amending.check_free(awards, reading.current(connection, asked.id), self.shown)
            new = [Payment(each, claim_of(each, each.year)) for each in awards]
            writing.add_entries(connection, asked.id, number, new)
        return self._change(asked.id, number)

    def correct(self, policy: PolicyName, entry: int, *, by: str, reason: str, **values: Any) -> Change:
        """Put an entry right: other values for some of its fields (`amount="90000.00"`, `tier=2`; None leaves it open).

        Raises RegisterError, FactsError, UsageError.
        """
        asked = _policy(policy)
        vocabulary = asked.definition.vocabulary
        name = shape.list_of(vocabulary, asked.id, self.shown)
        with self._changing(asked.id, "corrected", by, self._said(reason, "reason")) as (connection, number):
            entries = reading.last_versions(connection, asked.id)
            (before,) = amending.found_entries([entry], entries, self.shown)
            after = amending.corrected(before, values, vocabulary, name, self.shown)
            others = [each for each in entries if each.number != entry and not each.withdrawn]
            amending.check_free([after], others, self.shown)
            (claim,) = writing.claims_of(connection, asked.id, [before])
            version = Entry(entry, before.version + 1, number, after)
            writing.add_versions(connection, asked.id, [version], [amending.claim_after(before, after, claim)])
        return self._change(asked.id, number)

    def withdraw(self, policy: PolicyName, *entries: int, by: str, reason: str) -> Change:
        """Take entries back: they count no more, and what they paid may be paid again.

        Raises RegisterError, UsageError.
        """
        name = self._id(policy)
        if not entries:
            raise UsageError(Text("须指明要撤回的条目", "say which entries to withdraw"))
        with self._changing(name, "withdrawn", by, self._said(reason, "reason")) as (connection, number):
            found = amending.found_entries(entries, reading.last_versions(connection, name), self.shown)
            gone = [Entry(each.number, each.version + 1, number, each.paid, withdrawn=True) for each in found]
            writing.add_versions(connection, name, gone, writing.claims_of(connection, name, found))
        return self._change(name, number)

    def history(self, policy: PolicyName) -> tuple[Change, ...]:
        """Everything that was done, from the first change. Raises RegisterError, UsageError, PolicyError."""
        name = self._id(policy)
        with self._database.reading() as connection:
            return tuple(reading.changes(connection, name))

    @contextmanager
    def _changing(self, policy: str, kind: Kind, by: str, reason: str | None) -> Iterator[tuple[Any, int]]:
        """A transaction with a change of this kind, and its number."""
        who = self._said(by, "by")
        with self._database.writing(policy) as connection:
            yield connection, writing.add_change(connection, policy, kind, self._clock(), who, reason)

    def _change(self, policy: str, number: int) -> Change:
        return self.history(policy)[number - 1]

    def _id(self, policy: PolicyName) -> str:
        """The id of a policy: its own, one that the register has, else that of the policy so named."""
        if isinstance(policy, str) and policy in self.policies():
            return policy
        return _policy(policy).id

    def _said(self, words: str, name: str) -> str:
        """Who, or why, which may not be left out."""
        if not isinstance(words, str) or not words.strip() or "\0" in words:
            what = {"by": Text("登记人", "who does it"), "reason": Text("理由", "a reason")}[name]
            allowed = Text(f"须说明{what.zh}（{name}）", f"say {what.en} (`{name}`)")
            raise refused(self.shown, name, allowed)
        return words.strip()


def _policy(policy: PolicyName) -> Policy:
    return policy if isinstance(policy, Policy) else load_policy(policy)


def _now() -> datetime:
    return datetime.now(UTC)
