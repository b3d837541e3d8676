"""What a column may hold, as a spreadsheet checks it: drop-down lists, numbers, days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from policyrules.facts.numbers import FIRST_YEAR, LAST_YEAR
from policyrules.language.vocabulary import Vocabulary
from policyrules.reports.template.forms import Column, Form
from policyrules.text import Language, Text

Style = Literal["stop", "warning"]
#: The last row that is prepared.
LAST_ROW = 1000
#: A list that is longer, or has commas in it, does not stand in the rule itself.
_LONGEST = 250
YES, NO, TICK = Text("是", "yes"), Text("否", "no"), "✓"
#: How cells are shown: ids stay text, days are days, shares are percentages.
FORMATS: dict[str, str] = {
    "id": "@", "reference": "@", "day": "yyyy-mm-dd", "share": "0.00%", "money": "#,##0.00", "area": "#,##0.00",
    "year": "0", "duty": "0", "count": "0",
}  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """The rules of one workbook; lists that are too long for a rule stand on the sheet `lists`."""

    vocabulary: Vocabulary
    forms: Sequence[Form]
    years: Sequence[int]
    language: Language
    lists: Worksheet

    def rule(self, form: Form, column: Column) -> DataValidation | None:
        """The rule of a column; None where anything may be written."""
        field = column.field
        if column.member is not None:
            return self.one_of([TICK, NO.pick(self.language)])
        if column.is_parent or field.type == "reference" or (form.is_checklist and column.name == form.group.id_field):
            return self.ids_of(form, column)
        match field.type:
            case "flag":
                return self.one_of([YES.pick(self.language), NO.pick(self.language)])
            case "place" if self.vocabulary.places is not None:
                return self.one_of([unit.name for unit in self.vocabulary.places.units])
            case "choice":
                return self.one_of([each.label.text.pick(self.language) for each in field.options.values()])
            case "duty" if field.options:
                return self.one_of(field.options)
            case "quarter":
                # Other years may be meant: this list only suggests.
                quarters = [f"{year}Q{number}" for year in self.years for number in range(1, 5)]
                return self.one_of(quarters, "warning")
            case "day":
                return _checked("date", "DATE(1900,1,1)", "DATE(2999,12,31)", "stop")
            case "year":
                return _checked("whole", str(FIRST_YEAR), str(LAST_YEAR), "stop")
            case "share":
                return _checked("decimal", "0", "1", "stop")
            case "count":
                return _checked("whole", "0", None, "warning")
            case "money" | "area":
                # An amount may also be written with its unit.
                return _checked("decimal", "0", None, "warning")
            case "id" if column.name == form.group.id_field:
                letter, first = get_column_letter(form.index(column.name)), form.heading_rows + 1
                where = f"COUNTIF(${letter}${first}:${letter}${LAST_ROW},{letter}{first})=1"
                return _shown(DataValidation(type="custom", formula1=where, allow_blank=True), "stop")
        return None

    def one_of(self, values: Iterable[str], style: Style = "stop") -> DataValidation:
        """A drop-down list."""
        given = list(values)
        written = ",".join(given)
        if len(written) > _LONGEST or any("," in each or '"' in each for each in given):
            formula = self.beside(given)
        else:
            formula = f'"{written}"'
        return _shown(DataValidation(type="list", formula1=formula, allow_blank=True), style)

    def beside(self, values: Sequence[str]) -> str:
        """Values in a column of the sheet of lists, and where they stand."""
        column = 1 if self.lists.cell(1, 1).value is None else self.lists.max_column + 1
        for number, value in enumerate(values, 1):
            self.lists.cell(number, column, value).data_type = "s"
        letter = get_column_letter(column)
        return f"'{self.lists.title}'!${letter}$1:${letter}${len(values)}"

    def ids_of(self, form: Form, column: Column) -> DataValidation | None:
        """A drop-down list of the ids on the sheet of another list; of units their names."""
        wanted = form.group.within if column.is_parent else column.field.to or form.group.name
        target = next((each for each in self.forms if each.group.name == wanted and not each.is_checklist), None)
        if target is None or target.group.id_field is None:
            return None
        places = self.vocabulary.places
        if target.group.fields[target.group.id_field].type == "place" and places is not None:
            return self.one_of([unit.name for unit in places.units])
        letter, first = get_column_letter(target.index(target.group.id_field)), target.heading_rows + 1
        formula = f"'{target.sheet}'!${letter}${first}:${letter}${LAST_ROW}"
        return _shown(DataValidation(type="list", formula1=formula, allow_blank=True), "stop")


def _checked(kind: Literal["whole", "decimal", "date"], least: str, most: str | None, style: Style) -> DataValidation:
    operator: Literal["greaterThanOrEqual", "between"] = "greaterThanOrEqual" if most is None else "between"
    rule = DataValidation(type=kind, operator=operator, formula1=least, formula2=most, allow_blank=True)
    return _shown(rule, style)


def _shown(rule: DataValidation, style: Style) -> DataValidation:
    """The rule with its complaint; of the style `warning` it may be overruled."""
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorStyle = style
    return rule
