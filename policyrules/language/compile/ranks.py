"""Whether awards that are served by rank can be ranked against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyrules.errors import Place
from policyrules.language.compile.report import Report
from policyrules.language.definition import Award, Chosen
from policyrules.language.quantities import Kind
from policyrules.text import Text


@dataclass(frozen=True)
class Ranks:
    """The rankings of the awards that could be read."""

    report: Report
    awards: Mapping[str, Award]

    def check(self, names: Sequence[str], place: Place) -> None:
        """Report awards without a rank, or whose ranks cannot be compared."""
        first: tuple[str, tuple[Kind, ...]] | None = None
        for name in names:
            award = self.awards.get(name)
            if award is None:
                continue
            for kinds in _rankings(award):
                if not kinds:
                    allowed = Text(
                        f"奖励 `{name}` 没有 `rank`，无法排名",
                        f"the award `{name}` has no `rank` to serve it by",
                    )
                    self.report.add(place, "rank", "", allowed)
                    break
                first = first or (name, kinds)
                if kinds != first[1]:
                    allowed = Text(
                        f"`{first[0]}` 与 `{name}` 的排名依据须同数同类",
                        f"`{first[0]}` and `{name}` must be ranked by figures of the same kinds",
                    )
                    self.report.add(place, "rank", "", allowed)
                    break


def _rankings(award: Award) -> list[tuple[Kind, ...]]:
    rankings = award.rank.options.values() if isinstance(award.rank, Chosen) else [award.rank]
    return [tuple(each.kind for each in ranking) for ranking in rankings]
