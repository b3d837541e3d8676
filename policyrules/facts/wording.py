"""What is allowed and what was found, in words: one line in each language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR, SHARE_PLACES
from policyrules.language.model import Label
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
    "quarter": Text("须写作年份和第几季，例如 2025Q2", "must be a quarter, like 2025Q2"),
    "day": Text("须为日期，例如 2025-06-28", "must be a day of the calendar, like 2025-06-28"),
    "duty": Text("须为文件中的编号", "must be an official number"),
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
    elif field.type in ("choice", "choices"):
        rule = _one_of_options(field)
    elif field.type == "duty" and field.options:
        rule = _one_of(_ranges(sorted(int(each) for each in field.options)))
    else:
        rule = _ALLOWED[field.type]
    return Text(f"{field.label.zh}{rule.zh}", f"`{name}` {rule.en}")


def _one_of_options(field: Field) -> Text:
    """Options by their ids; in Chinese by their labels too, which is what tables say."""
    labels = [f"{option.label.zh}（{name}）" for name, option in field.options.items()]
    return Text(_one_of(labels).zh, _one_of(list(field.options)).en)


def lists_all(field: Field) -> bool:
    """Whether `allowed` names all that a field may hold, so that no hint need list it again."""
    return 0 < len(field.options) <= _LISTED


def _one_of(words: list[str]) -> Text:
    shown = _listed(words)
    return Text(f"须为下列之一：{'、'.join(shown)}", f"must be one of: {', '.join(shown)}")


def _listed(words: list[str]) -> list[str]:
    """The first of some words, with a sign where there are more."""
    return words[:_LISTED] + (["…"] if len(words) > _LISTED else [])


def _ranges(numbers: list[int]) -> list[str]:
    """Numbers in short: 1–22, 24–28."""
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number for number in numbers if number + 1 not in numbers]
    return [str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]


def refused(name: str, field: Field, number: int, reason: Label) -> Text:
    """That a number is none of those that the document uses, and why."""
    return Text(f"{field.label.zh}没有 {number}：{reason.zh}", f"`{name}` has no {number}: {reason.en}")


def options_expected(name: str, field: Field) -> Text:
    """What several options must be."""
    example = f'{{"{next(iter(field.options), "")}": true}}'
    return Text(
        f"{field.label.zh}须为选项的列表，或逐项回答的对象，例如 {example}",
        f"`{name}` must be a list of options, or an object that answers some of them, like {example}",
    )


def answer_expected(name: str, field: Field, option: str) -> Text:
    """What the answer for one of several options must be."""
    label, rule = field.options[option].label, _ALLOWED["flag"]
    return Text(f"{field.label.zh}：{label.zh}{rule.zh}", f"`{name}` for `{option}` {rule.en}")


def branch_expected(name: str) -> Text:
    """What an object inside a thing must be."""
    return Text(f"`{name}` 须为对象", f"`{name}` must be an object")


def stands_within(name: str, parent: str) -> Text:
    """Where a list stands that is not at the top of the facts."""
    return Text(f"`{name}` 写在 `{parent}` 的每一项之内", f"`{name}` stands inside each of `{parent}`")


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


def unique_within(group: Things) -> Text:
    """What tells apart the things inside one thing."""
    labels = [group.fields[each].label.zh for each in group.unique]
    return Text(
        f"同一上级之内，{'与'.join(labels)}都相同的只能有一条",
        f"only one of each {' and '.join(f'`{each}`' for each in group.unique)} within one of `{group.within}`",
    )


def existing(name: str, field: Field, target: str, group: Things) -> Text:
    """That a reference must name an item of a list."""
    return Text(f"{field.label.zh}须为{group.label.zh}中已有的编号", f"`{name}` must be the id of one of `{target}`")


def known_columns(name: str, group: Things | Circumstances) -> Text:
    """The columns that a table may have."""
    zh, en = _listed([each.label.zh for each in group.fields.values()]), _listed(list(group.fields))
    return Text(
        f"{group.label.zh}没有这一列，可用：{'、'.join(zh)}", f"`{name}` has no such column; it has {', '.join(en)}"
    )


def known_tables(groups: Mapping[str, Things | Circumstances]) -> Text:
    """The tables that there may be."""
    zh, en = _listed([each.label.zh for each in groups.values()]), _listed(list(groups))
    return Text(
        f"表名须为事实中的列表名称：{'、'.join(zh)}",
        f"the name of a table must be that of a list in the facts: {', '.join(en)}",
    )


UNKNOWN_PROPERTY = Text("此处没有这个属性", "no such property here")
FACTS_EXPECTED = Text("事实须为一个 JSON 对象", "the facts must be one JSON object")
UNIQUE_ID = Text("编号在列表中须唯一", "an id must be unique within its list")
UNIQUE_OPTION = Text("同一选项只能出现一次", "an option may stand only once")
UNIQUE_ITEM = Text("列表中不得有完全相同的两项", "a list must not hold the same item twice")
ONE_COLUMN = Text("同一列只能出现一次", "a column may stand only once")
ONE_COLUMN_OR_MANY = Text(
    "同一属性或用一列，或每个选项一列", "either one column for the whole property, or one for each option"
)
ONCE = Text("同一数值只能给出一次", "a value may be given only once")
NO_TOTALS = Text("合计行不是一项事实，请删去", "a row of totals is no item: remove it")
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
