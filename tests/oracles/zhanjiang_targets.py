"""The Zhanjiang cultivation targets (三（一）（二）), written a second time from the checked reading alone.

Where the reading leaves a corner open, this writing takes it so:

* the number is the city's: a unit contributes, and has no bound;
* what is sure is the value where it decides; `range` says how far the value is open;
* one whose county is not known may be of any unit;
* `pipeline` names at most five that surely do not count and are no sole traders (where those do not count), whose
  figure is known and not above the bound; their `gap` is the least that is lacking: a fen where it is exactly hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oracles.ganzhou import WAN, YI, fen, money
from oracles.zhanjiang import DEFAULTS, UNITS, Json, Truth, every, unit_of

#: Clause, more than how much, how many, and the band above.
TARGETS: dict[str, tuple[str, int, int, int | None]] = {
    "over_100m": ("三（一）", 1 * YI, 2, None),
    "over_10m": ("三（一）", 1000 * WAN, 20, 1 * YI),
    "over_5m": ("三（二）", 500 * WAN, 30, 1000 * WAN),
}


@dataclass(frozen=True)
class Enterprise:
    """One enterprise (or sole trader) of the facts, in one year."""

    id: str
    pointer: str
    county: str | None
    legal_form: str | None
    sales: int | None
    year: int

    def counts(self, target: str, options: Mapping[str, str]) -> Truth:
        """Whether it counts for a target."""
        _, bound, _, above = TARGETS[target]
        sales: Truth = None if self.sales is None else self.sales > bound
        if sales and above is not None and options["target_bands"] == "separate":
            sales = self.sales is not None and self.sales <= above
        return every([self.may_count(options), sales])

    def may_count(self, options: Mapping[str, str]) -> Truth:
        """A sole trader is no enterprise, unless it is taken for one."""
        if options["sole_traders_count"] == "yes":
            return True
        return None if self.legal_form is None else self.legal_form != "sole_trader"

    def open(self, options: Mapping[str, str]) -> list[str]:
        """What must be known to say whether it counts."""
        found = [f"{self.pointer}/legal_form"] if self.may_count(options) is None else []
        return [*found, *([f"{self.pointer}/online_retail_sales/{self.year}"] if self.sales is None else [])]


def enterprises(facts: Mapping[str, Any], year: int) -> list[Enterprise]:
    """All enterprises, by id."""
    found = []
    for i, each in enumerate(facts.get("enterprises") or []):
        sales = (each.get("online_retail_sales") or {}).get(str(year))
        found.append(
            Enterprise(
                id=each["id"],
                pointer=f"/enterprises/{i}",
                county=unit_of(each.get("county")),
                legal_form=each.get("legal_form"),
                sales=None if sales is None else fen(sales),
                year=year,
            )
        )
    return sorted(found, key=lambda each: each.id)


def line(found: list[Enterprise], year: int, target: str, unit: str | None, options: Mapping[str, str]) -> Json:
    """One target, for the city or for one unit."""
    clause, bound, goal, _ = TARGETS[target]
    here = [each for each in found if unit in (None, each.county)]
    nowhere = [each for each in found if unit is not None and each.county is None]
    sure = [each for each in here if each.counts(target, options)]
    maybe = {each.id: each for each in here if each.counts(target, options) is None}
    maybe.update({each.id: each for each in nowhere if each.counts(target, options) is not False})
    least, most = len(sure), len(sure) + len(maybe)
    verdict = "no_bound" if unit else "met" if least >= goal else "unknown" if most >= goal else "not_met"
    known = least == most or verdict in ("met", "not_met")
    open_ = {pointer for each in maybe.values() for pointer in each.open(options)}
    open_ |= {f"{each.pointer}/county" for each in nowhere if each.id in maybe}
    below = sorted(
        (bound - each.sales, each.id)
        for each in here
        if each.counts(target, options) is False and each.may_count(options) is not False
        if each.sales is not None and each.sales <= bound
    )
    return {
        "target": target,
        "clause": clause,
        **({"county": unit} if unit else {}),
        "modality": "expected",
        "by": None,
        "year": year,
        "value": str(least) if known else None,
        **({} if least == most else {"range": [str(least), str(most)]}),
        "bound": None if unit else str(goal),
        "strict": False,
        "verdict": verdict,
        "gap": None if unit or verdict == "unknown" else str(max(goal - least, 0)),
        "counted": [each.id for each in sure],
        "possible": sorted(maybe),
        "pipeline": [
            {"id": name, "value": money(bound - gap), "bound": money(bound), "gap": money(gap + 1)}
            for gap, name in below[:5]
        ],
        "missing": [] if known else sorted(open_),
    }


def targets(facts: Mapping[str, Any], year: int, options: Mapping[str, str] | None = None) -> Iterator[Json]:
    """All lines of the section `targets`."""
    chosen, found = {**DEFAULTS, **(options or {})}, enterprises(facts, year)
    for target in TARGETS:
        for unit in (None, *sorted(UNITS)):
            yield line(found, year, target, unit, chosen)
