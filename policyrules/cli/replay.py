"""`policyrules replay`: are recorded decisions as they were written, and would they be decided so again?"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.errors import Problem, UsageError
from policyrules.text import Language, Text

NAME = "replay"
HELP = Text("核对决定记录，并重新决定", "check recorded decisions, and decide them again")
_HASH = re.compile("sha256:[0-9a-f]{64}")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    file = Text("决定记录文件（decide --record）", "a file of decision records (decide --record)")
    parser.add("file", metavar="FILE.jsonl", help=file)
    with_ = Text("在政策上采用该提案（可重复）", "lay this proposal over the policy (may be repeated)")
    parser.add("--with", action="append", default=[], metavar="PROPOSAL", dest="proposals", help=with_)
    policy = Text("作出决定的政策（默认为内置政策）", "the policy that decided (a bundled one unless given)")
    parser.add("--policy", metavar="FOLDER|ID", help=policy)
    anyway = Text("也按政策的另一版本重新决定", "decide records of another version of the policy again, too")
    parser.add("--anyway", action="store_true", help=anyway)
    verify = Text("只核对摘要链，不重新决定", "only check the hash chain, decide nothing")
    parser.add("--verify", action="store_true", help=verify)
    expect = Text(
        "须有记录的摘要为此（先前记下的最后摘要）", "a hash that a record must have: the last one noted before"
    )
    parser.add("--expect", metavar="HASH", help=expect)
    salvage = Text("把第一处问题之前的记录写入新文件", "write the records before the first problem to a new file")
    parser.add("--salvage", metavar="NEW", help=salvage)
    format_ = Text("表格（table），或在标准输出给出 JSON", "tables (table), or JSON on stdout")
    parser.add("--format", choices=("table", "json"), default="table", help=format_)


def run(options: argparse.Namespace, language: Language) -> int:
    """Check and decide again; 1 where anything is otherwise. Raises RecordsError, UsageError, ProposalError."""
    _check(options)
    if options.salvage is not None:
        return _salvage(options, language)
    return _verify(options, language) if options.verify else _replay(options, language)


def _check(options: argparse.Namespace) -> None:
    """Raises UsageError for options that do not go together."""
    given = {
        "--with": bool(options.proposals),
        "--policy": options.policy is not None,
        "--anyway": options.anyway,
        "--expect": options.expect is not None,
    }
    mode = "--salvage" if options.salvage is not None else "--verify" if options.verify else ""
    if options.verify and options.salvage is not None:
        raise _not_together("--verify", "--salvage")
    for option, is_given in given.items():
        if is_given and mode and not (mode == "--verify" and option == "--expect"):
            raise _not_together(option, mode)
    if given["--expect"] and not options.verify:
        raise UsageError(Text("--expect 只用于 --verify", "--expect is for --verify alone"))
    if given["--expect"] and not _HASH.fullmatch(options.expect):
        zh, en = "须为 sha256: 加64位小写十六进制数", "must be sha256: and 64 lower-case hexadecimal digits"
        raise UsageError(Text(f"--expect {options.expect}：{zh}", f"--expect {options.expect}: {en}"))


def _not_together(first: str, second: str) -> UsageError:
    return UsageError(Text(f"{first} 不能与 {second} 同用", f"{first} does not go with {second}"))


def _salvage(options: argparse.Namespace, language: Language) -> int:
    """Write what is whole; whoever asks for it knows that something is wrong, and is told what."""
    from policyrules.records import intact_head, verify

    if Path(options.salvage).exists():
        zh, en = "文件已存在，须写入新文件", "it exists; the records go to a new file"
        raise UsageError(Text(f"--salvage {options.salvage}：{zh}", f"--salvage {options.salvage}: {en}"))
    problems = verify(options.file).problems
    kept = intact_head(options.file)
    writing.write_file(b"".join(each.line() for each in kept), options.salvage)
    common.complain(each.line(language) for each in problems)
    if options.format == "json":
        _emit({"written": len(kept), "last": kept[-1].hash if kept else None, "problems": _listed(problems)})
    else:
        words = Text(f"已写入 {len(kept)} 条记录", f"{len(kept)} records were written")
        writing.show(f"{words.pick(language)}\n", None)
    return common.DONE


def _verify(options: argparse.Namespace, language: Language) -> int:
    from policyrules.records import verify

    found = verify(options.file, options.expect)
    if options.format == "json":
        _emit(
            {
                "records": found.count,
                "last": found.last,
                "expected_line": found.expected,
                "intact": found.intact,
                "problems": _listed(found.problems),
            }
        )
    else:
        common.complain(each.line(language) for each in found.problems)
        state = Text("链完好", "the chain is intact") if found.intact else Text("链不完好", "the chain is not intact")
        count = Text(f"记录 {found.count} 条", f"records {found.count}")
        last = Text(f"最后的摘要 {found.last or '—'}", f"last hash {found.last or '—'}")
        parts = [count, last, state]
        if found.expected is not None:
            line = found.expected
            parts.append(Text(f"所给摘要在第 {line} 行", f"the expected hash is that of line {line}"))
        words = [each.pick(language) for each in parts]
        writing.show(("；" if language == "zh" else "; ").join(words) + "\n", None)
    return common.DONE if found.intact else common.NO


def _replay(options: argparse.Namespace, language: Language) -> int:
    from policyrules.records import replay

    with common.warnings_as_lines(language):
        found = replay(options.file, options.policy, options.proposals, anyway=options.anyway)
    if options.format == "json":
        _emit(
            {
                "intact": found.verification.intact,
                "problems": _listed(found.verification.problems),
                "counts": found.counts,
                "records": [each.to_dict() for each in found.records],
            }
        )
    else:
        from policyrules.reports.replay_grids import closing, replay_grids
        from policyrules.reports.tables import render

        common.complain(each.line(language) for each in found.verification.problems)
        text = render(replay_grids(found, language), writing.terminal_width(), writing.colour())
        writing.show(f"{text}{closing(found).pick(language)}\n", None)
    return common.DONE if found.agrees else common.NO


def _emit(data: dict[str, Any]) -> None:
    writing.emit(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None)


def _listed(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "line": each.place.line or None,
            "found": each.found,
            "message": each.line("zh"),
            "message_en": each.line("en"),
        }
        for each in problems
    ]
