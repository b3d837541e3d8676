"""`policyrules ledger`: the quarterly report of a county, or of all with the city's overview."""

from __future__ import annotations

import argparse
import json
from datetime import date

from policyrules.cli import common, writing
from policyrules.cli.deciding import decide
from policyrules.cli.names import known_county
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.facts import values
from policyrules.facts.cells.dates import quarter as as_quarter
from policyrules.language.options import defaults
from policyrules.reports.closing import caveats
from policyrules.reports.ledger.report import LedgerReport, ledger_report
from policyrules.text import Language, Text

NAME = "ledger"
HELP = Text("编制季度落实情况台账", "write the quarterly report of a county, or of all")
FORMATS = ("table", "json", "csv", "xlsx", "html")
_SUFFIXES = {
    ".txt": "table", ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html",
}  # fmt: skip


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    quarter = Text("季度，例如 2025Q2", "the quarter, like 2025Q2")
    parser.add("--quarter", required=True, metavar="QUARTER", help=quarter)
    parser.add("--county", metavar="NAME", help=Text("填报的县（市、区）", "the county that reports"))
    all_ = Text("所有县（市、区），并附全市总览", "all counties, with an overview of the city")
    parser.add("--all", action="store_true", help=all_)
    year = Text("核算年度（默认为该季度所在年）", "the year to compute for (that of the quarter)")
    parser.add("--year", type=int, metavar="YEAR", help=year)
    as_of = Text("以这一天为准：已过期限而未报的为逾期", "on this day: what is due and not filed is overdue")
    parser.add("--as-of", metavar="YYYY-MM-DD", help=as_of)
    common.add_set(parser)
    common.add_with(parser)
    common.add_engine(parser)
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=FORMATS, help=format_)
    common.add_output(parser, Text("（xlsx 必须）", " (xlsx needs one)"))


def run(options: argparse.Namespace, language: Language) -> int:
    """Report and write. Raises PolicyRulesError before anything is written."""
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    if format_ == "xlsx" and options.output is None:
        raise UsageError(Text("--format xlsx 须同时给出 --output", "--format xlsx needs --output FILE"))
    writing.spare_inputs(options.output, [options.facts])
    policy = common.interpreted(options.policy, options.set, options.proposals)
    if policy.definition.duties.ledger is None:
        raise UsageError(Text(f"`{policy.id}` 没有台账", f"`{policy.id}` has no ledger"))
    quarter, as_of = _quarter(options.quarter), _day(options.as_of)
    if options.all == (options.county is not None):
        raise UsageError(
            Text("--county 与 --all 须给出其一，且只能给出其一", "give either --county NAME or --all, and not both")
        )
    county = None if options.county is None else known_county(options.county, policy)
    options.year = int(quarter[:4]) if options.year is None else options.year
    decision = decide(policy, options, language)
    units = decision.program.places if county is None else (county,)
    found = ledger_report(decision, quarter, units, as_of, caveats(decision, defaults(policy.definition)))
    _write(found, format_, options.output, language, county is None)
    common.warn(decision.warnings, language)
    return common.DONE


def _quarter(written: str) -> str:
    """A quarter, however it is written. Raises UsageError for what is none."""
    found = values.quarter(as_quarter(written))
    if found is None:
        zh, en = "须为季度，例如 2025Q2", "must be a quarter, like 2025Q2"
        raise UsageError(Text(f"--quarter {written}：{zh}", f"--quarter {written}: {en}"))
    return found


def _day(written: str | None) -> date | None:
    """A day, where one is given. Raises UsageError for what is none."""
    found = None if written is None else values.day(written)
    if written is not None and found is None:
        zh, en = "须为日期，例如 2025-07-01", "must be a day, like 2025-07-01"
        raise UsageError(Text(f"--as-of {written}：{zh}", f"--as-of {written}: {en}"))
    return None if found is None else date.fromisoformat(found)


def _write(found: LedgerReport, format_: str, output: str | None, language: Language, overview: bool) -> None:
    match format_:
        case "json":
            from policyrules.reports.ledger.grids import to_dict

            writing.emit(json.dumps(to_dict(found), ensure_ascii=False, indent=2) + "\n", output)
        case "csv":
            from policyrules.reports.grid_files import csv_of
            from policyrules.reports.ledger.grids import all_rows

            writing.emit(("\ufeff" if output else "") + csv_of(all_rows(found, language)), output)
        case "xlsx":
            from policyrules.reports.ledger.workbook import ledger_workbook

            assert output is not None
            writing.write_file(ledger_workbook(found, language, overview), output)
        case "html":
            from policyrules.reports.ledger.page import ledger_page

            writing.emit(ledger_page(found, language, overview), output)
        case _:
            writing.show(_table(found, output, language, overview), output)


def _table(found: LedgerReport, output: str | None, language: Language, overview: bool) -> str:
    """For the city the overview alone; for a county its report."""
    from policyrules.reports.ledger import grids
    from policyrules.reports.ledger.cells import notes, title
    from policyrules.reports.ledger.overview import legend
    from policyrules.reports.tables import render

    if overview:
        grid, below = grids.overview_grid(found, language), legend(language)
    else:
        grid, below = grids.unit_grid(found, found.units[0], language), [title(found, found.units[0].unit, language)[1]]
    width = None if output else writing.terminal_width()
    text = render([grid], width, output is None and writing.colour())
    return "\n".join([text, *below, *notes(found, language)]) + "\n"
