"""`policyrules explain`: why a subject gets what it gets."""

from __future__ import annotations

import argparse

from policyrules.cli import common
from policyrules.text import Language

NAME = "explain"
HELP = "explain the lines of one enterprise, platform or base"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    common.add_year(parser)
    common.add_set(parser)
    common.add_engine(parser)
    parser.add_argument("--subject", required=True, metavar="ID", help="whose lines")
    parser.add_argument("--output", metavar="FILE", help="write to a file")


def run(options: argparse.Namespace, language: Language) -> int:
    """Decide all, since limits reach over cases, and explain one. Raises UsageError for an unknown subject."""
    policy = common.interpreted(options.policy, options.set)
    decision = policy.decide(options.facts, options.year, options.engine)
    text = str(decision.explain(options.subject, language)).rstrip("\n")
    common.write(f"{text}\n", options.output)
    common.warn(decision.warnings, language)
    return common.DONE
