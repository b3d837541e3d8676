"""`policyrules show`: a policy as readable tables."""

from __future__ import annotations

import argparse
import json

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.reports.grid import Grid, shown
from policyrules.text import Language, Text

NAME = "show"
HELP = Text("以表格展示一项政策", "print a policy as readable tables")
_SUFFIXES = {".txt": "table", ".md": "markdown", ".json": "json"}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_set(parser)
    common.add_with(parser)
    year = Text("展示哪一销售年度（默认奖励最全的第一年）", "the sales year to show (the first with the most awards)")
    parser.add("--year", type=int, metavar="YEAR", help=year)
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=("table", "markdown", "json"), help=format_)
    common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Write the tables."""
    from policyrules.reports.policy_grids import policy_grids, telling_year

    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    policy = common.interpreted(options.policy, options.set, options.proposals)
    year = telling_year(policy) if options.year is None else options.year
    grids = policy_grids(policy, year, language)
    match format_:
        case "json":
            records = {grid.key: _records(grid) for grid in grids}
            writing.emit(json.dumps(records, ensure_ascii=False, indent=2) + "\n", options.output)
        case "markdown":
            from policyrules.reports.markdown import markdown

            writing.emit(markdown(grids), options.output)
        case _:
            from policyrules.reports.tables import render

            width = None if options.output else writing.terminal_width()
            writing.show(render(grids, width, not options.output and writing.colour()), options.output)
    return common.DONE


def _records(grid: Grid) -> list[dict[str, str]]:
    return [{each.key: shown(cell) for each, cell in zip(grid.columns, row, strict=True)} for row in grid.rows]
