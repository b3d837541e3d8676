"""`policyrules verify-source`: do the clauses that a policy cites stand so in a text that the user holds?"""

from __future__ import annotations

import argparse
from pathlib import Path

from policyrules.cli import common
from policyrules.errors import UsageError
from policyrules.policy import load_policy
from policyrules.provenance import verify
from policyrules.text import Language, Text

NAME = "verify-source"
HELP = "compare the clauses that a policy cites with an official text"
_WORDS = {
    "match": Text("一致", "match"),
    "differs": Text("不一致", "differs"),
    "not_found": Text("未找到", "not found"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    parser.add_argument("document", metavar="DOCUMENT", help="the official text, as a UTF-8 text file")


def run(options: argparse.Namespace, language: Language) -> int:
    """Print a line for each clause; 1 where one is not the same. Raises UsageError for an unreadable document."""
    policy = load_policy(options.policy)
    if not policy.definition.clauses:
        raise UsageError(
            Text(f"政策 `{policy.id}` 没有记录条款摘要", f"policy `{policy.id}` holds no digests of clauses")
        )
    found = verify(_text(options.document), policy.definition.clauses)
    for each in found:
        print(f"{each.clause}  {_WORDS[each.status].pick(language)}")
    good = sum(each.status == "match" for each in found)
    print(Text(f"{len(found)} 条中 {good} 条一致", f"{good} of {len(found)} clauses match").pick(language))
    return common.DONE if good == len(found) else common.NO


def _text(document: str) -> str:
    try:
        return Path(document).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(Text(f"{document}：不是 UTF-8 文本", f"{document}: it is no UTF-8 text")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            Text(f"{document}：无法读取（{reason}）", f"{document}: it cannot be read ({reason})")
        ) from error
