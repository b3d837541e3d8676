"""Which database a register is in: a file's path or a URL, and what may be shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from policyrules.errors import RegisterError
from policyrules.register.missing import needed
from policyrules.register.problems import refused
from policyrules.text import Text

_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
#: What the options of a URL are called that hold something secret.
_SECRET = ("password", "secret")
_SHOWN = "awards.db, sqlite:///awards.db, postgresql+psycopg://user@host/database"


@dataclass(frozen=True)
class Address:
    """Where a register is. `shown` names it in messages: without user, password and options.

    `file` is the file of an embedded database, None on a server; `secrets` are never to be shown.
    """

    url: URL
    shown: str
    file: Path | None
    secrets: tuple[str, ...] = ()

    def clean(self, words: str) -> str:
        """Words of a database driver, without what is not to be shown."""
        for secret in self.secrets:
            words = words.replace(secret, "***")
        return words


def address_of(written: str | Path) -> Address:
    """The address that a path or a URL gives. Raises RegisterError for what is neither, UsageError without a driver."""
    if not str(written).strip():
        raise _unreadable("")
    if isinstance(written, Path) or "://" not in written:
        return _file(Path(written))
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise _unreadable(written.partition("://")[0]) from None
    if url.drivername in _SQLITE:
        if url.database in (None, "", ":memory:") or url.query:
            allowed = Text("登记簿须为普通文件：sqlite:///awards.db", "a register is a plain file: sqlite:///awards.db")
            raise refused("sqlite", "address", allowed)
        return _file(Path(str(url.database)))
    if url.drivername in _POSTGRESQL:
        needed("postgresql")
        return _server(url)
    raise _unreadable(url.drivername)


def _file(path: Path) -> Address:
    if "\0" in str(path):
        raise _unreadable(str(path).partition("\0")[0])
    return Address(URL.create("sqlite+pysqlite", database=str(path)), str(path), path)


def _server(url: URL) -> Address:
    secrets = [str(url.password)] if url.password else []
    for name, value in url.query.items():
        if any(part in name for part in _SECRET):
            secrets += [value] if isinstance(value, str) else value
    shown = f"postgresql://{url.host or ''}/{url.database or ''}"
    longest_first = tuple(sorted(secrets, key=len, reverse=True))
    return Address(url.set(drivername="postgresql+psycopg"), shown, None, longest_first)


def _unreadable(found: str) -> RegisterError:
    allowed = Text(f"登记簿的地址须如：{_SHOWN}", f"the address of a register must be like one of: {_SHOWN}")
    return refused("", "address", allowed, found)
