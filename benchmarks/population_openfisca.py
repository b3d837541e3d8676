"""Ganzhou for a whole population, written by hand for OpenFisca-Core: default readings, sales year 2025, nothing paid.

`PYTHON -m benchmarks.population_openfisca ARRAYS.npz [RESULTS.npz]`, by any Python that has OpenFisca-Core and NumPy;
it needs nothing of policyrules. It waits to be told to decide (`serving`). OpenFisca works on flat arrays: enterprises
are groups, their platforms and bases the members. It knows no null, so that every figure has a second variable which
says whether it is known. Its integers have 32 bits as shipped, too few for fen; here they have 64. Reading the
arrays, finding each site's operator and the order of the ids come before the clock starts.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import config

from benchmarks import population_openfisca_awards as awards
from benchmarks import population_openfisca_limits as limits
from benchmarks import population_rules as rules
from benchmarks.population_openfisca_truths import Enterprise, Site, variable, variables_of
from benchmarks.population_rules import BUDGET, Totals
from benchmarks.serving import serve

AWARDS = tuple(award for of_list in rules.AWARDS.values() for award in of_list)


def system() -> TaxBenefitSystem:
    """All variables, with whole numbers of 64 bits."""
    config.VALUE_TYPES[int]["dtype"] = np.int64
    found = TaxBenefitSystem([Site, Enterprise])
    found.add_variables(variable(Site, bool, "is_platform"), variable(Site, int, "order_of_id"))
    found.add_variables(*variables_of(awards), *variables_of(limits))
    for entity, kinds in awards.INPUTS.items():
        for name, kind in kinds.items():
            found.add_variables(variable(entity, kind, name), variable(entity, bool, f"{name}_known"))
    return found


def simulation(tax_benefit_system: TaxBenefitSystem, arrays: Mapping[str, Any]) -> Simulation:
    """A simulation with its members and figures. Arrays are named `figure:year`, and `operator` for the members."""
    populations = tax_benefit_system.instantiate_entities()
    populations["enterprise"].members_entity_id = arrays["operator"]
    for name, count in (("site", len(arrays["operator"])), ("enterprise", len(arrays["recognized:2025"]))):
        populations[name].ids, populations[name].count = np.arange(count), count
    found = Simulation(tax_benefit_system, populations)
    for name, values in arrays.items():
        if name != "operator":
            found.set_input(*name.split(":"), values)
    return found


def calculate(found: Simulation) -> dict[str, Any]:
    """Claim, status, entitled and paid of every award, and the tiers."""
    wanted = [f"{award}_{what}" for award in AWARDS for what in ("claim", "status", "entitled", "paid")]
    return {name: found.calculate(name, "2025") for name in (*wanted, "growth_tier", "live_base_tier")}


def totals(found: Simulation, results: Mapping[str, Any]) -> Totals:
    """The totals of a calculation. A line left open is entitled to nothing that is known."""
    entitled = paid = unknown = 0
    for award in AWARDS:
        is_open = results[f"{award}_status"].view(np.ndarray) == rules.UNKNOWN
        entitled += int(results[f"{award}_entitled"][~is_open].sum())
        paid += int(results[f"{award}_paid"].sum())
        unknown += int(is_open.sum())
    claimed = int(found.calculate("claimed_by_others", "2025")[0] + found.calculate("platform_due", "2025").sum())
    return entitled, claimed, paid, BUDGET, max(0, claimed - BUDGET), unknown


def main() -> None:
    given, *output = sys.argv[1:]
    with np.load(given) as file:
        arrays = {name: file[name] for name in file.files}
    ganzhou = system()

    def decide() -> Totals:
        found = simulation(ganzhou, arrays)
        results = calculate(found)
        for path in output:
            np.savez(Path(path), allow_pickle=False, **{name: np.asarray(each) for name, each in results.items()})
        return totals(found, results)

    about = f"OpenFisca-Core {version('OpenFisca-Core')}, NumPy {np.__version__}"
    serve(decide, {"name": "OpenFisca-Core by hand", "version": about})


if __name__ == "__main__":
    main()
