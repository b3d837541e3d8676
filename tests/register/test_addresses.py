"""How a register is named, and what is never shown of its name."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from policyrules.errors import PolicyRulesError, UsageError
from policyrules.register import Register, missing
from policyrules.register.addresses import address_of

NOWHERE = "postgresql+psycopg://li:s3cret@127.0.0.1:1/awards"


@pytest.mark.parametrize("written", ["awards.db", "sqlite:///awards.db", "sqlite+pysqlite:///awards.db"])
def test_a_file_is_named_by_its_path_or_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Register.open(written, upgrade=True) as register:
        assert register.shown == "awards.db"
    with Register.open(Path("awards.db")) as register:
        assert register.policies() == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "must be like one of: awards.db, sqlite:///awards.db, postgresql"),
        ("awards\0.db", "must be like one of: awards.db"),
        ("sqlite://", "a register is a plain file"),
        ("sqlite:///:memory:", "a register is a plain file"),
        ("sqlite:///awards.db?mode=ro", "a register is a plain file"),
        ("mysql://li:s3cret@host/awards", "found `mysql`"),
        ("postgresql+psycopg2://li:s3cret@host/awards", "found `postgresql+psycopg2`"),
        ("postgresql://li:s3cret@host:port/awards", "found `postgresql`"),
        (NOWHERE, "postgresql://127.0.0.1/awards: the register cannot be used; found `"),
        ("postgres://127.0.0.1:1/awards?password=s3cret&connect_timeout=2", "postgresql://127.0.0.1/awards: "),
    ],
)
def test_a_register_that_cannot_be_is_told_in_a_line(written: str, said: str) -> None:
    """One line, and no password in it, wherever the URL had it."""
    with pytest.raises(PolicyRulesError) as caught:
        Register.open(written)
    (line,) = caught.value.lines("en")
    assert said in line
    assert "s3cret" not in "".join([*caught.value.lines("zh"), *caught.value.lines("en"), str(caught.value)])


def test_words_of_the_driver_hide_the_password_too() -> None:
    """A driver may repeat what it was given; its words pass through the address."""
    address = address_of(NOWHERE + "?sslpassword=s3cret-too")
    assert address.clean("no s3cret-too, no s3cret for li") == "no ***, no *** for li"


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the first use says what to install; and importing the library does not ask for it."""
    monkeypatch.setattr(missing, "find_spec", lambda name: None if name in ("alembic", "psycopg") else find_spec(name))
    with pytest.raises(UsageError, match=r"alembic is not installed: pip install 'policyrules\[register\]'"):
        missing.needed()
    with pytest.raises(UsageError, match=r"alembic, psycopg are not installed: .*\[postgresql\]"):
        address_of("postgresql://host/awards")
    with pytest.raises(UsageError, match=r"policyrules\[register\]"):
        vars(sys.modules["policyrules.register"])["__getattr__"]("Register")
    with pytest.raises(AttributeError):
        vars(sys.modules["policyrules.register"])["__getattr__"]("Registre")
