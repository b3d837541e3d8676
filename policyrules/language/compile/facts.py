"""Checks of `facts.yaml` that its model cannot make: what fields refer to, and what lists must have."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policyrules.errors import Place
from policyrules.language.compile.report import Report
from policyrules.language.compile.sizes import check_size
from policyrules.language.provisions import AwardsFile
from policyrules.language.vocabulary import Check, Circumstances, Field, FieldType, Things, Vocabulary
from policyrules.text import Text

FILE = "facts.yaml"
#: The fields of the register of awards, their types, and whether a register must have them.
REGISTER: dict[str, tuple[FieldType, bool]] = {
    "year": ("year", True),
    "award": ("choice", True),
    "tier": ("count", False),
    "enterprise": ("id", True),
    "subject": ("id", False),
    "amount": ("money", True),
}
_MEASURED = {"year", "count", "area", "money", "share"}
_IDENTIFYING: tuple[FieldType, ...] = ("id", "place", "text")


def check_facts(report: Report, vocabulary: Vocabulary, awards: AwardsFile | None) -> None:
    """Report what is wrong with a vocabulary."""
    checker = _Checker(report, vocabulary)
    registers = [name for name, group in vocabulary.lists.items() if group.register_of_awards]
    for name, group in vocabulary.groups():
        checker.group(name, group)
        if isinstance(group, Things):
            check_size(report, vocabulary, name, group)
    for name in registers:
        checker.register(name, vocabulary.lists[name], awards)
    for name in registers[1:]:
        allowed = Text("只能有一个奖励记录", "there may be only one register of awards")
        report.add(report.place(FILE, "lists", name, "register_of_awards"), "register", name, allowed)
    for index, check in enumerate(vocabulary.checks):
        checker.check(index, check)
    for name in vocabulary.objects.keys() & vocabulary.lists.keys():
        report.add(
            report.key(FILE, "objects", name),
            "name",
            name,
            Text("已有同名列表", "a list has this name already"),
        )


@dataclass(frozen=True)
class _Checker:
    report: Report
    vocabulary: Vocabulary

    def group(self, name: str, group: Things | Circumstances) -> None:
        section = "lists" if isinstance(group, Things) else "objects"
        for field_name, field in group.fields.items():
            self.field(group, field, section, name, "fields", field_name)
        self.nesting(group, section, name)
        if isinstance(group, Things):
            self.ids(group, section, name)
            self.inside(name, group)

    def nesting(self, group: Things | Circumstances, *path: Hashable) -> None:
        """No property is an object and a value at once."""
        for name in group.fields:
            steps = name.split(".")
            outer = (".".join(steps[:length]) for length in range(1, len(steps)))
            for each in (each for each in outer if each in group.fields):
                allowed = Text(f"`{each}` 已是字段，不能再是对象", f"`{each}` is a field, and cannot be an object too")
                self.report.add(self.report.key(FILE, *path, "fields", name), "facts", name, allowed)

    def ids(self, group: Things, *path: Hashable) -> None:
        """What tells the things of a list apart is one field, and always there."""
        if group.id is not None and (group.register_of_awards or group.within is not None):
            allowed = Text("此种列表没有 `id`", "such a list has no `id`")
            self.problem(allowed, group.id, *path, "id")
        elif group.id is not None and group.id not in group.fields:
            self.report.unknown(self.place(*path, "id"), group.id, group.fields, Text("字段", "field"))
        if group.register_of_awards:
            return
        typed = [name for name, field in group.fields.items() if field.type == "id" and name != group.id]
        allowed = Text("只能有一个编号字段", "a list may have only one id")
        if group.within is not None:
            allowed = Text(
                "有 `within` 的列表由 `unique` 区分，没有编号字段", "a list with `within` has `unique` and no id"
            )
        for name in typed if group.id is not None or group.within is not None else typed[1:]:
            self.problem(allowed, name, *path, "fields", name)
        if group.within is None and (field := group.fields.get(group.id_field or "")) is not None:
            self.identifying(field, group.id_field, *path, "fields", group.id_field)

    def identifying(self, field: Field, name: str | None, *path: Hashable) -> None:
        if field.type not in _IDENTIFYING:
            wanted = ", ".join(_IDENTIFYING)
            allowed = Text(f"`id` 所指字段的类型须为 {wanted} 之一", f"`id` names a field of one of the types {wanted}")
            self.problem(allowed, name, *path)
        elif not field.required or field.series:
            allowed = Text("编号字段须 required: true，且不按年", "an id must be `required: true` and no series")
            self.problem(allowed, name, *path)

    def inside(self, name: str, group: Things) -> None:
        """A list inside the things of another: that list holds it, and its own things can be told apart."""
        path = ("lists", name)
        if group.within is None:
            if group.unique:
                allowed = Text("`unique` 只用于有 `within` 的列表", "only a list with `within` has `unique`")
                self.problem(allowed, ", ".join(group.unique), *path, "unique")
            return
        holder = self.vocabulary.lists.get(group.within)
        if holder is None:
            self.report.unknown(self.place(*path, "within"), group.within, self.vocabulary.lists, Text("列表", "list"))
        elif holder.id_field is None or holder.within is not None:
            allowed = Text(
                "`within` 须指向有编号、且不在其他列表之内的列表",
                "`within` names a list that has an id and does not itself stand inside another",
            )
            self.problem(allowed, group.within, *path, "within")
        elif any(each.split(".")[0] == name for each in holder.fields):
            allowed = Text(f"`{group.within}` 已有同名字段", f"`{group.within}` has a field of this name already")
            self.report.add(self.report.key(FILE, *path), "facts", name, allowed)
        if group.register_of_awards:
            allowed = Text("奖励记录不能在其他列表之内", "the register of awards cannot stand inside another list")
            self.problem(allowed, group.within, *path, "within")
        self.unique(group, *path)

    def unique(self, group: Things, *path: Hashable) -> None:
        if not group.unique:
            allowed = Text("有 `within` 的列表须有 `unique`", "a list with `within` needs `unique`")
            self.problem(allowed, group.within, *path, "within")
        for index, name in enumerate(group.unique):
            field = group.fields.get(name)
            if field is None:
                self.report.unknown(self.place(*path, "unique", index), name, group.fields, Text("字段", "field"))
            elif not field.required or field.series or field.type == "choices":
                allowed = Text(
                    "`unique` 的字段须 required: true，且为单个值",
                    "a field of `unique` must be `required: true` and hold a single value",
                )
                self.problem(allowed, name, *path, "unique", index)

    def problem(self, allowed: Text, found: object, *path: Hashable, hint: Text | None = None) -> None:
        self.report.add(self.place(*path), "facts", found, allowed, hint)

    def place(self, *path: Hashable) -> Place:
        return self.report.place(FILE, *path)

    def field(self, group: Things | Circumstances, field: Field, *path: Hashable) -> None:
        if field.type == "reference":
            self.reference(field, *path)
        elif field.to is not None:
            self.problem(Text("只有引用字段可用 `to`", "only a reference has `to`"), field.to, *path, "to")
        if (field.type in ("choice", "choices")) != bool(field.options):
            allowed = Text("选择字段（且仅此种）须有 `options`", "a choice, and nothing else, has `options`")
            self.problem(allowed, path[-1], *path)
        if field.refused:
            allowed = Text("跳过的编号写在 duties.yaml", "numbers that are skipped stand in duties.yaml")
            self.problem(allowed, path[-1], *path, "refused")
        if field.type == "choices" and field.series:
            self.problem(Text("多项选择不能按年", "several options are no series"), path[-1], *path, "series")
        if field.unit is not None and field.type != "count":
            self.problem(Text("只有数量字段可用 `unit`", "only a count has `unit`"), path[-1], *path, "unit")
        if field.absent == "zero" and field.type not in _MEASURED - {"year"}:
            self.problem(Text("此类字段没有零值", "such a field has no zero"), field.absent, *path, "absent")
        if field.zero_before is not None:
            self.zero_before(group, field, field.zero_before, *path, "zero_before")

    def reference(self, field: Field, *path: Hashable) -> None:
        lists = self.vocabulary.lists
        if field.to is None:
            self.problem(Text("引用字段须有 `to`", "a reference needs `to`"), path[-1], *path)
        elif field.to not in lists:
            self.report.unknown(self.place(*path, "to"), field.to, lists, Text("列表", "list"))
            self.report.broken.add(str(path[-1]))
        elif not has_id(lists[field.to]) and "id" not in self.report.broken:
            allowed = Text("所引用的列表没有编号字段", "the list that it points into has no id")
            self.problem(allowed, field.to, *path, "to")

    def zero_before(self, group: Things | Circumstances, field: Field, name: str, *path: Hashable) -> None:
        founded = group.fields.get(name)
        if founded is None:
            self.report.unknown(self.place(*path), name, group.fields, Text("字段", "field"))
        elif founded.type != "year" or founded.series or not field.series or field.type not in _MEASURED:
            allowed = Text(
                "`zero_before` 用于按年的数字，并指向一个年份字段",
                "`zero_before` stands in a series of figures and names a year field",
            )
            self.problem(allowed, name, *path)

    def register(self, name: str, group: Things, awards: AwardsFile | None) -> None:
        fields = group.fields
        for each, (kind, needed) in REGISTER.items():
            if each not in fields:
                if needed and each not in self.report.broken:
                    allowed = Text(f"奖励记录须有字段 `{each}`", f"the register of awards needs the field `{each}`")
                    self.report.add(self.report.key(FILE, "lists", name, "fields"), "register", "", allowed)
            elif fields[each].type != kind or fields[each].series or fields[each].required < needed:
                wanted = f"type: {kind}{', required: true' if needed else ''}"
                allowed = Text(f"奖励记录的字段 `{each}` 须为 {wanted}", f"in the register `{each}` must be {wanted}")
                self.problem(allowed, each, "lists", name, "fields", each)
        for each in fields.keys() - REGISTER.keys():
            self.report.unknown(
                self.report.key(FILE, "lists", name, "fields", each), each, REGISTER, Text("字段", "field")
            )
        if awards is not None and "award" in fields and fields["award"].type == "choice":
            self.registered(name, fields["award"], awards)

    def registered(self, name: str, field: Field, awards: AwardsFile) -> None:
        """The options of the register's awards are the awards of the policy."""
        path = ("lists", name, "fields", "award", "options")
        for option in field.options.keys() - awards.awards.keys():
            self.report.unknown(self.report.key(FILE, *path, option), option, awards.awards, Text("奖励", "award"))
        if field.options.keys() - awards.awards.keys():
            return
        for award in awards.awards.keys() - field.options.keys():
            allowed = Text(f"奖励记录缺少选项 `{award}`", f"the register of awards lacks the option `{award}`")
            self.report.add(self.report.key(FILE, *path), "register", "", allowed)

    def check(self, index: int, check: Check) -> None:
        groups = dict(self.vocabulary.groups())
        group = groups.get(check.of)
        if group is None:
            self.report.unknown(self.place("checks", index, "of"), check.of, groups, Text("列表", "list"))
            return
        for number, name in enumerate(check.not_above):
            if name not in group.fields:
                place = self.place("checks", index, "not_above", number)
                self.report.unknown(place, name, group.fields, Text("字段", "field"))
        sides = [group.fields[name] for name in check.not_above if name in group.fields]
        if len(sides) == 2 and (
            sides[0].kind is not sides[1].kind
            or sides[0].series is not sides[1].series
            or sides[0].type not in _MEASURED
        ):
            allowed = Text("两个字段须为同类数字，且同为按年或同不按年", "the two fields must be figures of one kind")
            self.problem(allowed, ", ".join(check.not_above), "checks", index, "not_above")


def has_id(group: Things) -> bool:
    """Whether the things of a list can be told apart."""
    return not group.register_of_awards and group.within is None and group.id_field in group.fields
