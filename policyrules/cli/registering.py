"""The register of awards paid on the command line: which one, and facts that know of it."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from policyrules.cli import common
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.facts.load import Source
from policyrules.facts.records import Facts
from policyrules.policy import Policy
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.register.register import Register

#: Where the address of the register may stand, so that a password is on no command line.
VARIABLE = "POLICYRULES_REGISTER"


def add_register(parser: Parser) -> None:
    """--register, where the verb is about it."""
    help_ = Text(
        f"登记簿：SQLite 文件，或 PostgreSQL 的 URL（默认为环境变量 {VARIABLE}）",
        f"the register: an SQLite file, or the URL of a PostgreSQL database (else {VARIABLE} of the environment)",
    )
    parser.add("--register", metavar="FILE|URL", help=help_)


def add_known(parser: Parser) -> None:
    """--register, where a decision is to know of it."""
    help_ = Text(
        "按该登记簿中的已发奖励作出决定：SQLite 文件，或 PostgreSQL 的 URL",
        "decide with the awards paid of this register: an SQLite file, or the URL of a PostgreSQL database",
    )
    parser.add("--register", metavar="FILE|URL", help=help_)


def address(options: argparse.Namespace) -> str:
    """The register that is asked for. Raises UsageError where none is."""
    written: str = options.register or os.environ.get(VARIABLE, "")
    if not written:
        zh, en = f"须给出 --register，或环境变量 {VARIABLE}", f"give --register FILE|URL, or {VARIABLE}"
        raise UsageError(Text(zh, en))
    return written


def opened(options: argparse.Namespace, *, upgrade: bool = False) -> Register:
    """The register that is asked for. Raises RegisterError, UsageError."""
    from policyrules.register import Register

    return Register.open(address(options), upgrade=upgrade)


def facts_with(register: Register, policy: Policy, source: Source, language: Language) -> Facts:
    """Facts with the awards paid of a register. Raises FactsError, RegisterError."""
    with common.warnings_as_lines(language):
        return register.facts(source, policy)
