"""The same rules as a plain Python function over one flat row."""

from __future__ import annotations

from benchmarks.cases import Payments, Row

WAN = 1_000_000
YI = 10_000 * WAN

PLATFORM_THRESHOLD, PLATFORM_CAP = 500 * WAN, 30 * WAN
AGRI_THRESHOLD, AGRI_CAP = 1_000 * WAN, 20 * WAN
ENTERPRISE_CAP = 100 * WAN
#: Area, rooms, residents, hosts (at least), sales (above), reward; the higher tier first.
BASE_TIERS = ((1_000, 20, 30, 30, 5_000 * WAN, 20 * WAN), (500, 10, 20, 20, 2_000 * WAN, 10 * WAN))
#: Sales (above), reward; the highest tier first.
GROWTH_TIERS = ((4 * YI, 50 * WAN), (3 * YI, 40 * WAN), (2 * YI, 30 * WAN), (YI, 20 * WAN))


def decide(row: Row) -> Payments:
    """The payments of one case."""
    return settle(platform(row), base(row), growth(row), agricultural(row), row["paid"] or 0)


def platform(row: Row) -> int | None:
    built, retail, speciality = row["self_built"], row["retail"], row["speciality"]
    if built == 0 or (retail is not None and retail < PLATFORM_THRESHOLD):
        return 0
    if built is None or retail is None or speciality is None:
        return None
    return min(speciality // 100, PLATFORM_CAP)


def base(row: Row) -> int | None:
    area, rooms, residents, hosts = row["area"], row["rooms"], row["residents"], row["hosts"]
    live, before = row["live"], row["live_before"]
    for least_area, least_rooms, least_residents, least_hosts, above, reward in BASE_TIERS:
        if (
            (area is not None and area < least_area)
            or (rooms is not None and rooms < least_rooms)
            or (residents is not None and residents < least_residents)
            or (hosts is not None and hosts < least_hosts)
            or (live is not None and live <= above)
            or (before is not None and before > above)
        ):
            continue
        return None if None in (area, rooms, residents, hosts, live, before) else reward
    return 0


def growth(row: Row) -> int | None:
    recognized, sales, before = row["recognized"], row["sales"], row["sales_before"]
    if recognized == 0:
        return 0
    for above, reward in GROWTH_TIERS:
        if (sales is not None and sales <= above) or (before is not None and before > above):
            continue
        return None if None in (recognized, sales, before) else reward
    return 0


def agricultural(row: Row) -> int | None:
    recognized, agri, upstream = row["recognized"], row["agri"], row["upstream"]
    if recognized == 0 or (agri is not None and agri <= AGRI_THRESHOLD):
        return 0
    if recognized is None or agri is None or upstream is None:
        return None
    return min(upstream // 100, AGRI_CAP)


def settle(platform: int | None, base: int | None, growth: int | None, agricultural: int | None, paid: int) -> Payments:
    """Limits over several lines: only the higher of growth and agricultural, then the enterprise's cap."""
    if growth != 0 and agricultural != 0:
        growth, agricultural = _higher(growth, agricultural)
    left = max(0, ENTERPRISE_CAP - paid)
    found = []
    for due in (platform, base, growth, agricultural):
        served = due if due is None else min(due, left)
        left -= served or 0
        found.append(served)
    return (found[0], found[1], found[2], found[3])


def _higher(growth: int | None, agricultural: int | None) -> tuple[int | None, int | None]:
    """An unknown side loses only to a known one that is at least the most it could be."""
    if growth is not None and growth >= (AGRI_CAP if agricultural is None else agricultural):
        return growth, 0
    if agricultural is not None and growth is not None:
        return 0, agricultural
    return None, None
