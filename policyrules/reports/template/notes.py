"""What to write in each column, in words: beside its heading and on the sheet of notes."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.reports.template.forms import Column, Form
from policyrules.text import Text, joined

_TYPES: dict[str, Text] = {
    "id": Text("编号，原样保留，不得重复", "an id, kept as written, each only once"),
    "text": Text("文字", "text"),
    "place": Text("县（市、区），从列表选择", "a county, from the list"),
    "year": Text("年份，例如 2025", "a year, like 2025"),
    "quarter": Text("季度，例如 2025Q2", "a quarter, like 2025Q2"),
    "day": Text("日期，例如 2025-06-28", "a day, like 2025-06-28"),
    "flag": Text("是或否", "yes or no"),
    "count": Text("不小于 0 的整数", "a whole number, at least 0"),
    "area": Text("面积（平方米），至多两位小数", "an area in m², at most two decimals"),
    "money": Text("金额（元），至多两位小数；也可带单位，如 1200万元", "an amount in yuan, at most two decimals"),
    "share": Text("比例，0% 至 100%", "a share, 0% to 100%"),
}
_REQUIRED = Text("必填", "required")
_UNKNOWN = Text("空白表示未知", "empty means unknown")
_ZERO = Text("空白表示 0", "empty means 0")


def holds(column: Column, form: Form, vocabulary: Vocabulary) -> Text:
    """What a column holds."""
    field = column.field
    if column.member is not None:
        return Text("✓（是、有、1）表示有，否（无、0）表示没有", "✓ (yes, 1): it is there; no (0): it is not")
    if form.is_checklist and column.name == form.group.id_field:
        return Text("已在该列表的表中列出的编号", "an id that the sheet of the list has")
    if column.is_parent:
        holder = vocabulary.lists[form.group.within or ""].label.text
        return Text(f"属于哪一项：{holder.zh}", f"inside which it stands: {holder.en}")
    return _of_type(field, vocabulary)


def _of_type(field: Field, vocabulary: Vocabulary) -> Text:
    if field.type == "choice":
        options = joined([each.label.text for each in field.options.values()], "、", ", ")
        return Text(f"从列表选择：{options.zh}", f"one of: {options.en}")
    if field.type == "duty" and field.options:
        refused = "、".join(field.refused)
        zh = f"；没有 {refused}" if refused else ""
        en = f"; there is no {refused}" if refused else ""
        first, last = next(iter(field.options)), list(field.options)[-1]
        return Text(f"官方编号，{first} 至 {last}{zh}", f"the official number, {first} to {last}{en}")
    if field.type == "reference":
        target = vocabulary.lists[field.to or ""].label.text
        return Text(f"“{target.zh}”表中的编号", f"an id on the sheet “{target.en}”")
    if field.type == "count" and field.unit is not None:
        return Text(f"不小于 0 的整数（{field.unit.zh}）", f"a whole number, at least 0 ({field.unit.en})")
    return _TYPES[field.type]


def when_empty(column: Column, form: Form) -> Text:
    """What an empty cell means."""
    field = column.field
    if is_required(column, form):
        return _REQUIRED
    if field.absent == "zero":
        return _ZERO
    if field.zero_before:
        founded = form.group.fields[field.zero_before].label.text
        return Text(
            f"空白表示未知；{founded.zh}之前的年份为 0",
            f"empty means unknown; 0 before the {founded.en.lower()}",
        )
    return _UNKNOWN


def is_required(column: Column, form: Form) -> bool:
    """Whether a row without it is refused."""
    return column.field.required or column.is_parent or column.name == form.group.id_field


def beside(column: Column, form: Form, vocabulary: Vocabulary) -> Text:
    """The note at the heading of a column."""
    content, empty = holds(column, form, vocabulary), when_empty(column, form)
    return Text(f"{content.zh}。\n{empty.zh}。", f"{content.en}.\n{empty.en}.")


def rows(form: Form, vocabulary: Vocabulary) -> Iterator[tuple[Text, Text, Text]]:
    """The columns of a sheet, years and options of one property together: what they are, hold, and mean when empty."""
    seen: set[str] = set()
    for column in form.columns:
        if column.name in seen:
            continue
        seen.add(column.name)
        alike = [each for each in form.columns if each.name == column.name]
        name = column.field.label.text
        content = holds(column, form, vocabulary)
        if column.member is not None:
            options = joined([column.field.options[each.member or ""].label.text for each in alike], "、", ", ")
            content = Text(f"逐项填写：{options.zh}", f"each of: {options.en}")
        elif column.field.series:
            years = joined([Text(str(each.year), str(each.year)) for each in alike], "、", ", ")
            content = Text(f"{content.zh}；每年一列（{years.zh}）", f"{content.en}; a column each year ({years.en})")
        yield name, content, when_empty(column, form)


def general(vocabulary: Vocabulary) -> list[Text]:
    """How the workbook is filled in."""
    found = [
        Text(
            "每张工作表是一个列表，一行一项；没有的表保持空白。",
            "Each sheet is a list, one row a thing; leave empty what there is none of.",
        ),
        Text("不要改动标题行；可以增加行，不可增加列。", "Leave the headings as they are; add rows, not columns."),
        Text(
            "深色标题的列必填；其余空白表示未知，不是 0，也不是“否”。",
            "Dark headings are required; elsewhere an empty cell is unknown: neither 0 nor no.",
        ),
        Text(
            "有下拉列表的列请从中选择。标题处的批注说明每列的填法。",
            "Choose from the drop-down lists where there are any. The note at each heading says what to write.",
        ),
        Text(
            "逐项填写的清单：✓ 表示有，否表示没有，空白表示未知。",
            "Checklists: ✓ means that it is there, no that it is not, and empty that it is unknown.",
        ),
    ]
    if not any(field.type == "choices" for _, group in vocabulary.groups() for field in group.fields.values()):
        found.pop()
    return found
