"""Write `ganzhou-2026.json`: the synthetic enterprises of the 2025 workbook, a year later.

    python examples/proposals/write_facts.py [FOLDER]

Proposals that hold from 2026 need facts of 2026, which nobody has yet. What the workbook says of 2024 and 2025 is said
of 2025 and 2026, and 2024 is half of 2025. Every enterprise, platform, base and figure is invented.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import policyrules as pr
from policyrules.facts.export import data_of

HERE = Path(__file__).parent
WORKBOOK = HERE.parent / "ganzhou" / "ganzhou-2025.xlsx"
LISTS = ("enterprises", "platforms", "live_bases", "awards_paid")


def write(folder: Path) -> None:
    """Write the facts: one thing a line, so that a change shows."""
    facts = data_of(pr.load_policy("ganzhou").facts(WORKBOOK))
    lists = [f' "{name}": [\n{_lines(facts[name])}\n ]' for name in LISTS]
    city = json.dumps(_later(facts["city"]), ensure_ascii=False)
    text = "{\n" + ",\n".join([*lists, f' "city": {city}']) + "\n}\n"
    (folder / "ganzhou-2026.json").write_text(text, encoding="utf-8")


def _lines(things: list[Any]) -> str:
    return ",\n".join("  " + json.dumps(_later(each), ensure_ascii=False) for each in things)


def _later(thing: dict[str, Any]) -> dict[str, Any]:
    """A thing a year later."""
    moved = {"year", "founded_year"}
    return {
        key: _series(value) if isinstance(value, dict) else value + 1 if key in moved else _number(value)
        for key, value in thing.items()
    }


def _series(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures of a series, a year later; what was sold in 2024 is half of what was sold in 2025."""
    later = {str(int(year) + 1): _number(figure) for year, figure in figures.items()}
    before = later.get("2025")
    return {"2024": before // 2, **later} if isinstance(before, int) and before > 1000 else later


def _number(value: Any) -> Any:
    """A value as JSON writes it: whole yuan as whole numbers, shares as they are."""
    if isinstance(value, Decimal):
        return float(value)
    return int(value[:-3]) if isinstance(value, str) and value.endswith(".00") else value


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
