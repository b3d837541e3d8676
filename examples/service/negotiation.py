"""What the client would like best of what there is: media types by Accept, languages by Accept-Language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyrules.text import LANGUAGES, Language, Text
from service.refusals import Fault, Kind, RefusalError

_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)
#: Weights are thousandths.
_FULL = 1000


def media_type(accept: str, offered: Sequence[str]) -> str:
    """The offered media type that is liked best, the first of several. Raises RefusalError where none is accepted."""
    weights = [_weight_of_type(each, accept) if accept.strip() else _FULL for each in offered]
    best = max(weights)
    if best == 0:
        known = ", ".join(offered)
        raise RefusalError(Kind.ACCEPT, [Fault("accept", Text(f"可选：{known}", f"there are: {known}"))])
    return offered[weights.index(best)]


def language(accept: str) -> Language:
    """The language of Accept-Language that is liked best, Chinese where neither is named."""
    weights = [_weight_of_language(each, accept) for each in LANGUAGES]
    return LANGUAGES[weights.index(max(weights))]


def _weight_of_type(offered: str, accept: str) -> int:
    """The weight of the range that tells most about a media type: itself, then `text/*`, then `*/*`."""
    ranges = dict(_ranges(accept))
    for each in (offered, f"{offered.partition('/')[0]}/*", "*/*"):
        if each in ranges:
            return ranges[each]
    return 0


def _weight_of_language(offered: str, accept: str) -> int:
    return max((weight for tag, weight in _ranges(accept) if tag.partition("-")[0] in (offered, "*")), default=0)


def _ranges(header: str) -> Iterator[tuple[str, int]]:
    for part in header.split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        found = [match[1] for each in parameters if (match := _WEIGHT.fullmatch(each))]
        whole, _, decimals = (found[0] if found else "1").partition(".")
        yield name.lower(), int(whole) * _FULL + int(decimals.ljust(3, "0"))
