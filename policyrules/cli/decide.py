"""`policyrules decide`: facts in, the lines of the decision out."""

from __future__ import annotations

import argparse

from policyrules.cli import common, population, recording, registering, writing
from policyrules.cli.deciding import decide
from policyrules.cli.parser import Parser
from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS
from policyrules.errors import UsageError
from policyrules.language.options import defaults
from policyrules.policy import Policy
from policyrules.reports.flat import SECTIONS, sections_of
from policyrules.text import Language, Text

NAME = "decide"
HELP = Text("按销售年度作出决定", "decide every case of the facts for a sales year")
FORMATS = ("table", "json", "csv", "xlsx", "html", "parquet")
_SUFFIXES = {
    ".txt": "table",
    ".json": "json",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".parquet": "parquet",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    common.add_year(parser)
    common.add_set(parser)
    common.add_with(parser)
    common.add_engine(parser, columnar=population.ENGINE)
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=FORMATS, help=format_)
    common.add_output(parser, Text("（xlsx、parquet 必须）", " (xlsx and parquet need one)"))
    statuses = ", ".join(STATUS_LABELS)
    only = Text(f"表格只列出这些结果：{statuses}", f"show only these statuses in a table: {statuses}")
    parser.add("--only", metavar="STATUS,…", help=only)
    names = ", ".join(SECTIONS)
    section = Text(
        f"表格、CSV 或 Parquet 只写这一部分：{names}", f"write this section alone, as a table, CSV or Parquet: {names}"
    )
    parser.add("--section", choices=SECTIONS, metavar="SECTION", help=section)
    recording.add_arguments(parser)
    registering.add_known(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Decide and write. Raises PolicyRulesError before anything is written."""
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    if format_ in ("xlsx", "parquet") and options.output is None:
        raise UsageError(Text(f"--format {format_} 须同时给出 --output", f"--format {format_} needs --output FILE"))
    population.check(options, format_)
    only = _statuses(options.only, format_)
    writing.spare_inputs(options.output, population.inputs(options.facts))
    policy = common.interpreted(options.policy, options.set, options.proposals)
    section = _section(options.section, format_, only, policy)
    recording.check(options, policy)
    columnar, source = population.choose(policy, options, format_, language)
    if columnar and source is not None:
        frames = population.decide(policy, source, options.year, format_, language)
        population.write(frames, policy, format_, options.output, language, only, section)
        common.warn(frames.warnings, language)
        return common.DONE
    if options.register is not None:
        with registering.opened(options) as register:
            source = registering.facts_with(register, policy, source or options.facts, language)
    decision = decide(policy, options, language, source)
    recording.keep(options, decision)
    _write(decision, policy, format_, options.output, language, only, section)
    common.warn(decision.warnings, language)
    return common.DONE


def _statuses(written: str | None, format_: str) -> tuple[str, ...]:
    if written is None:
        return ()
    if format_ != "table":
        raise UsageError(Text("--only 只用于表格", "--only is for tables alone"))
    only = tuple(dict.fromkeys(each.strip() for each in written.split(",") if each.strip()))
    unknown = [each for each in only if each not in STATUS_LABELS]
    if unknown or not only:
        known, found = ", ".join(STATUS_LABELS), (unknown or [""])[0]
        zh, en = f"--only：没有结果 `{found}`；可选：{known}", f"--only: no status `{found}`; there are: {known}"
        raise UsageError(Text(zh, en))
    return only


def _section(asked: str | None, format_: str, only: tuple[str, ...], policy: Policy) -> str:
    """The section to write alone, empty for all: a filter asks for awards, a CSV file holds the main one."""
    known = sections_of(policy.definition)
    if asked and format_ not in ("table", "csv", "parquet"):
        zh, en = "--section 只用于表格、Parquet 和 CSV", "--section is for tables, Parquet and CSV alone"
        raise UsageError(Text(zh, en))
    if only and asked not in (None, "awards"):
        raise UsageError(Text("--only 只用于奖励", "--only is for awards alone"))
    section = asked or ("awards" if only else known[0] if format_ in ("csv", "parquet") and known else "")
    if section and section not in known:
        option, listed = "--section" if asked else "--only", ", ".join(known)
        zh, en = f"`{policy.id}` 没有 {section}；有：{listed}", f"`{policy.id}` has no {section}; it has: {listed}"
        raise UsageError(Text(f"{option}：{zh}", f"{option}: {en}"))
    return section


def _write(
    decision: Decision,
    policy: Policy,
    format_: str,
    output: str | None,
    language: Language,
    only: tuple[str, ...],
    section: str,
) -> None:
    usual = defaults(policy.definition)
    match format_:
        case "json":
            writing.emit(decision.to_json(), output)
        case "csv":
            from policyrules.reports.csv_table import csv_table

            # Excel takes a file for UTF-8 only where it begins with a byte order mark.
            writing.emit(("\ufeff" if output else "") + csv_table(decision, language, section or "awards"), output)
        case "xlsx":
            from policyrules.reports.workbook import workbook

            assert output is not None
            writing.write_file(workbook(decision, language), output)
        case "html":
            from policyrules.reports.page import page

            writing.emit(page(decision, language, usual), output)
        case _:
            from policyrules.reports.summary import summary

            width = None if output else writing.terminal_width()
            colour = output is None and writing.colour()
            writing.show(summary(decision, language, usual, only, width, colour, section), output)
