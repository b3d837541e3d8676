"""Names that would mean two things in one formula."""

from __future__ import annotations

import keyword

from policyrules.errors import Place
from policyrules.language.compile.report import Report
from policyrules.language.files import ParametersFile
from policyrules.language.provisions import AwardsFile
from policyrules.language.syntax import RESERVED
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

_RESERVED = Text("公式中此词已有含义", "formulas use this word otherwise")


def check_names(report: Report, vocabulary: Vocabulary, parameters: ParametersFile, awards: AwardsFile | None) -> None:
    """Report every name that is reserved, or that two things share where one formula sees both."""
    lists = {name: group for name, group in vocabulary.lists.items() if not group.register_of_awards}
    fields = {field: name for name, group in lists.items() for field in group.fields}
    owners = {
        name: Text(f"引用字段 `{name}`", f"the reference field `{name}`")
        for group in lists.values()
        for name, field in group.fields.items()
        if field.type == "reference"
    }
    for name, group in lists.items():
        for field in group.fields.keys() & RESERVED:
            report.add(report.key("facts.yaml", "lists", name, "fields", field), "name", field, _RESERVED)
    for name in vocabulary.objects:
        place = report.key("facts.yaml", "objects", name)
        if name in RESERVED:
            report.add(place, "name", name, _RESERVED)
        elif name in owners:
            _shared(report, place, name, owners[name])
    owners |= {name: Text(f"对象 `{name}`", f"the object `{name}`") for name in vocabulary.objects}
    for name in parameters.parameters:
        place = report.key("parameters.yaml", "parameters", name)
        head = name.partition(".")[0]
        if head in RESERVED or any(map(keyword.iskeyword, name.split("."))):
            report.add(place, "name", name, _RESERVED)
        elif head == "in_force":
            allowed = Text("`in_force` 由 policy.yaml 定义", "`in_force` is given by policy.yaml")
            report.add(place, "name", name, allowed)
        elif head in owners and head != name:
            _shared(report, place, name, owners[head])
        elif name in fields:
            _shared(report, place, name, Text(f"`{fields[name]}` 的字段", f"a field of `{fields[name]}`"))
    for name, quantity in (awards.quantities if awards else {}).items():
        place = report.key("awards.yaml", "quantities", name)
        if name in RESERVED:
            report.add(place, "name", name, _RESERVED)
        elif name in parameters.parameters:
            _shared(report, place, name, Text("一个参数", "a parameter"))
        elif quantity.of in lists and name in lists[quantity.of].fields:
            _shared(report, place, name, Text(f"`{quantity.of}` 的字段", f"a field of `{quantity.of}`"))


def _shared(report: Report, place: Place, name: str, other: Text) -> None:
    allowed = Text(f"名称与{other.zh}混淆", f"the name cannot be told from {other.en}")
    report.add(place, "ambiguous", name, allowed)
    report.broken.add(name)
