"""Answers as grids: what was found, and the facts of the case that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyrules.decision.lines import STATUS_LABELS, AwardLine
from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.equivalence.case import Difference, said
from policyrules.proof.questions.answers import Differing, Existence, Greatest
from policyrules.proof.questions.cliff import Cliff, Cliffs, Moved
from policyrules.proof.questions.example import Example
from policyrules.reports.grid import Cell, Column, Grid, Money, Sort, Status
from policyrules.reports.proofs.facts_grid import facts_grid
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

Answer = Existence | Greatest | Cliffs | Differing
_COLUMNS: dict[str, tuple[Text, Sort]] = {
    "award": (Text("奖励", "Award"), "text"),
    "subject": (Text("对象", "Subject"), "id"),
    "tier": (Text("档次", "Tier"), "number"),
    "status": (Text("状态", "Status"), "status"),
    "paid": (Text("发放（元）", "Paid (yuan)"), "number"),
    "figure": (Text("数字", "Figure"), "words"),
    "cause": (Text("原因", "Cause"), "words"),
    "largest": (Text("最多损失（元）", "Loses at most (yuan)"), "number"),
    "rise": (Text("例如由…增至…", "For instance from … to …"), "text"),
    "lines": (Text("变动", "What moves"), "words"),
    "readings": (Text("解释", "Readings"), "words"),
    "one": (Text("选项", "Option"), "id"),
    "other": (Text("另一选项", "Other option"), "id"),
    "outcome": (Text("结论", "Outcome"), "words"),
    "difference": (Text("不同之处", "How they differ"), "words"),
}
_CASE = Text("案例（虚构的事实）", "Case (made-up facts)")
_COLON = Text("：", ": ")


def grids(answer: Answer, vocabulary: Vocabulary, language: Language) -> Iterator[Grid]:
    """The tables of an answer, those of cases last."""
    match answer:
        case Existence() | Greatest():
            if answer.example is not None:
                yield _lines(answer.lines, language)
                yield _case(answer.example, vocabulary, language)
        case Cliffs():
            yield _cliffs(answer.cliffs, language)
            for number, each in enumerate(answer.cliffs, start=1):
                yield _cliff_case(number, each, vocabulary, language)
        case Differing():
            yield _pairs(answer, language)
            for pair in answer.pairs:
                found = pair.equivalence.case
                if found is not None:
                    title = _titled(f"{pair.one} / {pair.other}", language)
                    yield facts_grid(found.facts, vocabulary, title, language)


def closing(answer: Answer) -> Text:
    """The answer as a sentence."""
    match answer:
        case Existence():
            return _EXISTENCE[answer.outcome]
        case Greatest():
            return _greatest(answer)
        case Cliffs():
            return _all_cliffs(answer)
        case Differing():
            return _DIFFERING[answer.outcome]


def scope(answer: Answer, vocabulary: Vocabulary, language: Language) -> str:
    """For how many things the answer is meant; empty where for any number."""
    parts = [f"{vocabulary.lists[name].label.text.pick(language)} {most}" for name, most in answer.asked.up_to.items()]
    if not parts:
        return ""
    words = Text("至多考虑（其他列表按每个奖励对象计）", "For facts of up to (other lists: for each payee)")
    return f"{words.pick(language)}{_COLON.pick(language)}{', '.join(parts)}"


_EXISTENCE = {
    "yes": Text("有：如下例", "There is: see the case"),
    "no": Text("没有（已证明）", "There is none: proved"),
    "undecided": Text("在时限内未能判定", "Not decided within the limit"),
}
_DIFFERING = {
    "differ": Text("会有不同的决定：如下例", "They can decide otherwise: see the cases"),
    "same": Text("决定总是相同（已证明）", "They always decide the same: proved"),
    "undecided": Text("在时限内未能判定", "Not decided within the limit"),
}


def _greatest(answer: Greatest) -> Text:
    amount = Money(answer.amount)
    if answer.outcome == "unlimited":
        return Text("没有上限", "There is no limit")
    if answer.outcome == "at_least":
        return Text(f"至少 {amount} 元；能否更多未能判定", f"At least {amount} yuan; whether more was not decided")
    more = Text("，无论事物多少", ", however many things there are") if answer.whole else Text("", "")
    return Text(f"最多 {amount} 元（已证明{more.zh}）", f"At most {amount} yuan: proved{more.en}")


def _all_cliffs(answer: Cliffs) -> Text:
    zh, en = (
        f"{len(answer.figures)} 个数字，{len(answer.readings)} 种解释",
        (f"{len(answer.figures)} figures, {len(answer.readings)} readings"),
    )
    found = f"{len(answer.cliffs)}"
    if answer.undecided:
        names = ", ".join(f"{each.figure.name} ({each.cause.limit or each.cause.kind})" for each in answer.undecided)
        return Text(f"{zh}：发现 {found} 处；未能判定：{names}", f"{en}: {found} found; not decided: {names}")
    return Text(f"{zh}：共 {found} 处，别无其他（已证明）", f"{en}: {found}, and no others: proved")


def _grid(key: str, title: Text, names: Sequence[str], rows: Iterable[tuple[Cell, ...]], language: Language) -> Grid:
    columns = tuple(Column(name, _COLUMNS[name][0].pick(language), _COLUMNS[name][1]) for name in names)
    return Grid(key, title.pick(language), columns, tuple(rows))


def _lines(lines: Sequence[AwardLine], language: Language) -> Grid:
    rows = (
        (
            plain(each.award_label.pick(language)),
            plain(each.subject),
            each.tier,
            _status(each.status, language),
            None if each.paid_fen is None else Money(each.paid_fen),
        )
        for each in lines
    )
    return _grid("lines", Text("如何得到", "How"), ("award", "subject", "tier", "status", "paid"), rows, language)


def _status(code: str, language: Language) -> Status:
    return Status(code, STATUS_LABELS[code].pick(language)) if code else Status("", "")


def _case(example: Example, vocabulary: Vocabulary, language: Language) -> Grid:
    return facts_grid(example.facts, vocabulary, _CASE.pick(language), language)


def _titled(about: str, language: Language) -> str:
    return f"{_CASE.pick(language)}{_COLON.pick(language)}{plain(about)}"


def _cliffs(found: Sequence[Cliff], language: Language) -> Grid:
    names = ("figure", "cause", "largest", "rise", "lines", "readings")
    rows = (_cliff(number, each, language) for number, each in enumerate(found, start=1))
    return _grid(
        "cliffs", Text("数字增加反而减少发放之处", "Where a greater figure brings less"), names, rows, language
    )


def _cliff(number: int, cliff: Cliff, language: Language) -> tuple[Cell, ...]:
    cause = plain(cliff.cause.label.pick(language)) + (f" · {cliff.cause.clause}" if cliff.cause.clause else "")
    register = Text("（仅在已有发放记录时）", " (only where payments are on record)").pick(language)
    return (
        f"{number}. {plain(cliff.figure.label.pick(language))}",
        cause + (register if cliff.register else ""),
        Money(cliff.largest) if cliff.cause.kind != "open" else None,
        f"{cliff.fall.before} → {cliff.fall.after}",
        "; ".join(_moved(each) for each in cliff.fall.moved),
        _readings(cliff.interpretations),
    )


def _moved(moved: Moved) -> str:
    sides = ["?" if paid is None else str(Money(paid)) for _, paid in (moved.before, moved.after)]
    return f"{plain(moved.award)} {plain(moved.subject)}: {sides[0]} → {sides[1]}"


def _readings(options: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={option}" for name, option in options.items())


def _cliff_case(number: int, cliff: Cliff, vocabulary: Vocabulary, language: Language) -> Grid:
    facts: dict[str, Any] = dict(cliff.example.facts)
    key = vocabulary.lists[cliff.figure.things].id_field or ""
    place = next(at for at, each in enumerate(facts[cliff.figure.things]) if str(each[key]) == cliff.fall.thing)
    after = cliff.figure.raised(facts, place, cliff.fall.after)
    return facts_grid(facts, vocabulary, _titled(str(number), language), language, after)


def _pairs(answer: Differing, language: Language) -> Grid:
    names = ("one", "other", "outcome", "difference")
    rows = (
        (
            plain(pair.one),
            plain(pair.other),
            plain(pair.equivalence.words.pick(language)),
            "" if pair.equivalence.case is None else "; ".join(_told(pair.equivalence.case.differences, language)),
        )
        for pair in answer.pairs
    )
    title = Text(f"解释 {answer.interpretation}", f"Readings of {answer.interpretation}")
    return _grid("pairs", title, names, rows, language)


def _told(differences: Sequence[Difference], language: Language) -> Iterator[str]:
    for each in differences:
        about = " ".join(part for part in (each.label.pick(language), each.subject) if part)
        sides = " / ".join(said(side).pick(language) for side in (each.before, each.after))
        yield plain(f"{about}{_COLON.pick(language)}{sides}")
