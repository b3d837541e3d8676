"""Which lines of two decisions are the same line: same award, payee and subject; of several, the same tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from policyrules.decision.lines import AwardLine

Key = tuple[str, str, str]


def paired(
    before: Sequence[AwardLine], after: Sequence[AwardLine]
) -> Iterator[tuple[AwardLine | None, AwardLine | None]]:
    """Each line with its counterpart; None where the other side has no such line."""
    sides = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*sides[0], *sides[1])):
        yield from _pairs(sides[0].get(key, []), sides[1].get(key, []))


def _by_key(lines: Sequence[AwardLine]) -> dict[Key, list[AwardLine]]:
    found: dict[Key, list[AwardLine]] = {}
    for line in lines:
        found.setdefault((line.enterprise, line.award, line.subject), []).append(line)
    return found


def _pairs(before: list[AwardLine], after: list[AwardLine]) -> Iterator[tuple[AwardLine | None, AwardLine | None]]:
    """Lines of one tier belong together; what is then left over is paired from the lowest tier up."""
    left = list(after)
    alone = []
    for line in before:
        same = next((each for each in left if each.tier == line.tier), None)
        if same is None:
            alone.append(line)
        else:
            left.remove(same)
            yield line, same
    yield from zip_longest(alone, left)
