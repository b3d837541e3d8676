"""The Zhanjiang ledger (附件2), written a second time from the checked reading alone.

Where the reading leaves a corner open, this writing takes it so:

* No. 7: the centres of a unit are met if every one to which the standard applies meets it; without any, and where it
  depends on one whose county or typical town is not said, it is unknown;
* No. 9, 13: a unit has no number to reach; a contribution that is not exactly known has a range;
* No. 17: a growth over nothing is unknown, and nothing is missing;
* No. 18, 19: without the threshold the result is unknown, even of nobody;
* what is missing of a unit that the facts do not name stands where one would be added (`/counties/-/…`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from oracles.ganzhou import fen, number
from oracles.zhanjiang import DEFAULTS, TRUTHS, UNITS, WORDS, Json, Truth, at, decimal, every, place, standards, unit_of
from oracles.zhanjiang_targets import Enterprise, enterprises, targets

#: The official numbers: 23 is skipped.
WORK_POINTS = [*range(1, 23), *range(24, 29)]
FOUND = {"赤坎", "霞山", "坡头", "雷州", "吴川", "经开区"}
PLACES = {11: {"遂溪"}, 27: {"廉江", "吴川", "徐闻"}}
#: How strongly, where the reading says it of a work point.
MODALITY = {5: "strive", 6: "required", 7: "encouraged", 20: "required"}
DUE = {"1": (3, 31), "2": (6, 30), "3": (9, 30), "4": (12, 31)}
THRESHOLD = "/parameters/statistical_threshold"
GROWTHS = ("online_retail", "rural_online_retail", "agri_online_retail")


@dataclass(frozen=True)
class Unit:
    """One county-level unit; what the facts say of it, if they name it."""

    name: str
    facts: Json
    pointer: str

    def open(self, *names: str) -> list[str]:
        """Where what is not said of it should be."""
        return [place(self.pointer, name) for name in names if at(self.facts, name) is None]


@dataclass(frozen=True)
class Ledger:
    """All that the status of work points rests on."""

    facts: Mapping[str, Any]
    year: int
    options: Mapping[str, str]

    def units(self) -> Iterator[Unit]:
        """The ten units, by name."""
        named = {unit_of(each["name"]): (i, each) for i, each in enumerate(self.facts.get("counties") or [])}
        for name in sorted(UNITS):
            i, own = named.get(name, ("-", {}))
            yield Unit(name, own, f"/counties/{i}")

    def chain(self, unit: Unit) -> Json:
        """No. 5: industry base, selection centre and live-stream base; the city's standard is another document."""
        names = ["chain.industry_base", "chain.selection_centre", "chain.live_base"]
        names += ["chain.live_base_recognized"] if self.options["live_base_standard"] == "needed" else []
        return status(every(at(unit.facts, name) for name in names), unit.open(*names))

    def association(self, unit: Unit) -> Json:
        """No. 6: six units found one, four link theirs."""
        given = at(unit.facts, "association")
        enough = ("founded", "linked") if unit.name in FOUND else ("linked",)
        return status(None if given is None else given in enough, unit.open("association"))

    def centres(self, unit: Unit) -> Json:
        """No. 7: the centres of the unit's typical towns."""
        judged = {line["subject"]: line for line in standards(self.facts, self.options)}
        surely: list[Truth] = []
        perhaps: list[Truth] = []
        basis, missing = [], []
        for i, each in enumerate(self.facts.get("town_centres") or []):
            line, county = judged[each["id"]], unit_of(each.get("county"))
            if line["verdict"] == "not_applicable" or county not in (unit.name, None):
                continue
            sure = county is not None and each.get("typical_town") is True
            (surely if sure else perhaps).append(TRUTHS[line["verdict"]])
            basis.append({"subject": each["id"], "verdict": line["verdict"]})
            missing += line["missing"]
            missing += [f"/town_centres/{i}/{name}" for name in ("county", "typical_town") if each.get(name) is None]
        truth = every(surely) if surely else None
        if truth and not all(perhaps):
            truth = None
        basis.sort(key=lambda each: each["subject"])
        return {**status(truth, missing if basis else ["/town_centres"]), **({"standards": basis} if basis else {})}

    def contribution(self, unit: Unit, *names: str) -> Json:
        """No. 9, 13: what the unit contributes to targets."""
        lines = {(line["target"], line.get("county")): line for line in targets(self.facts, self.year, self.options)}
        told = ("target", "value", "range")
        found = [{key: lines[name, unit.name][key] for key in told if key in lines[name, unit.name]} for name in names]
        return {"verdict": "no_bound", "targets": found, "missing": []}

    def growth(self) -> Json:
        """No. 17: growth against the year before."""
        found: list[Json] = []
        missing = []
        for name in GROWTHS:
            series = (self.facts.get("city") or {}).get(name) or {}
            now, before = (series.get(str(year)) for year in (self.year, self.year - 1))
            value = None
            if now is not None and before is not None and fen(before):
                value = Fraction(fen(now) - fen(before), fen(before))
            missing += [f"/city/{name}/{year}" for year in (self.year, self.year - 1) if series.get(str(year)) is None]
            found.append({"measure": f"{name}_growth", "value": decimal(value)})
        unknown = any(each["value"] is None for each in found)
        return {"verdict": "unknown" if unknown else "no_bound", "measures": found, "missing": missing}

    @property
    def threshold(self) -> int | None:
        """The statistical threshold, which the document does not contain."""
        given = (self.facts.get("parameters") or {}).get("statistical_threshold")
        return None if given is None else fen(given)

    def reaching(self, unit: Unit, sole_traders: bool) -> Json:
        """No. 18, and of sole traders alone No. 19: who reaches the threshold."""
        counted: list[str] = []
        possible: list[str] = []
        missing = [] if self.threshold is not None else [THRESHOLD]
        for each in enterprises(self.facts, self.year):
            form = each.legal_form
            is_one: Truth = True if not sole_traders else None if form is None else form == "sole_trader"
            truth = every([is_one, self.reaches(each)])
            if truth is False or each.county not in (unit.name, None):
                continue
            if truth and each.county is not None:
                counted.append(each.id)
                continue
            possible.append(each.id)
            missing += [f"{each.pointer}/legal_form"] if is_one is None else []
            missing += [f"{each.pointer}/online_retail_sales/{self.year}"] if each.sales is None else []
            missing += [f"{each.pointer}/county"] if each.county is None else []
        verdict = "unknown" if possible or self.threshold is None else "no_bound"
        return {"verdict": verdict, "counted": counted, "possible": possible, "missing": missing}

    def reaches(self, each: Enterprise) -> Truth:
        """达限 includes the threshold itself."""
        return None if each.sales is None or self.threshold is None else each.sales >= self.threshold

    def training(self, unit: Unit) -> Json:
        """No. 20: at least one event in the year."""
        name = f"training_events.{self.year}"
        given = at(unit.facts, name)
        return status(None if given is None else number(given) >= 1, unit.open(name))

    def computed(self, point: int, unit: Unit) -> Json | None:
        """What a computed status says; None where the reading gives nothing to compute it by."""
        match point:
            case 5:
                return self.chain(unit)
            case 6:
                return self.association(unit)
            case 7:
                return self.centres(unit)
            case 9:
                return self.contribution(unit, "over_10m", "over_100m")
            case 13:
                return self.contribution(unit, "over_5m")
            case 17:
                return self.growth()
            case 18 | 19:
                return self.reaching(unit, sole_traders=point == 19)
            case 20:
                return self.training(unit)
        return None

    def applies(self, point: int, unit: Unit) -> Truth:
        """To whom a work point applies: No. 28 to units with a live-stream base."""
        if point == 28:
            base: Truth = at(unit.facts, "chain.live_base")
            return base
        return unit.name in PLACES.get(point, UNITS)

    def resolved(self, point: int, unit: Unit) -> list[bool]:
        """Whether what the document points to is known: the live-stream standard, the threshold."""
        if point == 5:
            return [at(unit.facts, "chain.live_base_recognized") is not None]
        return [self.threshold is not None] if point in (18, 19) else []

    def filings(self, point: int, unit: Unit) -> list[Json]:
        """What the unit filed, and whether in time: a report is due before (前) the last day of its quarter."""
        found = []
        for each in unit.facts.get("filings") or []:
            if each["work_point"] == point:
                due = date(int(each["quarter"][:4]), *DUE[each["quarter"][-1]])
                filed = each.get("filed_on")
                last = due if self.options["due_day_counts"] == "yes" else date.fromordinal(due.toordinal() - 1)
                late = None if filed is None else date.fromisoformat(filed) > last
                told = {name: each.get(name) for name in ("quarter", "status", "evidence", "filed_on")}
                found.append({**told, "due": due.isoformat(), "late": late})
        return sorted(found, key=lambda each: str(each["quarter"]))

    def line(self, point: int, unit: Unit) -> Json:
        """One work point in one unit."""
        applies, computed = self.applies(point, unit), self.computed(point, unit)
        verdict = None if computed is None else computed["verdict"]
        missing = [] if computed is None or verdict != "unknown" else computed["missing"]
        if applies is False:
            verdict, missing = "not_applicable", []
        elif applies is None:
            verdict, missing = "unknown", unit.open("chain.live_base")
        return {
            "work_point": point,
            "county": unit.name,
            **({"modality": MODALITY[point]} if point in MODALITY else {}),
            "applies": applies,
            "computed": computed is not None,
            **(computed or {}),
            "verdict": verdict,
            "filings": self.filings(point, unit),
            "external": self.resolved(point, unit),
            "missing": sorted(set(missing)),
        }


def status(truth: Truth, missing: list[str]) -> Json:
    """Met, not met or unknown."""
    return {"verdict": WORDS[truth], "missing": missing}


def tasks(facts: Mapping[str, Any], year: int, options: Mapping[str, str] | None = None) -> list[Json]:
    """All lines of the section `tasks`."""
    ledger = Ledger(facts, year, {**DEFAULTS, **(options or {})})
    return [ledger.line(point, unit) for unit in ledger.units() for point in WORK_POINTS]
