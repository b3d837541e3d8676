"""Distances to the next tier from frames: thing by thing, of each the cells that its criteria ask for."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.engines.columnar.expressions import asked_of_rows
from policyrules.facts.frames.names import ID, SHARE_SCALE, column_of
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.plots.distances import Found, next_tier
from policyrules.program.evaluate import Lookup
from policyrules.program.program import AwardRule

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

_REACHED = "$reached"


def frame_distances(decision: FrameDecision) -> Found:
    """Who is how far from which tier, by award and tier."""
    found: Found = {}
    backend = decision.facts.backend
    lines = backend.lazy(decision.awards)
    for award in decision.program.awards:
        if not award.open or not decision.facts.has(award.subject):
            continue
        asked = asked_of_rows(
            [each.test for tier in award.tiers for each in tier.criteria], decision.facts.facts.objects
        )
        reached = (
            lines.filter(nw.col("award") == award.id)
            .group_by("subject")
            .agg(nw.col("tier").max().fill_null(0).alias(_REACHED))
        )
        table = decision.facts.table(award.subject, asked).join(reached, left_on=ID, right_on="subject", how="left")
        for row in backend.collected(table).iter_rows(named=True):
            _add(found, award, row, decision)
    return found


def _add(found: Found, award: AwardRule, row: Mapping[str, Any], decision: FrameDecision) -> None:
    near = next_tier(award, row[_REACHED] or 0, str(row[ID]), _lookup(row, decision), decision.year)
    if near is not None:
        tier, distance = near
        found.setdefault((award.index, tier.number), []).append(distance)


def _lookup(row: Mapping[str, Any], decision: FrameDecision) -> Lookup:
    """What formulas find in a row, and in the circumstances that all share."""
    circumstances = decision.facts.facts.objects

    def look(attribute: Attribute) -> Value | None:
        if attribute.owner != SUBJECT and attribute.owner in circumstances:
            return circumstances[attribute.owner].value(attribute.field, attribute.year, attribute.member)
        found: Value | None = row[column_of(attribute)]
        if attribute.kind is Kind.RATE and isinstance(found, int):
            return Fraction(found, SHARE_SCALE)
        return found

    return look
