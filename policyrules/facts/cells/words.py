"""Cells that hold words: text, yes or no, one option, several options, the number of a duty."""

from __future__ import annotations

import datetime
import re
import unicodedata

from policyrules.facts.cells.numbers import decimal, is_whole, whole
from policyrules.facts.headings import key
from policyrules.language.vocabulary import Field, Option

#: The words and signs for yes and no, as `headings.key` makes them alike.
FLAGS = {
    **dict.fromkeys(("是", "有", "对", "✓", "√", "✔", "☑", "true", "yes", "y", "1"), True),
    **dict.fromkeys(("否", "无", "没有", "×", "✗", "✘", "☐", "false", "no", "n", "0"), False),
}
_NONE = ("无", "none")
_SEPARATORS = re.compile(r"[、，,;；/／\n\r]+")
_DUTY = re.compile(r"(?:no\.?|第)?\s*(\d{1,3})\s*[项号]?")


def text(cell: object) -> object:
    """Text as it stands, without space around it; a number or a date as text."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime.date | datetime.datetime):
        return cell.isoformat()
    number = decimal(cell)
    if number is None:
        return cell
    return str(int(number)) if is_whole(number) else str(number)


def flag(cell: object) -> object:
    """Yes or no, in words, signs or digits."""
    if isinstance(cell, bool):
        return cell
    number = whole(cell)
    return FLAGS.get(key(str(cell if number is None else number)), cell)


def choice(cell: object, field: Field) -> object:
    """An option by its name or its label."""
    if not isinstance(cell, str):
        return cell
    found = _option(cell, field)
    return cell.strip() if found is None else found


def choices(cell: object, field: Field) -> object:
    """Several options in one cell, all that there are; a dataframe may hold them as a list or a mapping."""
    if hasattr(cell, "tolist"):
        cell = cell.tolist()
    if not isinstance(cell, str):
        return cell
    parts = [each.strip() for each in _SEPARATORS.split(cell) if each.strip()]
    if _option(cell, field) is None and key(cell) in _NONE:
        return []
    # A label may hold what separates others: as many parts as make one are one.
    labels = (label for each in field.options.values() for label in _labels(each))
    most = max((len(_SEPARATORS.split(label)) for label in labels), default=1)
    found: list[str] = []
    while parts:
        length = next((each for each in range(most, 0, -1) if _option("".join(parts[:each]), field)), 1)
        found.append(_option("".join(parts[:length]), field) or parts[0])
        del parts[:length]
    return found


def duty(cell: object) -> object:
    """The official number of a duty: 20, No. 20, 第20项."""
    if isinstance(cell, str):
        match = _DUTY.fullmatch(unicodedata.normalize("NFKC", cell).strip().lower())
        return int(match[1]) if match else cell
    number = whole(cell)
    return cell if number is None else number


def _option(words: str, field: Field) -> str | None:
    """The option that some words name, whatever separates them."""
    wanted = _bare(words)
    for name, option in field.options.items():
        if wanted in map(_bare, (name, *_labels(option))):
            return name
    return None


def _labels(option: Option) -> tuple[str, str]:
    return option.label.zh, option.label.en


def _bare(words: str) -> str:
    return key(_SEPARATORS.sub("", words))
