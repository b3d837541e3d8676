"""Checks of `facts.yaml` that its model cannot make: what fields refer to, and what lists must have."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from policyrules.errors import Place
from policyrules.language.compile.report import Report
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


def check_facts(report: Report, vocabulary: Vocabulary, awards: AwardsFile | None) -> None:
    """Report what is wrong with a vocabulary."""
    checker = _Checker(report, vocabulary)
    registers = [name for name, group in vocabulary.lists.items() if group.register_of_awards]
    for name, group in vocabulary.groups():
        checker.group(name, group)
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
        if not isinstance(group, Things) or group.register_of_awards:
            return
        ids = [each for each, field in group.fields.items() if field.type == "id"]
        for other in ids[1:]:
            self.problem(
                Text("只能有一个编号字段", "a list may have only one id"),
                other,
                section,
                name,
                "fields",
                other,
            )
        for each in ids[:1]:
            field = group.fields[each]
            if not field.required or field.series:
                allowed = Text("编号字段须 required: true，且不按年", "an id must be `required: true` and no series")
                self.problem(allowed, each, section, name, "fields", each)

    def problem(self, allowed: Text, found: object, *path: Hashable, hint: Text | None = None) -> None:
        self.report.add(self.place(*path), "facts", found, allowed, hint)

    def place(self, *path: Hashable) -> Place:
        return self.report.place(FILE, *path)

    def field(self, group: Things | Circumstances, field: Field, *path: Hashable) -> None:
        if field.type == "reference":
            self.reference(field, *path)
        elif field.to is not None:
            self.problem(Text("只有引用字段可用 `to`", "only a reference has `to`"), field.to, *path, "to")
        if (field.type == "choice") != bool(field.options):
            allowed = Text("选择字段（且仅此种）须有 `options`", "a choice, and nothing else, has `options`")
            self.problem(allowed, path[-1], *path)
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
    return not group.register_of_awards and any(field.type == "id" for field in group.fields.values())
