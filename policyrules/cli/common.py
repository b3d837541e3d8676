"""What the verbs share: exit codes, arguments, the policy under its interpretations, lines on stderr."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from policyrules.cli.parser import Parser
from policyrules.engines import COLUMNAR, NAMES
from policyrules.errors import InterpretationError, Problem, UsageError
from policyrules.policy import Policy, load_policy
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

DONE, NO, BAD_INPUT, UNDECIDED = 0, 1, 2, 3


def add_policy(parser: Parser) -> None:
    """POLICY."""
    help_ = Text("内置政策的标识，或政策文件夹", "the id of a bundled policy, or a policy folder")
    parser.add("policy", metavar="POLICY", help=help_)


def add_facts(parser: Parser) -> None:
    """FACTS."""
    help_ = Text(
        "事实：.json、.xlsx、.csv、.parquet 文件，或表格文件夹",
        "facts: a .json, .xlsx, .csv or .parquet file, or a folder of tables",
    )
    parser.add("facts", metavar="FACTS", help=help_)


def add_year(parser: Parser) -> None:
    """--year."""
    parser.add("--year", type=int, required=True, metavar="YEAR", help=Text("销售年度", "the sales year"))


def add_set(parser: Parser) -> None:
    """--set."""
    help_ = Text("选用某项解释的选项（可重复）", "take this option of an interpretation (may be repeated)")
    parser.add("--set", action="append", default=[], metavar="NAME=OPTION", help=help_)


def add_with(parser: Parser) -> None:
    """--with."""
    help_ = Text("政策加上这一提案（可重复）", "the policy with this proposal (may be repeated)")
    parser.add("--with", dest="proposals", action="append", default=[], metavar="PROPOSAL", help=help_)


def add_engine(parser: Parser, *, columnar: Text | None = None) -> None:
    """--engine; `columnar` says what the engine of populations does, where the verb takes it."""
    more = columnar or Text("", "")
    help_ = Text(f"引擎（默认 rete）{more.zh}", f"the engine (rete where it can be had){more.en}")
    parser.add("--engine", choices=NAMES if columnar is None else (*NAMES, COLUMNAR), help=help_)


def add_output(parser: Parser, more: Text | None = None) -> None:
    """--output."""
    more = more or Text("", "")
    parser.add("--output", metavar="FILE", help=Text(f"写入文件{more.zh}", f"write to a file{more.en}"))


def interpreted(policy: str, settings: Iterable[str], proposals: Sequence[str] = ()) -> Policy:
    """The policy with the proposals of --with, under the options of --set.

    Raises UsageError, InterpretationError, PolicyError, ProposalError.
    """
    return load_policy(policy).amend(*proposals).interpret(**chosen(settings))


def chosen(settings: Iterable[str]) -> dict[str, str]:
    """The options of --set by interpretation. Raises UsageError, InterpretationError."""
    options: dict[str, str] = {}
    for setting in settings:
        name, equals, option = setting.partition("=")
        name, option = name.strip(), option.strip()
        if not equals or not name or not option:
            raise UsageError(Text(f"--set {setting}：须写作 名称=选项", f"--set {setting}: write NAME=OPTION"))
        if options.get(name, option) != option:
            raise InterpretationError(
                Text(f"--set {name}：给出了两个不同的选项", f"--set {name}: two different options were given")
            )
        options[name] = option
    return options


def complain(lines: Iterable[str]) -> None:
    """Lines for a person, on stderr. What a file holds may not command the terminal that shows it."""
    for line in lines:
        print(plain(line), file=sys.stderr)


def note(words: Text, language: Language) -> None:
    """Something that is good to know, on stderr."""
    complain([Text(f"说明：{words.zh}", f"note: {words.en}").pick(language)])


def warn(problems: Iterable[Problem], language: Language) -> None:
    """Warnings about facts, on stderr."""
    complain(_warning(problem.line(language), language) for problem in problems)


@contextmanager
def warnings_as_lines(language: Language) -> Iterator[None]:
    """What Python code warns of becomes a line on stderr, without the place in the code."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            said = dict.fromkeys(str(each.message) for each in caught)
            complain(_warning(each, language) for each in said)


def _warning(words: str, language: Language) -> str:
    return Text(f"警告：{words}", f"warning: {words}").pick(language)
