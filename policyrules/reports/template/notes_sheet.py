"""The first sheet of an empty workbook: how to fill in the others."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from policyrules.language.vocabulary import Vocabulary
from policyrules.policy import Policy
from policyrules.reports import paper
from policyrules.reports.template import notes
from policyrules.reports.template.forms import Form
from policyrules.text import Language, Text

_WIDTHS = [26.0, 30.0, 62.0, 34.0]
_HEADINGS = (
    Text("工作表", "Sheet"),
    Text("列", "Column"),
    Text("填写内容", "What it holds"),
    Text("必填／空白的含义", "Required, or what empty means"),
)
_NUMBERS = Text("工作要点编号", "Numbers of the duties")


def notes_sheet(sheet: Worksheet, policy: Policy, sheets: Sequence[Form], language: Language) -> None:
    """Write the notes on an empty sheet."""
    vocabulary, identity = policy.definition.vocabulary, policy.definition.identity
    paper.lay_across(sheet, "1:1", _WIDTHS)
    title = f"{vocabulary.title.text.pick(language)} · {identity.document}"
    paper.put(sheet, 1, 1, title, paper.TITLE, paper.MIDDLE)
    sheet.row_dimensions[1].height = paper.height_of(2 * paper.lines_of(title, sum(_WIDTHS) / 1.6))
    paper.merge(sheet, 1, 1, 1, len(_WIDTHS))
    at = 2
    for words in notes.general(vocabulary):
        at = _line(sheet, at, words.pick(language))
    for number, heading in enumerate(_HEADINGS, 1):
        paper.put(sheet, at, number, heading.pick(language), paper.BOLD, paper.MIDDLE, paper.HEAD)
    at += 1
    for form in sheets:
        at = _rows(sheet, at, form, vocabulary, language)
    _duties(sheet, at + 1, vocabulary, language)


def _line(sheet: Worksheet, at: int, words: str) -> int:
    cell = paper.put(sheet, at, 1, words)
    cell.border = paper.NO_BORDER
    sheet.row_dimensions[at].height = paper.height_of(paper.lines_of(words, sum(_WIDTHS)))
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(_WIDTHS))
    return at + 1


def _rows(sheet: Worksheet, at: int, form: Form, vocabulary: Vocabulary, language: Language) -> int:
    """The columns of one sheet, its name merged beside them."""
    first = at
    for name, content, empty in notes.rows(form, vocabulary):
        cells = [each.pick(language) for each in (name, content, empty)]
        for number, words in enumerate(cells, 2):
            paper.put(sheet, at, number, words)
        lines = [paper.lines_of(words, width) for words, width in zip(cells, _WIDTHS[1:], strict=True)]
        sheet.row_dimensions[at].height = paper.height_of(max(lines))
        at += 1
    paper.put(sheet, first, 1, form.sheet, paper.BOLD, paper.LEFT)
    paper.merge(sheet, first, 1, at - 1, 1)
    return at


def _duties(sheet: Worksheet, at: int, vocabulary: Vocabulary, language: Language) -> None:
    """The official numbers that facts may name, and what they are; and those that there are not."""
    fields = (field for group in vocabulary.lists.values() for field in group.fields.values())
    field = next((each for each in fields if each.type == "duty" and each.options), None)
    if field is None:
        return
    at = _line(sheet, at, _NUMBERS.pick(language))
    numbers = {number: option.label.text.pick(language) for number, option in field.options.items()}
    numbers |= {number: f"— {why.text.pick(language)}" for number, why in field.refused.items()}
    for number in sorted(numbers, key=int):
        paper.put(sheet, at, 1, number, place=paper.TOP)
        paper.put(sheet, at, 2, numbers[number])
        sheet.row_dimensions[at].height = paper.height_of(paper.lines_of(numbers[number], sum(_WIDTHS[1:])))
        paper.merge(sheet, at, 2, at, len(_WIDTHS))
        at += 1
