"""`policyrules verify-source`: do the clauses that a policy cites stand so in a text that the user holds?"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.policy import load_policy
from policyrules.provenance import verify
from policyrules.text import Language, Text

NAME = "verify-source"
HELP = Text("核对政策所引条款与官方文本是否一致", "compare the clauses that a policy cites with an official text")
_WORDS = {
    "match": Text("一致", "match"),
    "differs": Text("不一致", "differs"),
    "not_found": Text("未找到", "not found"),
}
#: How such texts are stored, the commoner first. Text in the second almost never is valid in the first.
_ENCODINGS = ("utf-8-sig", "gb18030")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    document = Text("官方文本的文本文件（UTF-8 或 GB18030）", "the official text, as a text file (UTF-8 or GB18030)")
    parser.add("document", metavar="DOCUMENT", help=document)
    format_ = Text("逐行（table），或在标准输出给出 JSON", "lines (table), or JSON on stdout")
    parser.add("--format", choices=("table", "json"), default="table", help=format_)


def run(options: argparse.Namespace, language: Language) -> int:
    """Print a line for each clause; 1 where one is not the same. Raises UsageError for an unreadable document."""
    policy = load_policy(options.policy)
    if not policy.definition.clauses:
        raise UsageError(
            Text(f"政策 `{policy.id}` 没有记录条款摘要", f"policy `{policy.id}` holds no digests of clauses")
        )
    found = verify(_text(options.document), policy.definition.clauses)
    good = sum(each.status == "match" for each in found)
    if options.format == "json":
        lines = [{"clause": each.clause, "status": each.status} for each in found]
        writing.emit(json.dumps(lines, ensure_ascii=False, indent=2) + "\n", None)
    else:
        for each in found:
            writing.show(f"{each.clause}  {_WORDS[each.status].pick(language)}\n", None)
        total = Text(f"{len(found)} 条中 {good} 条一致", f"{good} of {len(found)} clauses match")
        writing.show(f"{total.pick(language)}\n", None)
    return common.DONE if good == len(found) else common.NO


def _text(document: str) -> str:
    try:
        content = Path(document).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        zh, en = f"{document}：无法读取（{why}）", f"{document}: it cannot be read ({why})"
        raise UsageError(Text(zh, en)) from error
    for encoding in _ENCODINGS:
        # A zero byte, or what a PDF or a packed file begins with: no text, whatever it decodes to.
        if b"\0" in content or content.startswith((b"%PDF", b"PK")):
            break
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        Text(
            f"{document}：不是文本文件；请另存为 UTF-8 文本",
            f"{document}: it is no text file; save it as UTF-8 text",
        )
    )
