"""Files written whole or not at all: a temporary file in the same folder, then one renaming."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from policyrules.errors import UsageError
from policyrules.text import Text


def write_file(path: str | Path, content: bytes) -> None:
    """Write `content` to `path`, or leave there what was there. Raises UsageError where that cannot be done."""
    # A link stays a link: what it points to is replaced.
    target = Path(path).resolve()
    _check(target)
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(content)  # a pipe or a device cannot be replaced
        else:
            _replace(target, content)
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


def _replace(target: Path, content: bytes) -> None:
    temporary = target.parent / f".policyrules-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _refused(target: Path, why: Text) -> UsageError:
    return UsageError(Text(f"无法写入 `{target}`：{why.zh}", f"cannot write `{target}`: {why.en}"))
