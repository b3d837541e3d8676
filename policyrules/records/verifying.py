"""Is a file of decision records as it was written? What its hash chain tells.

A record that was altered, dropped, put elsewhere or repeated breaks the chain. That records at the end are missing
the file alone cannot tell: the count and the last hash, kept elsewhere, do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from policyrules.errors import Place, Problem
from policyrules.records.model import Record
from policyrules.records.problems import at_line, of_file
from policyrules.records.reading import lines
from policyrules.text import Text


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: the records that are whole and unaltered, the hash of the last, and every problem.

    `expected` is the line of the record whose hash was asked for.
    """

    count: int
    last: str | None
    problems: tuple[Problem, ...] = ()
    expected: int | None = None

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def broken_lines(self) -> frozenset[int]:
        """The lines at which something is wrong."""
        return frozenset(each.place.line for each in self.problems)


@dataclass(frozen=True, slots=True)
class Link:
    """A record's place in the chain."""

    line: int
    id: str
    hash: str
    previous: str | None


def verify(path: str | Path, expect: str | None = None) -> Verification:
    """Check the chain of a file, and the digests of its records.

    `expect` is a hash that was the last when somebody noted it: where no record has it, records are missing, or the
    file was written anew.
    Raises RecordsError where the file cannot be read, or no line of it is a record.
    """
    file = Path(path)
    links: list[Link] = []
    problems: list[Problem] = []
    for number, found in lines(file):
        if isinstance(found, Record):
            links.append(Link(number, found.id, found.hash, found.previous))
        else:
            problems.append(found)
    if problems and not links and all(each.code in ("json", "no_record") for each in problems):
        raise of_file(file, "file", Text("文件不是决定记录", "the file holds no decision records"), problems[0].line())
    problems += chain_problems(file, links)
    problems.sort(key=lambda each: each.place.line)
    last = links[-1].hash if links else None
    expected = next((link.line for link in links if link.hash == expect), None)
    if expect is not None and expected is None:
        problems.append(_not_there(file, last, expect))
    return Verification(len(links), last, tuple(problems), expected)


def chain_problems(file: Path, links: Iterable[Link]) -> Iterator[Problem]:
    """Where a record does not follow the one before it."""
    links = list(links)
    lines_of: dict[str, int] = {}
    ids: dict[str, int] = {}
    for link in links:
        lines_of.setdefault(link.hash, link.line)
    before: Link | None = None
    for link in links:
        first = lines_of[link.hash]
        if first != link.line:
            yield _problem(
                file, link, "repeated", f"与第 {first} 行是同一记录", f"it is the record of line {first} again"
            )
        elif link.id in ids:
            zh, en = f"标识已用于第 {ids[link.id]} 行", f"its id is that of line {ids[link.id]}"
            yield _problem(file, link, "repeated", zh, en)
        # What follows a line that is no record, or an altered one, cannot be held against it.
        elif link.line == (before.line if before else 0) + 1 and link.previous != (before.hash if before else None):
            yield _out_of_place(file, link, lines_of)
        ids.setdefault(link.id, link.line)
        before = link


def _out_of_place(file: Path, link: Link, lines_of: dict[str, int]) -> Problem:
    if link.previous is None:
        zh, en = "这是另一条链的第一条记录", "it is the first record of a chain and stands behind others"
        return _problem(file, link, "reordered", zh, en)
    after = lines_of.get(link.previous)
    if after is not None:
        return _problem(file, link, "reordered", f"它应在第 {after} 行之后", f"it belongs behind line {after}")
    if link.line == 1:
        return _problem(file, link, "head", "它之前的记录已不在文件中", "the records before it are missing")
    return _problem(file, link, "dropped", "它之前缺少记录", "a record before it is missing, or was altered")


def _problem(file: Path, link: Link, code: str, zh: str, en: str) -> Problem:
    return at_line(file, link.line, code, Text(f"链在此中断：{zh}", f"the chain is broken here: {en}"), link.id)


def _not_there(file: Path, last: str | None, expect: str) -> Problem:
    zh, en = f"没有摘要为 `{expect}` 的记录", f"no record has the hash `{expect}`"
    allowed = Text(
        f"{zh}：末尾缺少记录，或文件已重写", f"{en}: records are missing at the end, or the file was written anew"
    )
    hint = Text(f"最后的摘要为 `{last}`", f"the last hash is `{last}`") if last else None
    return Problem("end", Place(file=str(file)), "", allowed, hint)
