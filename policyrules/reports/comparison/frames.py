"""A section of a comparison as a dataframe. Amounts are exact decimals; what is unknown is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policyrules.comparison.comparison import Comparison
from policyrules.comparison.data import amount
from policyrules.comparison.model import Group, LineState
from policyrules.errors import UsageError
from policyrules.reports.flat import FlatColumn, Sort
from policyrules.reports.frames import framed
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

if TYPE_CHECKING:
    import pandas
    import polars

Column = tuple[str, Sort, Callable[[Any], Any]]


def frame(comparison: Comparison, section: str, library: str) -> pandas.DataFrame | polars.DataFrame:
    """The rows of moves, payees, groups, transitions (of a population), judged or changes.

    Raises UsageError where there is no such section or library, or the library is not installed.
    """
    if section not in _SECTIONS:
        hint = did_you_mean(section, _SECTIONS) or same("")
        raise UsageError(Text(f"没有部分 `{section}`；{hint.zh}", f"no section `{section}`; {hint.en}"))
    rows, columns = _SECTIONS[section](comparison)
    return framed([FlatColumn(name, sort, tuple(get(row) for row in rows)) for name, sort, get in columns], library)


def _yuan(fen: int | None) -> Decimal | None:
    words = amount(fen)
    return None if words is None else Decimal(words)


def _words(texts: Sequence[Text], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(each.zh if language == "zh" else each.en for each in texts)


def _moves(comparison: Comparison) -> tuple[Sequence[Any], list[Column]]:
    columns: list[Column] = [
        ("award", "text", lambda row: row.award),
        ("clause", "text", lambda row: row.clause),
        ("enterprise", "text", lambda row: row.payee.id),
        ("name", "text", lambda row: row.payee.name or None),
        ("county", "text", lambda row: row.payee.county or None),
        ("subject", "text", lambda row: row.subject),
        *_state("before", lambda row: row.before),
        *_state("after", lambda row: row.after),
        ("change", "amount", lambda row: _yuan(row.change)),
        ("effect", "text", lambda row: row.effect),
        ("limits", "texts", lambda row: list(row.limits)),
        ("causes", "texts", lambda row: list(row.causes)),
    ]
    return comparison.moves, columns


def _state(side: str, of: Callable[[Any], LineState]) -> Iterator[Column]:
    yield (f"status_{side}", "text", lambda row: of(row).status)
    yield (f"tier_{side}", "count", lambda row: of(row).tier)
    yield (f"entitled_{side}", "amount", lambda row: _yuan(of(row).entitled))
    yield (f"paid_{side}", "amount", lambda row: _yuan(of(row).paid))
    yield (f"decided_by_{side}", "texts", lambda row: list(of(row).decided_by))
    yield (f"reasons_{side}_zh", "text", lambda row: _words(of(row).reasons, "zh"))
    yield (f"reasons_{side}_en", "text", lambda row: _words(of(row).reasons, "en"))


def _payees(comparison: Comparison) -> tuple[Sequence[Any], list[Column]]:
    columns: list[Column] = [
        ("enterprise", "text", lambda row: row.payee.id),
        ("name", "text", lambda row: row.payee.name or None),
        ("county", "text", lambda row: row.payee.county or None),
        ("size", "count", lambda row: None if row.payee.band is None else row.payee.band + 1),
        ("before", "amount", lambda row: _yuan(row.before)),
        ("after", "amount", lambda row: _yuan(row.after)),
        ("change", "amount", lambda row: _yuan(row.change)),
    ]
    return comparison.payees, columns


def _groups(comparison: Comparison) -> tuple[Sequence[Any], list[Column]]:
    """All groups below each other; `by` says what they group by."""
    named = {"award": comparison.by_award, "county": comparison.by_county, "size": comparison.by_size}
    rows = [("all", comparison.all), *((by, group) for by, groups in named.items() for group in groups)]

    def figure(name: str) -> Callable[[tuple[str, Group]], Any]:
        return lambda row: getattr(row[1], name)

    def money(name: str) -> Callable[[tuple[str, Group]], Any]:
        return lambda row: _yuan(getattr(row[1], name))

    columns: list[Column] = [
        ("by", "text", lambda row: row[0]),
        ("key", "text", lambda row: row[1].key),
        ("label_zh", "text", lambda row: row[1].label.zh),
        ("label_en", "text", lambda row: row[1].label.en),
    ]
    amounts = ("paid_before", "paid_after", "change", "gained", "lost", "undetermined_change")
    numbers = (
        "payees", "lines", "gainers", "losers", "unchanged", "undetermined", "newly_eligible", "no_longer_eligible",
    )  # fmt: skip
    columns += [(name, "count", figure(name)) for name in numbers]
    columns += [(name, "amount", money(name)) for name in amounts]
    return rows, columns


def _transitions(comparison: Comparison) -> tuple[Sequence[Any], list[Column]]:
    columns: list[Column] = [
        ("award", "text", lambda row: row.award),
        ("before", "text", lambda row: row.before),
        ("after", "text", lambda row: row.after),
        ("lines", "count", lambda row: row.lines),
        ("gained", "amount", lambda row: _yuan(row.gained)),
        ("lost", "amount", lambda row: _yuan(row.lost)),
        ("undetermined", "count", lambda row: row.undetermined),
    ]
    return comparison.population.transitions if comparison.population else (), columns


def _judged(comparison: Comparison) -> tuple[Sequence[Any], list[Column]]:
    columns: list[Column] = [
        ("section", "text", lambda row: row.section),
        ("provision", "text", lambda row: row.provision),
        ("clause", "text", lambda row: row.clause),
        ("subject", "text", lambda row: row.subject or None),
        ("before", "text", lambda row: row.before),
        ("after", "text", lambda row: row.after),
        ("differences", "texts", lambda row: [each.name for each in row.differences]),
        ("causes", "texts", lambda row: list(row.causes)),
    ]
    return comparison.judged, columns


def _changes(comparison: Comparison) -> tuple[Sequence[Any], list[Column]]:
    columns: list[Column] = [
        ("address", "text", lambda row: row.address),
        ("kind", "text", lambda row: row.kind),
        ("clause", "text", lambda row: row.clause),
        ("label_zh", "text", lambda row: row.label.zh),
        ("label_en", "text", lambda row: row.label.en),
        ("before_zh", "text", lambda row: row.before and row.before.zh),
        ("before_en", "text", lambda row: row.before and row.before.en),
        ("after_zh", "text", lambda row: row.after and row.after.zh),
        ("after_en", "text", lambda row: row.after and row.after.en),
    ]
    return comparison.changes, columns


_SECTIONS: dict[str, Callable[[Comparison], tuple[Sequence[Any], list[Column]]]] = {
    "moves": _moves,
    "payees": _payees,
    "groups": _groups,
    "transitions": _transitions,
    "judged": _judged,
    "changes": _changes,
}
