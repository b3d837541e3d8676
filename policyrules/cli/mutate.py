"""`policyrules mutate`: which small changes of a policy its cases would not notice."""

from __future__ import annotations

import argparse
import json

from policyrules.cli import common, writing
from policyrules.cli.covering import add_cases, add_threshold, answer, policy_and_cases, threshold_of
from policyrules.cli.parser import Parser
from policyrules.text import Language, Text

NAME = "mutate"
HELP = Text("逐一小改政策，看案例能否发现", "change a policy by little and little: do its cases notice?")
_SUFFIXES = {".txt": "table", ".json": "json"}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    add_cases(parser)
    add_threshold(parser, Text("发现率低于此百分数时以 1 退出", "exit with 1 where less than this share is killed"))
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=("table", "json"), help=format_)
    common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Try every mutant and write. Exit code 1 where the threshold is not reached."""
    from policyrules.coverage.mutating import mutation
    from policyrules.reports import mutation_grids

    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    threshold = threshold_of(options)
    policy, cases = policy_and_cases(options)
    found = mutation(policy, cases)
    if format_ == "json":
        writing.emit(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n", options.output)
    else:
        from policyrules.reports.tables import render

        width = None if options.output else writing.terminal_width()
        text = render(mutation_grids.grids(found, language), width, not options.output and writing.colour())
        writing.show(f"{text}{mutation_grids.closing(found).pick(language)}\n", options.output)
    return answer(found, threshold, Text("发现率", "killed"), language)
