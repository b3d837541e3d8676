"""A decision over frames as the JSON of decisions: the same lines, without what explains them."""

from __future__ import annotations

import json
from typing import Any

from policyrules.decision.frame_decision import FrameDecision
from policyrules.language.quantities import yuan_text
from policyrules.reports.population.sections import frame_of
from policyrules.reports.population.view import View


def json_of(decision: FrameDecision) -> str:
    """`data_of` as JSON text."""
    return json.dumps(data_of(decision), ensure_ascii=False, indent=2) + "\n"


def data_of(decision: FrameDecision) -> dict[str, Any]:
    """The decision as its JSON Schema describes one of the columnar engine; lines are in the order of the frames."""
    return {
        **View(decision).to_dict(),
        "awards": [_award(each) for each in _rows(decision, "awards")],
        "standards": [_standard(each) for each in _rows(decision, "standards")],
    }


def _rows(decision: FrameDecision, section: str) -> list[dict[str, Any]]:
    return frame_of(decision, section).collect(engine="streaming").to_dicts()


def _award(row: dict[str, Any]) -> dict[str, Any]:
    entitled, paid = row.pop("entitled_fen"), row.pop("paid_fen")
    return {**row, "entitled": _yuan(entitled), "paid": _yuan(paid)}


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else yuan_text(fen)


def _standard(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "items_short": str(row["items_short"]), "items_unknown": str(row["items_unknown"])}
