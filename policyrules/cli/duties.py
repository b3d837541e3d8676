"""`policyrules duties`: who does what."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from policyrules.cli import common, writing
from policyrules.cli.names import known_body, known_county
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.policy import library_version, load_policy
from policyrules.text import Language, Text

NAME = "duties"
HELP = Text("列出任务及其责任单位和条款", "list the duties, with their bodies and clauses")
FORMATS = ("table", "json", "csv", "xlsx", "html", "markdown")
_SUFFIXES = {
    ".txt": "table", ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".html": "html",
    ".htm": "html", ".md": "markdown",
}  # fmt: skip


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    parser.add("--body", metavar="NAME", help=Text("只列出该责任单位的任务", "only the duties of this body"))
    parser.add(
        "--county", metavar="NAME", help=Text("只列出涉及该县（市、区）的任务", "only the duties for this county")
    )
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=FORMATS, help=format_)
    common.add_output(parser, Text("（xlsx 必须）", " (xlsx needs one)"))


def run(options: argparse.Namespace, language: Language) -> int:
    """Choose and write. Raises UsageError for a body or county that there is not."""
    from policyrules.reports import duty_grids, grid_files

    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    if format_ == "xlsx" and options.output is None:
        raise UsageError(Text("--format xlsx 须同时给出 --output", "--format xlsx needs --output FILE"))
    policy = load_policy(options.policy)
    body = None if options.body is None else known_body(options.body, policy)
    county = None if options.county is None else known_county(options.county, policy)
    found = duty_grids.duty_list(policy, body, county)
    grid = duty_grids.grid(found, language)
    title, closing = found.title.pick(language), found.closing.pick(language)
    match format_:
        case "json":
            writing.emit(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n", options.output)
        case "csv":
            writing.emit(("\ufeff" if options.output else "") + grid_files.csv_of(grid), options.output)
        case "xlsx":
            content = grid_files.workbook_of(title, closing, [grid], f"policyrules {library_version()}")
            writing.write_file(content, options.output)
        case "html":
            writing.emit(grid_files.page_of(title, closing, [grid], language), options.output)
        case "markdown":
            from policyrules.reports.markdown import markdown

            writing.emit(f"{markdown([replace(grid, title=title)])}\n{closing}\n", options.output)
        case _:
            from policyrules.reports.tables import render

            width = None if options.output else writing.terminal_width()
            text = render([replace(grid, title=title)], width, not options.output and writing.colour())
            writing.show(f"{text}{closing}\n", options.output)
    return common.DONE
