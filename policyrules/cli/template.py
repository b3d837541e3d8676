"""`policyrules template`: an empty workbook for the facts of a policy."""

from __future__ import annotations

import argparse
from pathlib import Path

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR
from policyrules.policy import Policy, load_policy
from policyrules.text import Language, Text

NAME = "template"
HELP = Text("生成空白的事实工作簿", "write an empty workbook for the facts of a policy")
#: Without --year: the years in force and the one before, as long as these are no more.
_MOST_YEARS = 4


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    parser.add(
        "--output", required=True, metavar="FILE.xlsx", help=Text("写入的工作簿（.xlsx）", "the workbook (.xlsx)")
    )
    year = Text(
        "年度：列出上一年和这一年（默认按有效期）",
        "a year: columns for it and the one before (from the dates in force)",
    )
    parser.add("--year", type=int, metavar="YEAR", help=year)


def run(options: argparse.Namespace, language: Language) -> int:
    """Write the workbook. Raises UsageError for an output that is no workbook."""
    from policyrules.reports.template.workbook import template

    if Path(options.output).suffix.lower() not in ("", ".xlsx"):
        zh, en = "后缀须为 .xlsx", "the suffix must be .xlsx"
        raise UsageError(Text(f"--output {options.output}：{zh}", f"--output {options.output}: {en}"))
    policy = load_policy(options.policy)
    writing.write_file(template(policy, _years(policy, options.year), language), options.output)
    return common.DONE


def _years(policy: Policy, year: int | None) -> list[int]:
    """The years of the columns. Raises UsageError for a year that facts cannot be about."""
    if year is None:
        in_force = policy.definition.identity.in_force
        first = in_force.from_.year
        last = first if in_force.until is None else in_force.until.year
        return list(range(first - 1, min(last, first + _MOST_YEARS - 2) + 1))
    if not FIRST_YEAR < year <= LAST_YEAR:
        allowed = f"{FIRST_YEAR + 1}…{LAST_YEAR}"
        raise UsageError(Text(f"--year {year}：须在 {allowed} 之内", f"--year {year}: must lie in {allowed}"))
    return [year - 1, year]
