"""What can be wrong with a file of decision records."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from policyrules.errors import Place, Problem, RecordsError
from policyrules.text import Text


def at_line(
    path: Path, line: int, code: str, allowed: Text, found: str = "", hint: Text | None = None, character: int = 1
) -> Problem:
    """A problem of a line of the file, counted from 1."""
    return Problem(code, Place(file=str(path), line=line, character=character), found, allowed, hint)


def of_file(path: Path, code: str, allowed: Text, found: str = "") -> RecordsError:
    """The error for a file that cannot be used at all."""
    return RecordsError([Problem(code, Place(file=str(path)), found, allowed)])


def out_of_reach(path: Path, error: OSError | ValueError, writing: bool = False) -> RecordsError:
    """The error for a file that the system does not let us use."""
    if isinstance(error, FileNotFoundError) and not writing:
        return of_file(path, "file", Text("没有这个文件", "there is no such file"))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    allowed = Text("记录无法写入", "the record cannot be written")
    return of_file(path, "file", allowed if writing else Text("文件无法读取", "the file cannot be read"), reason)


def check_regular(path: Path, descriptor: int) -> None:
    """Raises RecordsError for a pipe or a device: records are read more than once, and written behind each other."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise of_file(path, "file", Text("记录须存于普通文件", "records are kept in a regular file"))


def half_line(path: Path, line: int) -> Problem:
    """The last line was not written to its end: whoever wrote it was stopped."""
    return at_line(
        path, line, "half_line",
        Text("最后一行不完整：写入时被中断", "the last line is cut off: its writing was stopped"),
        hint=Text(
            f"`policyrules replay {path} --salvage 新文件` 把完好的记录写入新文件",
            f"`policyrules replay {path} --salvage NEW` writes the intact records to a new file",
        ),
    )  # fmt: skip
