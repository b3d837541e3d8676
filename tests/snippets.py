"""The blocks of a Markdown page, and what comes of them when they are run."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from policyrules.cli.main import main

ROOT = Path(__file__).parents[1]
_IGNORED = shutil.ignore_patterns("__pycache__")
_BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
#: What a page takes for the reader's own: `policies/ours` is a copy of `examples/new-policy`.
_COPY = re.compile(r"`([\w./-]+)` is a copy\s+of `((?:examples|policies)/[\w./-]+)`")
#: How a block says that it is a file of the reader, in a folder.
_FILE = re.compile(r"# ([\w.-]+(?:/[\w.-]+)+)\n")
#: How a page says in which folder its commands are run.
_FOLDER = re.compile(r"(?:run[^.`]{0,20} in the folder|命令都在) `(examples(?:/[\w-]+)?)`")


class Block(NamedTuple):
    """A block of code: its kind, what it holds, and where that stands in the page."""

    kind: str
    text: str
    start: int
    end: int


class Output(NamedTuple):
    """What a page shows of a command or of Python, what is printed there, and the exit code of the command."""

    start: int
    end: int
    shown: str
    printed: str
    code: int

    @property
    def agrees(self) -> bool:
        """Whether both are the same, where `…` stands for anything; spaces at line ends do not count.

        A command of which a page shows nothing may print what it likes, but not that it was used badly.
        """
        if not self.shown.strip():
            return self.code != 2
        pattern = ".*".join(re.escape(part) for part in self.shown.strip().split("…"))
        return re.fullmatch(pattern, self.printed.strip(), re.DOTALL) is not None


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield Block(found[1], found[2], found.start(2), found.end(2))


def outputs(page: Path, commands: bool = True) -> Iterator[Output]:
    """Run the Python and the commands of a page in the present folder, and yield each output that it shows."""
    text = page.read_text(encoding="utf-8")
    namespace: dict[str, Any] = {"__name__": page.stem}
    after, printed = -1, ""
    for block in blocks(page):
        if block.kind == "python":
            # Its lines are counted as those of the page.
            code = compile("\n" * text.count("\n", 0, block.start) + block.text, str(page), "exec")
            printed, _ = _printed(partial(exec, code, namespace))
            after = block.end + len("```\n")
        elif block.kind == "text" and after > 0 and not text[after : block.start - len("```text\n")].strip():
            yield Output(block.start, block.end, block.text, printed, 0)
        elif block.kind == "console" and commands:
            yield from _commands(block)
        elif block.kind == "yaml" and (file := _FILE.match(block.text)):
            Path(file[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(file[1]).write_text(block.text, encoding="utf-8")


def shows_output(page: Path, block: Block) -> bool:
    """Whether a block of text is what the Python right before it prints."""
    before = page.read_text(encoding="utf-8")[: block.start - len("```text\n")].rstrip()
    return any(before.endswith(f"{each.text}```") for each in blocks(page) if each.kind == "python")


def workplace(page: Path, into: Path) -> Path:
    """A copy of the examples to run in, so that nothing is written into them: the folder that the page says.

    What the page takes for the reader's own is there as well.
    """
    shutil.copytree(ROOT / "examples", into / "examples", ignore=_IGNORED)
    text = page.read_text(encoding="utf-8")
    usual = "examples/ganzhou" if page.parent.name == "tutorials" else "."
    said = _FOLDER.search(text)
    folder = into / (said[1] if said else usual)
    for copy, original in _COPY.findall(text):
        (folder / copy).parent.mkdir(parents=True, exist_ok=True)
        source = ROOT / original
        shutil.copytree(source, folder / copy, ignore=_IGNORED) if source.is_dir() else shutil.copy(
            source, folder / copy
        )
    return folder


def _commands(block: Block) -> Iterator[Output]:
    found = list(_COMMAND.finditer(block.text))
    assert found, f"a console block holds commands, each after `$ `: {block.text}"
    for command in found:
        program, *arguments = shlex.split(command[1])
        assert program == "policyrules", f"only policyrules is run in a console block: {command[1]}"
        shown, code = _printed(partial(main, arguments))
        yield Output(block.start + command.start(2), block.start + command.end(2), command[2], shown, code or 0)


def _printed(run: Callable[[], Any]) -> tuple[str, Any]:
    """What is printed while something runs, without spaces at line ends, and what it gives."""
    written = io.StringIO()
    with redirect_stdout(written), redirect_stderr(written):
        given = run()
    lines = [line.rstrip() for line in written.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in lines).lstrip("\n"), given
