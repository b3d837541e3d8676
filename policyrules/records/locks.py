"""Locks on files: writers wait for each other, a reader waits for the writer whose record is not yet complete."""

from __future__ import annotations

from importlib.util import find_spec

from policyrules.errors import UsageError
from policyrules.text import Text


def need_locks() -> None:
    """Raises UsageError on a system that has no locks on files."""
    if not _are_there():
        zh, en = "本系统没有文件锁，不能追加记录", "this system has no file locks: records cannot be appended"
        raise UsageError(Text(zh, en))


def lock(descriptor: int) -> None:
    """Wait until nobody else writes, and keep others from writing until the file is closed."""
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX)


def wait_for_writers(descriptor: int) -> None:
    """Wait until nobody writes. Where there are no locks nobody can."""
    if _are_there():
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_SH)
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _are_there() -> bool:
    return find_spec("fcntl") is not None
