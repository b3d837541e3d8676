"""What Alembic runs to migrate a register: always within a transaction of ours."""

from __future__ import annotations

from alembic import context

from policyrules.register.tables import METADATA, VERSION

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION,
)
context.run_migrations()
