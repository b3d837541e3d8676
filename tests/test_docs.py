"""What the pages show is what happens: their Python runs, and the commands and outputs of tutorials are real.

In a page, the ```python blocks run in order in one namespace; a ```text block right after one is what it prints.
In a tutorial, a ```console block holds `$ policyrules …` commands, each followed by what it prints. `…` stands for
anything. `python tests/test_docs.py` rewrites the outputs that no longer agree, save those with a `…`.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyrules.cli.main import main

ROOT = Path(__file__).parents[1]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "docs" / "how-to" / "decide-a-population.md", *TUTORIALS]
_BLOCK = re.compile(r"^```(python|console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
#: How a tutorial says in which folder its commands are run.
_FOLDER = re.compile(r"(?:run in the folder|命令都在) `examples/(\w+)`")


class Output(NamedTuple):
    """What a page shows at a place, and what is printed there."""

    start: int
    end: int
    shown: str
    printed: str

    @property
    def agrees(self) -> bool:
        """Whether both are the same, where `…` stands for anything; spaces at line ends do not count."""
        pattern = ".*".join(re.escape(part) for part in self.shown.strip().split("…"))
        return re.fullmatch(pattern, self.printed.strip(), re.DOTALL) is not None


def outputs(page: Path) -> Iterator[Output]:
    """Run a page in the present folder, and yield each output that it shows."""
    text, namespace = page.read_text(encoding="utf-8"), {"__name__": page.stem}
    after, printed = -1, ""
    for block in _BLOCK.finditer(text):
        if block[1] == "python":
            code = compile(block[2], f"<{page.name}>", "exec")
            printed, after = _printed(partial(exec, code, namespace)), block.end()
        elif block[1] == "text" and not text[after : block.start()].strip() and after > 0:
            yield Output(block.start(2), block.end(2), block[2], printed)
        elif block[1] == "console" and page in TUTORIALS:
            for command in _COMMAND.finditer(text, block.start(2), block.end(2)):
                program, *arguments = shlex.split(command[1])
                assert program == "policyrules", command[1]
                shown = _printed(partial(main, arguments))
                yield Output(command.start(2), command.end(2), command[2], shown)


def _printed(run: Callable[[], Any]) -> str:
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        run()
    lines = [line.rstrip() for line in written.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in lines).lstrip("\n")


def _workplace(page: Path, into: Path) -> Path:
    """A copy of the examples to run in, so that nothing is written into them: the folder that the page says."""
    shutil.copytree(ROOT / "examples", into / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    said = _FOLDER.search(page.read_text(encoding="utf-8"))
    return into / "examples" / (said[1] if said else "ganzhou")


def _page(page: Path) -> Any:
    """A page as a case of the test; comparing proposals takes long, and is the same on every Python."""
    marks = [pytest.mark.thorough] if page.stem.startswith("propose-a-change") else []
    return pytest.param(page, id=page.stem, marks=marks)


@pytest.mark.parametrize("page", [_page(each) for each in PAGES])
def test_page_shows_what_happens(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("durable", reason="the pages show what the rete engine decides")
    pytest.importorskip("polars")
    monkeypatch.chdir(_workplace(page, tmp_path))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for each in outputs(page):
        assert each.agrees, f"{page.name} shows\n{each.shown}\nbut this is printed:\n{each.printed}"


def _rewrite(page: Path) -> None:
    stale = [each for each in outputs(page) if not each.agrees and "…" not in each.shown]
    text = page.read_text(encoding="utf-8")
    for each in reversed(stale):
        text = text[: each.start] + each.printed + text[each.end :]
    page.write_text(text, encoding="utf-8")
    print(f"{page.relative_to(ROOT)}: {len(stale)} outputs rewritten")


if __name__ == "__main__":
    os.environ["LC_ALL"] = "en_US.UTF-8"
    for tutorial in TUTORIALS:
        with tempfile.TemporaryDirectory() as folder, chdir(_workplace(tutorial, Path(folder))):
            _rewrite(tutorial)
