"""Invariants of what payees and things get over all their lines, and of what all get together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.figures import at_most_64_bits
from policyrules.invariants import wording
from policyrules.invariants.frames import sums
from policyrules.invariants.frames.asked import reduction
from policyrules.invariants.frames.breach import Breach, Row, Suspects, breach_of
from policyrules.invariants.frames.paid import Payments
from policyrules.invariants.rules import MostRule, OneOfRule, WithinBudgetRule
from policyrules.invariants.violation import Violation

_WHO, _ORDER, _NOW, _BEFORE = "$who", "$order", "$now", "$before"
_ZERO, _ONE = nw.lit(0, nw.Int64), nw.lit(1, nw.Int64)
#: Lines that pay `$who` something, and the entries of the register that count for `$who`.
_Counted = tuple[nw.LazyFrame[Any], nw.LazyFrame[Any] | None]


def most(rule: MostRule, paid: Payments, first: int) -> Breach | None:
    """Payees, or things, that get more than is left for them."""
    counted = list(_each_thing(rule, paid)) if rule.per_subject else [_each_payee(rule, paid)]
    found = [_above(rule, lines, entries if rule.earlier else None) for lines, entries in counted]

    def told(row: Row) -> Violation:
        return wording.above_most(rule, row[_WHO], row[_NOW], sums.read(row, _BEFORE))

    if not found:
        return None
    return Suspects(nw.concat(found), ("enterprise", _ORDER, _WHO), told).breach(paid.facts.backend, first)


def _each_payee(rule: MostRule, paid: Payments) -> _Counted:
    lines = paid.of(rule.awards).with_columns(nw.col("enterprise").alias(_WHO))
    entries = paid.before(rule.awards, whole_period=rule.whole_period)
    return lines, None if entries is None else entries.select(nw.col("enterprise").alias(_WHO), "amount")


def _each_thing(rule: MostRule, paid: Payments) -> Iterator[_Counted]:
    """List by list, since ids tell things of one list apart."""
    awards = paid.rules(rule.awards)
    for name in dict.fromkeys(award.subject for award in awards):
        own = [award for award in awards if award.subject == name]
        lines = paid.of(tuple(award.id for award in own)).with_columns(nw.col("subject").alias(_WHO))
        entries = [each for award in own if (each := _of_things(rule, paid, award.id)) is not None]
        yield lines, nw.concat(entries) if entries else None


def _of_things(rule: MostRule, paid: Payments, award: str) -> nw.LazyFrame[Any] | None:
    found = paid.before_for(paid.program.award(award))
    if found is not None and not rule.whole_period:
        found = found.filter(nw.col("year") == paid.program.year)
    return None if found is None else found.select(nw.col("subject").alias(_WHO), "amount")


def _above(rule: MostRule, lines: nw.LazyFrame[Any], entries: nw.LazyFrame[Any] | None) -> nw.LazyFrame[Any]:
    """Who gets more than is left, with what each gets now and got before."""
    now, order = nw.col("paid_fen").sum().cast(nw.Int64).alias(_NOW), nw.col("$award").min().alias(_ORDER)
    rows = lines.group_by(_WHO, "enterprise").agg(now, order)
    if entries is None:
        rows = rows.with_columns(_ZERO.alias(f"{_BEFORE}:high"), _ZERO.alias(f"{_BEFORE}:low"))
    else:
        before = entries.group_by(_WHO).agg(*sums.halves(nw.col("amount"), _BEFORE))
        rows = rows.join(before, on=_WHO, how="left")
    left = at_most_64_bits(rule.amount) - sums.total(_BEFORE)
    return rows.filter(nw.col(_NOW) > nw.when(left > 0).then(left).otherwise(_ZERO))


def within_budget(rule: WithinBudgetRule, paid: Payments, first: int) -> Breach | None:
    """What is paid in all, where it is above what other support and earlier payments leave."""
    now, entries = _sum(paid, paid.of(rule.awards), "paid_fen"), paid.before(rule.awards)
    before = 0 if entries is None else _sum(paid, entries, "amount")
    left = max(0, rule.amount - reduction(rule.less, paid.facts) - before)
    return breach_of([wording.above_budget(rule, now, left)], 1) if now > left else None


def _sum(paid: Payments, rows: nw.LazyFrame[Any], amount: str) -> int:
    found = paid.facts.backend.collected(rows.select(*sums.halves(nw.col(amount), _NOW)))
    return sums.read(found.row(0, named=True), _NOW)


def one_of(rule: OneOfRule, paid: Payments, first: int) -> Breach | None:
    """Payees that get one of the awards beside another, of this decision or of the register."""
    rows, entries = _which(paid.of(rule.awards), rule, "now"), paid.before(rule.awards)
    got = {award: nw.col(f"now:{award}") for award in rule.awards}
    if entries is not None:
        rows = rows.join(_which(entries, rule, "before"), on="enterprise", how="left")
        before = {award: nw.col(f"before:{award}").fill_null(0) for award in rule.awards}
        got = {award: nw.max_horizontal(got[award], before[award]) for award in rule.awards}
    rows = rows.select("enterprise", *(each.alias(f"got:{award}") for award, each in got.items()))
    rows = rows.filter(reduce(add, (nw.col(f"got:{award}") for award in rule.awards)) > 1)

    def told(row: Row) -> Violation:
        return wording.several(rule, row["enterprise"], {each for each in rule.awards if row[f"got:{each}"]})

    return Suspects(rows, ("enterprise",), told).breach(paid.facts.backend, first)


def _which(rows: nw.LazyFrame[Any], rule: OneOfRule, when: str) -> nw.LazyFrame[Any]:
    """Which of the awards each payee gets, or got: 1 or 0."""
    flags = {award: nw.when(nw.col("award") == award).then(_ONE).otherwise(_ZERO) for award in rule.awards}
    return rows.group_by("enterprise").agg(*(flag.max().alias(f"{when}:{award}") for award, flag in flags.items()))
