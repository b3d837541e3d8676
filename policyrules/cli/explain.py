"""`policyrules explain`: why a subject gets what it gets, and how it stands."""

from __future__ import annotations

import argparse

from policyrules.cli import common, writing
from policyrules.cli.deciding import decide
from policyrules.cli.parser import Parser
from policyrules.text import Language, Text

NAME = "explain"
HELP = Text(
    "逐项解释某个企业、平台、基地、中心或县（市、区）的结果",
    "explain all that is said of one enterprise, platform, base, centre or county",
)


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    common.add_year(parser)
    subject = Text(
        "企业等的编号，或县（市、区）名", "the id of the enterprise, base, centre …, or the name of a county"
    )
    parser.add("--subject", required=True, metavar="ID", help=subject)
    common.add_set(parser)
    common.add_with(parser)
    common.add_engine(parser)
    common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Decide all, since limits reach over cases, and explain one. Raises UsageError for an unknown subject."""
    writing.spare_inputs(options.output, [options.facts])
    decision = decide(common.interpreted(options.policy, options.set, options.proposals), options, language)
    writing.show(f"{decision.explain(options.subject, language)}\n", options.output)
    common.warn(decision.warnings, language)
    return common.DONE
