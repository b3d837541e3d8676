"""`policyrules validate`: are the facts such that they can be decided?"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from policyrules.cli import common
from policyrules.errors import FactsError, Problem
from policyrules.facts.load import problems_of, read
from policyrules.facts.records import build
from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import load_policy
from policyrules.text import Language, Text

NAME = "validate"
HELP = "check facts and list every problem with its place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    common.add_facts(parser)
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="lines, or JSON on stdout"
    )


def run(options: argparse.Namespace, language: Language) -> int:
    """Report all problems; 2 where there are errors."""
    policy = load_policy(options.policy)
    vocabulary = policy.definition.vocabulary
    problems, counts = _check(options.facts, vocabulary)
    errors = [each for each in problems if each.severity == "error"]
    if options.format == "json":
        json.dump([_as_dict(each) for each in problems], sys.stdout, ensure_ascii=False, indent=2)
        print()
        return common.BAD_INPUT if errors else common.DONE
    common.complain(each.line(language) for each in errors)
    common.warn((each for each in problems if each.severity == "warning"), language)
    if errors:
        return common.BAD_INPUT
    listed = [
        f"{group.label.text.pick(language)} {counts[name]}"
        for name, group in vocabulary.lists.items()
        if counts[name]
    ]
    valid = Text("事实有效", "the facts are valid").pick(language)
    print(
        f"{valid}{': ' if language == 'en' else '：'}{', '.join(listed) if language == 'en' else '、'.join(listed)}"
    )
    return common.DONE


def _check(source: str, vocabulary: Vocabulary) -> tuple[list[Problem], dict[str, int]]:
    try:
        reading = read(source, vocabulary)
    except FactsError as error:
        return list(error.problems), {}
    problems = problems_of(reading, vocabulary)
    if any(each.severity == "error" for each in problems):
        return problems, {}
    facts = build(reading.data, vocabulary, ())
    counts = {name: len(facts.lists.get(name, facts.paid)) for name in vocabulary.lists}
    return problems, counts


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
