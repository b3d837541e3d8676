"""Which version the tables of a register are of, and how they are brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from policyrules.register.problems import not_there, too_new, too_old
from policyrules.register.tables import VERSION

#: The revisions of `migrations/versions`, from the first; the tables of `tables` are those of the last.
REVISIONS = ("0001", "0002")
SCRIPTS = Path(__file__).parent / "migrations"


def check(connection: Connection, shown: str) -> None:
    """Raises RegisterError where there is no register, or one of another version."""
    found = revision(connection)
    if found is None:
        raise not_there(shown)
    if found not in REVISIONS:
        raise too_new(shown, found)
    if found != REVISIONS[-1]:
        raise too_old(shown, found)


def upgrade(connection: Connection, shown: str, to: str = "head") -> None:
    """Make the tables, or bring them up to date, in the transaction of `connection`.

    Raises RegisterError for a register of a version that is not known.
    """
    from alembic import command
    from alembic.config import Config

    found = revision(connection)
    if found is not None and found not in REVISIONS:
        raise too_new(shown, found)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not inspect(connection).has_table(VERSION):
        return None
    return connection.execute(select(column("version_num")).select_from(table(VERSION))).scalars().first()
