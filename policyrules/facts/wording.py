"""What is allowed and what was found, in words: one line in each language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR, SHARE_PLACES
from policyrules.language.vocabulary import Circumstances, Field, Things
from policyrules.text import Text

_LONGEST = 60
_LISTED = 12

_ALLOWED = {
    "id": Text("须为非空文字", "must be text that is not blank"),
    "reference": Text("须为非空文字", "must be text that is not blank"),
    "text": Text("须为文字", "must be text"),
    "place": Text("须为本市的县级单位", "must be a county-level unit of the city"),
    "year": Text(f"须为 {FIRST_YEAR} 至 {LAST_YEAR} 的年份", f"must be a year, {FIRST_YEAR} to {LAST_YEAR}"),
    "flag": Text("须为 true 或 false（表格中：是 或 否）", "must be true or false (in tables: 是/否, yes/no)"),
    "count": Text("须为不小于 0 的整数", "must be a whole number, at least 0"),
    "area": Text(
        "须为以平方米计的面积：不小于 0，至多两位小数",
        "must be an area in m²: at least 0, at most two decimals",
    ),
    "money": Text(
        "须为以元计的金额：不小于 0，不超过 1000 万亿，至多两位小数",
        "must be an amount in yuan: at least 0, at most 10^15, at most two decimals",
    ),
    "share": Text(
        f"须为 0 到 1 之间的数，至多 {SHARE_PLACES} 位小数",
        f"must lie in 0 to 1, with at most {SHARE_PLACES} decimals",
    ),
}


def allowed(name: str, field: Field, *, tier: bool = False) -> Text:
    """What a field may hold."""
    if tier:
        rule = Text("须为不小于 1 的整数", "must be a whole number, at least 1")
    elif field.type == "choice":
        options = list(field.options)
        shown = options[:_LISTED] + (["…"] if len(options) > _LISTED else [])
        rule = Text(f"须为下列之一：{'、'.join(shown)}", f"must be one of: {', '.join(shown)}")
    else:
        rule = _ALLOWED[field.type]
    return Text(f"{field.label.zh}{rule.zh}", f"`{name}` {rule.en}")


def series_expected(name: str, field: Field) -> Text:
    """What a series must be."""
    return Text(
        f'{field.label.zh}须为逐年数值的对象，例如 {{"2025": …}}',
        f'`{name}` must be an object with one value per year, like {{"2025": …}}',
    )


def year_key_expected(name: str, field: Field) -> Text:
    """What the keys of a series must be."""
    return Text(f"{field.label.zh}的键须为四位年份", f"a key of `{name}` must be a year of four digits")


def list_expected(name: str, group: Things) -> Text:
    """What a list must be."""
    return Text(f"{group.label.zh}须为列表", f"`{name}` must be a list")


def item_expected(name: str, group: Things) -> Text:
    """What an item of a list must be."""
    return Text(f"{group.label.zh}的每一项须为对象", f"an item of `{name}` must be an object")


def object_expected(name: str, group: Circumstances) -> Text:
    """What a single thing must be."""
    return Text(f"{group.label.zh}须为对象", f"`{name}` must be an object")


def required(name: str, field: Field) -> Text:
    """That a property must be given."""
    return Text(f"必须填写{field.label.zh}", f"`{name}` is required")


def existing(name: str, field: Field, target: str, group: Things) -> Text:
    """That a reference must name an item of a list."""
    return Text(f"{field.label.zh}须为{group.label.zh}中已有的编号", f"`{name}` must be the id of one of `{target}`")


UNKNOWN_PROPERTY = Text("此处没有这个属性", "no such property here")
FACTS_EXPECTED = Text("事实须为一个 JSON 对象", "the facts must be one JSON object")
UNIQUE_ID = Text("编号在列表中须唯一", "an id must be unique within its list")
UNIQUE_ITEM = Text("列表中不得有完全相同的两项", "a list must not hold the same item twice")
UNIQUE_KEY = Text("同一键只能出现一次", "a key may stand only once")


def shown(value: object) -> str:
    """A value as a problem shows it: short, on one line, printable anywhere."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if isinstance(value, list | tuple | set):
        return "[…]" if value else "[]"
    if isinstance(value, str):
        words = value.replace("`", "'")
    elif isinstance(value, int) and value.bit_length() > 4 * _LONGEST:
        return "…"
    elif isinstance(value, float):
        words = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), float.__repr__(value))
    else:
        words = _written(value)
    words = "".join(character if character.isprintable() else " " for character in words[: _LONGEST + 1])
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _written(value: object) -> str:
    if isinstance(value, int | Decimal):
        return str(value)
    try:
        return str(value)
    except Exception:  # a foreign object's own __str__ may do anything
        return type(value).__name__
