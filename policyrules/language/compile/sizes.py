"""Checks of `size` in `facts.yaml`: a figure of the list, and bands of its kind that rise."""

from __future__ import annotations

from policyrules.language.compile.parameters import quantity
from policyrules.language.compile.report import Report
from policyrules.language.kinds import WORDS
from policyrules.language.quantities import Number
from policyrules.language.sizes import SIZED
from policyrules.language.vocabulary import Field, Things, Vocabulary
from policyrules.text import Text

FILE = "facts.yaml"


def check_size(report: Report, vocabulary: Vocabulary, name: str, group: Things) -> None:
    """Report what is wrong with how the things of a list are grouped by size."""
    size, path = group.size, ("lists", name, "size")
    if size is None:
        return
    field = group.fields.get(size.field)
    if field is None:
        report.unknown(report.place(FILE, *path, "field"), size.field, group.fields, Text("字段", "field"))
    elif field.kind not in SIZED:
        allowed = Text("按规模分组的字段须为金额、数量或面积", "things are grouped by an amount, a number or an area")
        report.add(report.place(FILE, *path, "field"), "facts", size.field, allowed)
    else:
        _check_bands(report, vocabulary, name, field, size.bands)


def _check_bands(report: Report, vocabulary: Vocabulary, name: str, field: Field, bands: tuple[str | int, ...]) -> None:
    last: Number | None = None
    for index, written in enumerate(bands):
        place = report.place(FILE, "lists", name, "size", "bands", index)
        found = quantity(report, vocabulary, place, written)
        if found is None:
            continue
        kind, value = found
        assert not isinstance(value, bool | str)
        if kind is not field.kind:
            wanted = WORDS[field.kind]
            allowed = Text(f"分档须为{wanted.zh}，与字段同类", f"a band begins at {wanted.en}, as its field is one")
            report.add(place, "kind", written, allowed)
        elif last is not None and value <= last:
            allowed = Text("分档须从小到大", "bands must rise from one to the next")
            report.add(place, "facts", written, allowed)
        else:
            last = value
