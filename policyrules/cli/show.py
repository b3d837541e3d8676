"""`policyrules show`: a policy as readable tables."""

from __future__ import annotations

import argparse
import json

from policyrules.cli import common
from policyrules.policy import Policy
from policyrules.reports.grid import Grid, shown
from policyrules.text import Language

NAME = "show"
HELP = "print a policy as readable tables"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_set(parser)
    parser.add_argument(
        "--year", type=int, metavar="Y", help="the sales year to show (the last one in force)"
    )
    parser.add_argument("--format", choices=("table", "markdown", "json"), default="table", help="the format")
    parser.add_argument("--output", metavar="FILE", help="write to a file")


def run(options: argparse.Namespace, language: Language) -> int:
    """Write the tables."""
    from policyrules.reports.policy_grids import policy_grids

    policy = common.interpreted(options.policy, options.set)
    grids = policy_grids(policy, _year(policy) if options.year is None else options.year, language)
    common.write(_written(grids, options.format, options.output), options.output)
    return common.DONE


def _year(policy: Policy) -> int:
    in_force = policy.definition.identity.in_force
    return (in_force.until or in_force.from_).year


def _written(grids: list[Grid], format_: str, output: str | None) -> str:
    if format_ == "markdown":
        from policyrules.reports.markdown import markdown

        return markdown(grids)
    if format_ == "json":
        return json.dumps({grid.key: _records(grid) for grid in grids}, ensure_ascii=False, indent=2) + "\n"
    from policyrules.reports.tables import render

    return render(grids, None if output else common.terminal_width(), output is None and common.colour())


def _records(grid: Grid) -> list[dict[str, str]]:
    return [
        {each.key: shown(cell) for each, cell in zip(grid.columns, row, strict=True)} for row in grid.rows
    ]
