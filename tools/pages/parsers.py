"""What the command line takes, read off its own parsers, in both languages at once."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from policyrules.cli import main as command_line
from policyrules.cli.parser import Parser


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option: how it is written, and what it means."""

    names: tuple[str, ...]
    value: str
    en: str
    zh: str
    choices: tuple[str, ...]
    default: str
    required: bool
    repeated: bool

    @property
    def positional(self) -> bool:
        """Whether it is told by where it stands."""
        return not self.names

    @property
    def written(self) -> str:
        """As it is typed."""
        return " ".join(part for part in (self.names[-1] if self.names else "", self.value) if part)

    @property
    def usage(self) -> str:
        """As it stands in a line of usage."""
        text = self.written if self.required else f"[{self.written}]"
        return f"{text}…" if self.repeated else text


class Command:
    """A verb, or a step of one: its words, arguments and steps."""

    def __init__(self, english: Parser, chinese: Parser) -> None:
        self._english, self._chinese = english, chinese
        self.name = english.prog
        self.en, self.zh = english.description or "", chinese.description or ""

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """Its arguments in their order; `--help` and `--lang`, which all have, are left out."""
        pairs = zip(self._english._actions, self._chinese._actions, strict=True)
        return tuple(_argument(one, other) for one, other in pairs if _told(one))

    @cached_property
    def steps(self) -> tuple[Command, ...]:
        """The commands below it."""
        return tuple(_below(self._english, self._chinese))

    @property
    def usage(self) -> list[str]:
        """Its arguments as they are typed after its name, what is required first."""
        ordered = sorted(self.arguments, key=lambda each: (not each.positional, not each.required))
        return [each.usage for each in ordered]


def commands() -> tuple[Command, ...]:
    """Every verb, in the order of the help."""
    return tuple(_below(command_line._parser("en"), command_line._parser("zh")))


def leaves(command: Command) -> Iterator[Command]:
    """The command itself, or the steps that it is made of."""
    if not command.steps:
        yield command
    for step in command.steps:
        yield from leaves(step)


def _below(english: Parser, chinese: Parser) -> Iterator[Command]:
    for one, other in zip(english._actions, chinese._actions, strict=True):
        if isinstance(one, argparse._SubParsersAction) and isinstance(other, argparse._SubParsersAction):
            for name in one.choices:
                yield Command(one.choices[name], other.choices[name])


def _told(action: argparse.Action) -> bool:
    ours = isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
    return not ours and "--lang" not in action.option_strings


def _argument(action: argparse.Action, chinese: argparse.Action) -> Argument:
    names, many = tuple(action.option_strings), action.nargs in ("*", "+")
    choices = tuple(map(str, action.choices or ()))
    value = "" if action.nargs == 0 else _metavar(action, choices)
    return Argument(
        names=names,
        value=value,
        en=(action.help or "").replace("%%", "%"),
        zh=(chinese.help or "").replace("%%", "%"),
        choices=choices,
        default=_default(action),
        required=action.required if names else action.nargs not in ("?", "*"),
        repeated=many or isinstance(action, argparse._AppendAction),
    )


def _metavar(action: argparse.Action, choices: tuple[str, ...]) -> str:
    if isinstance(action.metavar, str):
        return action.metavar
    return "|".join(choices) if choices else action.dest.upper()


def _default(action: argparse.Action) -> str:
    silent = action.default in (None, False, argparse.SUPPRESS) or action.default == []
    return "" if silent else str(action.default)
