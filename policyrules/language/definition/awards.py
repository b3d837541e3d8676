"""Awards, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.language.definition.common import Chosen, Criterion
from policyrules.language.tree import Expression
from policyrules.text import Text


@dataclass(frozen=True)
class Award:
    """Whom an award goes to, on which criteria, and how much it is."""

    id: str
    clause: str
    label: Text
    subject: str
    payee: str | None
    payer: Text | None
    once: bool
    first_year: Expression
    last_year: Expression
    tiers: Mapping[int, str]
    combine: str | Chosen[str]
    after_lower_tier: str | Chosen[str]
    criteria: tuple[Criterion, ...]
    amount: Expression
    cap: Expression | None
    rank: tuple[Expression, ...] | Chosen[tuple[Expression, ...]]
