"""Where output goes: to stdout or to a file, for people or for machines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from policyrules.errors import UsageError
from policyrules.text import Text


def show(text: str, output: str | None) -> None:
    """Text for people: to stdout in the encoding of the terminal, or to a file in UTF-8."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(text.encode("utf-8", "backslashreplace"), output)


def emit(text: str, output: str | None) -> None:
    """Text for machines: in UTF-8, whatever the locale."""
    content = text.encode("utf-8", "backslashreplace")
    if output is not None:
        write_file(content, output)
        return
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a caller that catches what is printed
        sys.stdout.write(text)
    else:
        buffer.write(content)


def emit_file(fill: Callable[[Path], object]) -> None:
    """What `fill` writes to a file, on stdout once it is whole; for more than memory should hold."""
    with TemporaryDirectory(prefix="policyrules-") as folder:
        new = Path(folder) / "output"
        fill(new)
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:  # a caller that catches what is printed
            sys.stdout.write(new.read_text(encoding="utf-8"))
            return
        with new.open("rb") as file:
            copyfileobj(file, buffer)


def write_file(content: bytes, output: str) -> None:
    """A file, whole or not at all. Raises UsageError where it cannot be written."""
    from policyrules.reports.output import write_file as write

    write(output, content)


def spare_inputs(output: str | None, inputs: Sequence[str]) -> None:
    """Raises UsageError where the output would replace what was read."""
    target = Path(output) if output else None
    if target is not None and target.exists():
        for each in map(Path, inputs):
            if each.exists() and each.samefile(target):
                zh, en = "不能覆盖输入文件", "it would replace the input"
                raise UsageError(Text(f"--output {output}：{zh}", f"--output {output}: {en}"))


def format_for(asked: str | None, output: str | None, suffixes: Mapping[str, str]) -> str:
    """The format asked for, else that of the suffix of the output file, else a table.

    Raises UsageError for a suffix that stands for no format.
    """
    suffix = Path(output).suffix.lower() if output else ""
    if asked is not None or not suffix:
        return asked or "table"
    if suffix not in suffixes:
        known = " ".join(suffixes)
        raise UsageError(
            Text(
                f"--output {output}：后缀须为 {known} 之一，或给出 --format",
                f"--output {output}: the suffix must be one of {known}, or give --format",
            )
        )
    return suffixes[suffix]


def terminal_width() -> int | None:
    """The width of the terminal that stdout is, or None where it is none."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def colour() -> bool:
    """Whether stdout shows colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
