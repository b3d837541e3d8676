"""`policyrules ask`: questions about a policy, answered for all facts: with the smallest case, or with a proof."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from policyrules.cli import common, solving, writing
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.policy import Policy
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.reports.answers.grids import Answer

NAME = "ask"
HELP = Text(
    "就政策提问并证明答案：有没有、最多、哪里反减、解释有无不同",
    "ask a policy and prove the answer: is there, the most, where more is less, do readings differ",
)
QUESTIONS = ("exists", "most", "cliffs", "differ")
#: Seconds for each question, unless told otherwise.
LIMIT = 20.0
_SUFFIXES = {".txt": "table", ".json": "json"}
#: The exit codes of the answers that are not simply given.
_CODES = {"no": common.NO, "same": common.NO, "undecided": common.UNDECIDED, "at_least": common.UNDECIDED}
_FITTING = {"exists": ("gets", "lacks"), "most": ("award",), "cliffs": ("figure", "deviating"), "differ": ("name",)}


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    question = Text(
        "exists：有没有这样的企业；most：最多能得多少；cliffs：哪里数字增加反而少得；differ：一项解释的选项是否会有不同决定",
        "exists: is there such a payee; most: the most it can get; cliffs: where a greater figure brings less; "
        "differ: do the options of an interpretation ever decide otherwise",
    )
    parser.add("question", choices=QUESTIONS, metavar="QUESTION", help=question)
    parser.add("name", nargs="?", metavar="NAME", help=Text("differ：哪一项解释", "differ: which interpretation"))
    common.add_year(parser)
    common.add_set(parser)
    common.add_with(parser)
    _add_of_questions(parser)
    _add_sizes(parser)
    solving.add_limit(parser, LIMIT, Text("最多用时", "seconds to take"))
    format_ = Text("格式（默认按 --output 的后缀，否则 table）", "the format (from the suffix of --output, else table)")
    parser.add("--format", choices=("table", "json"), help=format_)
    common.add_output(parser)


def _add_of_questions(parser: Parser) -> None:
    gets = Text(
        "exists：得到这项奖励，或有这一状态的行（可重复）",
        "exists: is paid under this award, or has a line of this status (may be repeated)",
    )
    parser.add("--gets", action="append", default=[], metavar="AWARD[:STATUS]", help=gets)
    lacks = Text("exists：没有得到它（可重复）", "exists: and does not get this (may be repeated)")
    parser.add("--lacks", action="append", default=[], metavar="AWARD[:STATUS]", help=lacks)
    award = Text("most：只计这项奖励（可重复）", "most: under this award alone (may be repeated)")
    parser.add("--award", action="append", default=[], metavar="AWARD", help=award)
    figure = Text("cliffs：只问这一数字（可重复）", "cliffs: ask about this figure alone (may be repeated)")
    parser.add("--figure", action="append", default=[], metavar="LIST.FIELD[.YEAR]", help=figure)
    deviating = Text("cliffs：同时改变至多几项解释", "cliffs: read up to so many interpretations otherwise, too")
    parser.add("--deviating", type=int, default=0, metavar="NUMBER", help=deviating)


def _add_sizes(parser: Parser) -> None:
    payees = Text("至多几个企业（默认 2）", "up to so many payees (2 unless given)")
    parser.add("--payees", type=int, default=2, metavar="NUMBER", help=payees)
    each = Text(
        "每个企业至多几个平台、基地等（默认 2；cliffs 为 1）",
        "up to so many things of each other list for a payee (2 unless given, for cliffs 1)",
    )
    parser.add("--each", type=int, metavar="NUMBER", help=each)
    entries = Text("至多几条已发放记录（默认 1）", "up to so many entries of the register of awards (1 unless given)")
    parser.add("--entries", type=int, default=1, metavar="NUMBER", help=entries)


def run(options: argparse.Namespace, language: Language) -> int:
    """Ask and write. 1 where the answer is no (no such payee; the options never differ), 3 where it was not decided.

    Raises PolicyRulesError before anything is written.
    """
    from policyrules.proof.missing import needed

    needed()
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    writing.spare_inputs(options.output, options.proposals)
    _check(options)
    policy = common.interpreted(options.policy, options.set, options.proposals)
    answer = _answer(policy, options)
    if format_ == "json":
        writing.emit(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2) + "\n", options.output)
    else:
        from policyrules.reports.answers.screen import screen

        width = None if options.output else writing.terminal_width()
        colour = options.output is None and writing.colour()
        writing.show(screen(answer, policy.definition.vocabulary, language, width, colour), options.output)
    return _CODES.get(answer.outcome, common.DONE)


def _check(options: argparse.Namespace) -> None:
    """Raises UsageError for what the question does not take, and for numbers that are none of things."""
    for question, names in _FITTING.items():
        for name in names if question != options.question else ():
            if getattr(options, name):
                shown = "NAME" if name == "name" else f"--{name}"
                zh, en = f"只用于 {question}", f"is for {question} alone"
                raise UsageError(Text(f"{shown}：{zh}", f"{shown}: {en}"))
    if options.question == "differ" and not options.name:
        raise UsageError(Text("differ：须给出解释的名称", "differ: name an interpretation"))
    if options.question == "exists" and not (options.gets or options.lacks):
        raise UsageError(Text("exists：须给出 --gets 或 --lacks", "exists: give --gets or --lacks"))
    for name, least in {"payees": 1, "each": 1, "entries": 0, "deviating": 0}.items():
        given = getattr(options, name)
        if given is not None and given < least:
            zh, en = f"须不小于 {least}", f"must be at least {least}"
            raise UsageError(Text(f"--{name} {given}：{zh}", f"--{name} {given}: {en}"))


def _answer(policy: Policy, options: argparse.Namespace) -> Answer:
    from policyrules.proof import questions

    limit = solving.limit_of(options.limit)
    size = {"payees": options.payees, "entries": options.entries}
    if options.each is not None:
        size["each"] = options.each
    match options.question:
        case "exists":
            return questions.exists(policy, options.year, options.gets, options.lacks, **size, limit=limit)
        case "most":
            return questions.most(policy, options.year, options.award or None, **size, limit=limit)
        case "cliffs":
            figures, deviating = options.figure or None, options.deviating
            return questions.cliffs(policy, options.year, figures, deviating=deviating, **size, limit=limit)
        case _:
            return questions.differ(policy, options.year, options.name, limit=limit)
