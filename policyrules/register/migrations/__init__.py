"""The history of the tables of a register, as Alembic runs it. A revision that was released is never changed."""
