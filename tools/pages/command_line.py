"""The reference of the command line: a page for each verb, and the table of them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policyrules.language.source import read

from .embedding import embedded
from .markdown import NOTE, block, code, page, table
from .parsers import Argument, Command, commands, leaves
from .running import among_examples, run

#: What cannot be read off a parser: what `1` and `3` mean, where to read on, and examples.
WORDS: dict[str, Any] = read(Path(__file__).with_name("verbs.yaml")).data
WIDTH = 100
_WHOLE = "reference/command-line.md"


def pages() -> dict[str, str]:
    """Every page, by its path in `docs`."""
    found = {f"reference/command-line/{_stem(each)}.md": verb_page(each) for each in commands()}
    found[_WHOLE] = embedded(_WHOLE, verbs=_overview(), shared=_shared())
    return found


def verb_page(verb: Command) -> str:
    """One verb: what it is for, how it is called, what it takes, how it ends, and examples that were run."""
    words = WORDS.get(_stem(verb), {})
    own = [part for each in leaves(verb) for part in _command(each, headed=bool(verb.steps))]
    more = f"More: {words['more']}." if "more" in words else ""
    return page(
        f"# policyrules {_stem(verb)}",
        f"{_sentence(verb.en)} · {verb.zh}",
        f"{NOTE} All verbs: [command line](../command-line.md).",
        *own,
        "## Exit codes",
        table(["code", "meaning"], _codes(words)),
        "## Examples" if words.get("examples") else "",
        *_examples(words.get("examples", [])),
        more,
    )


def _command(command: Command, headed: bool) -> Iterator[str]:
    name = command.name.removeprefix("policyrules ")
    yield f"## {name}" if headed else "## Usage"
    if headed:
        yield f"{_sentence(command.en)} · {command.zh}"
    yield block(_wrapped(command), "text")
    for title, wanted in (("argument", True), ("option", False)):
        rows = [_row(each) for each in command.arguments if each.positional is wanted]
        if rows:
            yield table([title, "meaning", "中文"], rows)


def _wrapped(command: Command) -> str:
    """The usage, in lines that break between arguments alone."""
    lines = [command.name]
    for each in command.usage:
        if len(lines[-1]) + len(each) >= WIDTH:
            lines.append("   ")
        lines[-1] += f" {each}"
    return "\n".join(lines)


def _row(argument: Argument) -> list[str]:
    notes = []
    told = argument.en + argument.value
    if any(each not in told for each in argument.choices):
        notes.append("one of " + ", ".join(map(code, argument.choices)))
    if argument.required and not argument.positional:
        notes.append("required")
    if argument.default:
        notes.append(f"default {code(argument.default)}")
    return [code(argument.written), "; ".join([argument.en, *notes]), argument.zh]


def _codes(words: dict[str, Any]) -> Iterator[list[str]]:
    yield ["`0`", "done"]
    if "no" in words:
        yield ["`1`", words["no"]]
    yield ["`2`", "bad usage or bad input: one line for each problem on stderr, nothing written"]
    if "undecided" in words:
        yield ["`3`", words["undecided"]]


def _examples(examples: list[dict[str, Any]]) -> Iterator[str]:
    for each in examples:
        folder = each["in"]
        with among_examples(folder):
            ran = run(each["run"])
        where = f"In `examples/{folder}`" if folder != "." else "In `examples`"
        ended = f"; the exit code is `{ran.code}`" if ran.code else ""
        yield f"{where}, {each['says']}{ended}:"
        yield block(f"$ policyrules {each['run']}\n{_beginning(ran.printed, each)}", "console")


def _beginning(printed: str, example: dict[str, Any]) -> str:
    """The first lines; `…` stands for what is left out, and for what differs from one time to the next."""
    most = example.get("lines", 12)
    if "hide" in example:
        printed = re.sub(example["hide"], "…", printed, flags=re.MULTILINE)
    lines = printed.splitlines()
    return "\n".join(lines[:most] + ["…"] * (len(lines) > most))


def _overview() -> str:
    rows = [[f"[`{_stem(each)}`](command-line/{_stem(each)}.md)", _sentence(each.en), each.zh] for each in commands()]
    return table(["verb", "what it does", "中文"], rows)


def _shared() -> str:
    """The options that several verbs take."""
    found: dict[str, list[str]] = {}
    for command in (leaf for each in commands() for leaf in leaves(each)):
        for argument in command.arguments:
            if not argument.positional:
                # Formats and engines differ from verb to verb.
                written = argument.names[-1] if argument.choices else argument.written
                found.setdefault(code(written), []).append(command.name.removeprefix("policyrules "))
    rows = [[name, ", ".join(map(code, verbs))] for name, verbs in found.items() if len(verbs) > 2]
    return table(["option", "verbs that take it"], rows)


def _stem(command: Command) -> str:
    return command.name.removeprefix("policyrules ")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
