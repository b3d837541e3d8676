"""`policyrules compare`: what proposals would change, for whom, and whether the checks pass."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.cli.solving import limit_of
from policyrules.comparison.checks import PROOFS, SEARCH
from policyrules.engines import COLUMNAR
from policyrules.errors import UsageError
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.comparison.comparison import Comparison

NAME = "compare"
HELP = Text(
    "对比政策与提案：谁增谁减，检查是否通过", "compare a policy with proposals: who gains and loses, do the checks pass"
)
FORMATS = ("table", "json", "markdown", "html", "xlsx")
_SUFFIXES = {
    ".txt": "table", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html", ".xlsx": "xlsx",
}  # fmt: skip


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    proposals = Text("提案文件；几个提案一并实施", "the files of proposals; several are carried out together")
    parser.add("proposals", metavar="PROPOSAL", nargs="+", help=proposals)
    facts = Text(
        f"事实，同 decide；用 {COLUMNAR} 时也可为 Parquet 文件的文件夹",
        f"facts, as for decide; with {COLUMNAR} a folder of Parquet files",
    )
    parser.add("--facts", metavar="FACTS", required=True, help=facts)
    common.add_year(parser)
    common.add_set(parser)
    columnar = Text(
        "；columnar：事实是总体，按列计算，只逐项列出变动最大的",
        "; columnar: the facts are a population, of whose moves the largest are told",
    )
    common.add_engine(parser, columnar=columnar)
    search = Text(
        f"未证明的不变式各搜索多少个决定（默认 {SEARCH}；0 不搜索）",
        f"how many decisions to search for one that breaks an invariant which is not proved ({SEARCH} unless given; "
        "0 for none)",
    )
    parser.add("--search", type=int, default=SEARCH, metavar="NUMBER", help=search)
    no_proofs = Text("不作证明", "prove nothing")
    parser.add("--no-proofs", action="store_true", help=no_proofs)
    limit = Text(f"每项证明最多用时（秒，默认 {PROOFS:g}）", f"seconds for each proof ({PROOFS:g} unless given)")
    parser.add("--limit", default=f"{PROOFS:g}", metavar="SECONDS", help=limit)
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=FORMATS, help=format_)
    common.add_output(parser, Text("（xlsx 必须）", " (xlsx needs one)"))


def run(options: argparse.Namespace, language: Language) -> int:
    """Compare and write. 1 where a case of a proposal fails or an invariant breaks.

    Raises PolicyRulesError before anything is written.
    """
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    if format_ == "xlsx" and options.output is None:
        raise UsageError(Text("--format xlsx 须同时给出 --output", "--format xlsx needs --output FILE"))
    if options.search < 0:
        raise UsageError(Text("--search 不能为负数", "--search cannot be negative"))
    writing.spare_inputs(options.output, [options.facts, *options.proposals])
    comparison = _compared(options, language)
    _write(comparison, format_, options.output, language)
    return common.DONE if comparison.passed else common.NO


def _compared(options: argparse.Namespace, language: Language) -> Comparison:
    # What only this verb needs is not loaded for the others.
    from policyrules.comparison.checking import checks_for
    from policyrules.comparison.compare import compare_decisions, compared_columns, decided

    proofs = 0.0 if options.no_proofs else limit_of(options.limit)
    base = common.interpreted(options.policy, options.set)
    amended = base.amend(*options.proposals)
    if options.engine == COLUMNAR:
        with common.warnings_as_lines(language):
            found = compared_columns(base, amended, options.facts, options.year, options.policy, options.search, proofs)
        common.warn(found.population.warnings if found.population else (), language)
        return found
    with common.warnings_as_lines(language):
        before, after = decided(base, amended, options.facts, options.year, options.engine)
        checks = checks_for(base, amended, after, options.policy, options.search, proofs=proofs)
    common.warn(before.warnings, language)
    return compare_decisions(base, amended, before, after, checks)


def _write(comparison: Comparison, format_: str, output: str | None, language: Language) -> None:
    match format_:
        case "json":
            writing.emit(comparison.to_json(), output)
        case "markdown":
            from policyrules.reports.comparison.brief import brief

            writing.emit(brief(comparison, language), output)
        case "html":
            from policyrules.reports.comparison.page import page

            writing.emit(page(comparison, language), output)
        case "xlsx":
            from policyrules.reports.comparison.book import book

            assert output is not None
            writing.write_file(book(comparison, language), output)
        case _:
            from policyrules.reports.comparison.screen import screen

            width = None if output else writing.terminal_width()
            writing.show(screen(comparison, language, width, output is None and writing.colour()), output)
