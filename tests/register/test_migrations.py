"""The tables of a register through its versions, and the guards that keep what is in them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from policyrules.errors import RegisterError
from policyrules.register import Register, versions
from policyrules.register.addresses import address_of
from policyrules.register.connecting import Database
from policyrules.register.tables import DECISIONS, ENTRIES, GUARDED, METADATA, VERSION

from .conftest import Databases, Server
from .samples import FACTS, decide_with, decided, paid, told
from .test_concurrency import ONCE, at_once

pytestmark = pytest.mark.thorough

DIGEST = "sha256:" + "0" * 64
#: What a register of the first version held: a decision of 2025 that paid E1's growth.
OLD = (
    "INSERT INTO register_policies VALUES ('ganzhou')",
    "INSERT INTO register_changes VALUES ('ganzhou', 1, 'recorded', '2026-01-31 00:00:00.000000', 'Li Hua', NULL)",
    "INSERT INTO register_decisions VALUES ('ganzhou', 1, 2025, :digest, :digest, 1, :digest, 'D', "
    ":options, '[]', 'rete', '0.1.0', 0)",
    "INSERT INTO register_entries VALUES "
    "('ganzhou', 1, 1, 1, 2025, 'growth', 2, 'E1', 'E1', 30000000, FALSE, :digest, 1)",
)


def old_register(address: str) -> None:
    """A register of the first version, with data in it."""
    database = Database(address_of(address))
    with database.altering() as connection:
        versions.upgrade(connection, "old", "0001")
        for statement in OLD:
            bound = {"digest": DIGEST, "options": '{"cap_order": "pro_rata"}'}
            names = [name for name in bound if f":{name}" in statement]
            connection.execute(text(statement), {name: bound[name] for name in names})
    database.close()


def test_an_old_register_is_upgraded_with_what_it_holds(databases: Databases) -> None:
    """What an earlier version recorded must be read by this one, and still be paid once; until then it is refused."""
    address = databases.empty()
    old_register(address)
    with pytest.raises(RegisterError, match=r"earlier version; found `0001`; `policyrules register upgrade`"):
        Register.open(address)
    with Register.open(address, upgrade=True) as register:
        assert told(register) == ["growth/2, 2025, E1, 300000.00"]
        (change,) = register.history("ganzhou")
        assert (change.at, change.by) == (datetime(2026, 1, 31, tzinfo=UTC), "Li Hua")
        assert change.decision is not None
        assert change.decision.interpretations == {"cap_order": "pro_rata"}
        again = decide_with(register, FACTS, 2025)
        assert "growth E1" not in paid(again)
        register.record(again, by="Wang Min")
        assert len(told(register)) == 3
    Register.open(address).close()


def test_tables_and_migrations_agree(address: str) -> None:
    """A column that only the models have would be missing in every register that was upgraded."""
    database = Database(address_of(address))
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION, "compare_type": True})
        found = compare_metadata(context, METADATA)
    database.close()
    assert found == []


def test_revisions_are_one_line() -> None:
    """The version that this library asks for is the last of the scripts that are shipped with it."""
    config = Config()
    config.set_main_option("script_location", str(versions.SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(each.revision for each in reversed(list(scripts.walk_revisions()))) == versions.REVISIONS


@pytest.mark.parametrize("table", [each.name for each in GUARDED])
def test_the_database_itself_refuses_to_forget(databases: Databases, table: str) -> None:
    """Who talks to the database past us can add, not change or delete: the history is what happened."""
    address = databases.fresh()
    with Register.open(address) as register:
        register.record(decided(FACTS, 2025), by="Li Hua")
        before = register.history("ganzhou")
        database = Database(address_of(address))
        acts = [f"UPDATE {table} SET policy = policy", f"DELETE FROM {table}"]
        acts += [f"TRUNCATE {table} CASCADE"] if database.address.file is None else []
        for act in acts:
            with pytest.raises(SQLAlchemyError, match="only ever added to"), database.engine.begin() as connection:
                connection.execute(text(act))
        database.close()
        assert register.history("ganzhou") == before
        assert told(register) == ONCE


#: The same decision, and the same payments, under other numbers.
TWICE = {
    "decision": "INSERT INTO register_decisions SELECT policy, 2, {rest} FROM register_decisions",
    "payment": "INSERT INTO register_entries SELECT policy, entry + 100, {rest} FROM register_entries",
}


@pytest.mark.parametrize("what", TWICE)
def test_paid_once_is_a_key_of_the_schema(databases: Databases, what: str) -> None:
    """A decision or a payment that is written again, under another number, is refused by the database itself."""
    address = databases.fresh()
    with Register.open(address) as register:
        register.record(decided(FACTS, 2025), by="Li Hua")
    table = DECISIONS if what == "decision" else ENTRIES
    rest = ", ".join(each.name for each in list(table.columns)[2:])
    database = Database(address_of(address))
    with database.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO register_changes SELECT policy, 2, kind, at, by, reason FROM register_changes")
        )
    with pytest.raises(IntegrityError, match=r"(?i)unique"), database.engine.begin() as connection:
        connection.execute(text(TWICE[what].format(rest=rest)))
    database.close()


def test_registers_that_are_none_of_ours(databases: Databases) -> None:
    """An empty database, and one of a version to come: told in a line, and left as it is."""
    address = databases.empty()
    if isinstance(databases, Server):
        with pytest.raises(RegisterError, match="there is no register here; `policyrules register upgrade`"):
            Register.open(address)
    Register.open(address, upgrade=True).close()
    database = Database(address_of(address))
    with database.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION} SET version_num = '9999'"))
    database.close()
    for upgrade in (False, True):
        with pytest.raises(RegisterError, match=r"newer policyrules: install that version; found `9999`"):
            Register.open(address, upgrade=upgrade)


def test_files_that_are_no_register(tmp_path: Path) -> None:
    """A slip in the path must not make a new, empty register, which would pay everything a second time."""
    with pytest.raises(RegisterError, match="there is no register here"):
        Register.open(tmp_path / "awrads.db")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").touch()
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    for name in ("empty.db", "other.db"):
        with pytest.raises(RegisterError, match="there is no register here"):
            Register.open(tmp_path / name)
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(FACTS) * 20, encoding="utf-8")
    content = facts.read_bytes()
    for upgrade in (False, True):
        with pytest.raises(RegisterError, match="cannot be used; found `file is not a database`"):
            Register.open(facts, upgrade=upgrade)
    assert facts.read_bytes() == content
    with pytest.raises(RegisterError, match="unable to open database file"):
        Register.open(tmp_path / "none" / "awards.db", upgrade=True)


def test_two_who_make_the_register_at_once_make_one(databases: Databases) -> None:
    """The second waits, and finds what the first made."""
    address = databases.empty()

    def make() -> str:
        with Register.open(address, upgrade=True) as register:
            return str(register.record(decision, by="Li Hua").new)

    decision = decided(FACTS, 2025)
    assert sorted(at_once([make] * 4)) == ["False", "False", "False", "True"]
    with Register.open(address) as register:
        assert told(register) == ONCE
