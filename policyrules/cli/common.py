"""What the verbs share: their arguments, the language, the policy under its interpretations, where output goes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from policyrules.errors import InterpretationError, Problem, UsageError
from policyrules.policy import Policy, load_policy
from policyrules.text import Language, Text

DONE, NO, BAD_INPUT = 0, 1, 2


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line each."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to ask for help; exit with 2."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of a locale: Chinese for zh*, English for all else."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def add_policy(parser: argparse.ArgumentParser) -> None:
    """POLICY."""
    parser.add_argument("policy", metavar="POLICY", help="a bundled policy (ganzhou), or a policy folder")


def add_facts(parser: argparse.ArgumentParser) -> None:
    """FACTS."""
    help_ = "facts: a .json, .xlsx, .csv or .parquet file, or a folder of tables"
    parser.add_argument("facts", metavar="FACTS", help=help_)


def add_year(parser: argparse.ArgumentParser) -> None:
    """--year."""
    parser.add_argument("--year", type=int, required=True, metavar="Y", help="the sales year")


def add_set(parser: argparse.ArgumentParser) -> None:
    """--set."""
    help_ = "decide under this option of an interpretation (may be repeated)"
    parser.add_argument("--set", action="append", default=[], metavar="NAME=OPTION", help=help_)


def add_engine(parser: argparse.ArgumentParser) -> None:
    """--engine."""
    parser.add_argument(
        "--engine", choices=("rete", "reference"), help="the engine (rete where it can be had)"
    )


def interpreted(policy: str, settings: Iterable[str]) -> Policy:
    """The policy under the options of --set. Raises UsageError, InterpretationError, PolicyError."""
    options: dict[str, str] = {}
    for setting in settings:
        name, equals, option = setting.partition("=")
        name, option = name.strip(), option.strip()
        if not equals or not name:
            raise UsageError(
                Text(f"--set {setting}：须写作 名称=选项", f"--set {setting}: write NAME=OPTION")
            )
        if options.get(name, option) != option:
            raise InterpretationError(
                Text(f"--set {name}：给出了两个不同的选项", f"--set {name}: two different options were given")
            )
        options[name] = option
    return load_policy(policy).interpret(**options)


def write(text: str, output: str | None) -> None:
    """Write text to a file, or to stdout. Raises UsageError where the file cannot be written."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_bytes(text.encode("utf-8"), output)


def write_bytes(content: bytes, output: str) -> None:
    """Write a file whole or not at all. Raises UsageError where it cannot be written."""
    from policyrules.reports.output import write_file

    write_file(output, content)


def complain(lines: Iterable[str]) -> None:
    """Lines for a person, on stderr."""
    for line in lines:
        print(line, file=sys.stderr)


def warn(problems: Iterable[Problem], language: Language) -> None:
    """Warnings, on stderr."""
    word = Text("警告", "warning").pick(language)
    complain(f"{word}: {problem.line(language)}" for problem in problems)


def terminal_width() -> int | None:
    """The width of the terminal that stdout is, or None where it is none."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def colour() -> bool:
    """Whether stdout shows colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def suffix_format(output: str | None, known: Mapping[str, str]) -> str | None:
    """The format that the suffix of an output file stands for."""
    return known.get(Path(output).suffix.lower()) if output else None
