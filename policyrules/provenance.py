"""The clauses of an official text and their digests: whether a text that someone holds is the cited one.

The project holds no official sentence, only the digest of each cited clause. A text is read as
documents of this kind are written: `一、` for a part, `（一）` for a clause of a part, `1.` for an item
of a clause. Headings are found in the text without its line breaks, each by the number that comes next, so
the way a text is wrapped changes nothing. One thing is read from the lines: a line that is only `附件`, or
`附件` and a number, starts an attachment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Status = Literal["match", "differs", "not_found"]

OPENING = "序"
"""The key of what stands before the first heading: the number of the document, its title, its opening."""

REST = "尾"
"""The key of what follows the last part and is no clause: the lists of attachments and of addressees."""

_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_DASH = "[-－‐-―─]+"
_PAGE_MARK = re.compile(rf"{_DASH}\d{{1,3}}{_DASH}|第\d{{1,3}}页(?:[，,/]?共\d{{1,3}}页)?")

_DIGITS = "一二三四五六七八九"
_NUMERAL = f"[{_DIGITS}十]"
# What a heading follows: the end of a sentence, of a bracket, or nothing.
_STOPS = "。；：！？;:!?〕】）)”》…"
_AFTER_STOP = f"(?<![^{_STOPS}])"
# Part 一 may also follow the title at once, and the words that titles end with are few.
_AFTER_TITLE = (
    "(?<=通知|通告|公告|决定|意见|方案|办法|细则|措施|规定|计划|规划|纲要|要点"
    "|指引|指南|条例|任务|政策|标准|制度|清单|说明|须知)"
)
# A number at the start of a sentence that is still no heading: `一、二类`, `（三）和（五）`, `（三）项规定`.
_NO_PART = f"(?!{_NUMERAL}+[、类级产等])"
_NO_CLAUSE = "(?![、，。；,;]|(?:和|与|及|以及|或|至|到)[（(]|[项款条](?:规定|[和与及、，的所])|规定的|中的)"
# Words after the last clause of a part which speak of the whole part, or of the whole document.
_CLOSING = re.compile(
    _AFTER_STOP + r"(?:(?:上述|以上|前述)[^，。；]{0,6}(?:政策|措施|条款)"
    r"|本(?:方案|办法|意见|通知|政策|细则|规定|措施|指引|计划)自)"
)
_REST = re.compile(_AFTER_STOP + "(?:附件|抄送)[:：]")

_ATTACHMENT = re.compile(rf"附件(?:(\d{{1,2}})|({_NUMERAL}{{1,3}}))?")
# `附件` alone on a line inside a sentence: `（见⏎附件⏎）`.
_SENTENCE_BEFORE = re.compile("[见详按照如在和及，、（(《“]$")
_SENTENCE_AFTER = re.compile("[，。；：、）)》”]")

# One row of a table of work points: its number, then the point with its own number within the task. The
# title of the task stands before the row's number, after it, or (for the rows that follow) nowhere.
_TITLE = (
    rf"(?:{_NUMERAL}{{1,3}}、[^。；\d]{{2,60}})?"
    rf"(?:[（(]{_NUMERAL}{{1,3}}[）)][^。；\d]{{2,60}})?"
)
_ROW = re.compile(
    rf"(?:{_AFTER_STOP}(?P<before>{_TITLE})|(?<=\D))"
    rf"(?P<written>\d+(?P<title>{_TITLE})\d*)[.．](?!\d)"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Whether one cited clause is the same in a text, differs there, or is not found there."""

    clause: str
    status: Status


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the text, normalised: what precedes the first attachment, or one attachment."""

    number: int | None
    text: str


def normalise(text: str) -> str:
    """`text` as one line: without white space, line and page breaks, and page marks (`— 9 —`, `- 15 -`).

    A page mark is a line of its own. Any other character stays as it is: `（` and `(` differ.
    """
    return "".join(_lines(text))


def digest(clause_text: str) -> str:
    """`sha256:` and the hexadecimal digest of the normalised text, in UTF-8."""
    return "sha256:" + hashlib.sha256(normalise(clause_text).encode()).hexdigest()


def clauses(text: str) -> dict[str, str]:
    """The clauses of an official text, normalised, by the words that cite them, in the order of the text.

    `三` is the whole of part three, `三（二）` a clause of it, `二（一）2` an item of a clause. What speaks
    of a whole part after its last clause (上述支持政策…) belongs to the part alone. `序` precedes `一`,
    `尾` follows the last part. The body is the first stretch with a part `一`; each attachment after it has
    its own parts, as `附件1·二（三）`, or, if it is a table of numbered work points, those, as
    `附件2·No.5`. What is not in the text has no key.
    """
    segments = _segments(text)
    body = next((place for place, segment in enumerate(segments) if _parts(segment.text)), 0)
    found = _clauses("".join(segment.text for segment in segments[: body + 1]))
    last = 0
    for segment in segments[body + 1 :]:
        last = segment.number if segment.number and segment.number > last else last + 1
        inner = _clauses(segment.text) if _parts(segment.text) else _points(segment.text)
        found |= {f"附件{last}·{clause}": words for clause, words in inner.items()}
    return found


def verify(text: str, cited: Mapping[str, str]) -> list[Match]:
    """For each cited clause, in order, whether `text` holds it with the digest that `cited` gives for it.

    A digest that is not written as `digest` writes it never matches. Nothing is raised.
    """
    held = clauses(text)
    return [Match(clause, _status(held.get(normalise(clause)), expected)) for clause, expected in cited.items()]


def _status(words: str | None, expected: str) -> Status:
    if words is None:
        return "not_found"
    return "match" if digest(words) == expected else "differs"


def _lines(text: str) -> list[str]:
    """The lines without white space; neither blank ones nor page marks."""
    lines = (_BLANK.sub("", line) for line in text.splitlines())
    return [line for line in lines if line and not _PAGE_MARK.fullmatch(line)]


def _segments(text: str) -> list[_Segment]:
    lines = _lines(text)
    starts: list[tuple[int, int | None]] = [(0, None)]
    for place, line in enumerate(lines):
        mark = _ATTACHMENT.fullmatch(line)
        in_sentence = (place > 0 and _SENTENCE_BEFORE.search(lines[place - 1])) or (
            place + 1 < len(lines) and _SENTENCE_AFTER.match(lines[place + 1])
        )
        if mark and not in_sentence:
            starts.append((place, _number(mark)))
    ends = [place for place, _ in starts[1:]] + [len(lines)]
    return [_Segment(number, "".join(lines[start:end])) for (start, number), end in zip(starts, ends, strict=True)]


def _number(mark: re.Match[str]) -> int | None:
    digits, numeral = mark.groups()
    if digits:
        return int(digits)
    return next((number for number in range(1, 100) if _numeral(number) == numeral), None)


def _numeral(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


def _sequence(text: str, start: int, end: int, heading: Callable[[int], str]) -> list[int]:
    """Where the headings 1, 2, 3 … stand between `start` and `end`, each the first after the one before."""
    found: list[int] = []
    while len(found) < 99:
        match = re.compile(heading(len(found) + 1)).search(text, start, end)
        if match is None:
            break
        found.append(match.start())
        start = match.end()
    return found


def _parts(text: str) -> list[int]:
    def heading(number: int) -> str:
        after = f"(?:{_AFTER_STOP}|{_AFTER_TITLE})" if number == 1 else _AFTER_STOP
        return f"{after}{_numeral(number)}、{_NO_PART}"

    return _sequence(text, 0, len(text), heading)


def _inner(text: str, start: int, end: int) -> list[int]:
    """The clauses `（一）` … of one part; the first may follow the title of the part at once."""
    at_once = re.compile(f"[^。；：！？;:!?，]*?[（(]一[）)]{_NO_CLAUSE}").match(text, start, end)
    done = 1 if at_once else 0

    def heading(number: int) -> str:
        return f"{_AFTER_STOP}[（(]{_numeral(done + number)}[）)]{_NO_CLAUSE}"

    if at_once is None:
        return _sequence(text, start, end, heading)
    return [at_once.end() - len("（一）"), *_sequence(text, at_once.end(), end, heading)]


def _items(text: str, start: int, end: int) -> list[int]:
    return _sequence(text, start, end, lambda number: rf"{_AFTER_STOP}{number}[.．、](?!\d)")


def _clauses(text: str) -> dict[str, str]:
    """The parts of one segment, the clauses in each, and the items in each clause."""
    parts = _parts(text)
    rest = _REST.search(text, parts[-1]) if parts else None
    end = rest.start() if rest else len(text)
    found = {OPENING: text[: parts[0] if parts else end]}
    for part, (start, stop) in enumerate(pairwise([*parts, end]), 1):
        found[_numeral(part)] = text[start:stop]
        inner = _inner(text, start, stop)
        closing = _CLOSING.search(text, inner[-1], stop) if inner else None
        for clause, (first, last) in enumerate(pairwise([*inner, closing.start() if closing else stop]), 1):
            key = f"{_numeral(part)}（{_numeral(clause)}）"
            found[key] = text[first:last]
            items = _items(text, first, last)
            found |= {f"{key}{item}": text[a:b] for item, (a, b) in enumerate(pairwise([*items, last]), 1)}
    return found | ({REST: text[end:]} if rest else {})


def _points(text: str) -> dict[str, str]:
    """The work points of a table, from the point's own number on; `序` alone if it is no such table.

    Without line breaks a row's number and its point's number run together (`22.` is row 2, point 2): what
    tells them apart is that a row's number is the next, or the one after, and a point's the next or 1.
    """
    rows: list[tuple[int, int, int]] = []  # the number of the row, where it starts, where its point starts
    row = point = 0
    for match in _ROW.finditer(text):
        pairs = [(n, own) for n in (row + 1, row + 2) for own in (point + 1, 1)] if rows else [(1, 1)]
        pair = next((p for p in pairs if f"{p[0]}{match['title']}{p[1]}" == match["written"]), None)
        if pair and (match["before"] is not None or not rows):
            row, point = pair
            rows.append((row, match.start(), match.end("written") - len(str(point))))
    if not rows:
        return {OPENING: text}
    ends = [start for _, start, _ in rows[1:]] + [len(text)]
    found = {OPENING: text[: rows[0][1]]}
    return found | {f"No.{row}": text[words:end] for (row, _, words), end in zip(rows, ends, strict=True)}
