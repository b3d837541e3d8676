"""What the verbs about the cases of a policy share: the policy, amended, its cases, and a threshold."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyrules.bundled_files import bundled_policies, policy_folder
from policyrules.cases import load_cases
from policyrules.cases.files import FOLDER
from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.errors import CasesError, Problem, UsageError
from policyrules.policy import Policy
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.cases import Case
    from policyrules.coverage.measuring import Coverage
    from policyrules.coverage.mutating import MutationReport


def add_cases(parser: Parser) -> None:
    """POLICY, --cases, --with."""
    common.add_policy(parser)
    help_ = Text(
        "案例文件或文件夹（可多个；默认是政策文件夹中的 cases）",
        "files or folders of cases (several may follow; else the folder `cases` of the policy)",
    )
    parser.add("--cases", nargs="+", metavar="PATH", help=help_)
    common.add_with(parser)


def add_threshold(parser: Parser, help_: Text) -> None:
    """--threshold."""
    parser.add("--threshold", type=int, metavar="PERCENT", help=help_)


def threshold_of(options: argparse.Namespace) -> int | None:
    """The threshold asked for. Raises UsageError for one that is no share."""
    threshold: int | None = options.threshold
    if threshold is not None and not 0 <= threshold <= 100:
        zh, en = "须为 0…100 的整数", "must be a whole number in 0…100"
        raise UsageError(Text(f"--threshold {threshold}：{zh}", f"--threshold {threshold}: {en}"))
    return threshold


def answer(found: Coverage | MutationReport, threshold: int | None, share: Text, language: Language) -> int:
    """The exit code: NO where the share is below the threshold, which is told; `share` says of what it is."""
    if threshold is None or found.reaches(threshold):
        return common.DONE
    zh, en = f"{found.percent}% 低于 {threshold}%", f"less than {threshold}%"
    common.complain([Text(f"{share.zh} {zh}", f"{found.percent}% is {share.en}, {en}").pick(language)])
    return common.NO


def policy_and_cases(options: argparse.Namespace) -> tuple[Policy, tuple[Case, ...]]:
    """The policy with its proposals, and its cases. Raises PolicyRulesError, also where --output would replace them."""
    policy = common.interpreted(options.policy, (), options.proposals)
    cases = cases_of(policy, options.policy, options.cases)
    writing.spare_inputs(options.output, [*options.proposals, *dict.fromkeys(case.file for case in cases)])
    return policy, cases


def cases_of(policy: Policy, name: str, paths: Sequence[str] | None) -> tuple[Case, ...]:
    """The cases of files and folders, about `policy`; those of its own folder unless others are named.

    Raises UsageError, CasesError with every problem of all of them.
    """
    if paths is None:
        own = bundled_policies().get(name) or policy_folder(name)
        return load_cases(own / FOLDER, policy=policy) if (own / FOLDER).is_dir() else ()
    found: list[Case] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        try:
            found += load_cases(path, policy=policy)
        except CasesError as error:
            problems += error.problems
    if problems:
        raise CasesError(problems)
    return tuple(found)
