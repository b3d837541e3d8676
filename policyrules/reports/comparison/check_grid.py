"""The checks of a comparison as grids: the proposals' cases and the invariants, and the base's cases that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from policyrules.comparison.checks import CaseCheck, Checks, InvariantState
from policyrules.reports.comparison.words import column
from policyrules.reports.grid import Cell, Grid, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_TITLE = Text("检查", "Checks")
_EXISTING = Text("结果不同的现有测试", "Existing cases with another result")
_OUTCOMES = {
    "passed": Text("通过", "passed"),
    "failed": Text("未通过", "failed"),
    "unconfirmed": Text("待人确认", "unconfirmed"),
    "changed": Text("结果不同", "another result"),
    "proved": Text("已证明", "proved"),
    "held": Text("成立", "held"),
    "broken": Text("被违反", "broken"),
    "given_up": Text("有意放弃", "given up"),
    "not_searched": Text("未搜索", "not searched"),
    "not_promised": Text("不适用", "not promised"),
    "equivalent": Text("相同", "the same"),
    "different": Text("不同", "not the same"),
    "undecided": Text("未判定", "not decided"),
    "not_checked": Text("未证明", "not proved"),
}
_SHEET = Text("现有测试", "Existing cases")
#: Outcome → the code whose colour it has.
_COLOURS = {
    "passed": "met", "held": "met", "failed": "not_met", "broken": "not_met", "unconfirmed": "unknown",
    "changed": "warning", "given_up": "warning", "not_searched": "filed",
    "not_promised": "not_applicable", "proved": "met", "equivalent": "met", "different": "not_met",
    "undecided": "unknown", "not_checked": "filed",
}  # fmt: skip


def checks(found: Checks, language: Language, brief: bool = False) -> Grid:
    """The proposals' cases, those that mean to change nothing, the invariants, how many of the base's cases differ.

    `brief`: without what holds.
    """
    of = partial(column, language=language)
    columns = (of("check", sort="words"), of("result", sort="status"), of("findings", sort="words"))
    rows = [*_cases(found, language), *_rewrites(found, language)]
    rows += [*_invariants(found, language, brief), *_of_base(found, language)]
    return Grid("checks", _TITLE.pick(language), columns, tuple(rows))


def existing(found: Checks, language: Language, brief: bool = False) -> Grid:
    """The base's cases that give another result, and what differs; `brief` their names alone."""
    rows = [(_name(each, language), _said(each.findings, language)) for each in found.base_changed]
    columns = tuple(column(key, language, "words") for key in ("check", "findings"))
    grid = Grid("existing", _EXISTING.pick(language), columns, tuple(rows), sheet=_SHEET.pick(language))
    return grid.taking([0]) if brief else grid


def _outcome(code: str, language: Language) -> Status:
    """An outcome in words, in the colour of what it means."""
    return Status(_COLOURS[code], _OUTCOMES[code].pick(language))


def _said(texts: Sequence[Text], language: Language) -> str:
    return "\n".join(plain(each.pick(language)) for each in texts)


def _cases(found: Checks, language: Language) -> Iterator[tuple[Cell, ...]]:
    passed, number = len(found.of_outcome("passed")), len(found.cases)
    if not number:
        yield Text("提案没有带测试", "The proposals bring no cases").pick(language), None, ""
        return
    head = Text(f"提案的测试：{passed} / {number} 通过", f"The proposals' cases: {passed} of {number} pass")
    yield head.pick(language), _outcome("passed" if passed == number else "failed", language), ""
    for case in found.cases:
        if case.outcome != "passed":
            yield _name(case, language), _outcome(case.outcome, language), _said(case.findings, language)


def _rewrites(found: Checks, language: Language) -> Iterator[tuple[Cell, ...]]:
    for each in found.rewrites:
        label = Text(f"声明不改变任何决定：{each.title.zh}", f"Means to change no decision: {each.title.en}")
        yield plain(label.pick(language)), _outcome(each.state, language), _said(each.findings, language)


def _invariants(found: Checks, language: Language, brief: bool) -> Iterator[tuple[Cell, ...]]:
    if not found.invariants:
        return
    well = len(found.holding)
    head = Text(f"不变式：{well} / {len(found.invariants)} 成立", f"Invariants: {well} of {len(found.invariants)} hold")
    proved = _proved_alike(found)
    number = len(found.of_state("proved"))
    shared = [Text(f"{number} 条已证明，{each.zh}", f"{number} proved, {each.en}") for each in proved]
    yield head.pick(language), _outcome(_all_in_all(found), language), _said(shared, language)
    for each in found.invariants:
        if not brief or each.state in ("broken", "given_up"):
            why = () if each.reason is None else (each.reason,)
            label = Text(f"不变式：{each.label.zh}", f"Invariant: {each.label.en}")
            findings = () if each.state == "proved" and each.findings == proved else each.findings
            said = _said([*findings, *why], language)
            yield plain(label.pick(language)), _outcome(each.state, language), said


def _proved_alike(found: Checks) -> tuple[Text, ...]:
    """What all proofs cover, where that is the same: it is then said once."""
    covered = {each.findings for each in found.of_state("proved")}
    return covered.pop() if len(covered) == 1 else ()


def _all_in_all(found: Checks) -> str:
    """How the invariants stand taken together: by the one of which the least is known."""
    states: tuple[InvariantState, ...] = ("broken", "not_searched", "held")
    return next((each for each in states if found.of_state(each)), "proved" if found.of_state("proved") else "held")


def _of_base(found: Checks, language: Language) -> Iterator[tuple[Cell, ...]]:
    if not found.base_cases:
        return
    same = found.base_cases - len(found.base_changed)
    head = Text(
        f"现有测试：{same} / {found.base_cases} 结果不变", f"Existing cases: {same} of {found.base_cases} as before"
    )
    yield head.pick(language), _outcome("changed" if found.base_changed else "passed", language), ""


def _name(case: CaseCheck, language: Language) -> str:
    return plain(f"{case.label.pick(language)} ({case.file}:{case.line})")
