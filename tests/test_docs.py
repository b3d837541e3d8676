"""What the tutorials show is what happens: their Python runs, and their commands and outputs are real.

In a page, the ```python blocks run in order in one namespace; a ```text block right after one is what it prints.
A ```console block holds `$` commands, each followed by what it prints. `…` stands for anything.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from policyrules.cli.main import main

ROOT = Path(__file__).parents[1]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
PAGES = [ROOT / "README.md", *TUTORIALS]
_BLOCK = re.compile(r"^```(python|console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples to run in, so that nothing is written into them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path / "examples" / "ganzhou")
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    return tmp_path / "examples"


def agrees(expected: str, printed: str) -> bool:
    """Whether a text is what a page shows, where `…` stands for anything and spaces at line ends do not count."""
    tidy = ["\n".join(line.rstrip() for line in each.strip().splitlines()) for each in (expected, printed)]
    pattern = ".*".join(re.escape(part) for part in tidy[0].split("…"))
    return re.fullmatch(pattern, tidy[1], re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_runs_and_prints_what_is_shown(page: Path, examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    namespace: dict[str, Any] = {"__name__": page.stem}
    printed = None
    for kind, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "text" and printed is not None:
            assert agrees(block, printed), f"{block}\nbut it prints\n{printed}"
        printed = None
        if kind == "python":
            capsys.readouterr()
            exec(compile(block, str(page), "exec"), namespace)  # noqa: S102
            printed = capsys.readouterr().out


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_commands_print_what_is_shown(page: Path, examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for each in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = each.partition("\n")
                printed = _run(command, capsys)
                assert agrees(shown, printed), f"{command}\n{shown}\nbut it prints\n{printed}"


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command)
    assert program == "policyrules", command
    capsys.readouterr()
    main(arguments)
    printed = capsys.readouterr()
    return printed.out + printed.err
