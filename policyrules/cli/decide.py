"""`policyrules decide`: facts in, the lines of the decision out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from policyrules.cli import common
from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS
from policyrules.engines.run import Progress
from policyrules.errors import UsageError
from policyrules.language.options import defaults
from policyrules.policy import Policy
from policyrules.text import Language, Text

NAME = "decide"
HELP = "decide every case of a facts file for a sales year"
FORMATS = ("table", "json", "csv", "xlsx", "html")
_SUFFIXES = {
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".txt": "table",
}
#: Fewer cases than this are decided before a progress bar could be read.
LONG = 2_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    common.add_year(parser)
    common.add_set(parser)
    common.add_engine(parser)
    parser.add_argument(
        "--format", choices=FORMATS, help="the format (from the suffix of --output, else table)"
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file (xlsx needs one)")
    help_ = f"show only lines of these statuses in a table: {', '.join(STATUS_LABELS)}"
    parser.add_argument("--only", metavar="STATUS,…", default="", help=help_)


def run(options: argparse.Namespace, language: Language) -> int:
    """Decide and write. Raises PolicyRulesError before anything is written."""
    format_ = options.format or common.suffix_format(options.output, _SUFFIXES) or "table"
    only = _statuses(options.only)
    if format_ == "xlsx" and options.output is None:
        raise UsageError(Text("--format xlsx 须同时给出 --output", "--format xlsx needs --output FILE"))
    policy = common.interpreted(options.policy, options.set)
    policy.program(options.year)
    facts = policy.facts(options.facts)
    cases = len(facts.lists.get(policy.program(options.year).payees, ()))
    with _progress(cases, language) as progress:
        decision = policy.decide(facts, options.year, options.engine, progress)
    _write(decision, policy, format_, options.output, language, only)
    common.warn(decision.warnings, language)
    return common.DONE


def _statuses(written: str) -> tuple[str, ...]:
    only = tuple(each.strip() for each in written.split(",") if each.strip())
    unknown = [each for each in only if each not in STATUS_LABELS]
    if unknown:
        known = ", ".join(STATUS_LABELS)
        raise UsageError(
            Text(
                f"--only：没有状态 `{unknown[0]}`；可选：{known}",
                f"--only: no status `{unknown[0]}`; there are: {known}",
            )
        )
    return only


def _write(
    decision: Decision,
    policy: Policy,
    format_: str,
    output: str | None,
    language: Language,
    only: tuple[str, ...],
) -> None:
    match format_:
        case "json":
            common.write(decision.to_json(), output)
        case "csv":
            from policyrules.reports.csv_table import csv_table

            # Excel takes a file for UTF-8 only where it begins with a byte order mark.
            common.write(("\ufeff" if output else "") + csv_table(decision, language), output)
        case "xlsx":
            from policyrules.reports.workbook import workbook

            assert output is not None
            common.write_bytes(workbook(decision, language), output)
        case "html":
            from policyrules.reports.page import page

            common.write(page(decision, language), output)
        case _:
            from policyrules.reports.summary import summary

            width = None if output else common.terminal_width()
            colour = output is None and common.colour()
            text = summary(decision, language, defaults(policy.definition), only, width, colour)
            common.write(text, output)


@contextmanager
def _progress(cases: int, language: Language) -> Iterator[Progress | None]:
    """A bar on stderr where the work is long and somebody watches."""
    if cases < LONG or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(Text("正在决定", "deciding").pick(language), total=cases)
        yield lambda done, _: bar.update(task, completed=done)
