"""Which files hold cases. Their names tell; only where these could be anybody's are they opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

#: The folder beside `policy.yaml` whose files are the policy's own cases.
FOLDER = "cases"
#: The ending of case files that may stand anywhere.
SUFFIX = ".cases.yaml"
_SECTION = re.compile(rb"^cases *:", re.MULTILINE)


def is_case_file(path: Path) -> bool:
    """Whether a file is named as one of cases: `*.cases.yaml`, or YAML in the folder `cases` of a policy."""
    return path.name.endswith(SUFFIX) or is_of_policy(path)


def is_of_policy(path: Path) -> bool:
    """Whether a file stands in the folder `cases` of a policy."""
    return path.suffix == ".yaml" and path.parent.name == FOLDER and (path.parent.parent / "policy.yaml").is_file()


def is_ours(path: Path) -> bool:
    """Whether a file that a test run comes across is one of cases: elsewhere than in a policy it must also say so."""
    return is_of_policy(path) or (path.name.endswith(SUFFIX) and _SECTION.search(path.read_bytes()) is not None)


def case_files(folder: Path) -> Iterator[Path]:
    """The case files of a folder and of the folders in it, in the order of their paths."""
    return (path for path in sorted(folder.rglob("*.yaml")) if path.is_file() and is_case_file(path))
