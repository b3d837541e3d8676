"""An argument parser whose help and complaints come in both languages, each complaint one line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NoReturn

from policyrules.errors import UsageError
from policyrules.text import LANGUAGES, Language, Text

#: What argparse says → how it is said in Chinese. What is not listed stays as it is.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"多余的参数：\1"),
    (r"argument (\S+): expected one argument", r"参数 \1 须带一个值"),
    (r"argument (\S+): invalid int value: '(.*)'", r"参数 \1：`\2` 不是整数"),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)", r"参数 \1：没有 `\2`；可选：\3"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"参数 \1 不带值（`\2`）"),
)


class Parser(argparse.ArgumentParser):
    """A parser in one language. Options are never abbreviated: what a script says today stays what it says."""

    def __init__(self, language: Language = "en", **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self.language = language

    def add(self, *names: str, help: Text, **options: Any) -> None:
        """Add an argument, with its help in the parser's language."""
        self.add_argument(*names, help=help.pick(self.language).replace("%", "%%"), **options)

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong and how to ask for help. Raises UsageError."""
        chinese = message
        for pattern, words in _COMPLAINTS:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                chinese = match.expand(words)
                break
        see = f"`{self.prog} --help`"
        raise UsageError(Text(f"{self.prog}：{chinese}；用法见 {see}", f"{self.prog}: {message}; see {see}"))


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that `--lang` asks for, wherever it stands, else the locale's: Chinese for zh*, else English.

    It is needed before the arguments are parsed, since the parser itself speaks.
    """
    asked = [each.removeprefix("--lang=") for each in arguments if each.startswith("--lang=")]
    asked += [value for name, value in pairwise(arguments) if name == "--lang"]
    for language in LANGUAGES:
        if language in asked[-1:]:
            return language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"
