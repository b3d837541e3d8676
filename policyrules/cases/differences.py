"""What a decision has otherwise than a case expects it: each difference once, at its place in the case file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyrules.cases.difference import Difference
from policyrules.cases.expectation import Expectation, ProblemExpectation
from policyrules.cases.quantities import value_of
from policyrules.cases.views import AnyOrder, Figure, View, of_line, of_numbers, of_totals
from policyrules.decision.decision import Decision
from policyrules.errors import Problem
from policyrules.language.document import Path_
from policyrules.language.model import Model
from policyrules.language.quantities import plain_text
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text, same

#: Section → the keys by which its lines are found; those of an award also by the tier, where there are several.
IDENTIFYING: dict[str, tuple[str, ...]] = {
    "awards": ("award", "subject"),
    "standards": ("standard", "subject"),
    "targets": ("target", "county"),
    "tasks": ("work_point", "county"),
}
NONE = Text("无", "none")
NO_PROBLEM = Text("无问题", "no problem")


def differences(expect: Expectation, decision: Decision, vocabulary: Vocabulary) -> Iterator[Difference]:
    """All differences between what is expected of the lines and a decision, in the order of the case."""
    comparison = _Comparison(vocabulary)
    for section in IDENTIFYING:
        wanted_lines: Sequence[Model] = getattr(expect, section)
        for index, wanted in enumerate(wanted_lines):
            yield from comparison.line(section, wanted, getattr(decision, section), ("expect", section, index))
    if expect.totals is not None:
        yield from comparison.of(
            expect.totals, of_totals(decision.totals), ("expect", "totals"), Text("合计", "totals")
        )
    if expect.lines is not None:
        name = Text("行数", "number of lines")
        numbers = of_numbers(decision, expect.lines.model_fields_set)
        yield from comparison.of(expect.lines, numbers, ("expect", "lines"), name)
    if "warnings" in expect.model_fields_set:
        yield from problem_differences(expect.warnings, decision.warnings, "warnings")


def problem_differences(
    wanted: Sequence[ProblemExpectation], problems: Sequence[Problem], section: str
) -> Iterator[Difference]:
    """The problems that are expected and not found, then those found and not expected."""
    left = list(problems)
    for index, each in enumerate(wanted):
        here = [problem for problem in left if problem.place.pointer == each.at]
        match = next((problem for problem in here if each.code in (None, problem.code)), None)
        if match is None:
            code = Text("有问题", "a problem") if each.code is None else same(each.code)
            path = ("expect", section, index)
            yield Difference(path, _in_facts(each.at), "", code, _code(here[:1]), _reasons(here[:1]))
        if here:
            left.remove(match or here[0])
    for problem in left:
        where = _in_facts(problem.place.pointer or "/")
        yield Difference(("expect", section), where, "", NO_PROBLEM, _code([problem]), _reasons([problem]))


def _in_facts(pointer: str) -> Text:
    return Text(f"事实 {pointer}", f"facts {pointer}")


def _code(problems: Sequence[Problem]) -> Text:
    return same(problems[0].code) if problems else NO_PROBLEM


def _reasons(problems: Sequence[Problem]) -> tuple[Text, ...]:
    return tuple(Text(each.line("zh"), each.line("en")) for each in problems)


class _Comparison:
    """Compares with what a policy's own words mean: names of its units, counting words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.counting = vocabulary.counting_words()
        self.places = vocabulary.place_names()

    def line(self, section: str, wanted: Model, found: Sequence[Any], path: Path_) -> Iterator[Difference]:
        """The differences of one line, or that there is no such line, or no single one."""
        keys = {key: self.identity(key, getattr(wanted, key)) for key in IDENTIFYING[section]}
        name = same(" ".join(_shown(key, each) for key, each in keys.items() if each is not None))
        lines = [line for line in found if all(getattr(line, key) == each for key, each in keys.items())]
        if len(lines) > 1 and "tier" in wanted.model_fields_set:
            lines = [line for line in lines if line.tier == getattr(wanted, "tier", None)]
        if len(lines) == 1:
            yield from self.of(wanted, of_line(section, lines[0]), path, name, skip=tuple(keys))
            return
        several = Text(f"{len(lines)} 行，请写明 tier", f"{len(lines)} lines: say which by its `tier`")
        no_line = Text("没有这样的行", "no such line")
        yield Difference(path, name, "", Text("一行", "one line"), several if lines else no_line)

    def identity(self, key: str, value: Any) -> Any:
        """An identifying value as lines have it."""
        if key == "county":
            return self.places.get(value, value)
        return str(value) if key == "subject" else value

    def of(
        self, wanted: Model, view: View, path: Path_, name: Text, skip: tuple[str, ...] = ()
    ) -> Iterator[Difference]:
        """The differences of the values that are given."""
        for field in type(wanted).model_fields:
            if field in wanted.model_fields_set and field not in skip:
                expected = getattr(wanted, field)
                for inner, words in self.values(field, expected, view.values.get(field)):
                    yield Difference((*path, field), name, inner, *words, view.reasons())

    def values(self, name: str, expected: Any, found: Any) -> Iterator[tuple[str, tuple[Text, Text]]]:
        """What differs in one value (of several values by name: in each that is given), as words."""
        if isinstance(found, Mapping):
            for key, each in _named(expected).items():
                yield from self.values(f"{name}.{key}", each, found.get(key))
            return
        if isinstance(expected, Mapping):  # what was filed for a quarter for which nothing was
            yield name, (Text("一项", "one"), NONE)
            return
        wanted = self.comparable(expected, found)
        if wanted != (_comparable(found)):
            yield name, (_words(found, wanted), _words(found, _comparable(found)))

    def comparable(self, expected: Any, found: Any) -> Any:
        """An expected value in the form of the one that was found."""
        if isinstance(found, Figure):
            return self.figure(expected, found)
        if isinstance(expected, tuple):
            names = [str(each) for each in expected]
            return tuple(sorted(names) if isinstance(found, AnyOrder) else names)
        is_id = isinstance(found, str) and isinstance(expected, int) and not isinstance(expected, bool)
        return str(expected) if is_id else expected

    def figure(self, expected: Any, found: Figure) -> Any:
        if expected is None:
            return None
        if isinstance(expected, tuple):
            return tuple(self.figure(each, found) for each in expected)
        try:
            return value_of(found.kind, expected, self.counting)
        except ValueError:  # a figure of another kind than the policy has now: it equals nothing
            return str(expected)


def _shown(key: str, value: Any) -> str:
    return f"No.{value}" if key == "work_point" else str(value)


def _named(expected: Any) -> Mapping[str, Any]:
    """Values by name; of what was filed by the quarter."""
    if isinstance(expected, Mapping):
        return expected
    return {each.quarter: {name: getattr(each, name) for name in sorted(each.model_fields_set)} for each in expected}


def _comparable(found: Any) -> Any:
    if isinstance(found, Figure):
        return found.value
    return tuple(sorted(found.names)) if isinstance(found, AnyOrder) else found


def _words(found: Any, value: Any) -> Text:
    """A value for a person; figures as machines read them."""
    if value is None:
        return same("null")
    if isinstance(value, tuple):
        inner = "…" if isinstance(found, Figure) else ", "
        return joined_words([_words(found, each) for each in value], inner)
    if isinstance(found, Figure) and not isinstance(value, str):
        return same(plain_text(found.kind, value))
    return same(str(value).lower() if isinstance(value, bool) else str(value))


def joined_words(parts: Sequence[Text], between: str) -> Text:
    """Words in a row; none for none."""
    return same(between.join(each.en for each in parts)) if parts else NONE
