"""Bytes and text of files, with one clear error for whatever goes wrong."""

from __future__ import annotations

from pathlib import Path

from policyrules.facts.reading import unreadable


def read_bytes(path: Path) -> bytes:
    """The contents of a file. Raises FactsError where it cannot be read, or holds nothing."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable_file(path, error) from error
    if not content.strip():
        raise unreadable(str(path), "", "文件是空的", "the file is empty")
    return content


def unreadable_file(path: Path, error: Exception) -> Exception:
    """The error for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return unreadable(str(path), "", "没有这个文件", "there is no such file")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return unreadable(str(path), reason, "文件无法读取", "the file cannot be read")


def decoded(file: str, content: bytes, encodings: tuple[str, ...], zh: str, en: str) -> str:
    """Text of `file` in the first of the encodings that fits. Raises FactsError where none does."""
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(file, "", zh, en)
