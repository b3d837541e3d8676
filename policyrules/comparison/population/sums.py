"""Sums over the pairs of a population: of all, of each award, unit and band of size, and who gets most more or less."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.comparison.bands import Bands
from policyrules.comparison.groups import ALL, NOT_SAID
from policyrules.comparison.model import Group, Payee, PayeeChange
from policyrules.comparison.population.moved import change, newly_eligible, no_longer_eligible
from policyrules.text import Text, same

#: What is added up over pairs, each a whole number.
_OF_PAIRS: Mapping[str, nw.Expr] = {
    "lines": nw.lit(1, nw.Int64),
    "paid_before": nw.col("paid_before").fill_null(0),
    "paid_after": nw.col("paid_after").fill_null(0),
    "open_before": nw.col("paid_before").is_null().cast(nw.Int64),
    "open_after": nw.col("paid_after").is_null().cast(nw.Int64),
    "newly_eligible": newly_eligible().cast(nw.Int64),
    "no_longer_eligible": no_longer_eligible().cast(nw.Int64),
}
_KNOWN = (nw.col("open_before") == 0) & (nw.col("open_after") == 0)
_GAINED = nw.when(_KNOWN & (change() > 0)).then(change()).otherwise(nw.lit(0, nw.Int64))
_LOST = nw.when(_KNOWN & (change() < 0)).then(-change()).otherwise(nw.lit(0, nw.Int64))
#: What is added up over payees: the figures of a Group.
_OF_PAYEES: Mapping[str, nw.Expr] = {
    "payees": nw.lit(1, nw.Int64),
    **{name: nw.col(name) for name in ("lines", "paid_before", "paid_after", "newly_eligible", "no_longer_eligible")},
    "gained": _GAINED,
    "lost": _LOST,
    "gainers": (_GAINED > 0).cast(nw.Int64),
    "losers": (_LOST > 0).cast(nw.Int64),
    "unchanged": (_KNOWN & (change() == 0)).cast(nw.Int64),
    "undetermined": (~_KNOWN).cast(nw.Int64),
}


@dataclass(frozen=True)
class Sums:
    """What each payee gets before and after: by award, and over all its lines with what the facts say of it."""

    by_award: nw.LazyFrame[Any]
    by_payee: nw.LazyFrame[Any]


def of_payees(pairs: nw.LazyFrame[Any], alone: Collection[str] = ()) -> nw.LazyFrame[Any]:
    """The sums of each payee in each award; in those `alone` a payee has one pair, and nothing is to be added up."""
    keys = ("award", "enterprise")
    is_alone = nw.col("award").is_in(list(alone))
    single = _valued(pairs.filter(is_alone), keys, _OF_PAIRS)
    return nw.concat([single, _summed(pairs.filter(~is_alone), keys, _OF_PAIRS)], how="vertical")


def over_awards(by_award: nw.LazyFrame[Any], payees: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The sums of each payee over all its lines, with its name, unit and band."""
    sums = _summed(by_award, ("enterprise",), {name: nw.col(name) for name in _OF_PAIRS})
    return sums.join(payees, on="enterprise", how="left")


def all_of(sums: Sums) -> Group:
    """The sums over all lines."""
    found = _rows(_summed(sums.by_payee.with_columns(nw.lit(0).alias("all")), ("all",), _OF_PAYEES))
    return _group("all", ALL, found[0] if found else dict.fromkeys(_OF_PAYEES, 0))


def by_award(sums: Sums, labels: Mapping[str, Text]) -> tuple[Group, ...]:
    """One group for each award that has lines, in the order of `labels`."""
    found = {row["award"]: row for row in _rows(_summed(sums.by_award, ("award",), _OF_PAYEES))}
    return tuple(_group(name, label, found[name]) for name, label in labels.items() if name in found)


def by_county(sums: Sums, places: Iterable[str]) -> tuple[Group, ...]:
    """One group for each unit that has payees, in the order of the policy; those of no unit come last."""
    found = _by(sums, "county")
    known = [_group(each, same(each), found[each]) for each in places if each in found]
    return (*known, *_unsaid(found))


def by_size(sums: Sums, bands: Bands) -> tuple[Group, ...]:
    """One group for each band of size that has payees, from the lowest; those without a figure come last."""
    found = _by(sums, "band")
    known = [_group(str(each + 1), bands.label(each), found[each]) for each in sorted(set(found) - {None})]
    return (*known, *_unsaid(found))


def largest(sums: Sums, most: int) -> tuple[PayeeChange, ...]:
    """The payees with the largest changes, whichever way; a tie by id. Those that are unknown are not among them."""
    size = nw.when(change() < 0).then(change()).otherwise(-change())
    moved = sums.by_payee.filter(_KNOWN & (change() != 0)).with_columns(size.alias("least"))
    rows = _rows(moved.sort("least", "enterprise").head(most))
    return tuple(PayeeChange(payee_of(row), row["paid_before"], row["paid_after"]) for row in rows)


def payee_of(row: Mapping[str, Any]) -> Payee:
    """The payee of a row that says who it is."""
    return Payee(row["enterprise"], row["name"] or "", row["county"] or "", row["band"])


def _summed(frame: nw.LazyFrame[Any], keys: tuple[str, ...], figures: Mapping[str, nw.Expr]) -> nw.LazyFrame[Any]:
    """The sums of figures in groups. What a database adds up in wider numbers comes back as one type."""
    summed = _valued(frame, keys, figures).group_by(*keys).agg(nw.col(name).sum() for name in figures)
    return summed.with_columns(nw.col(name).cast(nw.Int64) for name in figures)


def _valued(frame: nw.LazyFrame[Any], keys: tuple[str, ...], figures: Mapping[str, nw.Expr]) -> nw.LazyFrame[Any]:
    """The keys, and the figures by their names."""
    return frame.select(*keys, *(value.cast(nw.Int64).alias(name) for name, value in figures.items()))


def _by(sums: Sums, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in _rows(_summed(sums.by_payee, (key,), _OF_PAYEES))}


def _rows(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    return list(frame.collect().rows(named=True))


def _unsaid(found: Mapping[Any, dict[str, Any]]) -> list[Group]:
    return [_group("", NOT_SAID, found[None])] if None in found else []


def _group(key: str, label: Text, row: Mapping[str, Any]) -> Group:
    return Group(key=key, label=label, **{name: int(row[name]) for name in _OF_PAYEES})
