"""`policyrules cases generate`: the cases that a policy lacks, for a person to confirm."""

from __future__ import annotations

import argparse

from policyrules.cli import common, writing
from policyrules.cli.covering import add_cases, policy_and_cases
from policyrules.cli.parser import Parser
from policyrules.text import Language, Text

NAME = "cases"
HELP = Text("生成政策缺少的案例", "write the cases that a policy lacks")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    steps = parser.add_subparsers(metavar="generate", required=True)
    words = Text(
        "生成尚无案例显示之处的案例，结果待人确认",
        "write cases for what no case shows yet, with the result left for a person to confirm",
    ).pick(parser.language)
    generate: Parser = steps.add_parser("generate", help=words, description=words, language=parser.language)
    # Said again after `generate`, it counts; not said there, what was said before it stays.
    generate.add("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=Text("显示的语言", "the language"))
    add_cases(generate)
    common.add_output(generate)


def run(options: argparse.Namespace, language: Language) -> int:
    """Look for facts for every obligation that no case meets, write the cases, and say what was not reached."""
    from policyrules.coverage.generating import generate
    from policyrules.coverage.words import aspect_words
    from policyrules.coverage.writing import case_file

    policy, cases = policy_and_cases(options)
    found = generate(policy, cases)
    made, left = len(found.cases), len(found.unreached)
    if found.cases:
        writing.emit(case_file(found), options.output)
    said = Text(f"生成 {made} 个案例，{left} 处未能达到", f"{made} cases written, {left} not reached")
    common.complain([said.pick(language)])
    common.complain(f"{each.id}: {aspect_words(each).pick(language)}" for each in found.unreached)
    return common.DONE
