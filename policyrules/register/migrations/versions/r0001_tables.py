"""The tables: policies, changes, decisions, entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "register_policies",
        sa.Column("policy", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("policy", name="pk_register_policies"),
    )
    op.create_table(
        "register_changes",
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("policy", "number", name="pk_register_changes"),
        sa.ForeignKeyConstraint(["policy"], ["register_policies.policy"], name="fk_register_changes_register_policies"),
        sa.CheckConstraint(
            "kind IN ('recorded', 'imported', 'corrected', 'withdrawn')", name="ck_register_changes_kind"
        ),
        sa.CheckConstraint("kind IN ('recorded', 'imported') OR reason IS NOT NULL", name="ck_register_changes_reason"),
    )
    op.create_table(
        "register_decisions",
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("result_digest", sa.String(71), nullable=False),
        sa.Column("facts_digest", sa.String(71), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("policy_digest", sa.String(71), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("interpretations", sa.JSON(), nullable=False),
        sa.Column("proposals", sa.JSON(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("library", sa.Text(), nullable=False),
        sa.Column("unknown_lines", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("policy", "number", name="pk_register_decisions"),
        sa.ForeignKeyConstraint(
            ["policy", "number"],
            ["register_changes.policy", "register_changes.number"],
            name="fk_register_decisions_register_changes",
        ),
        sa.UniqueConstraint("policy", "result_digest", "facts_digest", "nth", name="uq_register_decisions_once"),
    )
    op.create_table(
        "register_entries",
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("award", sa.Text(), nullable=False),
        sa.Column("tier", sa.BigInteger()),
        sa.Column("enterprise", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text()),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("claim", sa.String(71), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("policy", "entry", "version", name="pk_register_entries"),
        sa.ForeignKeyConstraint(
            ["policy", "change"],
            ["register_changes.policy", "register_changes.number"],
            name="fk_register_entries_register_changes",
        ),
        sa.UniqueConstraint("policy", "claim", "nth", name="uq_register_entries_once"),
        sa.CheckConstraint("fen >= 0", name="ck_register_entries_fen"),
    )
