"""The Ganzhou targets (parts 一 and 二) written a second time, in plain Python, from the checked reading alone.

Like `ganzhou.py` it imports nothing of the library and takes valid facts. What is counted is counted by trying: an
enterprise surely counts if it does whatever its unknown figures are.

Where the reading leaves a corner open, this writing takes it so:

* a target of a later year is measured with the figures of the decision's year;
* before 2024 nothing has been cumulated yet, and no figure would change that;
* `pipeline` names at most five that surely do not count, whose figure of the year is known and not above the bound;
  their `gap` is the least that is lacking: a fen where the bound is exactly hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from oracles.ganzhou import WAN, YI, Thing, money, number

ZONES = ["赣州经开区", "蓉江新区"]
UNITS = [
    "章贡区", "南康区", "赣县区", "信丰县", "大余县", "上犹县", "崇义县", "安远县", "定南县",
    "全南县", "宁都县", "于都县", "兴国县", "会昌县", "寻乌县", "石城县", "瑞金市", "龙南市",
    *ZONES,
]  # fmt: skip
ENTERPRISE_BOUND = 1000 * WAN
Json = dict[str, Any]

#: Quantities of the city: clause, the fact, kind, bound, strict, deadline, how strongly.
MEASURED: dict[str, tuple[str, str, str, Fraction | int | None, bool, int, str]] = {
    "online_retail": ("一", "online_retail", "money", 800 * YI, True, 2026, "strive"),
    "agri_online_retail": ("一", "agri_online_retail", "money", 100 * YI, False, 2026, "expected"),
    "strong_towns": ("一", "strong_towns", "count", None, False, 2026, "expected"),
    "pilot_counties": ("一", "pilot_counties", "count", None, False, 2026, "expected"),
    "courier_2024": ("二（八）", "courier_village_share", "share", Fraction(4, 5), False, 2024, "expected"),
    "courier_2026": ("二（八）", "courier_village_share", "share", Fraction(1), False, 2026, "expected"),
    "parcel_24h": ("二（八）", "parcel_24h_share", "share", None, False, 2026, "expected"),
}
#: Numbers of enterprises: how many, and by when.
COUNTED = {"agri_enterprises_2024": (9, 2024), "agri_enterprises_2026": (20, 2026)}
ORDER = [
    "online_retail",
    "agri_online_retail",
    "strong_towns",
    "pilot_counties",
    "agri_enterprises_2024",
    "agri_enterprises_2026",
    "courier_2024",
    "courier_2026",
    "parcel_24h",
]


def unit_of(written: str | None) -> str | None:
    """The official name of a county, which may be written with another of 区, 市 and 县, or with none."""
    for unit in UNITS:
        if written == unit or (unit not in ZONES and written in {unit[:-1] + suffix for suffix in ("", *"区市县")}):
            return unit
    return None


def text(kind: str, value: Fraction | int | None) -> str | None:
    """A figure as the interface writes it: amounts with two decimals, shares as decimals, counts as digits."""
    if value is None or kind == "money":
        return money(None if value is None else int(value))
    digits = Fraction(value)
    places = next(places for places in range(60) if (digits * 10**places).denominator == 1)
    whole = f"{int(digits * 10**places):0{places + 1}d}"
    return whole if places == 0 else f"{whole[:-places]}.{whole[-places:]}"


def verdict(least: Any, most: Any, bound: Any, strict: bool) -> str:
    """Met if it surely is, not met if it surely is not."""
    if bound is None:
        return "no_bound"
    if least is None:
        return "unknown"
    reached, reachable = (value > bound if strict else value >= bound for value in (least, most))
    return "met" if reached else "unknown" if reachable else "not_met"


def measured(facts: Mapping[str, Any], year: int, target: str) -> Json:
    """The line of a quantity of the city."""
    clause, fact, kind, bound, strict, by, modality = MEASURED[target]
    measured_in = min(year, by)
    given = ((facts.get("city") or {}).get(fact) or {}).get(str(measured_in))
    value = None if given is None else number(given) * (100 if kind == "money" else 1)
    found = verdict(value, value, bound, strict)
    lacking = None
    if value is not None and bound is not None:
        lacking = 0 if found == "met" else bound - value + (1 if strict else 0)
    return {
        "target": target,
        "clause": clause,
        "modality": modality,
        "by": by,
        "year": measured_in,
        "value": text(kind, value),
        "bound": text(kind, bound),
        "strict": strict,
        "verdict": found,
        "gap": text(kind, lacking),
        "missing": [] if value is not None else [f"/city/{fact}/{measured_in}"],
    }


class Enterprise:
    """One enterprise: in which years it is above 1000万, as far as that is known."""

    def __init__(self, thing: Thing, first: int, last: int) -> None:
        self.thing = thing
        self.county = unit_of(thing.facts.get("county"))
        self.years = range(first, last + 1)
        self.figures = {year: thing.sales("agri_upstream_sales", year) for year in range(first - 1, last + 1)}

    def newly_above(self, above: Mapping[int, bool]) -> bool:
        """Above in one of the years and not above in the year before."""
        return any(above[year] and not above[year - 1] for year in self.years)

    def possibilities(self) -> Iterator[dict[int, bool]]:
        """Each way in which its unknown figures may turn out."""
        ways = [
            (False, True) if figure.value is None else (figure.value > ENTERPRISE_BOUND,)
            for figure in self.figures.values()
        ]
        yield from (dict(zip(self.figures, way, strict=True)) for way in product(*ways))

    def counts(self) -> bool | None:
        """Whether it counts; None if that depends."""
        outcomes = {self.newly_above(way) for way in self.possibilities()}
        return outcomes.pop() if len(outcomes) == 1 else None

    def missing(self) -> list[str]:
        """The unknown figures by which it may turn out to be above in a year, after one in which it was not."""
        found: list[int] = []
        for year in self.years if self.counts() is None else ():
            last, before = self.figures[year].value, [figure for figure in self.figures if figure < year]
            if last is not None and last <= ENTERPRISE_BOUND:
                continue
            values = {each: self.figures[each].value for each in before}
            surely = any(value is not None and value <= ENTERPRISE_BOUND for value in values.values())
            unknown = [] if surely else [each for each, value in values.items() if value is None]
            if surely or unknown:
                found += [*unknown, *([year] if last is None else [])]
        return [self.figures[year].pointer for year in sorted(set(found))]


def counted(facts: Mapping[str, Any], year: int, target: str) -> Iterator[Json]:
    """The lines of a number of enterprises: the city's, then one for each unit."""
    goal, by = COUNTED[target]
    measured_in = min(year, by)
    first = measured_in if by == 2024 else 2024
    things = [Thing(item, f"/enterprises/{i}") for i, item in enumerate(facts.get("enterprises") or [])]
    enterprises = sorted((Enterprise(each, first, measured_in) for each in things), key=lambda each: each.thing.id)
    for unit in (None, *sorted(UNITS)):
        here = [each for each in enterprises if unit is None or each.county == unit]
        # One whose county is not known may be in any.
        elsewhere = [each for each in enterprises if unit is not None and each.county is None]
        sure = [each for each in here if each.counts()]
        maybe = [
            each
            for each in enterprises
            if (each in here and each.counts() is None) or (each in elsewhere and each.counts() is not False)
        ]
        near = sorted(
            (ENTERPRISE_BOUND - figure, each.thing.id)
            for each in here
            for figure in [each.thing.sales("agri_upstream_sales", measured_in).value]
            if each.years and each.counts() is False and figure is not None and figure <= ENTERPRISE_BOUND
        )
        least, most = len(sure), len(sure) + len(maybe)
        bound = goal if unit is None else None
        found = verdict(least, most, bound, strict=False)
        known = least == most or found in ("met", "not_met")
        missing = [pointer for each in maybe for pointer in each.missing()]
        missing += [f"{each.thing.pointer}/county" for each in maybe if each in elsewhere]
        yield {
            "target": target,
            "clause": "二（三）",
            **({} if unit is None else {"county": unit}),
            "modality": "strive",
            "by": by,
            "year": measured_in,
            "value": str(least) if known else None,
            **({} if least == most else {"range": [str(least), str(most)]}),
            "bound": None if bound is None else str(bound),
            "strict": False,
            "verdict": found,
            "gap": None if bound is None or found == "unknown" else str(max(bound - least, 0)),
            "counted": [each.thing.id for each in sure],
            "possible": [each.thing.id for each in maybe],
            "pipeline": [
                {
                    "id": name,
                    "value": money(int(ENTERPRISE_BOUND - lacking)),
                    "bound": money(ENTERPRISE_BOUND),
                    "gap": money(int(lacking) + 1),
                }
                for lacking, name in near[:5]
            ],
            "missing": [] if known else missing,
        }


def targets(facts: Mapping[str, Any], year: int) -> list[Json]:
    """All lines of the section `targets`."""
    found: list[Json] = []
    for target in ORDER:
        found += counted(facts, year, target) if target in COUNTED else [measured(facts, year, target)]
    return found
