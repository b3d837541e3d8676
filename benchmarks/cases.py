"""Enterprise cases with one platform and one base each: as facts, and as flat rows for the peers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

YEAR = 2025
ENTERPRISE = "E1"

#: Fen and whole numbers by name; None where the figure is unknown.
Row = dict[str, int | None]
#: What is paid for the platform, the base, growth and agricultural sales, in fen; None where unknown.
Payments = tuple[int | None, int | None, int | None, int | None]


@dataclass(frozen=True)
class Case:
    """One case, in both shapes."""

    name: str
    facts: dict[str, Any]
    row: Row


def case(
    name: str,
    *,
    recognized: bool = True,
    sales: tuple[int | None, int | None],
    agri: tuple[int | None, int | None],
    platform: tuple[bool, int, int],
    base: tuple[int, int, int, int],
    live: tuple[int | None, int | None],
    paid: int = 0,
) -> Case:
    """A case from its figures: whole yuan, pairs of 2024 and 2025 (`agri`: all and upstream sales of 2025).

    `paid` is what the enterprise got in the sales year for another base, which is no part of the case.
    """
    facts: dict[str, Any] = {
        "enterprises": [
            {
                "id": ENTERPRISE,
                "name": "甲公司",
                "county": "南康区",
                "founded_year": 2019,
                "recognized": recognized,
                "online_sales": {"2024": sales[0], "2025": sales[1]},
                "agri_sales": {"2025": agri[0]},
                "agri_upstream_sales": {"2025": agri[1]},
            }
        ],
        "platforms": [
            {
                "id": "P1",
                "operator": ENTERPRISE,
                "self_built": platform[0],
                "retail_sales": {"2025": platform[1]},
                "speciality_sales": {"2025": platform[2]},
            }
        ],
        "live_bases": [
            {
                "id": "B1",
                "operator": ENTERPRISE,
                "floor_area_m2": base[0],
                "live_rooms": base[1],
                "resident_enterprises": base[2],
                "hosts": base[3],
                "live_sales": {"2024": live[0], "2025": live[1]},
            }
        ],
    }
    if paid:
        entry = {
            "year": 2025,
            "award": "live_base",
            "tier": 1,
            "enterprise": ENTERPRISE,
            "subject": "B0",
            "amount": paid,
        }
        facts["awards_paid"] = [entry]
    row: Row = {
        "recognized": int(recognized),
        "sales_before": fen(sales[0]),
        "sales": fen(sales[1]),
        "agri": fen(agri[0]),
        "upstream": fen(agri[1]),
        "self_built": int(platform[0]),
        "retail": fen(platform[1]),
        "speciality": fen(platform[2]),
        "area": base[0],
        "rooms": base[1],
        "residents": base[2],
        "hosts": base[3],
        "live_before": fen(live[0]),
        "live": fen(live[1]),
        "paid": paid * 100,
    }
    return Case(name, facts, row)


def fen(yuan: int | None) -> int | None:
    return None if yuan is None else yuan * 100


CASES = (
    case(
        "everything eligible",
        sales=(90_000_000, 450_000_000),
        agri=(22_000_000, 21_000_000),
        platform=(True, 50_000_000, 40_000_000),
        base=(1_200, 25, 35, 40),
        live=(10_000_000, 60_000_000),
    ),
    case(
        "small, nothing eligible",
        recognized=False,
        sales=(3_100_000, 3_600_000),
        agri=(800_000, 500_000),
        platform=(True, 1_900_000, 1_200_000),
        base=(260, 4, 6, 7),
        live=(900_000, 1_300_000),
    ),
    case(
        "base unknown, agricultural paid",
        sales=(40_000_000, 60_000_000),
        agri=(15_000_000, 12_345_678),
        platform=(False, 8_000_000, 6_000_000),
        base=(700, 12, 22, 25),
        live=(None, 30_000_000),
    ),
    case(
        "agricultural unknown, growth kept",
        sales=(80_000_000, 130_000_000),
        agri=(None, None),
        platform=(True, 6_000_000, 4_567_890),
        base=(700, 12, 22, 25),
        live=(1_000_000, 30_000_000),
    ),
    case(
        "cap bites",
        sales=(90_000_000, 450_000_000),
        agri=(22_000_000, 21_000_000),
        platform=(True, 50_000_000, 40_000_000),
        base=(1_200, 25, 35, 40),
        live=(10_000_000, 60_000_000),
        paid=100_000,
    ),
)

#: What every contender must pay, in fen.
EXPECTED: dict[str, Payments] = {
    "everything eligible": (30_000_000, 20_000_000, 50_000_000, 0),
    "small, nothing eligible": (0, 0, 0, 0),
    "base unknown, agricultural paid": (0, None, 0, 12_345_678),
    "agricultural unknown, growth kept": (4_567_890, 10_000_000, 20_000_000, 0),
    "cap bites": (30_000_000, 20_000_000, 40_000_000, 0),
}
