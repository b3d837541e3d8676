"""Whether cases speak of what their policy has: its provisions, its interpretations, its words for quantities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from policyrules.cases.expectation import Expectation
from policyrules.cases.model import CaseModel, CasesFile
from policyrules.cases.quantities import value_of
from policyrules.errors import InterpretationError, Place, Problem
from policyrules.language.address import AddressError, resolve
from policyrules.language.definition import Monotone
from policyrules.language.definition.duties import ByMeasures, ByTargets
from policyrules.language.document import Document, Path_
from policyrules.language.options import settle_option
from policyrules.language.quantities import Kind
from policyrules.language.sections import whole
from policyrules.policy import Policy
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

_MONEY = ("entitled", "paid", "claimed", "budget", "overrun")
_OF_TARGET = ("value", "bound", "gap")


class Checks:
    """Checks of one case file against one policy. Every check yields problems at their places in the file."""

    def __init__(self, document: Document, policy: Policy) -> None:
        definition = policy.definition
        self.document = document
        self.definition = definition
        self.whole = whole(definition.documents)
        self.promises = {each.id: each for each in policy.base.invariants}
        self.counting = definition.vocabulary.counting_words()
        self.known: dict[str, Collection[Any]] = {
            "award": [each.id for each in definition.awards],
            "standard": [each.id for each in definition.standards],
            "target": [each.id for each in definition.targets],
            "county": list(definition.vocabulary.place_names()),
            "work_point": [each.number for each in definition.duties.duties if each.number is not None],
        }
        self.kinds = {each.id: Kind.COUNT if each.measure is None else each.measure.kind for each in definition.targets}

    def file(self, file: CasesFile) -> Iterator[Problem]:
        """What the file says of all its cases."""
        yield from self.options(file.interpretations, ())

    def case(self, name: str, case: CaseModel, file: CasesFile) -> Iterator[Problem]:
        """One case."""
        path: Path_ = ("cases", name)
        if case.year is None and file.year is None:
            allowed = Text("须写明 `year`", "a case needs a `year`")
            yield Problem("missing_key", self.document.place(path, of_key=True), "", allowed)
        yield from self.options(case.interpretations, path)
        yield from self.expectation(case.expect, (*path, "expect"))
        yield from self.held(case, path)
        if case.confirmed:
            yield from self.expects_something(case.expect, (*path, "expect"))

    def options(self, options: Mapping[str, str | int], path: Path_) -> Iterator[Problem]:
        """Interpretations and their options."""
        for name, option in options.items():
            at = (*path, "interpretations", name)
            if name not in self.definition.interpretations:
                yield self.unknown(at, name, self.definition.interpretations, _A["interpretation"], of_key=True)
                continue
            try:
                settle_option(self.definition, name, option)
            except InterpretationError as error:
                yield Problem("option", self.document.place(at), str(option), error.message)

    def expectation(self, expect: Expectation, path: Path_) -> Iterator[Problem]:
        """Lines of provisions that the policy has, with figures and addresses that can be."""
        for section in ("awards", "standards", "targets", "tasks"):
            for index, line in enumerate(getattr(expect, section)):
                given = {field: getattr(line, field) for field in line.model_fields_set}
                at = (*path, section, index)
                yield from self.names(given, at)
                yield from self.parts(given, at)
                yield from self.figures(given, at)
                yield from self.addresses(given.get("decided_by", ()), (*at, "decided_by"))
        if expect.totals is not None:
            given = {field: getattr(expect.totals, field) for field in expect.totals.model_fields_set}
            yield from self.figures(given, (*path, "totals"))

    def held(self, case: CaseModel, path: Path_) -> Iterator[Problem]:
        """Promises that the policy makes; one that compares two decisions if, and only if, a figure is raised."""
        comparing = False
        for index, name in enumerate(case.expect.holds):
            at = (*path, "expect", "holds", index)
            if name not in self.promises:
                yield self.unknown(at, name, self.promises, _A["invariant"])
            elif isinstance(self.promises[name], Monotone):
                comparing = True
                if not case.raised:
                    yield Problem("missing_key", self.document.place(at), name, _NOTHING_RAISED)
        if case.raised and not comparing:
            yield Problem(
                "conflict", self.document.place((*path, "raised"), of_key=True), "raised", _RAISED_FOR_NOTHING
            )

    def expects_something(self, expect: Expectation, path: Path_) -> Iterator[Problem]:
        """A case that compares nothing would pass whatever the policy says; refused facts make no lines."""
        given = [field for field in expect.model_fields_set if getattr(expect, field) not in ((), None)]
        compares = any(getattr(getattr(expect, field), "model_fields_set", True) for field in given)
        if not compares and "warnings" not in expect.model_fields_set:
            allowed = Text("至少须预期一项结果", "a case must expect something")
            yield Problem("empty", self.document.place(path, of_key=True), "", allowed)
        if expect.errors and len(given) > 1:
            other = next(field for field in sorted(given) if field != "errors")
            allowed = Text("事实被拒绝时没有决定可供比较", "facts that are refused make no decision to compare with")
            yield Problem("conflict", self.document.place((*path, other), of_key=True), other, allowed)

    def names(self, given: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        """Awards, standards, targets, units and numbered duties."""
        for key, known in self.known.items():
            if given.get(key) is not None and given[key] not in known:
                yield self.unknown((*path, key), str(given[key]), map(str, known), _A[key])

    def parts(self, given: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        """Parts of the provision: blocks and items of a standard; targets, figures and references of a duty."""
        for key, known in {**self.of_standard(given.get("standard")), **self.of_duty(given.get("work_point"))}.items():
            for name in given.get(key, ()):
                if name not in known:
                    yield self.unknown((*path, key, name), name, known, _A[key], of_key=True)

    def of_standard(self, name: str | None) -> dict[str, list[str]]:
        """The ids of the parts of a standard."""
        standard = next((each for each in self.definition.standards if each.id == name), None)
        if standard is None:
            return {}
        items = Counter(item.id for block in standard.blocks for item in block.items)
        apart = [f"{block.id}.{item.id}" for block in standard.blocks for item in block.items]
        # An id that several blocks have says too little by itself.
        alone = [name for name, blocks in items.items() if blocks == 1]
        return {"blocks": [block.id for block in standard.blocks], "items": [*alone, *apart]}

    def of_duty(self, number: int | None) -> dict[str, list[str]]:
        """The ids of what the status of a numbered duty rests on."""
        duty = next((each for each in self.definition.duties.duties if number and each.number == number), None)
        if duty is None:
            return {}
        targets = duty.status.targets if isinstance(duty.status, ByTargets) else ()
        measures = duty.status.measures if isinstance(duty.status, ByMeasures) else ()
        return {
            "targets": list(targets),
            "measures": [each.id for each in measures],
            "external": list(duty.external),
        }

    def figures(self, given: Mapping[str, Any], path: Path_) -> Iterator[Problem]:
        """Amounts of money, and figures of the kind of the target."""
        for key in _MONEY:
            yield from self.figure(Kind.MONEY, given.get(key), (*path, key))
        kind = self.kinds.get(str(given.get("target")))
        if kind is not None:
            for key in _OF_TARGET:
                yield from self.figure(kind, given.get(key), (*path, key))
            for index, end in enumerate(given.get("range") or ()):
                yield from self.figure(kind, end, (*path, "range", index))
        for target, value in given.get("targets", {}).items():
            if target in self.kinds:
                yield from self.figure(self.kinds[target], value, (*path, "targets", target))

    def figure(self, kind: Kind, written: str | int | None, path: Path_) -> Iterator[Problem]:
        """One figure."""
        if written is None:
            return
        try:
            value_of(kind, written, self.counting)
        except ValueError:
            yield Problem("quantity", self.document.place(path), str(written), _FIGURES[kind])

    def addresses(self, addresses: Iterable[str], path: Path_) -> Iterator[Problem]:
        """Addresses of what the policy's files say."""
        for index, address in enumerate(addresses):
            try:
                resolve(self.whole, address)
            except AddressError as error:
                yield unknown_address(self.document.place((*path, index)), error)

    def unknown(self, path: Path_, name: str, known: Iterable[str], what: Text, of_key: bool = False) -> Problem:
        """A name that the policy, or the provision, does not have."""
        allowed = Text(f"此处没有这个{what.zh}", f"there is no such {what.en}")
        return Problem("unknown_name", self.document.place(path, of_key), name, allowed, did_you_mean(name, known))


def unknown_address(place: Place, error: AddressError) -> Problem:
    """That nothing stands at an address, with the nearest name there."""
    within = ".".join(error.address.split(".")[: -len(error.rest.split("."))])
    allowed = Text(
        f"地址 `{error.address}` 处没有内容" + (f"（在 `{within}` 之内）" if within else ""),
        f"nothing stands at `{error.address}`" + (f", within `{within}`" if within else ""),
    )
    names = [each for each in error.known if not each.isdecimal()]
    return Problem("address", place, error.name, allowed, did_you_mean(error.name, names or error.known))


_A = {
    "award": Text("奖励", "award"),
    "standard": Text("标准", "standard"),
    "blocks": Text("部分", "block"),
    "items": Text("条目", "item"),
    "target": Text("目标", "target"),
    "targets": Text("目标", "target"),
    "measures": Text("指标", "figure"),
    "external": Text("外部文件", "reference"),
    "county": Text("县（市、区）", "unit"),
    "work_point": Text("任务编号", "number of a duty"),
    "invariant": Text("承诺", "promise"),
    "interpretation": Text("解释", "interpretation"),
}
_NOTHING_RAISED = Text(
    "这一承诺比较两项决定：须在 `raised` 中写明提高的数字",
    "this promise compares two decisions: say in `raised` which figure is higher",
)
_RAISED_FOR_NOTHING = Text("`holds` 中没有比较两项决定的承诺", "no promise in `holds` compares two decisions")
_FIGURES = {
    Kind.MONEY: Text("应为金额，如 30万元 或 300000", "expected an amount such as 30万元 or 300000"),
    Kind.COUNT: Text("应为数量，如 20 或 20家", "expected a number such as 20 or 20家"),
    Kind.RATE: Text("应为比例，如 82% 或 0.82", "expected a rate such as 82% or 0.82"),
    Kind.AREA: Text("应为面积，如 500平方米 或 500", "expected an area such as 500平方米 or 500"),
    Kind.YEAR: Text("应为年份，如 2025", "expected a year such as 2025"),
}
