"""`policyrules equivalent`: whether two policies decide the same for all facts, or the smallest case where not."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from policyrules.cli import common, solving, writing
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.policy import Policy, load_policy
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.proof.equivalence.result import Equivalence

NAME = "equivalent"
HELP = Text(
    "证明两个政策对一切事实的决定都相同，或给出不同的最小案例",
    "prove that two policies decide the same for all facts, or show the smallest case where they do not",
)
FORMATS = ("table", "json", "markdown")
_SUFFIXES = {".txt": "table", ".json": "json", ".md": "markdown"}
#: Seconds for the whole question, unless told otherwise.
LIMIT = 60.0
_CODES = {"equivalent": common.DONE, "different": common.NO, "undecided": common.UNDECIDED}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    other = Text(
        "另一政策；给出 --with 时可省略，即同一政策加上提案",
        "the other policy; with --with it may be left out: then it is the same one, with the proposals",
    )
    parser.add("other", metavar="OTHER", nargs="?", help=other)
    with_ = Text("另一政策加上这一提案（可重复）", "the other policy with this proposal (may be repeated)")
    parser.add("--with", dest="proposals", action="append", default=[], metavar="PROPOSAL", help=with_)
    solving.add_years_and_readings(parser)
    solving.add_limit(parser, LIMIT, Text("最多用时", "seconds for the whole question"))
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=FORMATS, help=format_)
    common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Answer and write. 1 where the two differ, 3 where it is not decided.

    Raises PolicyRulesError before anything is written.
    """
    from policyrules.proof.missing import needed

    needed()
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    writing.spare_inputs(options.output, options.proposals)
    if options.other is None and not options.proposals:
        raise UsageError(Text("须给出另一政策，或 --with 提案", "name another policy, or a proposal with --with"))
    one, other = _policies(options)
    found = _answer(one, other, options)
    _write(found, one, other, format_, options.output, language)
    return _CODES[found.outcome]


def _policies(options: argparse.Namespace) -> tuple[Policy, Policy]:
    one = load_policy(options.policy)
    other = one if options.other is None else load_policy(options.other)
    chosen = common.chosen(options.set)
    return one.interpret(**chosen), other.amend(*options.proposals).interpret(**chosen)


def _answer(one: Policy, other: Policy, options: argparse.Namespace) -> Equivalence:
    from policyrules.proof.equivalence import equivalent

    return equivalent(
        one,
        other,
        years=solving.years_of(options.years),
        readings=solving.readings_of(options),
        limit=solving.limit_of(options.limit),
    )


def _write(
    found: Equivalence, one: Policy, other: Policy, format_: str, output: str | None, language: Language
) -> None:
    from policyrules.proposals.facts import vocabularies_of_both
    from policyrules.reports.equivalence.screen import markdown, screen

    vocabulary = vocabularies_of_both(one, other)[0]
    if format_ == "json":
        writing.emit(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n", output)
    elif format_ == "markdown":
        writing.emit(markdown(found, vocabulary, language), output)
    else:
        width = None if output else writing.terminal_width()
        colour = output is None and writing.colour()
        writing.show(screen(found, vocabulary, language, width, colour), output)
