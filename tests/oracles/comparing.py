"""What an oracle does not speak of is left out of a decision; what stands in no order is put in one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

#: Lists whose order says nothing.
UNORDERED = ("found", "lacking", "unknown", "missing")


def plain(value: Any, without: Collection[str] = ()) -> Any:
    """A part of a decision without some of its keys, and with lists in order where theirs says nothing."""
    if isinstance(value, dict):
        return {key: _of(key, each, without) for key, each in value.items() if key not in without}
    return [plain(each, without) for each in value] if isinstance(value, list) else value


def _of(key: str, value: Any, without: Collection[str]) -> Any:
    if key in UNORDERED:
        return sorted(set(value))
    # Of what the document points to an oracle only says whether it is known.
    is_external = key == "external" and all(isinstance(each, dict) for each in value)
    return [each["resolved"] for each in value] if is_external else plain(value, without)
