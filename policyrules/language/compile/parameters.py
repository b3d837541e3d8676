"""`parameters.yaml` → parameters: kinds, exact values, the days from which they hold."""

from __future__ import annotations

from datetime import date

from policyrules.errors import Place
from policyrules.language.compile.report import Report
from policyrules.language.definition import Parameter
from policyrules.language.files import ParameterModel, ParametersFile, PolicyFile
from policyrules.language.quantities import Kind, Value, counting_word, parse_quantity
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

FILE = "parameters.yaml"
_ENDS = {
    "in_force.first_year": Text("施行起始年", "first year in force"),
    "in_force.last_year": Text("有效期最后一年", "last year in force"),
}


def compile_parameters(
    report: Report, vocabulary: Vocabulary, identity: PolicyFile | None, model: ParametersFile
) -> dict[str, Parameter]:
    """All parameters by name, those of the policy's dates first."""
    found = _years_in_force(report, identity)
    for name, each in model.parameters.items():
        parameter = _parameter(report, vocabulary, name, each)
        if parameter is None:
            report.broken.add(name)
        else:
            found[name] = parameter
    return found


def quantity(report: Report, vocabulary: Vocabulary, place: Place, written: str | int) -> tuple[Kind, Value] | None:
    """A quantity as the document writes it; None, and a problem, where it is none."""
    counting = vocabulary.counting_words()
    try:
        return parse_quantity(str(written), counting)
    except ValueError:
        allowed = Text("应为文件中的数量", "expected a quantity as the document writes it")
        hint = Text("如 500万元、1%、500平方米、20名、2024年", "such as 500万元, 1%, 500平方米, 20名, 2024年")
        report.add(place, "quantity", written, allowed, hint)
        return None


def _years_in_force(report: Report, identity: PolicyFile | None) -> dict[str, Parameter]:
    if identity is None:
        report.broken.update(_ENDS)
        return {}
    in_force = identity.in_force
    if in_force.until is not None and in_force.until < in_force.from_:
        place = report.place("policy.yaml", "in_force", "until")
        allowed = Text("有效期须在施行之后结束", "the last day in force must not lie before the first")
        report.add(place, "dates", in_force.until, allowed)
    days = zip(_ENDS, (in_force.from_, in_force.until), strict=True)
    return {
        name: Parameter(name, Kind.YEAR, ((date.min, day.year),), in_force.clause, _ENDS[name])
        for name, day in days
        if day is not None
    }


def _parameter(report: Report, vocabulary: Vocabulary, name: str, model: ParameterModel) -> Parameter | None:
    before = report.count
    places = [report.place(FILE, "parameters", name, "values", index, "value") for index in range(len(model.values))]
    dated = [(each.from_, each.value) for each in model.values]
    if model.value is not None:
        dated = [(date.min, model.value), *dated]
        places = [report.place(FILE, "parameters", name, "value"), *places]
    if not dated:
        allowed = Text("参数须有 `value` 或 `values`", "a parameter needs `value` or `values`")
        report.add(report.key(FILE, "parameters", name), "no_value", name, allowed)
    _check_days(report, name, model)
    _check_described(report, vocabulary, name, model)
    read = [quantity(report, vocabulary, place, written) for place, (_, written) in zip(places, dated, strict=True)]
    kinds = [each[0] for each in read if each is not None]
    for place, kind, (_, written) in zip(places, kinds, dated, strict=False):
        if kind is not kinds[0] and len(kinds) == len(read):
            allowed = Text("各日期的值须为同一种类", "all values of a parameter must be of one kind")
            report.add(place, "kind", written, allowed)
    if report.count > before or not kinds:
        return None
    values = tuple((day, each[1]) for (day, _), each in zip(dated, read, strict=True) if each is not None)
    word = counting_word(str(dated[0][1])) if kinds[0] is Kind.COUNT else ""
    unit = vocabulary.counting_word(word) if word else None
    return Parameter(name, kinds[0], values, model.clause, model.label.text, unit, model.describes)


def _check_days(report: Report, name: str, model: ParameterModel) -> None:
    for index in range(1, len(model.values)):
        if model.values[index].from_ <= model.values[index - 1].from_:
            place = report.place(FILE, "parameters", name, "values", index, "from")
            allowed = Text("日期须逐个递增", "the days must rise from one value to the next")
            report.add(place, "dates", model.values[index].from_, allowed)


def _check_described(report: Report, vocabulary: Vocabulary, name: str, model: ParameterModel) -> None:
    known = [f"{group}.{field}" for group, things in vocabulary.groups() for field in things.fields]
    if model.describes is not None and model.describes not in known:
        place = report.place(FILE, "parameters", name, "describes")
        report.unknown(place, model.describes, known, Text("事实", "fact"))
