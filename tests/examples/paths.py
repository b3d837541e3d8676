"""Where the examples are."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
GANZHOU = EXAMPLES / "ganzhou"
GOOD = GANZHOU / "ganzhou-2025.xlsx"
BAD = GANZHOU / "ganzhou-2025-bad.xlsx"
ZHANJIANG = EXAMPLES / "zhanjiang"
ZHANJIANG_GOOD = ZHANJIANG / "zhanjiang-2025.xlsx"
ZHANJIANG_BAD = ZHANJIANG / "zhanjiang-2025-bad.xlsx"
