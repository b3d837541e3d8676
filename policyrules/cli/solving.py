"""What the verbs that ask the solver have in common: which years and readings are meant, and how long it may take."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.text import Text

_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


def add_years_and_readings(parser: Parser) -> None:
    """The options for the years and the readings."""
    years = Text(
        "销售年度，如 2025 或 2024-2026（可重复；默认为政策有效的年度）",
        "sales years, 2025 or 2024-2026 (may be repeated; unless given those in force)",
    )
    parser.add("--years", "--year", action="append", default=[], metavar="YEARS", help=years)
    chosen = Text("只看所选的解释（默认各种解释都看）", "only under the readings in effect (else under every reading)")
    parser.add("--chosen", action="store_true", help=chosen)
    set_ = Text(
        "选用某项解释的选项，并只看所选的解释（可重复）",
        "take this option of an interpretation, as with --chosen (may be repeated)",
    )
    parser.add("--set", action="append", default=[], metavar="NAME=OPTION", help=set_)


def add_limit(parser: Parser, seconds: float, what: Text) -> None:
    """The option for the seconds that `what` may take."""
    help_ = Text(f"{what.zh}（秒，默认 {seconds:g}）", f"{what.en} ({seconds:g} unless given)")
    parser.add("--limit", default=f"{seconds:g}", metavar="SECONDS", help=help_)


def readings_of(options: argparse.Namespace) -> Literal["all", "chosen"]:
    """The readings that are meant."""
    return "chosen" if options.chosen or options.set else "all"


def years_of(written: Iterable[str]) -> list[int] | None:
    """The years that --years names, each once; None for none. Raises UsageError for what is no year, and no span."""
    return list(dict.fromkeys(_years(written))) or None


def _years(written: Iterable[str]) -> Iterator[int]:
    for each in written:
        match = _YEARS.fullmatch(each.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last:
            zh, en = "须写作 2025 或 2024-2026", "write a year, 2025, or a span, 2024-2026"
            raise UsageError(Text(f"--years {each}：{zh}", f"--years {each}: {en}"))
        yield from range(first, last + 1)


def limit_of(written: str) -> float:
    """The seconds for each promise. Raises UsageError for what is no time."""
    try:
        seconds = float(written)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        zh, en = "须为大于 0 的秒数", "must be a number of seconds above 0"
        raise UsageError(Text(f"--limit {written}：{zh}", f"--limit {written}: {en}"))
    return seconds
