"""Ganzhou's awards in Polars: who is entitled to what, row by row, before anything is shared out.

A missing figure is null; comparisons and `&`, `|`, `~` are Kleene's.
"""

from __future__ import annotations

import polars as pl

from benchmarks import population_rules as rules
from benchmarks.population_rules import (
    AGRI_CAP,
    AGRI_THRESHOLD,
    BASE_TIERS,
    GROWTH_CAP,
    GROWTH_TIERS,
    PLATFORM_CAP,
    PLATFORM_THRESHOLD,
)

NOT_ELIGIBLE, UNKNOWN, EXCLUDED, LIVE = (
    pl.lit(code, pl.UInt8) for code in (rules.NOT_ELIGIBLE, rules.UNKNOWN, rules.EXCLUDED, rules.LIVE)
)

#: False where a row surely gets nothing.
IN_QUESTION = {
    "enterprises": pl.col("recognized")
    & ((pl.col("online_sales_2025") > GROWTH_TIERS[-1][0]) | (pl.col("agri_sales_2025") > AGRI_THRESHOLD)),
    "platforms": pl.col("self_built") & (pl.col("retail_sales_2025") >= PLATFORM_THRESHOLD),
    "live_bases": pl.col("live_sales_2025") > BASE_TIERS[-1][4],
}


# Who is entitled to what: for each award `_code` (a status), `_entitled` (fen; null where unknown)


def judged_platforms(platforms: pl.LazyFrame) -> pl.LazyFrame:
    """Platforms; their figures are kept for the ranking."""
    sales = pl.col("speciality_sales_2025")
    holds = pl.col("self_built") & (pl.col("retail_sales_2025") >= PLATFORM_THRESHOLD) & known_or_null(sales)
    return platforms.select("id", "operator", "retail_sales_2025", "speciality_sales_2025", holds=holds).with_columns(
        platform_code=code(pl.col("holds")),
        platform_entitled=entitled(pl.col("holds"), at_most(sales, PLATFORM_CAP)),
    )


def judged_bases(bases: pl.LazyFrame) -> pl.LazyFrame:
    """Bases, by the highest tier that they do not surely miss."""
    lower, higher = (
        (pl.col("floor_area_m2") >= area)
        & (pl.col("live_rooms") >= rooms)
        & (pl.col("resident_enterprises") >= residents)
        & (pl.col("hosts") >= hosts)
        & (pl.col("sales") > above)
        & ~(pl.col("before") > above)
        for area, rooms, residents, hosts, above, _, _ in reversed(BASE_TIERS)
    )
    (_, *_, second, most), (_, *_, first, least) = BASE_TIERS
    holds, decides = pl.col("holds"), pl.when(pl.col("higher").fill_null(True))
    return (
        bases.with_columns(before=since_founded("live_sales_2024"), sales=since_founded("live_sales_2025"))
        .select("id", "operator", lower=lower, higher=higher)
        .with_columns(holds=decides.then("higher").otherwise("lower"))
        .select(
            "id",
            "operator",
            live_base_tier=pl.when(holds).then(decides.then(whole(second)).otherwise(whole(first))),
            live_base_code=code(holds),
            live_base_entitled=entitled(holds, decides.then(whole(most)).otherwise(whole(least))),
        )
    )


def judged_enterprises(enterprises: pl.LazyFrame) -> pl.LazyFrame:
    """Enterprises, and of growth and agricultural sales the higher."""
    recognized, sales, upstream = pl.col("recognized"), pl.col("sales"), pl.col("upstream")
    lowest, *higher = ((sales > above) & ~(pl.col("before") > above) for above, _, _ in reversed(GROWTH_TIERS))
    return (
        enterprises.select(
            "id",
            "recognized",
            before=since_founded("online_sales_2024"),
            sales=since_founded("online_sales_2025"),
            agri=since_founded("agri_sales_2025"),
            upstream=since_founded("agri_upstream_sales_2025"),
        )
        .select(
            "id",
            "sales",
            "upstream",
            # All tiers that are not surely missed are unknown or all are met, so that "any" stands for the highest.
            growth=recognized & pl.any_horizontal(lowest, *higher),
            agricultural=recognized & (pl.col("agri") > AGRI_THRESHOLD) & known_or_null(upstream),
        )
        .select(
            "id",
            "growth",
            "agricultural",
            growth_tier=pl.when("growth").then(of_tier(sales, 1)),
            growth_entitled=entitled(pl.col("growth"), of_tier(sales, 2)),
            agricultural_entitled=entitled(pl.col("agricultural"), at_most(upstream, AGRI_CAP)),
        )
        .with_columns(**which_wins())
        .select("id", "growth_tier", "growth_entitled", "agricultural_entitled", **codes_of("growth", "agricultural"))
    )


def which_wins() -> dict[str, pl.Expr]:
    """Growth stays where it is surely not less than the other award, agricultural sales where surely more."""
    growth, agricultural = pl.col("growth").fill_null(False), pl.col("agricultural").fill_null(False)
    amount, other = pl.col("growth_entitled"), pl.col("agricultural_entitled")
    return {
        "growth_wins": growth
        & ((agricultural & (amount >= other)) | (pl.col("agricultural").is_null() & (amount >= AGRI_CAP))),
        "agricultural_wins": agricultural
        & ((growth & (other > amount)) | (pl.col("growth").is_null() & (other >= GROWTH_CAP))),
    }


def codes_of(*awards: str) -> dict[str, pl.Expr]:
    """The codes of two awards of which only one stays; both are unknown where neither surely wins."""
    found = {}
    for own, other in (awards, awards[::-1]):
        contested = pl.col(other).fill_null(True) & ~pl.col(f"{own}_wins")
        open_or_unknown = pl.col(own).is_null() | (pl.col(own) & contested)
        found[f"{own}_code"] = (
            pl.when(~pl.col(own)).then(NOT_ELIGIBLE)
            .when(pl.col(f"{other}_wins")).then(EXCLUDED)
            .when(open_or_unknown).then(UNKNOWN)
            .otherwise(LIVE)
        )  # fmt: skip
    return found


def code(holds: pl.Expr) -> pl.Expr:
    """Live where it holds, unknown where that is unknown."""
    return pl.when(holds).then(LIVE).when(~holds).then(NOT_ELIGIBLE).otherwise(UNKNOWN)


def entitled(holds: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """The amount where it holds, 0 where it does not, null where that is unknown."""
    return pl.when(holds).then(amount).when(~holds).then(whole(0))


def at_most(amount: pl.Expr, most: int) -> pl.Expr:
    """The amount, or the most."""
    return pl.when(amount > most).then(whole(most)).otherwise(amount)


def known_or_null(figure: pl.Expr) -> pl.Expr:
    """True where a figure is known, else null: unknown."""
    return figure.is_not_null() | pl.lit(None, pl.Boolean)


def since_founded(column: str) -> pl.Expr:
    """A figure; zero where it is missing for a year before the founding."""
    not_yet = pl.col(column).is_null() & (pl.col("founded_year") > int(column[-4:]))
    return pl.when(not_yet).then(whole(0)).otherwise(column)


def of_tier(sales: pl.Expr, what: int) -> pl.Expr:
    """What the growth tiers have at that place, for the highest tier whose sales are exceeded."""
    found = whole(GROWTH_TIERS[-1][what])
    for tier in GROWTH_TIERS[-2::-1]:
        found = pl.when(sales > tier[0]).then(whole(tier[what])).otherwise(found)
    return found


def whole(number: int | None) -> pl.Expr:
    """A number as it stands in the columns of amounts."""
    return pl.lit(number, pl.Int64)
