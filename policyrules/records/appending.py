"""Putting a record at the end of a file: one after the other, whole or not at all, and safely on the disk.

A lock on the file keeps other processes and threads waiting while the last record is read and the new one written
behind it with a single write. Whoever is killed in between leaves at most one half line, which is told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from policyrules.errors import RecordsError
from policyrules.records.locks import lock, need_locks
from policyrules.records.model import Record
from policyrules.records.problems import check_regular, out_of_reach
from policyrules.records.reading import record_of

_BLOCK = 1 << 16


def append(path: str | Path, record: Record) -> Record:
    """Append a record to a file, which is made where there is none; gives the record as it stands in the chain.

    Raises RecordsError where the file cannot be written, or does not end with a whole record: nothing is appended.
    """
    file = Path(path)
    try:
        with _locked(file) as descriptor:
            chained = record.after(_last_hash(file, descriptor))
            _write(descriptor, chained.line())
    except (OSError, ValueError) as error:
        raise out_of_reach(file, error, writing=True) from error
    return chained


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """The file, opened to append, alone."""
    need_locks()
    descriptor = _opened(file)
    try:
        check_regular(file, descriptor)
        lock(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(file: Path) -> int:
    """The file; one that is new is on the disk, by its name, before anything is written to it."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
    try:
        return os.open(file, flags)
    except FileNotFoundError:
        descriptor = os.open(file, flags | os.O_CREAT, 0o666)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return descriptor


def _last_hash(file: Path, descriptor: int) -> str | None:
    """The hash of the last record; None in an empty file. Raises RecordsError where the end is no whole record."""
    size = os.fstat(descriptor).st_size
    if size == 0:
        return None
    line = _last_line(descriptor, size)
    found = record_of(file, 0, line)
    if isinstance(found, Record):
        return found.hash
    # Only where something is wrong is the file read through, for the number of its last line.
    number = _lines_before(descriptor, size) + (not line.endswith(b"\n"))
    raise RecordsError([replace(found, place=replace(found.place, line=number))])


def _last_line(descriptor: int, size: int) -> bytes:
    """What stands after the last line break but one."""
    tail, start = b"", size
    while start and b"\n" not in tail[:-1]:
        length = min(_BLOCK + len(tail), start)
        start -= length
        tail = os.pread(descriptor, length, start) + tail
    return tail[tail[:-1].rfind(b"\n") + 1 :]


def _lines_before(descriptor: int, size: int) -> int:
    """How many line breaks the file has."""
    return sum(os.pread(descriptor, _BLOCK, start).count(b"\n") for start in range(0, size, _BLOCK))


def _write(descriptor: int, line: bytes) -> None:
    """The line at the end of the file, on the disk; where that fails the file is as it was."""
    size = os.fstat(descriptor).st_size
    try:
        written = 0
        while written < len(line):
            written += os.write(descriptor, line[written:])
        os.fsync(descriptor)
    except BaseException:
        os.ftruncate(descriptor, size)
        raise
