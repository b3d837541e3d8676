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
        found = {name: _rankings(self.awards[name]) for name in names if name in self.awards}
        without = [name for name, rankings in found.items() if () in rankings]
        if without:
            listed = ", ".join(f"`{name}`" for name in without)
            allowed = Text(f"奖励 {listed} 没有 `rank`，无法排名", f"no `rank` to serve the award {listed} by")
            self.report.add(place, "rank", "", allowed)
        elif len({kinds for rankings in found.values() for kinds in rankings}) > 1:
            listed = ", ".join(f"`{name}`" for name in found)
            allowed = Text(f"{listed} 的排名依据须同数同类", f"{listed} must be ranked by figures of the same kinds")
            self.report.add(place, "rank", "", allowed)


def _rankings(award: Award) -> list[tuple[Kind, ...]]:
    rankings = award.rank.options.values() if isinstance(award.rank, Chosen) else [award.rank]
    return [tuple(each.kind for each in ranking) for ranking in rankings]
