"""A policy folder → `Definition`: read the files, parse the formulas, check that names and kinds agree.

Every problem of the folder is reported, with file, line and column: what is wrong in one entry does not hide
what is wrong in another. Only where a file that others build on cannot be used at all do they have to wait.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policyrules.errors import Place, PolicyError, Problem
from policyrules.language import source
from policyrules.language.compile import Compiler
from policyrules.language.definition import Definition
from policyrules.language.document import Document
from policyrules.language.files import InterpretationsFile, ParametersFile, PolicyFile, SourcesFile
from policyrules.language.model import Model
from policyrules.language.provisions import (
    AwardsFile,
    DutiesFile,
    InvariantsFile,
    LimitsFile,
    StandardsFile,
    TargetsFile,
)
from policyrules.language.salvage import Salvaged, salvage
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
    "standards.yaml": (StandardsFile, False),
    "targets.yaml": (TargetsFile, False),
    "duties.yaml": (DutiesFile, False),
    "invariants.yaml": (InvariantsFile, False),
    "sources.yaml": (SourcesFile, False),
}


def load_definition(folder: Path) -> Definition:
    """Read a policy folder. Raises PolicyError with every problem found."""
    present = _present(folder)
    problems = _wrong_files(folder, present)
    documents: dict[str, Document] = {}
    unread: dict[str, Salvaged] = {}
    for name in FILES:
        if name in present:
            try:
                documents[name] = source.read(folder / name)
            except PolicyError as error:
                unread[name] = Salvaged(None, error.problems)
    return compiled(documents, problems, unread)


def compiled(
    documents: Mapping[str, Document], problems: Sequence[Problem] = (), unread: Mapping[str, Salvaged] | None = None
) -> Definition:
    """The policy that the contents of files make; `unread` are files that could not be read.

    Raises PolicyError with every problem found, `problems` among them.
    """
    absent = {name: Salvaged(None) for name, (_, needed) in FILES.items() if needed and name not in documents}
    read = {name: salvage(kind, documents[name]) for name, (kind, _) in FILES.items() if name in documents}
    salvaged = {**absent, **(unread or {}), **read}
    found = [*problems, *(problem for each in salvaged.values() for problem in each.problems)]
    compiler = Compiler(documents, salvaged, found)
    return compiler.definition(digest_of({name: each.data for name, each in documents.items()}))


def digest_of(contents: Mapping[str, Any]) -> str:
    """The digest of what policy files say: comments and layout do not matter.

    The order of keys does: limits apply, and awards are listed, in the order in which they are written.
    """
    ordered = {name: contents[name] for name in sorted(contents)}
    canonical = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _present(folder: Path) -> set[str]:
    if not folder.is_dir():
        allowed = Text("没有这个政策文件夹", "there is no such policy folder")
        raise PolicyError([Problem("missing_folder", Place(file=str(folder)), "", allowed)])
    return {path.name for pattern in ("*.yaml", "*.yml") for path in folder.glob(pattern)}


def _wrong_files(folder: Path, present: set[str]) -> list[Problem]:
    """Files that a policy folder does not have, and files that it lacks."""
    unknown = Text("政策文件夹中没有这种文件", "a policy folder has no such file")
    problems = [
        Problem("unknown_file", Place(file=name), "", unknown, did_you_mean(name, FILES))
        for name in sorted(present - FILES.keys())
    ]
    for name, (_, needed) in FILES.items():
        if needed and name not in present:
            allowed = Text(f"政策文件夹须有 `{name}`", f"a policy folder needs `{name}`")
            problems.append(Problem("missing_file", Place(file=str(folder)), "", allowed))
    return problems
