"""The sections of a decision over frames: as lazy Polars frames, as the rows of CSV files, as few flat columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policyrules.decision.frame_decision import FrameDecision
from policyrules.reports import safe
from policyrules.reports.flat import FlatColumn, flat
from policyrules.reports.frames import framed
from policyrules.reports.population.view import View

if TYPE_CHECKING:
    import polars as pl

#: The sections with a line for every thing, which are frames; the others have as many as the document and its units.
MANY = ("awards", "standards", "items")
#: The columns that say who counts, which only a decision of single cases knows.
_NAMES = ("counted", "possible", "pipeline")
#: Amounts as CSV files of decisions call them.
_AMOUNTS = {"entitled_fen": "entitled", "paid_fen": "paid"}
#: The columns of items in the order of CSV files.
_ITEMS = ("standard", "subject", "block", "item", "modality", "verdict")
#: Cells that `safe` may have to change: what is not seen, and what a spreadsheet takes for a formula.
_RISKY = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^[=+\-@＝＋－＠]"


def few(view: View, section: str) -> list[FlatColumn]:
    """The columns of a section that is no frame, without those that would name things."""
    return [each for each in flat(view, section) if each.name not in _NAMES]


def frame_of(decision: FrameDecision, section: str) -> pl.LazyFrame:
    """A section as a frame: of awards, standards and items their own columns, amounts in fen. Raises EngineError."""
    found: Any = getattr(decision, section) if section in MANY else framed(few(View(decision), section), "polars")
    lazy: pl.LazyFrame = found.lazy()
    return lazy


def rows_of(decision: FrameDecision, section: str) -> pl.LazyFrame:
    """Awards, standards or items as CSV files of decisions have them: amounts in yuan, cells that are no formulas."""
    import polars as pl

    frame = frame_of(decision, section)
    shown: list[pl.Expr] = []
    for name, dtype in frame.collect_schema().items():
        if name in _AMOUNTS:
            shown.append(_yuan(pl.col(name)).alias(_AMOUNTS[name]))
        else:
            shown.append(_harmless(pl.col(name)) if isinstance(dtype, pl.String) else pl.col(name))
    rows = frame.select(shown)
    return rows.select(_ITEMS) if section == "items" else rows


def _yuan(fen: pl.Expr) -> pl.Expr:
    """Whole fen as yuan with two decimals, in words; amounts are never negative."""
    import polars as pl

    return pl.concat_str((fen // 100).cast(pl.String), pl.lit("."), (fen % 100).cast(pl.String).str.zfill(2))


def _harmless(words: pl.Expr) -> pl.Expr:
    """Words as `safe` makes them harmless; hardly any need it, and those alone are read by Python."""
    import polars as pl

    def cells(series: pl.Series) -> pl.Series:
        risky = series.str.contains(_RISKY).fill_null(value=False)
        if not risky.any():
            return series
        read = [safe.cell(safe.plain(each)) if at else each for each, at in zip(series, risky, strict=True)]
        return pl.Series(series.name, read, dtype=pl.String)

    return words.map_batches(cells, return_dtype=pl.String, is_elementwise=True)
