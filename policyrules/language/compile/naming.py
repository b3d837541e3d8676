"""Names that would mean two things in one formula."""

from __future__ import annotations

import keyword
from collections.abc import Mapping

from policyrules.errors import Place
from policyrules.language.compile.report import Report
from policyrules.language.files import ParametersFile
from policyrules.language.provisions import AwardsFile
from policyrules.language.syntax import RESERVED
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

_RESERVED = Text("公式中此词已有含义", "formulas use this word otherwise")
#: The group of the parameters that policy.yaml gives.
_IN_FORCE = "in_force"


def check_names(report: Report, vocabulary: Vocabulary, parameters: ParametersFile, awards: AwardsFile | None) -> None:
    """Report every name that is reserved, or that two things share where one formula sees both."""
    fields = {
        field: name
        for name, group in vocabulary.lists.items()
        if not group.register_of_awards
        for field in group.fields
    }
    references = {
        name: Text(f"引用字段 `{name}`", f"the reference field `{name}`")
        for group in vocabulary.lists.values()
        for name, field in group.fields.items()
        if field.type == "reference"
    }
    objects = {name: Text(f"对象 `{name}`", f"the object `{name}`") for name in vocabulary.objects}
    _check_fields(report, vocabulary)
    _check_objects(report, vocabulary, references)
    _check_parameters(report, parameters, {**references, **objects}, fields)
    _check_quantities(report, vocabulary, parameters, awards)


def _check_fields(report: Report, vocabulary: Vocabulary) -> None:
    for name, group in vocabulary.lists.items():
        for field in () if group.register_of_awards else group.fields:
            place = report.key("facts.yaml", "lists", name, "fields", field)
            head = field.partition(".")[0]
            if head in RESERVED or head == _IN_FORCE or _is_unreadable(field):
                report.add(place, "name", field, _RESERVED)
            elif head != field and head in vocabulary.objects:
                _shared(report, place, field, Text(f"对象 `{head}`", f"the object `{head}`"))


def _check_objects(report: Report, vocabulary: Vocabulary, references: Mapping[str, Text]) -> None:
    for name, group in vocabulary.objects.items():
        place = report.key("facts.yaml", "objects", name)
        if name in RESERVED or name == _IN_FORCE:
            report.add(place, "name", name, _RESERVED)
        elif name in references:
            _shared(report, place, name, references[name])
        for field in filter(_is_unreadable, group.fields):
            report.add(report.key("facts.yaml", "objects", name, "fields", field), "name", field, _RESERVED)


def _check_parameters(
    report: Report, parameters: ParametersFile, owners: Mapping[str, Text], fields: Mapping[str, str]
) -> None:
    for name in parameters.parameters:
        place = report.key("parameters.yaml", "parameters", name)
        head = name.partition(".")[0]
        if head in RESERVED or _is_unreadable(name):
            report.add(place, "name", name, _RESERVED)
        elif head == _IN_FORCE:
            allowed = Text("`in_force` 由 policy.yaml 定义", "`in_force` is given by policy.yaml")
            report.add(place, "name", name, allowed)
        elif owner := next((each for each in owners if name.startswith(f"{each}.")), None):
            _shared(report, place, name, owners[owner])
        elif name in fields:
            _shared(report, place, name, Text(f"`{fields[name]}` 的字段", f"a field of `{fields[name]}`"))


def _check_quantities(
    report: Report, vocabulary: Vocabulary, parameters: ParametersFile, awards: AwardsFile | None
) -> None:
    for name, quantity in (awards.quantities if awards else {}).items():
        place = report.key("awards.yaml", "quantities", name)
        group = vocabulary.lists.get(quantity.of)
        if name in RESERVED:
            report.add(place, "name", name, _RESERVED)
        elif name in parameters.parameters:
            _shared(report, place, name, Text("一个参数", "a parameter"))
        elif group is not None and not group.register_of_awards and name in group.fields:
            _shared(report, place, name, Text(f"`{quantity.of}` 的字段", f"a field of `{quantity.of}`"))


def _is_unreadable(name: str) -> bool:
    """Whether a dotted name holds a word of the grammar."""
    return any(map(keyword.iskeyword, name.split(".")))


def _shared(report: Report, place: Place, name: str, other: Text) -> None:
    allowed = Text(f"名称与{other.zh}混淆", f"the name cannot be told from {other.en}")
    report.add(place, "ambiguous", name, allowed)
    report.broken.add(name)
