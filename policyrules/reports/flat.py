"""The sections of a decision as flat columns under stable names: what dataframes and CSV files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from policyrules.decision.standards import ItemFinding
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine
from policyrules.decision.things import name_of, place_of
from policyrules.engines.verdicts import Verdict
from policyrules.errors import UsageError
from policyrules.language.definition import Definition
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

if TYPE_CHECKING:
    from policyrules.decision.decision import Decision

#: What the values of a column are; each may also be absent. `texts` is a list of texts.
Sort = Literal["text", "count", "flag", "number", "amount", "texts"]
Get = Callable[[Any], Any]


@dataclass(frozen=True)
class FlatColumn:
    """A column: its name, what it holds, its values."""

    name: str
    sort: Sort
    values: tuple[Any, ...]


def flat(decision: Decision, section: str) -> list[FlatColumn]:
    """The columns of a section. Raises UsageError where there is no such section."""
    if section not in _SECTIONS:
        hint = did_you_mean(section, SECTIONS) or same("")
        raise UsageError(Text(f"没有部分 `{section}`；{hint.zh}", f"no section `{section}`; {hint.en}"))
    return _SECTIONS[section](decision)


def sections_of(definition: Definition) -> tuple[str, ...]:
    """The sections in which a policy has anything to say, the main one first."""
    there = {
        "awards": definition.awards,
        "standards": definition.standards,
        "items": definition.standards,
        "targets": definition.targets,
        "tasks": definition.duties.ledger,
        "filings": definition.duties.ledger,
    }
    return tuple(name for name, provisions in there.items() if provisions)


def _columns(lines: Iterable[Any], columns: Sequence[tuple[str, Sort, Get]]) -> list[FlatColumn]:
    rows = list(lines)
    return [FlatColumn(name, sort, tuple(get(row) for row in rows)) for name, sort, get in columns]


def _awards(decision: Decision) -> list[FlatColumn]:
    return _columns(
        decision.awards,
        [
            ("award", "text", lambda line: line.award),
            ("clause", "text", lambda line: line.clause),
            ("tier", "count", lambda line: line.tier),
            ("enterprise", "text", lambda line: line.enterprise),
            ("subject", "text", lambda line: line.subject),
            ("status", "text", lambda line: line.status),
            ("entitled", "amount", lambda line: _number(line.entitled)),
            ("paid", "amount", lambda line: _number(line.paid)),
            ("reasons", "texts", lambda line: [each.code for each in line.reasons]),
            ("reasons_zh", "text", lambda line: "；".join(each.text.zh for each in line.reasons)),
            ("reasons_en", "text", lambda line: "; ".join(each.text.en for each in line.reasons)),
            ("missing", "texts", lambda line: list(line.missing)),
        ],
    )


def _standards(decision: Decision) -> list[FlatColumn]:
    """One row for each thing that is judged; each block of the standards is a column."""
    blocks = dict.fromkeys(block.id for rule in decision.program.standards for block in rule.blocks)

    def verdict_of(block: str) -> Get:
        return lambda line: next((each.verdict.value for each in line.blocks if each.rule.id == block), None)

    return _columns(
        decision.standards,
        [
            ("standard", "text", lambda line: line.standard),
            ("clause", "text", lambda line: line.clause),
            ("subject", "text", lambda line: line.subject),
            ("name", "text", lambda line: name_of(line.outcome.subject) or None),
            ("county", "text", lambda line: place_of(line.outcome.subject) or None),
            ("verdict", "text", lambda line: line.verdict),
            ("items_short", "count", lambda line: line.items_short),
            ("items_unknown", "count", lambda line: line.items_unknown),
            *((f"block_{block}", "text", verdict_of(block)) for block in blocks),
            ("lacking", "texts", lambda line: _items_of(line.deciding, Verdict.NOT_MET)),
            ("missing", "texts", lambda line: list(line.missing)),
        ],
    )


def _items_of(items: Iterable[ItemFinding], verdict: Verdict) -> list[str]:
    return [each.rule.id for each in items if each.verdict is verdict]


def _items(decision: Decision) -> list[FlatColumn]:
    """One row for each thing that is judged and each item."""
    rows = [
        (line, block, item, item.to_dict())
        for line in decision.standards
        for block in line.blocks
        for item in block.items
    ]
    return _columns(
        rows,
        [
            ("standard", "text", lambda row: row[0].standard),
            ("subject", "text", lambda row: row[0].subject),
            ("block", "text", lambda row: row[1].rule.id),
            ("counts", "flag", lambda row: row[1].rule.counts),
            ("item", "text", lambda row: row[2].rule.id),
            ("clause", "text", lambda row: row[2].rule.clause),
            ("modality", "text", lambda row: row[2].rule.modality),
            ("verdict", "text", lambda row: row[2].verdict.value),
            ("found", "texts", lambda row: row[3]["found"]),
            ("lacking", "texts", lambda row: row[3]["lacking"]),
            ("unknown", "texts", lambda row: row[3]["unknown"]),
            ("value", "number", lambda row: _number(row[3].get("value"))),
            ("missing", "texts", lambda row: list(row[2].missing)),
        ],
    )


def _targets(decision: Decision) -> list[FlatColumn]:
    """One row for each target of the city (no county), and for each unit."""

    def end(index: int) -> Get:
        def of(line: TargetLine) -> Any:
            ends = (line.outcome.least, line.outcome.most)
            return _number(line.text(ends[index]))

        return of

    return _columns(
        decision.targets,
        [
            ("target", "text", lambda line: line.target),
            ("clause", "text", lambda line: line.clause),
            ("county", "text", lambda line: line.county),
            ("modality", "text", lambda line: line.rule.modality),
            ("by", "count", lambda line: line.rule.by),
            ("year", "count", lambda line: line.rule.year),
            ("kind", "text", lambda line: line.rule.kind.value),
            ("value", "number", lambda line: _number(line.text(line.value))),
            ("least", "number", end(0)),
            ("most", "number", end(1)),
            ("bound", "number", lambda line: _number(line.text(line.bound))),
            ("strict", "flag", lambda line: line.rule.strict),
            ("verdict", "text", lambda line: line.verdict),
            ("gap", "number", lambda line: _number(line.text(line.gap))),
            ("counted", "texts", lambda line: [each.id for each in line.counted]),
            ("possible", "texts", lambda line: [each.id for each in line.possible]),
            ("pipeline", "texts", lambda line: [each.thing.id for each in line.pipeline]),
            ("missing", "texts", lambda line: list(line.missing)),
        ],
    )


def _tasks(decision: Decision) -> list[FlatColumn]:
    """One row for each unit and numbered duty, with its latest filing."""

    def tally(name: str) -> Get:
        def of(line: TaskLine) -> list[str]:
            found = None if line.outcome.computed is None else line.outcome.computed.tally
            return [] if found is None else [each.id for each in getattr(found, name)]

        return of

    return _columns(
        decision.tasks,
        [
            ("work_point", "count", lambda line: line.work_point),
            ("county", "text", lambda line: line.county),
            ("duty", "text", lambda line: line.duty.id),
            ("clause", "text", lambda line: line.duty.clause),
            ("modality", "text", lambda line: line.duty.modality),
            ("applies", "flag", lambda line: line.applies),
            ("computed", "flag", lambda line: line.outcome.computed is not None),
            ("verdict", "text", lambda line: line.verdict),
            ("counted", "texts", tally("counted")),
            ("possible", "texts", tally("possible")),
            ("filings", "count", lambda line: len(line.filings)),
            ("latest_quarter", "text", lambda line: line.filings[-1].quarter if line.filings else None),
            ("latest_status", "text", lambda line: line.filings[-1].status if line.filings else None),
            ("unresolved", "texts", lambda line: [each.rule.id for each in line.external if not each.resolved]),
            ("missing", "texts", lambda line: list(line.missing)),
        ],
    )


def _filings(decision: Decision) -> list[FlatColumn]:
    """One row for each filing."""
    return _columns(
        [(line, filing) for line in decision.tasks for filing in line.filings],
        [
            ("work_point", "count", lambda row: row[0].work_point),
            ("county", "text", lambda row: row[0].county),
            ("quarter", "text", lambda row: row[1].quarter),
            ("status", "text", lambda row: row[1].status),
            ("evidence", "text", lambda row: row[1].evidence),
            ("filed_on", "text", lambda row: row[1].filed_on and row[1].filed_on.isoformat()),
            ("due", "text", lambda row: row[1].due.isoformat()),
            ("late", "flag", lambda row: row[1].late),
        ],
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


_SECTIONS: dict[str, Callable[[Decision], list[FlatColumn]]] = {
    "awards": _awards,
    "standards": _standards,
    "items": _items,
    "targets": _targets,
    "tasks": _tasks,
    "filings": _filings,
}
SECTIONS = tuple(_SECTIONS)
