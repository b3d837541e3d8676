"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from policyrules.text import Text


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None where none is like it."""
    # Of three characters two are easily shared by chance: county names would all be like each other.
    found = get_close_matches(name, sorted(known), n=1, cutoff=0.7 if len(name) <= 3 else 0.6)
    return found[0] if found else None


def guess(name: str, known: Iterable[str]) -> Text | None:
    """A hint that names the nearest known name, where one is like it."""
    found = nearest(name, known)
    return None if found is None else Text(f"是否想写 `{found}`？", f"did you mean `{found}`?")


def did_you_mean(name: str, known: Iterable[str]) -> Text | None:
    """A hint that names the nearest known name, or all of them where there are few."""
    names = sorted(known)
    found = guess(name, names)
    if found is not None:
        return found
    if 0 < len(names) <= 12:
        listed = ", ".join(f"`{each}`" for each in names)
        return Text(f"已知名称：{listed}", f"known names: {listed}")
    return None
