"""Commands that are run so that a page can show them: in a copy of the examples, in English, on no terminal."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from policyrules.cli.main import main as policyrules

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, stderr among it, and its exit code."""

    printed: str
    code: int


def run(command: str) -> Ran:
    """Run `policyrules …` in the present folder."""
    written = io.StringIO()
    with patch.dict(os.environ, {"LC_ALL": "en_US.UTF-8"}), redirect_stdout(written), redirect_stderr(written):
        code = policyrules(shlex.split(command))
    return Ran("".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines()).lstrip("\n"), code)


@contextmanager
def among_examples(folder: str) -> Iterator[Path]:
    """A copy of the examples to work in, so that nothing is written into them; the present folder is one of them."""
    with tempfile.TemporaryDirectory() as made:
        examples = Path(made) / "examples"
        shutil.copytree(ROOT / "examples", examples, ignore=shutil.ignore_patterns("__pycache__"))
        with chdir(examples / folder):
            yield examples / folder
