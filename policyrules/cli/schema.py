"""`policyrules schema`: the JSON Schema of a policy's facts, of decisions, or of a policy file."""

from __future__ import annotations

import argparse
import json

from policyrules.bundled_files import bundled_policies, room
from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.policy import load_policy
from policyrules.text import Language, Text

NAME = "schema"
HELP = Text(
    "输出政策事实的 JSON Schema（`schema decision`：决定的）",
    "print the JSON Schema of a policy's facts (`schema decision`: of decisions)",
)
_SUFFIX = ".schema.json"


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    names = ", ".join(_others())
    help_ = Text(f"政策，或下列之一：{names}", f"a policy, or one of: {names}")
    parser.add("policy", metavar="POLICY", help=help_)
    common.add_output(parser)


def run(options: argparse.Namespace, _: Language) -> int:
    """Write the schema."""
    if options.policy in _others() and options.policy not in bundled_policies():
        text = (room("schemas") / f"{options.policy}{_SUFFIX}").read_text(encoding="utf-8")
    else:
        schema = load_policy(options.policy).facts_schema()
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    writing.emit(text, options.output)
    return common.DONE


def _others() -> list[str]:
    """The schemas that belong to no one policy: of decisions, of the files of policies."""
    names = [path.name.removesuffix(_SUFFIX) for path in sorted(room("schemas").glob(f"*{_SUFFIX}"))]
    return [each for each in names if not each.endswith(".facts")]
