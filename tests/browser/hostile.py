"""Names that are meant to do harm, or that are merely hard to show."""

from __future__ import annotations

from typing import Any

NAMES = (
    "<script>window.harmed = 1</script>",
    '<img src=x onerror="window.harmed = 1">',
    '"><svg onload="window.harmed = 1">',
    "</div></article></style><script>window.harmed = 1</script>",
    "' onmouseover='window.harmed = 1",
    "javascript:window.harmed=1",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }} {% raw %} &lt;b&gt;",
    "شركة التجارة الإلكترونية",
    "甲\u202e\x1b[31m乙",
    "🎋🧧👩‍🌾 👨‍👩‍👧‍👦",
    "名" * 3000,
    "a" * 3000,
    " ✓ \n  ✗ 缩进",
)


def facts() -> dict[str, Any]:
    """An enterprise of each name, with the same words as its id; each has a line that is open."""
    return {
        "enterprises": [
            {"id": f"{number}{name}", "name": name, "recognized": True, "online_sales": {"2025": 150_000_000}}
            for number, name in enumerate(NAMES)
        ]
    }
