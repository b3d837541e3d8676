"""A small policy to change, and what its changes come to."""

from __future__ import annotations

import shutil
from pathlib import Path

from policyrules.errors import PolicyError, Problem
from policyrules.language.load import load_definition

WELLS = Path(__file__).parent / "wells"
Edit = tuple[str, str, str]


def changed(tmp_path: Path, *edits: Edit) -> Path:
    """The wells policy with the first occurrence of a text in a file replaced, for each edit."""
    folder = tmp_path / "policy"
    shutil.copytree(WELLS, folder)
    for file, old, new in edits:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def problems(folder: Path) -> list[Problem]:
    """What is wrong with a policy folder."""
    try:
        load_definition(folder)
    except PolicyError as error:
        return list(error.problems)
    return []


def lines(folder: Path) -> list[str]:
    """What is wrong with a policy folder, in words."""
    return [problem.line() for problem in problems(folder)]
