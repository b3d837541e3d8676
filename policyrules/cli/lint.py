"""`policyrules lint`: what a policy says that is well formed and still hardly meant."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.facts import values
from policyrules.lint import Finding, Report, examine
from policyrules.policy import Policy
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

NAME = "lint"
_NO_SOLVER = Text(
    "未用求解器：未安装 z3，只按界限检查；请安装 pip install 'policyrules[proof]'",
    "without the solver, which z3 would be: only what bounds show was looked for: pip install 'policyrules[proof]'",
)
HELP = Text(
    "检查政策的写法：永不适用、重叠、未使用、即将到期",
    "find what a policy hardly means: dead, masked, unused, about to end",
)


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_with(parser)
    common.add_set(parser)
    parser.add(
        "--on", metavar="YYYY-MM-DD", help=Text("按哪一天看是否到期（默认今天）", "the day for what expires (today)")
    )
    parser.add("--strict", action="store_true", help=Text("有警告也算不通过", "a warning fails too"))
    format_ = Text("逐行（table），或在标准输出给出 JSON", "lines (table), or JSON on stdout")
    parser.add("--format", choices=("table", "json"), default="table", help=format_)


def run(options: argparse.Namespace, language: Language) -> int:
    """List the findings. 1 where one is an error; with --strict, or a warning."""
    on = _day(options.on)
    policy = common.interpreted(options.policy, options.set, options.proposals)
    report = examine(policy, on)
    if report.unsettled is None:
        common.note(_NO_SOLVER, language)
    if options.format == "json":
        writing.emit(_json(policy, on, report), None)
    else:
        writing.show("".join(f"{plain(line)}\n" for line in _lines(report, language)), None)
    failing = {"error", "warning"} if options.strict else {"error"}
    return common.NO if any(each.severity in failing for each in report.findings) else common.DONE


def _day(written: str | None) -> date:
    found = date.today().isoformat() if written is None else values.day(written)
    if found is None:
        zh, en = "须为日期，例如 2026-12-31", "must be a day, like 2026-12-31"
        raise UsageError(Text(f"--on {written}：{zh}", f"--on {written}: {en}"))
    return date.fromisoformat(found)


def _json(policy: Policy, on: date, report: Report) -> str:
    record = {
        "policy": policy.id,
        "digest": policy.digest,
        "on": on.isoformat(),
        "solver": {"installed": report.unsettled is not None, "unsettled": report.unsettled},
        "counts": _counts(report.findings),
        "findings": [each.to_dict() for each in report.findings],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _lines(report: Report, language: Language) -> Iterable[str]:
    """Each finding, why it matters where its code comes first, how many there are, and what was left open."""
    told: set[str] = set()
    for each in report.findings:
        yield each.line(language)
        if each.code.id not in told:
            told.add(each.code.id)
            yield f"    {each.code.title.pick(language)}{_colon(language)}{each.code.why.pick(language)}"
    counts = _counts(report.findings)
    zh = f"错误 {counts['error']}，警告 {counts['warning']}，提示 {counts['info']}"
    yield Text(zh, f"errors: {counts['error']}, warnings: {counts['warning']}, info: {counts['info']}").pick(language)
    if report.unsettled:
        zh = f"求解器在时限内未能判定的问题：{report.unsettled}"
        yield Text(zh, f"questions that the solver did not settle within the limit: {report.unsettled}").pick(language)


def _counts(found: Iterable[Finding]) -> dict[str, int]:
    counted = Counter(each.severity for each in found)
    return {severity: counted[severity] for severity in ("error", "warning", "info")}


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "
