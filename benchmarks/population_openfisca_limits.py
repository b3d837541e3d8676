"""Ganzhou's limits over several lines for OpenFisca: caps, the higher of two awards, the budget."""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import EnumArray

from benchmarks import population_rules as rules
from benchmarks.population_openfisca_truths import Enterprise, Site, Status, are, calculated, coded
from benchmarks.population_rules import AGRI_CAP, BUDGET, ENTERPRISE_CAP, GROWTH_CAP, PLATFORM_CAP


def rank(site: Any, period: Any) -> tuple[Any, ...]:
    """The order of platforms."""
    return site("order_of_id", period), -site("retail_sales", period), -site("speciality_sales", period)


@calculated(Site)
def platform_due(site: Any, period: Any) -> Any:
    left = np.full(site.count, PLATFORM_CAP)
    return in_turn(site("platform_entitled", period), rank(site, period), left, site.enterprise.members_entity_id)


@calculated(Site)
def platform_paid(site: Any, period: Any) -> Any:
    due = site("platform_due", period)
    others = site.enterprise("claimed_by_others", period)
    left = BUDGET - others[0] if len(others) else BUDGET
    return due if due.sum() <= left else in_turn(due, rank(site, period), max(0, left))


@calculated(Site)
def live_base_due(site: Any, period: Any) -> Any:
    amounts = site("live_base_entitled", period)
    left = ENTERPRISE_CAP - site.enterprise("taken_by_platforms", period)
    return in_turn(amounts, (site("order_of_id", period), -amounts), left, site.enterprise.members_entity_id)


@calculated(Site)
def live_base_paid(site: Any, period: Any) -> Any:
    return shared(site("live_base_due", period), site.enterprise("claimed_by_others", period))


@calculated(Enterprise)
def taken_by_platforms(enterprise: Any, period: Any) -> Any:
    return of_sites(enterprise, enterprise.members("platform_due", period))


@calculated(Enterprise)
def left_of_cap(enterprise: Any, period: Any) -> Any:
    by_bases = of_sites(enterprise, enterprise.members("live_base_due", period))
    return ENTERPRISE_CAP - enterprise("taken_by_platforms", period) - by_bases


@calculated(Enterprise, Status)
def growth_settled(enterprise: Any, period: Any) -> Any:
    return settled(enterprise, period, "growth", "agricultural")


@calculated(Enterprise, Status)
def agricultural_settled(enterprise: Any, period: Any) -> Any:
    return settled(enterprise, period, "agricultural", "growth")


def settled(enterprise: Any, period: Any, own: str, other: str) -> EnumArray:
    """Of growth and agricultural sales only the higher stays, growth on a tie; else both are unknown."""
    live = {award: are(enterprise, f"{award}_claim", period, rules.LIVE) for award in (own, other)}
    missed = {award: are(enterprise, f"{award}_claim", period, rules.NOT_ELIGIBLE) for award in (own, other)}
    growth, agricultural = (enterprise(f"{award}_entitled", period) for award in ("growth", "agricultural"))
    both_live = live[own] & live[other]
    unknown = {award: ~live[award] & ~missed[award] for award in (own, other)}
    wins = {
        "growth": live["growth"]
        & ((both_live & (growth >= agricultural)) | (unknown["agricultural"] & (growth >= AGRI_CAP))),
        "agricultural": live["agricultural"]
        & ((both_live & (agricultural > growth)) | (unknown["growth"] & (agricultural >= GROWTH_CAP))),
    }
    is_open = unknown[own] | (live[own] & ~missed[other] & ~wins[own])
    codes = [rules.NOT_ELIGIBLE, rules.EXCLUDED, rules.UNKNOWN]
    return coded(np.select([missed[own], wins[other], is_open], codes, rules.LIVE))


@calculated(Enterprise)
def growth_due(enterprise: Any, period: Any) -> Any:
    return due(enterprise, period, "growth")


@calculated(Enterprise)
def agricultural_due(enterprise: Any, period: Any) -> Any:
    return due(enterprise, period, "agricultural")


def due(enterprise: Any, period: Any, award: str) -> Any:
    """What the cap of the enterprise leaves of the award that stays."""
    live = are(enterprise, f"{award}_settled", period, rules.LIVE)
    amount = enterprise(f"{award}_entitled", period)
    return np.where(live, np.minimum(amount, enterprise("left_of_cap", period)), 0)


@calculated(Enterprise)
def claimed_by_others(enterprise: Any, period: Any) -> Any:
    """What all claim but the platforms: the same for everyone."""
    bases = enterprise.members("live_base_due", period).sum()
    total = bases + enterprise("growth_due", period).sum() + enterprise("agricultural_due", period).sum()
    return np.full(enterprise.count, total)


def shared(due: Any, total: Any) -> Any:
    """The share of each in the budget, where the total is above it."""
    return due if not len(total) or total[0] <= BUDGET else due * BUDGET // total[0]


@calculated(Enterprise)
def growth_paid(enterprise: Any, period: Any) -> Any:
    return shared(enterprise("growth_due", period), enterprise("claimed_by_others", period))


@calculated(Enterprise)
def agricultural_paid(enterprise: Any, period: Any) -> Any:
    return shared(enterprise("agricultural_due", period), enterprise("claimed_by_others", period))


def reduced(population: Any, period: Any, claim: str, award: str) -> EnumArray:
    """The final status: a live line of which a limit took something is reduced."""
    codes = population(claim, period).view(np.ndarray)
    cut = population(f"{award}_paid", period) < population(f"{award}_entitled", period)
    return coded(codes + (cut & (codes == rules.LIVE)))


@calculated(Enterprise, Status)
def growth_status(enterprise: Any, period: Any) -> Any:
    return reduced(enterprise, period, "growth_settled", "growth")


@calculated(Enterprise, Status)
def agricultural_status(enterprise: Any, period: Any) -> Any:
    return reduced(enterprise, period, "agricultural_settled", "agricultural")


@calculated(Site, Status)
def platform_status(site: Any, period: Any) -> Any:
    return reduced(site, period, "platform_claim", "platform")


@calculated(Site, Status)
def live_base_status(site: Any, period: Any) -> Any:
    return reduced(site, period, "live_base_claim", "live_base")


def in_turn(amounts: Any, order: tuple[Any, ...], left: Any, group: Any = None) -> Any:
    """The amounts served in order (the last key decides first), by group, until what is left is used up."""
    keys = order if group is None else (*order, group)
    live = np.flatnonzero(amounts)
    live = live[np.lexsort([key[live] for key in keys])]
    due = amounts[live]
    before = np.cumsum(due) - due
    if group is not None:
        first = np.ones(len(live), bool)
        first[1:] = group[live[1:]] != group[live[:-1]]
        before -= np.maximum.accumulate(np.where(first, before, 0))
        left = left[live]
    served = np.zeros_like(amounts)
    served[live] = np.clip(left - before, 0, due)
    return served


def of_sites(enterprise: Any, amounts: Any) -> Any:
    """The sums of the sites' amounts. (`enterprise.sum` ends at the last enterprise that has a site.)"""
    sums = np.bincount(enterprise.members_entity_id, weights=amounts, minlength=enterprise.count)
    return sums.astype(np.int64)
