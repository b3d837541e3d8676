"""Files written whole or not at all: a temporary file in the same folder, then one renaming."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from policyrules.errors import UsageError
from policyrules.text import Text


def write_file(path: str | Path, content: bytes) -> None:
    """Write `content` to `path`, or leave there what was there. Raises UsageError where that cannot be done."""
    fill_file(path, lambda new: new.write_bytes(content))


def fill_file(path: str | Path, fill: Callable[[Path], object]) -> None:
    """Have `fill` write a file that becomes `path`, or leave there what was there.

    Raises UsageError where that cannot be done, and whatever `fill` raises that is no OSError.
    """
    # A link stays a link: what it points to is replaced.
    target = Path(path).resolve()
    _check(target)
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            _pour(target, fill)  # a pipe or a device cannot be replaced
        else:
            _replace(target, fill)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused(target, Text(reason, reason)) from error


def _check(target: Path) -> None:
    if target.is_dir():
        raise _refused(target, Text("这是一个文件夹", "it is a folder"))
    folder = target.parent
    if not folder.is_dir():
        raise _refused(target, Text(f"文件夹 `{folder}` 不存在", f"there is no folder `{folder}`"))
    if target.exists() and not os.access(target, os.W_OK):
        raise _refused(target, Text("文件是只读的", "the file is read-only"))


def _pour(target: Path, fill: Callable[[Path], object]) -> None:
    with TemporaryDirectory(prefix="policyrules-") as folder:
        new = Path(folder) / "output"
        fill(new)
        with new.open("rb") as source, target.open("wb") as sink:
            copyfileobj(source, sink)


def _replace(target: Path, fill: Callable[[Path], object]) -> None:
    temporary = target.parent / f".policyrules-{secrets.token_hex(8)}.tmp"
    try:
        temporary.touch(exist_ok=False)
        fill(temporary)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _refused(target: Path, why: Text) -> UsageError:
    return UsageError(Text(f"无法写入 `{target}`：{why.zh}", f"cannot write `{target}`: {why.en}"))
