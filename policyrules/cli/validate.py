"""`policyrules validate`: are the facts such that they can be decided?"""

from __future__ import annotations

import argparse
import json
from typing import Any

from policyrules.cli import common, writing
from policyrules.cli.parser import Parser
from policyrules.errors import FactsError, Problem
from policyrules.facts.load import problems_of, read
from policyrules.facts.records import Facts, build
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import load_policy
from policyrules.text import Language, Text

NAME = "validate"
HELP = Text("检查事实，列出每个问题及其位置", "check facts and list every problem with its place")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    format_ = Text("逐行（table），或在标准输出给出 JSON", "lines (table), or JSON on stdout")
    parser.add("--format", choices=("table", "json"), default="table", help=format_)


def run(options: argparse.Namespace, language: Language) -> int:
    """Report all problems; 2 where there are errors."""
    vocabulary = load_policy(options.policy).definition.vocabulary
    with common.warnings_as_lines(language):
        problems, facts = _check(options.facts, vocabulary)
    code = common.BAD_INPUT if facts is None else common.DONE
    if options.format == "json":
        found = [_as_dict(each) for each in problems]
        writing.emit(json.dumps(found, ensure_ascii=False, indent=2) + "\n", None)
        return code
    common.complain(each.line(language) for each in problems if each.severity == "error")
    common.warn([each for each in problems if each.severity == "warning"], language)
    if facts is not None:
        writing.show(f"{_counts(facts, vocabulary).pick(language)}\n", None)
    return code


def _check(source: str, vocabulary: Vocabulary) -> tuple[list[Problem], Facts | None]:
    """All problems, and the facts where none is an error."""
    try:
        reading = read(source, vocabulary)
    except FactsError as error:
        return list(error.problems), None
    problems = problems_of(reading, vocabulary)
    if any(each.severity == "error" for each in problems):
        return problems, None
    return problems, build(reading.data, vocabulary)


def _counts(facts: Facts, vocabulary: Vocabulary) -> Text:
    """That the facts are valid, and how many things they name."""
    named = [
        (group.label, len(facts.paid) if group.register_of_awards else len(facts.lists.get(name, ())))
        for name, group in vocabulary.lists.items()
    ]
    zh = "、".join(f"{label.zh} {count}" for label, count in named)
    en = ", ".join(f"{label.en.lower()} {count}" for label, count in named)
    return Text(f"事实有效：{zh}", f"the facts are valid: {en}")


def _as_dict(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "pointer": place.pointer,
        "file": place.file or None,
        "sheet": place.sheet or None,
        "row": place.row or None,
        "column": place.column or None,
        "found": problem.found,
        "message": problem.line("zh"),
        "message_en": problem.line("en"),
    }
