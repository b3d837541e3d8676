"""`interpretations.yaml` → interpretations: their options, bounds and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.errors import Place
from policyrules.language.compile.parameters import quantity
from policyrules.language.compile.report import Report
from policyrules.language.definition import NUMBER, Interpretation, NumericOption, Parameter
from policyrules.language.files import InterpretationModel, InterpretationsFile, NumberModel
from policyrules.language.options import as_kind, within
from policyrules.language.quantities import Kind, Value
from policyrules.language.vocabulary import Vocabulary
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

FILE = "interpretations.yaml"


def compile_interpretations(
    report: Report, vocabulary: Vocabulary, parameters: Mapping[str, Parameter], model: InterpretationsFile
) -> dict[str, Interpretation]:
    """All interpretations by name."""
    reader = _Reader(report, vocabulary, parameters)
    found = {name: reader.interpretation(name, each) for name, each in model.interpretations.items()}
    report.broken.update(name for name, each in found.items() if each is None)
    return {name: each for name, each in found.items() if each is not None}


@dataclass(frozen=True)
class _Reader:
    report: Report
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]

    def place(self, name: str, *path: str) -> Place:
        return self.report.place(FILE, "interpretations", name, *path)

    def interpretation(self, name: str, model: InterpretationModel) -> Interpretation | None:
        before = self.report.count
        if not model.options and model.number is None:
            allowed = Text("须有 `options` 或 `number`", "an interpretation needs `options` or `number`")
            self.report.add(self.report.key(FILE, "interpretations", name), "no_options", name, allowed)
        if NUMBER in model.options:
            allowed = Text("`number` 不能作选项名称", "`number` cannot be the name of an option")
            place = self.report.key(FILE, "interpretations", name, "options", NUMBER)
            self.report.add(place, "name", NUMBER, allowed)
        number = None if model.number is None else self.number(name, model.number)
        if self.report.count > before or (model.number is not None and number is None):
            return None
        default = self.default(name, model, number)
        if default is None:
            return None
        return Interpretation(
            name=name,
            clause=model.clause,
            question=model.question.text,
            options={option: each.label.text for option, each in model.options.items()},
            number=number,
            default=default,
            reason=model.reason.text,
        )

    def number(self, name: str, model: NumberModel) -> NumericOption | None:
        before = self.report.count
        kind = Kind(model.kind)
        ends: list[Value | None] = []
        for key, written in (("least", model.least), ("most", model.most)):
            found = None if written is None else self.bound(self.place(name, "number", key), written, kind)
            if written is not None and found is None:
                return None
            ends.append(found)
        least, most = ends
        option = NumericOption(kind, least, most, model.label.text)
        if least is not None and not within(option, least):
            allowed = Text("下限不能高于上限", "the least must not be above the most")
            self.report.add(self.place(name, "number", "least"), "bounds", model.least, allowed)
        return None if self.report.count > before else option

    def bound(self, place: Place, written: str | int, kind: Kind) -> Value | None:
        """A quantity of a kind, or the value of a parameter; None, and a problem, where it is neither."""
        parameter = self.parameters.get(str(written))
        if parameter is None:
            if str(written) in self.report.broken:
                return None
            if isinstance(written, str) and written[:1].isalpha():
                self.report.unknown(place, written, self.parameters, Text("参数", "parameter"))
                return None
            found = quantity(self.report, self.vocabulary, place, written)
        elif len(parameter.values) > 1:
            allowed = Text("随日期变化的参数不能在此使用", "a parameter that changes by date cannot stand here")
            self.report.add(place, "dated", written, allowed)
            return None
        else:
            found = (parameter.kind, parameter.values[0][1])
        value = None if found is None else as_kind(kind, *found)
        if found is not None and value is None:
            wanted = {Kind.COUNT: Text("数量", "a count"), Kind.RATE: Text("比例", "a rate")}[kind]
            self.report.add(place, "kind", written, Text(f"此处应为{wanted.zh}", f"expected {wanted.en} here"))
        return value

    def default(self, name: str, model: InterpretationModel, number: NumericOption | None) -> str | Value | None:
        written, place = str(model.default), self.place(name, "default")
        if written in model.options:
            return written
        is_word = written[:1].isalpha() and written not in self.parameters
        if number is None or (is_word and written not in self.report.broken):
            allowed = Text("没有这个选项", "no such option")
            self.report.add(place, "default", written, allowed, did_you_mean(written, model.options))
            return None
        value = self.bound(place, model.default, number.kind)
        if value is not None and not within(number, value):
            allowed = Text("默认值超出范围", "the default lies outside the bounds")
            self.report.add(place, "default", written, allowed)
            return None
        return value
