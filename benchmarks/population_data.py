"""Populations in files: Parquet for everybody, and for OpenFisca the same figures as flat arrays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

import policyrules as pr
from benchmarks.population_rules import AWARDS
from policyrules.testing import population

Frames = Mapping[str, pl.DataFrame]

#: The figures of the enterprises, and of their platforms and bases together, each for the years that are asked for.
OF_ENTERPRISES = {
    "founded_year": (2024, 2025),
    "recognized": (2025,),
    "online_sales": (2024, 2025),
    "agri_sales": (2025,),
    "agri_upstream_sales": (2025,),
}
OF_SITES = {
    "self_built": (2025,),
    "retail_sales": (2025,),
    "speciality_sales": (2025,),
    "founded_year": (2024, 2025),
    "floor_area_m2": (2025,),
    "live_rooms": (2025,),
    "resident_enterprises": (2025,),
    "hosts": (2025,),
    "live_sales": (2024, 2025),
}


def drawn(policy: pr.Policy, size: int, seed: int = 1) -> dict[str, pl.DataFrame]:
    """The lists of a simulated population, without shared circumstances."""
    made = population(policy, size, seed, year=2025)
    return {name: made[name] for name in AWARDS}


def write(frames: Frames, folder: Path) -> None:
    """A Parquet file for each list, and the arrays."""
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    np.savez(folder / "arrays.npz", allow_pickle=False, **arrays(frames))


def arrays(frames: Frames) -> dict[str, Any]:
    """`figure:year`, with 0 for what is unknown, and `figure_known:year`; the number of each site's operator."""
    enterprises = frames["enterprises"]
    sites = pl.concat([frames["platforms"], frames["live_bases"]], how="diagonal")
    numbers = enterprises.select("id", number=pl.int_range(pl.len(), dtype=pl.Int64))
    operators = sites.join(numbers, left_on="operator", right_on="id", how="left", maintain_order="left")
    return {
        "operator": operators["number"].to_numpy(),
        "is_platform:2025": np.arange(len(sites)) < len(frames["platforms"]),
        "order_of_id:2025": sites["id"].rank("ordinal").cast(pl.Int64).to_numpy(),
        **figures(enterprises, OF_ENTERPRISES),
        **{f"base_{name}" if "founded" in name else name: each for name, each in figures(sites, OF_SITES).items()},
    }


def figures(frame: pl.DataFrame, wanted: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    """The columns of a list as arrays."""
    found = {}
    for name, years in wanted.items():
        for year in years:
            column = frame[f"{name}_{year}" if f"{name}_{year}" in frame.columns else name]
            values = column.fill_null(False) if column.dtype == pl.Boolean else column.fill_null(0).cast(pl.Int64)
            found[f"{name}:{year}"] = values.to_numpy()
            found[f"{name}_known:{year}"] = column.is_not_null().to_numpy()
    return found


def results(frames: Frames, path: Path) -> dict[str, pl.DataFrame]:
    """The wide frames of what OpenFisca left in a file."""
    from benchmarks.population_rules import STATUS, UNKNOWN

    words = pl.Series(STATUS)
    platforms = len(frames["platforms"])
    places = {"enterprises": slice(None), "platforms": slice(platforms), "live_bases": slice(platforms, None)}
    found = {}
    with np.load(path) as file:
        for name, awards in AWARDS.items():
            frame = frames[name]
            columns = {"id": frame["id"], "payee": frame["id" if name == "enterprises" else "operator"]}
            for award in awards:
                own = {key: file[key][places[name]] for key in file.files if key.startswith(f"{award}_")}
                columns[f"{award}_status"] = words.gather(own[f"{award}_status"])
                tier = own.get(f"{award}_tier", np.zeros(len(frame), np.int64))
                columns[f"{award}_tier"] = known(tier, tier != 0)
                is_open = own[f"{award}_status"] == UNKNOWN
                unclaimed = is_open | (own[f"{award}_claim"] == UNKNOWN)
                columns[f"{award}_entitled_fen"] = known(own[f"{award}_entitled"], ~unclaimed)
                columns[f"{award}_paid_fen"] = known(own[f"{award}_paid"], ~is_open)
            found[name] = pl.DataFrame(columns)
    return found


def known(values: Any, where: Any) -> pl.Series:
    """Values, and null where they are not known."""
    return pl.select(pl.when(pl.Series(where)).then(pl.Series(values))).to_series()
