"""The empty workbook itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy, library_version
from policyrules.reports import paper
from policyrules.reports.template import notes
from policyrules.reports.template.forms import Column, Form, forms
from policyrules.reports.template.notes_sheet import notes_sheet
from policyrules.reports.template.rules import FORMATS, LAST_ROW, Rules
from policyrules.text import Language, Text

#: Sheets of these names are for people alone: the reading of tables passes over them.
_NOTES, _LISTS = Text("填表说明", "Notes"), Text("说明", "About")
#: Rows that are ruled, so that an empty form can be printed.
_RULED = 30
_DARK = PatternFill("solid", fgColor="1F4E79")
_REQUIRED = Font(name=paper.FACE, size=10, bold=True, color="FFFFFF")
#: The widths of columns, in digits: of an option, and of each type at least and at most; of others 10 to 16.
_NARROW = 8.0
_BETWEEN = {
    "id": (20.0, 22.0),
    "reference": (20.0, 22.0),
    "text": (24.0, 30.0),
    "flag": (9.0, 12.0),
    "day": (12.0, 14.0),
}
#: What a page takes in width at the scale (in percent) at which wide sheets are printed.
_PAGE, _SCALE = 150.0, 70


def template(policy: Policy, years: Sequence[int], language: Language) -> bytes:
    """The empty workbook of a policy's facts, with a column for each of `years` where there is one each year."""
    vocabulary = policy.definition.vocabulary
    book = paper.new_book(f"policyrules {library_version()}")
    sheets = forms(vocabulary, years, language)
    front = book.create_sheet(_NOTES.pick(language))
    own = [book.create_sheet(form.sheet) for form in sheets]
    lists = book.create_sheet(_LISTS.pick(language))
    rules = Rules(vocabulary, sheets, years, language, lists)
    for sheet, form in zip(own, sheets, strict=True):
        _form(sheet, form, rules, language)
    notes_sheet(front, policy, sheets, language)
    lists.sheet_state = "hidden"
    if lists.cell(1, 1).value is None:
        book.remove(lists)
    return paper.saved(book)


def _form(sheet: Worksheet, form: Form, rules: Rules, language: Language) -> None:
    """One sheet to fill in."""
    widths = [_width(column, form) for column in form.columns]
    paper.lay_across(sheet, f"1:{form.heading_rows}", widths)
    if sum(widths) > _PAGE:
        _over_pages(sheet, form, widths)
    for number, column in enumerate(form.columns, 1):
        _heading(sheet, number, column, form, rules.vocabulary, language)
        _body(sheet, number, column, form)
        _check(sheet, number, form.heading_rows + 1, rules.rule(form, column))
    if form.is_checklist:
        _join_headings(sheet, form, widths)
    else:
        lines = max(paper.lines_of(each.heading, width) for each, width in zip(form.columns, widths, strict=True))
        sheet.row_dimensions[1].height = paper.height_of(lines + 0.5)
    sheet.freeze_panes = f"{'C' if form.group.within else 'B'}{form.heading_rows + 1}"


def _over_pages(sheet: Worksheet, form: Form, widths: Sequence[float]) -> None:
    """Let many columns go on to further pages, with the ids on each, and the columns of one property together."""
    fixed = 1 if form.group.id_field or form.group.within else 0
    if fixed:
        sheet.print_title_cols = "A:A"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.scale = _SCALE
    first = room = _PAGE - sum(widths[:fixed])
    at = fixed
    for _, group in groupby(form.columns[fixed:], lambda each: each.name):
        last = at + len(list(group))
        width = sum(widths[at:last])
        if width > room and at > fixed:
            sheet.col_breaks.append(Break(id=at))
            room = first
        room -= width
        at = last


def _check(sheet: Worksheet, number: int, first: int, rule: DataValidation | None) -> None:
    """Let a rule hold for the rows of a column; one that other columns have already takes in this one."""
    if rule is None:
        return
    known = (each for each in sheet.data_validations.dataValidation if rule.type != "custom")
    same = next((each for each in known if (each.type, each.formula1) == (rule.type, rule.formula1)), None)
    if same is None:
        sheet.add_data_validation(rule)
    letter = get_column_letter(number)
    (same or rule).add(f"{letter}{first}:{letter}{LAST_ROW}")


def _width(column: Column, form: Form) -> float:
    if column.below is not None:
        alone = sum(each.name == column.name for each in form.columns) == 1
        words = f"{column.heading if alone else ''} {column.below}".split()
        return max([_NARROW, *(len(word) + 2.0 for word in words if word.isascii())])
    least, most = _BETWEEN.get(column.field.type, (10.0, 16.0))
    return min(max(float(cell_len(column.heading) + 2), least), most)


def _heading(
    sheet: Worksheet, number: int, column: Column, form: Form, vocabulary: Vocabulary, language: Language
) -> None:
    required = notes.is_required(column, form)
    font, fill = (_REQUIRED, _DARK) if required else (paper.BOLD, paper.HEAD)
    cell = paper.put(sheet, 1, number, column.heading, font, paper.MIDDLE, fill)
    if form.is_checklist:
        lower = paper.put(sheet, 2, number, column.below, paper.BODY, paper.MIDDLE, paper.BAND)
        cell = cell if column.below is None else lower
    words = notes.beside(column, form, vocabulary).pick(language)
    note = Comment(words, "policyrules", height=42 + 14 * (len(words) // 16), width=230)
    cell.comment = note


def _body(sheet: Worksheet, number: int, column: Column, form: Form) -> None:
    """The rows to fill in: ruled, and shown as their values are written."""
    place = paper.MIDDLE if column.member or column.field.type == "flag" else paper.LEFT
    ruled = _RULED if form.group.is_list else 1
    for row in range(form.heading_rows + 1, form.heading_rows + 1 + ruled):
        cell = paper.put(sheet, row, number, None, paper.BODY, place)
        cell.number_format = FORMATS.get(column.field.type, "General")


def _join_headings(sheet: Worksheet, form: Form, widths: Sequence[float]) -> None:
    """The name of a property over all its options; the id over both rows."""
    at, upper, lower = 1, 1.0, 1.0
    for _, group in groupby(form.columns, lambda each: each.name):
        columns = list(group)
        last = at + len(columns) - 1
        width = sum(widths[at - 1 : last])
        if columns[0].below is None:
            paper.merge(sheet, 1, at, 2, at)
        else:
            upper = max(upper, paper.lines_of(columns[0].heading, width))
            lower = max([lower, *(paper.lines_of(each.below, _NARROW) for each in columns)])
            if last > at:
                paper.merge(sheet, 1, at, 1, last)
        at = last + 1
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = paper.height_of(upper), paper.height_of(lower)
