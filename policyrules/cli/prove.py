"""`policyrules prove`: whether a policy keeps its promises for all facts, or a case where it does not."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policyrules.cli import common, solving, writing
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy, load_policy
from policyrules.suggestions import did_you_mean
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.proof.results import ProofReport

NAME = "prove"
HELP = Text(
    "证明政策对一切事实都守住承诺，或给出反例",
    "prove that a policy keeps its promises for all facts, or show a case where it does not",
)
FORMATS = ("table", "json", "markdown", "html")
_SUFFIXES = {".txt": "table", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html"}
#: Seconds for each promise, unless told otherwise.
LIMIT = 20.0
_CODES = {"proved": common.DONE, "refuted": common.NO, "undecided": common.UNDECIDED}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_with(parser)
    invariant = Text("只证明这一条承诺（可重复）", "prove this promise alone (may be repeated)")
    parser.add("--invariant", action="append", default=[], metavar="ID", help=invariant)
    solving.add_years_and_readings(parser)
    solving.add_limit(parser, LIMIT, Text("每条承诺最多用时", "seconds for each promise"))
    folder = Text(
        "把每个反例写成事实文件和政策案例，放入这一文件夹",
        "write each counterexample into this folder, as a file of facts and a policy case",
    )
    parser.add("--counterexamples", metavar="FOLDER", help=folder)
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=FORMATS, help=format_)
    common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Prove and write. 1 where a promise is refuted, else 3 where one is not decided.

    Raises PolicyRulesError before anything is written.
    """
    from policyrules.proof.missing import needed

    needed()
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    writing.spare_inputs(options.output, options.proposals)
    _check_folder(options.counterexamples)
    base = load_policy(options.policy)
    amended = base.amend(*options.proposals).interpret(**common.chosen(options.set))
    report = _proved(base, amended, options)
    _write(report, amended.definition.vocabulary, format_, options.output, language)
    if options.counterexamples is not None:
        _write_counterexamples(report, amended, options, language)
    return _CODES[report.outcome]


def _check_folder(folder: str | None) -> None:
    """Raises UsageError where counterexamples could not be written there: before time is spent on finding them."""
    if folder is not None and Path(folder).exists() and not Path(folder).is_dir():
        zh, en = "须为文件夹", "must be a folder"
        raise UsageError(Text(f"--counterexamples {folder}：{zh}", f"--counterexamples {folder}: {en}"))


def _proved(base: Policy, amended: Policy, options: argparse.Namespace) -> ProofReport:
    from policyrules.proof import prove

    given_up = {each.invariant: each.reason.text for one in amended.proposals for each in one.file.gives_up}
    report = prove(
        amended,
        base=base,
        invariants=_invariants(options.invariant, base, given_up) if options.invariant else None,
        years=solving.years_of(options.years),
        readings=solving.readings_of(options),
        without=given_up,
        limit=solving.limit_of(options.limit),
    )
    return replace(report, given_up=given_up)


def _invariants(asked: Iterable[str], base: Policy, given_up: Iterable[str]) -> tuple[str, ...]:
    """The promises asked about. Raises UsageError for one that the policy does not make, or the proposals give up."""
    known = [each.id for each in base.definition.invariants if each.id not in given_up]
    for name in asked:
        if name not in known:
            hint = did_you_mean(name, known) or Text("", "")
            zh, en = f"没有承诺 `{name}`", f"no promise is called `{name}`"
            if name in given_up:
                zh, en = f"提案放弃了承诺 `{name}`", f"the proposals give up the promise `{name}`"
            raise UsageError(
                Text(f"--invariant：{zh}；{hint.zh}".rstrip("；"), f"--invariant: {en}; {hint.en}".rstrip("; "))
            )
    return tuple(dict.fromkeys(asked))


def _write(report: ProofReport, vocabulary: Vocabulary, format_: str, output: str | None, language: Language) -> None:
    match format_:
        case "json":
            writing.emit(report.to_json(), output)
        case "markdown":
            from policyrules.reports.proofs.markdown import markdown

            writing.emit(markdown(report, vocabulary, language), output)
        case "html":
            from policyrules.reports.proofs.page import page

            writing.emit(page(report, vocabulary, language), output)
        case _:
            from policyrules.reports.proofs.screen import screen

            width = None if output else writing.terminal_width()
            colour = output is None and writing.colour()
            writing.show(screen(report, vocabulary, language, width, colour), output)


def _write_counterexamples(
    report: ProofReport, amended: Policy, options: argparse.Namespace, language: Language
) -> None:
    """A file of facts and a case for each promise that is refuted, and on stderr which."""
    from policyrules.proof.writing import write_counterexample

    for proof in report.proofs:
        if proof.counterexample is not None:
            for path in write_counterexample(proof.counterexample, amended, options.counterexamples, options.policy):
                common.note(Text(f"已写入 {path}", f"{path} written"), language)
