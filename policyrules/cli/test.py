"""`policyrules test`: policy cases, run; what came out otherwise than expected, and why."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from typing import Any

from policyrules.cases import CaseResult, Difference, Policies, find_cases, run_cases
from policyrules.cases.case import Case
from policyrules.cases.wording import report_lines, tally, tally_line
from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.text import Language, Text

NAME = "test"
HELP = Text("运行政策案例，列出与预期不同之处", "run policy cases, and show what is not as expected")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    paths = Text(
        "案例文件、文件夹、政策文件夹、内置政策的标识，或提案文件",
        "a case file, a folder, a policy folder, the id of a bundled policy, or a proposal file",
    )
    parser.add("paths", metavar="PATH", nargs="+", help=paths)
    common.add_engine(parser)
    format_ = Text("格式（默认 table）", "the format (table unless given)")
    parser.add("--format", choices=("table", "json"), default="table", help=format_)


def run(options: argparse.Namespace, language: Language) -> int:
    """Run the cases. 1 where one fails or is unconfirmed."""
    policies = Policies()
    cases: dict[str, Case] = {}
    for path in options.paths:
        cases |= {case.id: case for case in find_cases(path, policies)}
    with common.warnings_as_lines(language):
        results = list(run_cases(cases.values(), engine=options.engine))
    if options.format == "json":
        writing.emit(json.dumps(_record(results), ensure_ascii=False, indent=2) + "\n", None)
    else:
        writing.show("".join(f"{line}\n" for line in _lines(results, language)), None)
    return common.DONE if all(each.outcome == "passed" for each in results) else common.NO


def _lines(results: Sequence[CaseResult], language: Language) -> Iterable[str]:
    for result in results:
        if result.outcome != "passed":
            yield from report_lines(result, language)
    yield tally_line(results, language)


def _record(results: Sequence[CaseResult]) -> dict[str, Any]:
    return {**tally(results), "cases": [_of_case(each) for each in results]}


def _of_case(result: CaseResult) -> dict[str, Any]:
    case = result.case
    return {
        "file": case.file,
        "line": case.line,
        "name": case.name,
        "policy": case.policy.id,
        "year": case.year,
        "outcome": result.outcome,
        "differences": [_of_difference(case, each) for each in result.differences],
    }


def _of_difference(case: Case, difference: Difference) -> dict[str, Any]:
    text = difference.text
    return {
        "at": str(case.place(*difference.path)),
        "field": difference.field,
        "expected": difference.expected.en,
        "found": difference.found.en,
        "text": text.zh,
        "text_en": text.en,
        "reasons": [{"text": each.zh, "text_en": each.en} for each in difference.reasons],
    }
