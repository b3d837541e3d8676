"""Ganzhou for a whole population, written by hand in Polars: default readings, sales year 2025, nothing paid before.

Every row is judged in one streaming pass over each list. What has to be put in order (an operator's platforms, its
bases, the ranking) is put in order among the live lines alone, those that are met and whose amount is known. With
`split`, whoever surely misses everything is set aside before anything is worked out: the same lines, in another order,
and fast where few have a claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from benchmarks.population_polars_awards import IN_QUESTION, judged_bases, judged_enterprises, judged_platforms, whole
from benchmarks.population_rules import (
    AGRI_CAP,
    AWARDS,
    BUDGET,
    ENTERPRISE_CAP,
    GROWTH_CAP,
    LIVE,
    PLATFORM_CAP,
    REDUCED,
    STATUS,
    UNKNOWN,
    Totals,
)

WORDS = pl.lit(pl.Series(STATUS))


@dataclass(frozen=True)
class Decided:
    """A wide frame for each list, and the totals."""

    subjects: dict[str, pl.DataFrame]
    totals: Totals


def decide(frames: Mapping[str, pl.LazyFrame], split: bool = False) -> Decided:
    """Everybody's awards."""
    subjects, totals = planned(frames, split)
    collected = pl.collect_all(list(subjects.values()), engine="streaming")
    return Decided(dict(zip(subjects, collected, strict=True)), totals)


def write(folder: Path, output: Path, split: bool = True) -> Totals:
    """From Parquet files to Parquet files; whoever is set aside streams through."""
    subjects, totals = planned({name: pl.scan_parquet(folder / f"{name}.parquet") for name in AWARDS}, split)
    for name, frame in subjects.items():
        frame.sink_parquet(output / f"{name}.parquet", engine="streaming")
    return totals


def planned(frames: Mapping[str, pl.LazyFrame], split: bool) -> tuple[dict[str, pl.LazyFrame], Totals]:
    """The frames to be given back, what streams through them not collected yet, and the totals."""
    judges = {"enterprises": judged_enterprises, "platforms": judged_platforms, "live_bases": judged_bases}
    judged = [judge(frames[name].filter(asks(name)) if split else frames[name]) for name, judge in judges.items()]
    decided = shared_out(*pl.collect_all(judged, engine="streaming"))
    subjects = {name: frame.lazy() for name, frame in decided.subjects.items()}
    if split:
        for name, frame in subjects.items():
            subjects[name] = pl.concat([frame, nothing(frames[name].filter(~asks(name)), decided.subjects[name])])
    return subjects, decided.totals


def asks(name: str) -> pl.Expr:
    """Whether a row may get anything."""
    return IN_QUESTION[name].fill_null(True)


# What the limits leave


def shared_out(enterprises: pl.DataFrame, platforms: pl.DataFrame, bases: pl.DataFrame) -> Decided:
    """Caps by operator and enterprise, then the budget: the others in proportion first, then platforms by rank."""
    sites = live(platforms, "platform").with_columns(left=whole(PLATFORM_CAP))
    sites = in_turn(sites, "platform", BY_RANK)
    studios = live(bases, "live_base").join(taken(sites), on="operator", how="left")
    studios = studios.with_columns(left=ENTERPRISE_CAP - pl.col("taken").fill_null(0))
    studios = in_turn(studios, "live_base", {"live_base_entitled": True, "id": False})
    enterprises = with_due(enterprises, taken(sites, studios))

    others = int(studios["live_base_due"].sum()) + sum(
        due_of_live(enterprises, award) for award in AWARDS["enterprises"]
    )
    claimed = others + int(sites["platform_due"].sum())
    total = others if others > BUDGET else None
    if claimed > BUDGET:
        sites = until_used_up(sites, max(0, BUDGET - others))
    subjects = {
        "enterprises": result(enterprises, "enterprises", total),
        "platforms": result(together(platforms, sites, "platform"), "platforms", None),
        "live_bases": result(together(bases, studios, "live_base"), "live_bases", total),
    }
    entitled, paid, unknown = summed(subjects)
    return Decided(subjects, (entitled, claimed, paid, BUDGET, max(0, claimed - BUDGET), unknown))


#: The order of platforms; True: from high to low.
BY_RANK = {"speciality_sales_2025": True, "retail_sales_2025": True, "id": False}


def in_turn(lines: pl.DataFrame, award: str, order: Mapping[str, bool]) -> pl.DataFrame:
    """`_due`: each operator's lines are served in that order until what is `left` to it is used up."""
    amount = pl.col(f"{award}_entitled")
    enough = amount.sum().over("operator") <= pl.col("left")
    lines = lines.with_columns(enough=enough)
    short = lines.filter(~pl.col("enough")).sort("operator", *order, descending=[False, *order.values()])
    before = amount.cum_sum() - amount
    first = pl.col("operator").ne_missing(pl.col("operator").shift())
    before_own = before - pl.when(first).then(before).otherwise(0).cum_max()
    served = pl.min_horizontal(pl.max_horizontal(pl.col("left") - before_own, 0), amount)
    return pl.concat(
        each.with_columns(due.alias(f"{award}_due")).drop("left", "enough")
        for each, due in ((lines.filter("enough"), amount), (short, served))
    )


def until_used_up(platforms: pl.DataFrame, left: int) -> pl.DataFrame:
    """The platforms in the order of their rank, served until nothing is left."""
    if not left:
        return platforms.with_columns(platform_due=whole(0))
    due = pl.col("platform_due")
    served = pl.min_horizontal(pl.max_horizontal(left - (due.cum_sum() - due), 0), due)
    return platforms.sort(*BY_RANK, descending=[*BY_RANK.values()]).with_columns(platform_due=served)


def taken(*lines: pl.DataFrame) -> pl.DataFrame:
    """What each operator takes with its platforms and bases."""
    due = [each.select("operator", taken=pl.col("^.*_due$")) for each in lines]
    return pl.concat(due).group_by("operator").agg(pl.col("taken").sum())


def with_due(enterprises: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """Enterprises with `_due`: what their platforms and bases leave of their cap.

    Only where those took so much that the highest other award could be cut is anything to be looked up.
    """
    awards = AWARDS["enterprises"]
    heavy = taken.filter(pl.col("taken") > ENTERPRISE_CAP - max(GROWTH_CAP, AGRI_CAP))
    cut = (
        enterprises.select("id", *(f"{award}_entitled" for award in awards))
        .with_row_index("row")
        .filter(enterprises.select(pl.any_horizontal(pl.col(f"{award}_code") == LIVE for award in awards)).to_series())
        .join(heavy, left_on="id", right_on="operator")
        .with_columns(left=ENTERPRISE_CAP - pl.col("taken"))
    )
    due = []
    for award in awards:
        amount = f"{award}_entitled"
        left = cut.select(pl.min_horizontal(amount, "left")).to_series()
        due.append(enterprises[amount].clone().scatter(cut["row"], left).alias(f"{award}_due"))
    return enterprises.with_columns(due)


def live(judged: pl.DataFrame, award: str) -> pl.DataFrame:
    """The rows whose award is live."""
    return judged.filter(pl.col(f"{award}_code") == LIVE)


def due_of_live(judged: pl.DataFrame, award: str) -> int:
    """What is due to all whose award is live."""
    return int(judged.select(pl.col(f"{award}_due").filter(pl.col(f"{award}_code") == LIVE).sum()).item())


def together(judged: pl.DataFrame, served: pl.DataFrame, award: str) -> pl.DataFrame:
    """The rows that were served, and the others, to which nothing is due."""
    others = judged.filter(pl.col(f"{award}_code") != LIVE).with_columns(whole(0).alias(f"{award}_due"))
    return pl.concat([served.select(others.columns), others])


# What is given back


def result(judged: pl.DataFrame, name: str, total: int | None) -> pl.DataFrame:
    """The wide frame of a list. Where others claimed a `total` above the budget, each gets its share of that."""
    amounts, columns = {}, [pl.col("id"), pl.col("id" if name == "enterprises" else "operator").alias("payee")]
    for award in AWARDS[name]:
        code, due, entitled, paid = (pl.col(f"{award}_{what}") for what in ("code", "due", "entitled", "paid_fen"))
        share = due if total is None else due * BUDGET // total
        amounts[f"{award}_paid_fen"] = pl.when(code == LIVE).then(share).when(code != UNKNOWN).then(whole(0))
        status = pl.when((code == LIVE) & (paid < entitled)).then(pl.lit(REDUCED, pl.UInt8)).otherwise(code)
        columns += [
            WORDS.gather(status.cast(pl.UInt32)).alias(f"{award}_status"),
            pl.col(f"{award}_tier") if f"{award}_tier" in judged else whole(None).alias(f"{award}_tier"),
            pl.when(code != UNKNOWN).then(entitled).alias(f"{award}_entitled_fen"),
            paid,
        ]
    return judged.lazy().with_columns(**amounts).select(columns).collect(engine="streaming")


def nothing(rows: pl.LazyFrame, like: pl.DataFrame) -> pl.LazyFrame:
    """Rows of a list that get nothing, in the columns of the others."""
    payee = "operator" if "operator" in rows.collect_schema() else "id"
    given = {"id": pl.col("id"), "payee": pl.col(payee)}
    ends = {"status": pl.lit(STATUS[0]), "tier": whole(None), "fen": whole(0)}
    others = like.drop("id", "payee").columns
    return rows.select(**given, **{name: ends[name.rpartition("_")[2]] for name in others})


def summed(subjects: Mapping[str, pl.DataFrame]) -> tuple[int, int, int]:
    """What all are entitled to, what is paid, and how many lines are unknown."""
    entitled = paid = unknown = 0
    for name, frame in subjects.items():
        for award in AWARDS[name]:
            entitled += int(frame[f"{award}_entitled_fen"].sum())
            paid += int(frame[f"{award}_paid_fen"].sum())
            unknown += frame[f"{award}_paid_fen"].null_count()
    return entitled, paid, unknown
