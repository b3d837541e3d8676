"""The ledger of `duties.yaml`: the units that report, what they file, and by which days."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyrules.language.compile.facts import has_id
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.report import Report
from policyrules.language.compile.subjects import has_broken_id, has_places
from policyrules.language.definition.duties import Due, Ledger
from policyrules.language.provisions import LedgerModel
from policyrules.language.vocabulary import FieldType, Things
from policyrules.text import Text

FILE, FACTS = "duties.yaml", "facts.yaml"
#: The fields of what is filed, and their types.
FILING: dict[str, FieldType] = {
    "work_point": "duty",
    "quarter": "quarter",
    "status": "text",
    "evidence": "text",
    "filed_on": "day",
}
#: What tells the filings of one unit apart.
UNIQUE = {"work_point", "quarter"}
_DAY = re.compile(r"(\d+)月(\d+)日")
#: The days that each month has in every year.
_DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_QUARTERS = ("1", "2", "3", "4")


def compile_ledger(formulas: Formulas, model: LedgerModel) -> Ledger | None:
    """The ledger; None, and its problems, where there are any."""
    return _Reader(formulas, formulas.report, model).ledger()


def is_reporting(formulas: Formulas, unit: str) -> bool:
    """Whether the things of a list are told apart by a place, or would be if nothing else were wrong with them."""
    things = formulas.vocabulary.lists.get(unit)
    if things is None:
        return False
    field = things.fields.get(things.id_field or "")
    if field is not None:
        return field.type not in ("id", "text")
    # That a list which holds others has no id has been said, as has what else cannot tell things apart.
    holds = any(each.within == unit for each in formulas.vocabulary.lists.values())
    return holds or has_broken_id(formulas.report, things)


@dataclass(frozen=True)
class _Reader:
    formulas: Formulas
    report: Report
    model: LedgerModel

    def ledger(self) -> Ledger | None:
        model, before = self.model, self.report.count
        if self.check_unit():
            self.check_filings()
        due = self.due()
        path = ("ledger", "due_day_counts")
        counts = self.formulas.choice(model.due_day_counts, lambda each, _: each, FILE, *path)
        if self.report.count > before:
            return None
        return Ledger(model.clause, model.label.text, model.unit, model.filings, due, counts)

    def check_unit(self) -> bool:
        """Whether the units are things told apart by a place."""
        name = self.model.unit
        if is_reporting(self.formulas, name):
            has_places(self.formulas)
            return True
        if self.group("unit", name) is not None:
            allowed = Text("填报单位须以地区字段区分", "the units must be told apart by a field of the type place")
            self.problem("unit", name, allowed)
        return False

    def check_filings(self) -> None:
        """What is filed is a list inside the units, with the fields of a filing."""
        name, unit = self.model.filings, self.model.unit
        filings = self.group("filings", name)
        if filings is None:
            return
        if filings.within != unit:
            holder = self.formulas.vocabulary.lists.get(filings.within or "")
            # That a list stands inside one that cannot hold any has been said.
            if filings.within is None or (holder is not None and has_id(holder)):
                self.problem("filings", name, Text(f"须在 `{unit}` 之内", f"the list must be `within: {unit}`"))
            return
        for each, kind in FILING.items():
            self.check_field(filings, each, kind)
        if set(filings.unique) != UNIQUE and filings.unique and filings.fields.keys() >= set(filings.unique):
            allowed = Text(
                "填报记录须以 `work_point` 和 `quarter` 区分", "filings are told apart by `work_point` and `quarter`"
            )
            place = self.report.place(FACTS, "lists", name, "unique")
            self.report.add(place, "ledger", ", ".join(filings.unique), allowed)

    def check_field(self, filings: Things, name: str, kind: FieldType) -> None:
        path = ("lists", self.model.filings, "fields")
        field = filings.fields.get(name)
        if field is None:
            if name not in self.report.broken:
                allowed = Text(f"填报记录须有字段 `{name}`（{kind}）", f"filings need the field `{name}: {kind}`")
                self.report.add(self.report.key(FACTS, *path), "ledger", "", allowed)
        elif field.type != kind or field.series:
            wanted = f"type: {kind}"
            allowed = Text(
                f"填报记录的 `{name}` 须为 {wanted}，且不按年", f"in filings `{name}` is `{wanted}`, no series"
            )
            self.report.add(self.report.place(FACTS, *path, name), "ledger", name, allowed)

    def due(self) -> dict[int, Due]:
        """The day by which each quarter is reported."""
        found: dict[int, Due] = {}
        for quarter, each in self.model.due.items():
            match = _DAY.fullmatch(each.day)
            month, day = (int(match[1]), int(match[2])) if match else (0, 0)
            place = self.report.place(FILE, "ledger", "due", quarter, "day")
            if day > _DAYS.get(month, 0):
                self.report.add(place, "day", each.day, Text("不是每年都有这一天", "not every year has such a day"))
            elif month <= 3 * (int(quarter) - 1):
                allowed = Text("填报日不能早于该季度", "the day lies before the quarter begins")
                self.report.add(place, "day", each.day, allowed)
            found[int(quarter)] = Due(month, day, each.clause)
        missing = ", ".join(f"`{each}`" for each in _QUARTERS if each not in self.model.due)
        if missing:
            allowed = Text(f"缺少第 {missing} 季度的填报日", f"a day is missing for the quarter {missing}")
            self.report.add(self.report.key(FILE, "ledger", "due"), "ledger", "", allowed)
        return found

    def group(self, key: str, name: str) -> Things | None:
        """The list that a key names."""
        lists = self.formulas.vocabulary.lists
        if name not in lists:
            self.report.unknown(self.report.place(FILE, "ledger", key), name, lists, Text("列表", "list"))
        return lists.get(name)

    def problem(self, key: str, found: str, allowed: Text) -> None:
        self.report.add(self.report.place(FILE, "ledger", key), "ledger", found, allowed)
