"""Proposals about the wells policy, written by tests."""

from __future__ import annotations

from pathlib import Path

from policyrules.policy import Policy, load_policy

WELLS = Path(__file__).parents[1] / "language" / "wells"


def wells() -> Policy:
    return load_policy(WELLS)


def proposal(folder: Path, changes: str, name: str = "more", more: str = "") -> Path:
    """A proposal file against the wells policy as it is; `changes` are the lines below `changes:`."""
    path = folder / f"{name}.yaml"
    path.write_text(
        f"id: {name}\n"
        "title: {zh: 提案, en: A proposal}\n"
        "reason: {zh: 理由, en: A reason}\n"
        f"base: {{policy: wells, digest: '{wells().digest}'}}\n"
        f"{more}changes:\n{changes}\n",
        "utf-8",
    )
    return path
