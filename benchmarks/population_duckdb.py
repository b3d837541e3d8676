"""Ganzhou for a whole population, written by hand in DuckDB's SQL: as `population_polars`, over Arrow tables or files.

Everybody is judged into a table. The lines that are live (met, and their amount known) are few; they go into tables of
their own, where they are put in order and cut. With `split`, whoever surely misses everything is set aside first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.population_rules import (
    AGRI_CAP,
    AGRI_THRESHOLD,
    AWARDS,
    BASE_TIERS,
    BUDGET,
    ENTERPRISE_CAP,
    EXCLUDED,
    GROWTH_CAP,
    GROWTH_TIERS,
    LIVE,
    NOT_ELIGIBLE,
    PLATFORM_CAP,
    PLATFORM_THRESHOLD,
    STATUS,
    UNKNOWN,
    Totals,
)


@dataclass(frozen=True)
class Decided:
    """A wide table for each list, and the totals."""

    subjects: dict[str, pa.Table]
    totals: Totals


def decide(connection: duckdb.DuckDBPyConnection, split: bool = False) -> Decided:
    """Everybody's awards; the connection knows `enterprises`, `platforms` and `live_bases`."""
    results, claimed = planned(connection, split)
    subjects = {name: connection.sql(query).to_arrow_table() for name, query in results.items()}
    entitled, paid, unknown = summed(subjects)
    return Decided(subjects, (entitled, claimed, paid, BUDGET, max(0, claimed - BUDGET), unknown))


def write(connection: duckdb.DuckDBPyConnection, output: Path) -> None:
    """The same into Parquet files."""
    for name, query in planned(connection, split=True)[0].items():
        connection.execute(f"COPY ({query}) TO '{output / name}.parquet' (FORMAT parquet)")


def planned(connection: duckdb.DuckDBPyConnection, split: bool) -> tuple[dict[str, str], int]:
    """The query of each list, and what is claimed before the budget."""
    for name, query in JUDGED.items():
        asks = f"({IN_QUESTION[name]}) IS NOT FALSE" if split else "true"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE judged_{name} AS {query.format(asks=asks)}")
    for statement in SERVED:
        connection.execute(statement)
    others, of_platforms = (int(each) for each in connection.sql(CLAIMED).fetchall()[0])
    claimed = others + of_platforms
    left = max(0, BUDGET - others) if claimed > BUDGET else claimed
    share = f"due * {BUDGET} // {others}" if others > BUDGET else "due"
    results = {name: query.format(share=share, left=left) for name, query in RESULTS.items()}
    if split:
        results = {name: f"{query} UNION ALL {nothing(name)}" for name, query in results.items()}
    return results, claimed


def summed(subjects: Mapping[str, pa.Table]) -> tuple[int, int, int]:
    """What all are entitled to, what is paid, and how many lines are unknown."""
    entitled = paid = unknown = 0
    for name, table in subjects.items():
        for award in AWARDS[name]:
            entitled += pc.sum(table[f"{award}_entitled_fen"]).as_py()
            paid += pc.sum(table[f"{award}_paid_fen"]).as_py()
            unknown += table[f"{award}_paid_fen"].null_count
    return entitled, paid, unknown


# Pieces of SQL


def since_founded(column: str) -> str:
    """A figure; zero where it is missing for a year before the founding."""
    return f"coalesce({column}, CASE WHEN founded_year > {column[-4:]} THEN 0 END)"


def of_tier(place: int) -> str:
    """What the growth tiers have at that place, for the highest tier whose sales are exceeded."""
    return "CASE " + " ".join(f"WHEN sales > {tier[0]} THEN {tier[place]}" for tier in GROWTH_TIERS) + " END"


def of_base(tier: tuple[int, ...]) -> str:
    """Whether a base meets a tier."""
    area, rooms, residents, hosts, above, _, _ = tier
    return (
        f"floor_area_m2 >= {area} AND live_rooms >= {rooms} AND resident_enterprises >= {residents}"
        f" AND hosts >= {hosts} AND sales > {above} AND NOT before > {above}"
    )


def entitled(holds: str, amount: str) -> str:
    """The amount where it holds, 0 where it does not, null where that is unknown."""
    return f"(CASE WHEN {holds} THEN {amount} WHEN NOT {holds} THEN 0 END)::BIGINT"


def code(holds: str) -> str:
    """Live where it holds, unknown where that is unknown."""
    return f"CASE WHEN {holds} THEN {LIVE} WHEN NOT {holds} THEN {NOT_ELIGIBLE} ELSE {UNKNOWN} END"


def code_of(own: str, other: str) -> str:
    """The code of one of two awards of which only one stays; both are unknown where neither surely wins."""
    return f"""CASE WHEN NOT {own} THEN {NOT_ELIGIBLE} WHEN {other}_wins THEN {EXCLUDED}
        WHEN {own} IS NULL OR (coalesce({other}, true) AND NOT {own}_wins) THEN {UNKNOWN} ELSE {LIVE} END"""


def given(award: str, code: str, tier: str, amount: str, paid: str) -> str:
    """The four columns of an award."""
    word = " ".join(f"WHEN {code} = {number} THEN '{STATUS[number]}'" for number in (NOT_ELIGIBLE, UNKNOWN, EXCLUDED))
    return f"""
        CASE {word} WHEN {paid} < {amount} THEN '{STATUS[-1]}' ELSE '{STATUS[LIVE]}' END AS {award}_status,
        {tier}::BIGINT AS {award}_tier,
        CASE WHEN {code} <> {UNKNOWN} THEN {amount} END AS {award}_entitled_fen,
        (CASE WHEN {code} = {LIVE} THEN {paid} WHEN {code} <> {UNKNOWN} THEN 0 END)::BIGINT AS {award}_paid_fen"""


def nothing(name: str) -> str:
    """The rows of a list that surely get nothing."""
    columns = ", ".join(f"'{STATUS[0]}', NULL, 0, 0" for _ in AWARDS[name])
    payee = "id" if name == "enterprises" else "operator"
    return f"SELECT id, {payee}, {columns} FROM {name} WHERE NOT ({IN_QUESTION[name]})"


#: False where a row surely gets nothing.
IN_QUESTION = {
    "enterprises": f"recognized AND (online_sales_2025 > {GROWTH_TIERS[-1][0]} OR agri_sales_2025 > {AGRI_THRESHOLD})",
    "platforms": f"self_built AND retail_sales_2025 >= {PLATFORM_THRESHOLD}",
    "live_bases": f"live_sales_2025 > {BASE_TIERS[-1][4]}",
}
ANY_TIER = " OR ".join(f"(sales > {above} AND NOT before > {above})" for above, _, _ in GROWTH_TIERS)
(*_, SECOND, MOST), (*_, FIRST, LEAST) = BASE_TIERS

#: By list, of those that are in question: for each award `_code` (a status) and `_entitled` (fen; null where unknown).
JUDGED = {
    "platforms": f"""SELECT *, {code("holds")} AS code,
        {entitled("holds", f"least(speciality, {PLATFORM_CAP})")} AS entitled
    FROM (SELECT id, operator, retail_sales_2025 AS retail, speciality_sales_2025 AS speciality,
        self_built AND retail >= {PLATFORM_THRESHOLD} AND (speciality IS NOT NULL OR NULL) AS holds
        FROM platforms WHERE {{asks}})""",
    "live_bases": f"""SELECT id, operator, CASE WHEN holds THEN tier END AS tier, {code("holds")} AS code,
        {entitled("holds", f"CASE tier WHEN {SECOND} THEN {MOST} ELSE {LEAST} END")} AS entitled
    FROM (SELECT id, operator, coalesce(higher, true) AS is_higher,
            CASE WHEN is_higher THEN higher ELSE lower END AS holds,
            CASE WHEN is_higher THEN {SECOND} ELSE {FIRST} END AS tier
        FROM (SELECT id, operator, {of_base(BASE_TIERS[0])} AS higher, {of_base(BASE_TIERS[1])} AS lower
            FROM (SELECT *, {since_founded("live_sales_2024")} AS before, {since_founded("live_sales_2025")} AS sales
                FROM live_bases WHERE {{asks}})))""",
    "enterprises": f"""SELECT *, {code_of("growth", "agricultural")} AS growth_code,
        {code_of("agricultural", "growth")} AS agricultural_code
    FROM (SELECT *,
            coalesce(growth AND ((agricultural AND growth_entitled >= agricultural_entitled)
                OR (agricultural IS NULL AND growth_entitled >= {AGRI_CAP})), false) AS growth_wins,
            coalesce(agricultural AND ((growth AND agricultural_entitled > growth_entitled)
                OR (growth IS NULL AND agricultural_entitled >= {GROWTH_CAP})), false) AS agricultural_wins
        FROM (SELECT id, growth, agricultural, CASE WHEN growth THEN {of_tier(1)} END AS growth_tier,
                {entitled("growth", of_tier(2))} AS growth_entitled,
                {entitled("agricultural", f"least(upstream, {AGRI_CAP})")} AS agricultural_entitled
            FROM (SELECT id, sales, upstream, recognized AND ({ANY_TIER}) AS growth,
                    recognized AND agri > {AGRI_THRESHOLD} AND (upstream IS NOT NULL OR NULL) AS agricultural
                FROM (SELECT id, recognized, {since_founded("online_sales_2024")} AS before,
                        {since_founded("online_sales_2025")} AS sales, {since_founded("agri_sales_2025")} AS agri,
                        {since_founded("agri_upstream_sales_2025")} AS upstream
                    FROM enterprises WHERE {{asks}}))))""",
}


def in_turn(lines: str, order: str, left: str) -> str:
    """Lines served in order, each operator's by themselves, until what is left to it is used up."""
    window = f"(PARTITION BY operator ORDER BY {order} ROWS UNBOUNDED PRECEDING)"
    return f"""SELECT *, greatest(0, least(entitled, {left} - (sum(entitled) OVER {window} - entitled)))::BIGINT AS due
        FROM {lines}"""


LIVE_BASES = f"""(SELECT judged.*, {ENTERPRISE_CAP} - coalesce(taken, 0) AS left_over FROM judged_live_bases AS judged
    LEFT JOIN (SELECT operator, sum(due) AS taken FROM platforms_served GROUP BY operator) USING (operator)
    WHERE code = {LIVE})"""
RANK = "speciality DESC, retail DESC, id"

#: Tables of the live lines, with what the caps leave of each: `due`.
SERVED = (
    f"""CREATE OR REPLACE TEMP TABLE platforms_served AS
    {in_turn(f"(SELECT * FROM judged_platforms WHERE code = {LIVE})", RANK, str(PLATFORM_CAP))}""",
    f"""CREATE OR REPLACE TEMP TABLE bases_served AS
    {in_turn(LIVE_BASES, "entitled DESC, id", "left_over")}""",
    f"""CREATE OR REPLACE TEMP TABLE enterprises_served AS
    SELECT id, least(CASE WHEN growth_code = {LIVE} THEN growth_entitled ELSE agricultural_entitled END,
        {ENTERPRISE_CAP} - coalesce(taken, 0))::BIGINT AS due
    FROM judged_enterprises LEFT JOIN (
        SELECT operator AS id, sum(due) AS taken
        FROM (SELECT operator, due FROM platforms_served UNION ALL SELECT operator, due FROM bases_served)
        GROUP BY operator) USING (id)
    WHERE growth_code = {LIVE} OR agricultural_code = {LIVE}""",
)

CLAIMED = """SELECT
    (SELECT coalesce(sum(due), 0) FROM bases_served) + (SELECT coalesce(sum(due), 0) FROM enterprises_served),
    (SELECT coalesce(sum(due), 0) FROM platforms_served)"""

#: What is given back, by list; `share` is what others get of their `due`, `left` what is there for platforms by rank.
RESULTS = {
    "enterprises": f"""SELECT id, id AS payee,
        {given("growth", "growth_code", "growth_tier", "growth_entitled", "({share})")},
        {given("agricultural", "agricultural_code", "NULL", "agricultural_entitled", "({share})")}
    FROM judged_enterprises LEFT JOIN enterprises_served USING (id)""",
    "platforms": f"""SELECT id, operator AS payee, {given("platform", "code", "NULL", "entitled", "paid")}
    FROM (SELECT id, operator, code, entitled, NULL AS paid FROM judged_platforms WHERE code <> {LIVE}
        UNION ALL SELECT id, operator, code, entitled,
            greatest(0, least(due, {{left}} - (sum(due) OVER (ORDER BY {RANK} ROWS UNBOUNDED PRECEDING) - due)))
        FROM platforms_served)""",
    "live_bases": f"""SELECT id, operator AS payee, {given("live_base", "code", "tier", "entitled", "({share})")}
    FROM (SELECT id, operator, tier, code, entitled, NULL AS due FROM judged_live_bases WHERE code <> {LIVE}
        UNION ALL SELECT id, operator, tier, code, entitled, due FROM bases_served)""",
}
