"""Ganzhou's awards for OpenFisca: who is entitled to what, before any limit over several lines."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks import population_rules as rules
from benchmarks.population_openfisca_truths import (
    Enterprise,
    Site,
    Status,
    Truth,
    are,
    at_least,
    both,
    calculated,
    claims,
    either,
    figure,
    met,
    negated,
)
from benchmarks.population_rules import (
    AGRI_CAP,
    AGRI_THRESHOLD,
    BASE_TIERS,
    GROWTH_TIERS,
    PLATFORM_CAP,
    PLATFORM_THRESHOLD,
)

INPUTS = {
    Enterprise: {
        "founded_year": int,
        "recognized": bool,
        "online_sales": int,
        "agri_sales": int,
        "agri_upstream_sales": int,
    },
    Site: {
        "base_founded_year": int,
        "self_built": bool,
        "retail_sales": int,
        "speciality_sales": int,
        "floor_area_m2": int,
        "live_rooms": int,
        "resident_enterprises": int,
        "hosts": int,
        "live_sales": int,
    },
}


@calculated(Site, Status)
def platform_claim(site: Any, period: Any) -> Any:
    speciality_known = site("speciality_sales_known", period)
    holds = both(
        met(*figure(site, "self_built", period)),
        at_least(site, "retail_sales", period, PLATFORM_THRESHOLD),
        (speciality_known, np.zeros(site.count, bool)),
    )
    of_platforms = site("is_platform", period)
    return claims((holds[0] & of_platforms, holds[1] | ~of_platforms))


@calculated(Site)
def platform_entitled(site: Any, period: Any) -> Any:
    live = are(site, "platform_claim", period, rules.LIVE)
    return np.where(live, np.minimum(site("speciality_sales", period), PLATFORM_CAP), 0)


def meets(site: Any, period: Any, tier: tuple[int, ...]) -> Truth:
    area, rooms, residents, hosts, above, _, _ = tier
    sales, known = figure(site, "live_sales", period, "base_founded_year")
    before, known_before = figure(site, "live_sales", period.last_year, "base_founded_year")
    return both(
        at_least(site, "floor_area_m2", period, area),
        at_least(site, "live_rooms", period, rooms),
        at_least(site, "resident_enterprises", period, residents),
        at_least(site, "hosts", period, hosts),
        met(sales > above, known),
        met(before <= above, known_before),
    )


@calculated(Site)
def live_base_tier_in_question(site: Any, period: Any) -> Any:
    """The highest tier that is not surely missed, 0 for none."""
    of_bases = ~site("is_platform", period)
    missed = [meets(site, period, tier)[1] for tier in BASE_TIERS]
    return np.select([of_bases & ~each for each in missed], [tier[5] for tier in BASE_TIERS], 0)


@calculated(Site, Status)
def live_base_claim(site: Any, period: Any) -> Any:
    tier = site("live_base_tier_in_question", period)
    holds = [meets(site, period, each)[0] for each in BASE_TIERS]
    is_met = np.select([tier == each[5] for each in BASE_TIERS], holds, False)
    return claims((is_met, tier == 0))


@calculated(Site)
def live_base_tier(site: Any, period: Any) -> Any:
    live = are(site, "live_base_claim", period, rules.LIVE)
    return np.where(live, site("live_base_tier_in_question", period), 0)


@calculated(Site)
def live_base_entitled(site: Any, period: Any) -> Any:
    tier = site("live_base_tier", period)
    return np.select([tier == each[5] for each in BASE_TIERS], [each[6] for each in BASE_TIERS], 0)


@calculated(Enterprise, Status)
def growth_claim(enterprise: Any, period: Any) -> Any:
    sales, known = figure(enterprise, "online_sales", period, "founded_year")
    before, known_before = figure(enterprise, "online_sales", period.last_year, "founded_year")
    tiers = [
        both(met(sales > above, known), negated(met(before > above, known_before))) for above, _, _ in GROWTH_TIERS
    ]
    return claims(both(met(*figure(enterprise, "recognized", period)), either(*tiers)))


@calculated(Enterprise)
def growth_tier(enterprise: Any, period: Any) -> Any:
    live = are(enterprise, "growth_claim", period, rules.LIVE)
    return np.where(live, by_tier(enterprise("online_sales", period), 1), 0)


@calculated(Enterprise)
def growth_entitled(enterprise: Any, period: Any) -> Any:
    live = are(enterprise, "growth_claim", period, rules.LIVE)
    return np.where(live, by_tier(enterprise("online_sales", period), 2), 0)


@calculated(Enterprise, Status)
def agricultural_claim(enterprise: Any, period: Any) -> Any:
    sales, known = figure(enterprise, "agri_sales", period, "founded_year")
    _, upstream_known = figure(enterprise, "agri_upstream_sales", period, "founded_year")
    return claims(
        both(
            met(*figure(enterprise, "recognized", period)),
            met(sales > AGRI_THRESHOLD, known),
            (upstream_known, np.zeros(enterprise.count, bool)),
        )
    )


@calculated(Enterprise)
def agricultural_entitled(enterprise: Any, period: Any) -> Any:
    live = are(enterprise, "agricultural_claim", period, rules.LIVE)
    return np.where(live, np.minimum(enterprise("agri_upstream_sales", period), AGRI_CAP), 0)


def by_tier(sales: Any, place: int) -> Any:
    """What the growth tiers have at that place, for the highest tier whose sales are exceeded."""
    return np.select([sales > tier[0] for tier in GROWTH_TIERS], [tier[place] for tier in GROWTH_TIERS], 0)
