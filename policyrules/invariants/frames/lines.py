"""Invariants of single lines: what was paid before, for which year, under which condition."""

from __future__ import annotations

from functools import reduce
from operator import add, or_
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.expressions import Columns, asked_of_rows, columns_over
from policyrules.engines.columnar.figures import Figure
from policyrules.engines.columnar.numbers import Numeric
from policyrules.engines.columnar.refusals import refuse
from policyrules.engines.columnar.truths import column
from policyrules.facts.frames.names import ID
from policyrules.invariants import wording
from policyrules.invariants.frames.asked import asked
from policyrules.invariants.frames.breach import Breach, Row, Suspects
from policyrules.invariants.frames.paid import ORDER, Payments
from policyrules.invariants.rules import NeedsRule, OnceRule, WithinYearsRule
from policyrules.invariants.violation import Violation
from policyrules.program.program import AwardRule, Combine

_HOLDS, _UNPAID = "$holds", "$unpaid"
_ZERO, _ONE = nw.lit(0, nw.Int64), nw.lit(1, nw.Int64)
_TRUE = nw.lit(value=True)


def within_years(rule: WithinYearsRule, paid: Payments, first: int) -> Breach | None:
    """Lines that pay for a sales year outside those promised."""
    year = paid.program.year
    if rule.first <= year <= rule.last:
        return None

    def told(row: Row) -> Violation:
        award = paid.program.award(row["award"])
        return wording.outside_years(rule, row["subject"], award.label, year, row["paid_fen"])

    return Suspects(paid.of(rule.awards), ORDER, told).breach(paid.facts.backend, first)


# What a line needs


def needs(rule: NeedsRule, paid: Payments, first: int) -> Breach | None:
    """Lines that are paid although the condition does not surely hold."""
    found = [_without(rule, paid, award) for award in paid.rules((rule.award,))]
    if not found:
        return None

    def told(row: Row) -> Violation:
        award = paid.program.award(row["award"])
        return wording.not_surely(rule, row["subject"], award.label, row["paid_fen"], row[_HOLDS])

    return Suspects(found[0], ORDER, told).breach(paid.facts.backend, first)


def _without(rule: NeedsRule, paid: Payments, award: AwardRule) -> nw.LazyFrame[Any]:
    """The lines of an award for whose subjects the condition fails, or is unknown."""
    things, columns = asked(paid.facts, award.subject, rule.test)
    holds = column(columns.truth(rule.test)).alias(_HOLDS)
    rows = paid.of((award.id,))
    rows = _beside(rows, _answered(things, rows, columns, [holds], paid, award))
    return rows.filter(~nw.col(_HOLDS).fill_null(value=False))


def _answered(
    things: nw.LazyFrame[Any],
    lines: nw.LazyFrame[Any],
    columns: Columns,
    answers: list[nw.Expr],
    paid: Payments,
    award: AwardRule,
) -> nw.LazyFrame[Any]:
    """The subjects of lines with what is asked about them. Raises EngineError where a formula would leave 64 bits."""
    subjects = lines.select(nw.col("subject").alias(ID)).unique()
    found = things.join(subjects, on=ID, how="inner")
    refuse(found, award.subject, columns.guards, paid.facts.backend)
    return found.select(nw.col(ID).alias("$subject"), *answers)


def _beside(lines: nw.LazyFrame[Any], answers: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    return lines.join(answers, how="left", left_on="subject", right_on="$subject")


# What was paid before


def once(rule: OnceRule, paid: Payments, first: int) -> Breach | None:
    """Lines that pay what the register has as paid, for the same subject and tier, in whatever year."""
    found = [each for award in paid.rules(rule.awards) if (each := _again(paid, award)) is not None]
    if not found:
        return None

    def told(row: Row) -> Violation:
        award = paid.program.award(row["award"])
        return wording.paid_again(rule, row["subject"], award.label, row["tier"], row["paid_fen"])

    return Suspects(nw.concat(found), ORDER, told).breach(paid.facts.backend, first)


def _again(paid: Payments, award: AwardRule) -> nw.LazyFrame[Any] | None:
    """The lines of an award that pay again; None where the register has nothing of it."""
    entries = paid.before_for(award)
    if entries is None:
        return None
    tiers = [tier.number for tier in award.tiers if tier.number is not None]
    was_paid = {tier: nw.when(nw.col("tier") == tier).then(_ONE).otherwise(_ZERO).max() for tier in tiers}
    flags = (flag.alias(_was_paid(tier)) for tier, flag in was_paid.items())
    before = entries.group_by("subject").agg(nw.len().alias("$entries"), *flags)
    rows = paid.of((award.id,)).join(before, on="subject", how="inner").filter(_pays_again(award, tiers))
    kept = (*dict.fromkeys((*ORDER, "award", "tier", "paid_fen")),)
    if award.combine is not Combine.SUM or not tiers:
        return rows.select(*kept)
    return _with_unpaid(rows, paid, award).filter(nw.col("paid_fen") > nw.col(_UNPAID)).select(*kept)


def _pays_again(award: AwardRule, tiers: list[int]) -> nw.Expr:
    """Whether a line pays for a tier that was paid: its own, or where tiers add up one below it."""
    reached, parts = nw.col("tier"), [nw.lit(value=False)]
    for tier in tiers:
        pays = reached >= tier if award.combine is Combine.SUM else reached == tier
        parts.append(pays & (nw.col(_was_paid(tier)) == 1))
    # An entry that names no tier leaves that open, unless the line names none either.
    return nw.when(reached.is_null()).then(_TRUE).otherwise(reduce(or_, parts))


def _with_unpaid(rows: nw.LazyFrame[Any], paid: Payments, award: AwardRule) -> nw.LazyFrame[Any]:
    """Lines with what the tiers that they reach and that were not paid come to, in fen."""
    formulas, circumstances = [tier.amount for tier in award.tiers], paid.facts.facts
    things = paid.facts.table(award.subject, asked_of_rows(formulas, circumstances.objects))
    columns = columns_over(circumstances)
    amounts = [_fen(columns.whole(tier.amount)).alias(f"$amount:{tier.number}") for tier in award.tiers]
    rows = _beside(rows, _answered(things, rows, columns, amounts, paid, award))
    parts: list[nw.Expr] = [_ZERO]
    for tier in award.tiers:
        counts = (nw.col("tier") >= (tier.number or 0)) & (nw.col(_was_paid(tier.number)) == 0)
        parts.append(nw.when(counts).then(nw.col(f"$amount:{tier.number}").fill_null(0)).otherwise(_ZERO))
    return rows.with_columns(reduce(add, parts).alias(_UNPAID))


def _fen(amount: Numeric) -> nw.Expr:
    if isinstance(amount, Figure):
        return amount.column
    return nw.lit(None if amount is None else int(amount), nw.Int64)


def _was_paid(tier: int | None) -> str:
    return f"$paid:{tier}"
