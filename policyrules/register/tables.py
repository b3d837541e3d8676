"""The tables of a register. Rows are only ever added: `migrations` makes the database refuse all else.

A change is one thing that somebody did: a decision recorded, entries imported, corrected or withdrawn. Changes of a
policy are numbered from 1. An entry is an award paid; each change of it is a further version, and the last counts.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

#: The table in which the version of the tables stands, apart from that of an application in the same database.
VERSION = "register_version"
#: The length of `sha256:` and its digits.
DIGEST = 71

METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """A point in time, in UTC; SQLite keeps it without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is stored."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is read."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


POLICIES = Table(
    "register_policies",
    METADATA,
    Column("policy", Text, primary_key=True),
)

CHANGES = Table(
    "register_changes",
    METADATA,
    Column("policy", Text, ForeignKey(POLICIES.c.policy), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    CheckConstraint("kind IN ('recorded', 'imported', 'corrected', 'withdrawn')", name="ck_register_changes_kind"),
    CheckConstraint("kind IN ('recorded', 'imported') OR reason IS NOT NULL", name="ck_register_changes_reason"),
)

DECISIONS = Table(
    "register_decisions",
    METADATA,
    Column("policy", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("result_digest", String(DIGEST), nullable=False),
    Column("facts_digest", String(DIGEST), nullable=False),
    # How often the decision had been recorded, this time included: again only after it was withdrawn.
    Column("nth", Integer, nullable=False),
    Column("policy_digest", String(DIGEST), nullable=False),
    Column("document", Text, nullable=False),
    Column("interpretations", JSON, nullable=False),
    Column("proposals", JSON, nullable=False),
    Column("engine", Text, nullable=False),
    Column("library", Text, nullable=False),
    Column("unknown_lines", Integer, nullable=False),
    ForeignKeyConstraint(["policy", "number"], [CHANGES.c.policy, CHANGES.c.number]),
    UniqueConstraint("policy", "result_digest", "facts_digest", "nth", name="uq_register_decisions_once"),
)

ENTRIES = Table(
    "register_entries",
    METADATA,
    Column("policy", Text, primary_key=True),
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("change", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("award", Text, nullable=False),
    Column("tier", BigInteger),
    Column("enterprise", Text, nullable=False),
    Column("subject", Text),
    Column("fen", BigInteger, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    # What is paid once: the digest of award, subject and tier, and of the year where it is paid every year.
    Column("claim", String(DIGEST), nullable=False),
    # Which row about that claim it is: two who pay it at once write the same number, and one is refused.
    Column("nth", Integer, nullable=False),
    ForeignKeyConstraint(["policy", "change"], [CHANGES.c.policy, CHANGES.c.number]),
    UniqueConstraint("policy", "claim", "nth", name="uq_register_entries_once"),
    CheckConstraint("fen >= 0", name="ck_register_entries_fen"),
)
#: The tables that the guards of the database watch over.
GUARDED = (POLICIES, CHANGES, DECISIONS, ENTRIES)
