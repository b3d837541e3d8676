"""Transactions on the database of a register, the same on SQLite and on PostgreSQL; errors in our words.

Who writes is alone: SQLite locks the file when the transaction begins, PostgreSQL the row of the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from policyrules.register.addresses import Address
from policyrules.register.problems import of_database, refused
from policyrules.register.tables import POLICIES
from policyrules.text import Text

#: How many seconds a writer waits for those before it.
PATIENCE = 30


class Database:
    """The database of a register. Safe to share between threads: every transaction has a connection of its own."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.engine = _sqlite(address) if address.file is not None else _postgresql(address)

    @property
    def shown(self) -> str:
        """What the register is called in messages."""
        return self.address.shown

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the register, whoever writes meanwhile. Raises RegisterError."""
        with self._told(), self.engine.connect() as plain:
            on_server = {"isolation_level": "REPEATABLE READ"} if self.address.file is None else {}
            connection = plain.execution_options(**on_server)
            with connection.begin():
                yield connection

    @contextmanager
    def altering(self) -> Iterator[Connection]:
        """A transaction that may change the tables themselves, alone. Raises RegisterError."""
        with self._told(), self.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                if self.address.file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('policyrules.register'))"))
                yield connection

    @contextmanager
    def writing(self, policy: str) -> Iterator[Connection]:
        """A transaction that adds to the register of a policy, alone. Raises RegisterError."""
        with self._told(), self.engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                _lock(connection, policy)
                yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            # Who writes is alone, so that only what was written around us can stand in the way.
            allowed = Text("登记簿同时被改动，请重新决定", "the register was changed meanwhile: decide again")
            raise refused(self.shown, "changed", allowed) from error
        except DBAPIError as error:
            raise of_database(self.shown, self.address.clean(str(error.orig))) from error
        except (SQLAlchemyError, UnicodeError, OverflowError) as error:
            raise of_database(self.shown, self.address.clean(str(error))) from error


def _lock(connection: Connection, policy: str) -> None:
    """Wait until nobody else writes to the register of the policy."""
    if connection.dialect.name == "sqlite":
        connection.execute(sqlite.insert(POLICIES).values(policy=policy).on_conflict_do_nothing())
        return
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
    connection.execute(postgresql.insert(POLICIES).values(policy=policy).on_conflict_do_nothing())
    connection.execute(select(POLICIES.c.policy).where(POLICIES.c.policy == policy).with_for_update())


def _postgresql(address: Address) -> Engine:
    # Behind the lock of the policy's row each statement must see what was committed before it.
    return create_engine(address.url, pool_pre_ping=True, isolation_level="READ COMMITTED")


def _sqlite(address: Address) -> Engine:
    engine = create_engine(address.url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _plain_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _plain_sqlite(connection: Any, _: object) -> None:
    # The driver begins no transactions by itself: they begin when they are begun, table changes included.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
