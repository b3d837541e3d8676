"""A policy folder → `Definition`: read the files, parse the formulas, check that names and kinds agree.

Problems of one stage are collected and raised together, each with file, line and column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyrules.errors import Place, PolicyError, Problem
from policyrules.language import source
from policyrules.language.compile import Compiler
from policyrules.language.definition import Definition
from policyrules.language.files import (
    AwardsFile,
    InterpretationsFile,
    LimitsFile,
    ParametersFile,
    PolicyFile,
    SourcesFile,
)
from policyrules.language.model import Model
from policyrules.language.vocabulary import Vocabulary
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

#: The files of a policy folder, the model of each, and whether a policy must have it.
FILES: dict[str, tuple[type[Model], bool]] = {
    "policy.yaml": (PolicyFile, True),
    "facts.yaml": (Vocabulary, True),
    "parameters.yaml": (ParametersFile, False),
    "interpretations.yaml": (InterpretationsFile, False),
    "awards.yaml": (AwardsFile, False),
    "limits.yaml": (LimitsFile, False),
    "sources.yaml": (SourcesFile, False),
}


def load_definition(folder: Path) -> Definition:
    """Read a policy folder. Raises PolicyError with every problem found."""
    documents = _read(folder)
    models = _models(documents)
    return Compiler(documents, models).definition(
        digest_of({name: each.data for name, each in documents.items()})
    )


def digest_of(contents: Mapping[str, Any]) -> str:
    """The digest of what policy files say: comments, layout and the order of keys do not matter."""
    canonical = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _read(folder: Path) -> dict[str, source.Document]:
    problems: list[Problem] = []
    documents: dict[str, source.Document] = {}
    present = {path.name for path in folder.glob("*.yaml")} if folder.is_dir() else set()
    for name in sorted(present - FILES.keys()):
        allowed = Text("政策文件夹中没有这种文件", "a policy folder has no such file")
        problems.append(
            Problem("unknown_file", Place(file=str(folder / name)), name, allowed, did_you_mean(name, FILES))
        )
    for name, (_, needed) in FILES.items():
        if name in present:
            try:
                documents[name] = source.read(folder / name)
            except PolicyError as error:
                problems.extend(error.problems)
        elif needed:
            allowed = Text(f"政策文件夹须有 {name}", f"a policy folder needs {name}")
            problems.append(Problem("missing_file", Place(file=str(folder)), "", allowed))
    if problems:
        raise PolicyError(problems)
    return documents


def _models(documents: Mapping[str, source.Document]) -> dict[str, Model]:
    problems: list[Problem] = []
    models: dict[str, Model] = {}
    for name, document in documents.items():
        try:
            models[name] = source.model(FILES[name][0], document)
        except PolicyError as error:
            problems.extend(error.problems)
    if problems:
        raise PolicyError(problems)
    return models
