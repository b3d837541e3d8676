"""Reading files of decision records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from policyrules.errors import Problem, RecordsError
from policyrules.facts.wording import shown
from policyrules.records.canonical import canonical, digest, encoded, parsed
from policyrules.records.locks import wait_for_writers
from policyrules.records.model import Record
from policyrules.records.problems import at_line, check_regular, half_line, out_of_reach
from policyrules.text import Text


def read(path: str | Path) -> tuple[Record, ...]:
    """The records of a file. Raises RecordsError with every line that is no record, or was altered."""
    records: list[Record] = []
    problems: list[Problem] = []
    for _, found in lines(path):
        if isinstance(found, Record):
            records.append(found)
        else:
            problems.append(found)
    if problems:
        raise RecordsError(problems)
    return tuple(records)


def lines(path: str | Path) -> Iterator[tuple[int, Record | Problem]]:
    """Each line of a file, counted from 1: its record, or what is wrong with it. Raises RecordsError."""
    file = Path(path)
    try:
        with file.open("rb") as stream:
            check_regular(file, stream.fileno())
            for number, line in enumerate(stream, 1):
                yield number, record_of(file, number, _to_its_end(stream, line))
    except (OSError, ValueError) as error:
        raise out_of_reach(file, error) from error


def _to_its_end(stream: BinaryIO, line: bytes) -> bytes:
    """A line, with the rest of it where somebody is just writing that."""
    if line.endswith(b"\n"):
        return line
    wait_for_writers(stream.fileno())
    return line + stream.readline()


def record_of(file: Path, number: int, line: bytes) -> Record | Problem:
    """The record in a line, itself unaltered as far as its own digests tell; or what is wrong with the line."""
    if not line.endswith(b"\n"):
        begun = line.startswith(_BEGINNING) or _BEGINNING.startswith(line)
        return half_line(file, number) if begun else at_line(file, number, "json", _NO_RECORD)
    try:
        text = line.decode("utf-8").removesuffix("\n")
        data = parsed(text)
        spelled = encoded(canonical(data)) == line.removesuffix(b"\n")
        record = Record.model_validate(data)
    except json.JSONDecodeError as error:
        return at_line(file, number, "json", _NO_JSON, character=error.colno)
    except ValidationError as error:
        return _no_record(file, number, error)
    except (ValueError, RecursionError, TypeError):
        return at_line(file, number, "json", _NO_JSON)
    why = _altered(record, spelled)
    return record if why is None else at_line(file, number, "altered", why, record.id)


_NO_JSON = Text("此处不是合法的 JSON", "no valid JSON here")
_NO_RECORD = Text("这一行不是决定记录", "the line is no decision record")
#: How every record begins: the first of its keys.
_BEGINNING = b'{"engine":'


def _no_record(file: Path, number: int, error: ValidationError) -> Problem:
    """The first thing that keeps a line from being a record."""
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"])) or "/"
    missing = first["type"] == "missing"
    why = Text("缺少", "is missing") if missing else Text("有误", "is wrong")
    allowed = Text(f"{_NO_RECORD.zh}：`{where}` {why.zh}", f"{_NO_RECORD.en}: `{where}` {why.en}")
    return at_line(file, number, "no_record", allowed, "" if missing else shown(first["input"]))


def _altered(record: Record, spelled: bool) -> Text | None:
    """Which of the digests in a record says that it was altered; None where none does."""
    if record.hash != record.computed_hash():
        return Text("记录被改动：摘要 `hash` 不符", "the record was altered: its `hash` does not match")
    if not spelled:
        return Text("记录被改动：不是规范写法", "the record was altered: it is not in its canonical form")
    if record.result_digest != digest(record.result):
        return Text("记录的结果与其摘要不符", "the result does not match its digest")
    if record.facts is not None and not record.masked and record.facts_digest != digest(record.facts):
        return Text("记录的事实与其摘要不符", "the facts do not match their digest")
    return None
