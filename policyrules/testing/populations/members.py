"""The things of one list: how many, whose they are, how large each is, and which are near the thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policyrules.language.vocabulary import Field, Vocabulary
from policyrules.testing.populations.columns import Column, Sort
from policyrules.testing.populations.draws import Draws, Mask, Whole, Words, chance, odds, part
from policyrules.testing.populations.plan import ListPlan

#: How many things in 65,536 are drawn near thresholds: of lists whose things are few and chosen, and of others.
_SELECT, _OTHERS = 8192, 512
#: The golden ratio in 2**-16: steps of it fill a ladder evenly, however many they are.
_GOLDEN = 40503


@dataclass(frozen=True)
class Members:
    """The things of one list.

    `odds` are their sizes (see `draws.odds`), `parents` the rows of those to whom they belong, `near` the rows of those
    that are drawn near thresholds. Of these `place` says where on the ladder of thresholds, in 2**-16 (they
    take its places in turn, so that even few take all), and `sure` whether they reach theirs with everything.
    """

    plan: ListPlan
    count: int
    parents: Whole | None
    odds: Whole
    near: Whole
    place: Whole
    sure: Mask

    @property
    def sure_rows(self) -> Whole:
        """The rows of those that reach their thresholds with everything."""
        rows: Whole = self.near[self.sure]
        return rows


def members(plan: ListPlan, count: int, parents: Whole | None, draws: Draws) -> Members:
    """`count` things of a list, that belong to `parents` of another."""
    words = draws.words(count, plan.name)
    near = np.flatnonzero(chance(words, _SELECT if plan.is_select else _OTHERS))
    place = (np.arange(len(near)) * _GOLDEN) & 0xFFFF
    return Members(plan, count, parents, odds(words), near, place, part(words[near], 16, 2) != 0)


@dataclass(frozen=True)
class Drawing:
    """What drawing the columns of one list needs.

    `counts` are the lengths of the lists that there are already; `missing` of 65,536 figures are left open.
    """

    of: Members
    vocabulary: Vocabulary
    year: int
    draws: Draws
    missing: int
    counts: Mapping[str, int]

    @property
    def plan(self) -> ListPlan:
        """The plan of the list."""
        return self.of.plan

    def words(self, key: str, *further: str | int) -> Words:
        """A word for each thing, for one field of it, or one part of that."""
        return self.draws.words(self.of.count, self.plan.name, key, *further)

    def column(
        self,
        key: str,
        field: Field,
        words: Words,
        values: NDArray[Any],
        sort: Sort = "whole",
        said: tuple[str, ...] = (),
    ) -> Column:
        """A column with its gaps: the lowest bits of the words say where."""
        missing = chance(words, self.missing) if self.missing and not field.required else None
        return Column(key, None, sort, values, missing, said)
