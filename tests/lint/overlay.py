"""A policy folder with pieces of its files laid over it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from policyrules.language.document import Document
from policyrules.language.source import read

BASE = Path(__file__).parents[2] / "examples" / "new-policy"
_FILE = re.compile(r"^# (\w+\.yaml)$", re.MULTILINE)


def pieces(snippet: str) -> dict[str, str]:
    """The files that a snippet is of: a line `# awards.yaml` begins each."""
    _, *parts = _FILE.split(snippet)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def overlaid(folder: Path, snippet: str, base: Path = BASE) -> Path:
    """A copy of the base policy with the snippet over it: mappings are merged, all else is replaced."""
    policy = folder / "policy"
    # What holds of the base (its invariants and cases) need not hold of what is laid over it.
    shutil.copytree(base, policy, ignore=shutil.ignore_patterns("invariants.yaml", "cases"))
    for file, text in pieces(snippet).items():
        old = read(policy / file).data if (policy / file).exists() else {}
        merged = _merged(old, document(folder, file, text).data)
        (policy / file).write_text(yaml.safe_dump(merged, allow_unicode=True, sort_keys=False), "utf-8")
    return policy


def document(folder: Path, file: str, text: str) -> Document:
    """A piece of a file, with the places of what it says."""
    (folder / "pieces").mkdir(exist_ok=True)
    path = folder / "pieces" / file
    path.write_text(text, "utf-8")
    return read(path)


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return new
    return {**old, **{key: _merged(old.get(key), each) for key, each in new.items()}}
