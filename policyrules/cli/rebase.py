"""`policyrules rebase`: a proposal, moved to the present version of its policy."""

from __future__ import annotations

import argparse
from pathlib import Path

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.policy import load_policy
from policyrules.text import Language, Text

NAME = "rebase"
HELP = Text("把提案改到政策的现行版本", "move a proposal to the present version of its policy")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    parser.add("proposal", metavar="PROPOSAL", help=Text("提案文件", "the file of a proposal"))
    base = Text("政策（默认按提案所写的标识）", "the policy (by default the one that the proposal names)")
    parser.add("--base", metavar="POLICY", help=base)
    common.add_output(parser, Text("（默认改写提案文件本身）", " (by default the proposal itself is rewritten)"))


def run(options: argparse.Namespace, language: Language) -> int:
    """Rewrite the digests of the proposal, if it still fits. Raises ProposalError, UsageError, PolicyError."""
    from policyrules.cases import Policies
    from policyrules.proposals import rebased

    policy = load_policy(options.base) if options.base else Policies().base(Path(options.proposal))
    result = rebased(options.proposal, policy.definition)
    writing.write_file(result.text.encode(), options.output or options.proposal)
    differing = ", ".join(result.differing)
    if not result.moved:
        said = Text("已是现行版本", "it was at the present version already")
    elif differing:
        said = Text(
            f"已改到现行版本；此间有变的部分：{differing}", f"moved; what differs between the versions: {differing}"
        )
    else:
        said = Text("已改到现行版本", "moved to the present version")
    print(f"{options.output or options.proposal}: {said.pick(language)}")
    return common.DONE
