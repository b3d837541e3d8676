"""`policyrules coverage`: how much of a policy its cases show."""

from __future__ import annotations

import argparse
import json

from policyrules.cli import common, writing
from policyrules.cli.covering import add_cases, add_threshold, answer, policy_and_cases, threshold_of
from policyrules.cli.parser import Parser
from policyrules.text import Language, Text

NAME = "coverage"
HELP = Text("案例显示了政策的多少", "how much of a policy its cases show")
_SUFFIXES = {".txt": "table", ".json": "json", ".html": "html", ".htm": "html"}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    add_cases(parser)
    add_threshold(parser, Text("覆盖率低于此百分数时以 1 退出", "exit with 1 where less than this share is covered"))
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=("table", "json", "html"), help=format_)
    common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Measure and write. Exit code 1 where the threshold is not reached."""
    from policyrules.coverage.measuring import measure
    from policyrules.reports import coverage_grids

    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    threshold = threshold_of(options)
    policy, cases = policy_and_cases(options)
    found = measure(policy, cases)
    match format_:
        case "json":
            writing.emit(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n", options.output)
        case "html":
            from policyrules.reports.coverage_page import coverage_page

            page = coverage_page(found, policy.definition.identity.document, language)
            writing.emit(page, options.output)
        case _:
            from policyrules.reports.tables import render

            width = None if options.output else writing.terminal_width()
            text = render(coverage_grids.grids(found, language), width, not options.output and writing.colour())
            writing.show(f"{text}{coverage_grids.closing(found).pick(language)}\n", options.output)
    return answer(found, threshold, Text("覆盖率", "covered"), language)
