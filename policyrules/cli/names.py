"""Bodies and counties as a command line names them → their official names; for others, the nearest that there are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from policyrules.errors import UsageError
from policyrules.policy import Policy
from policyrules.text import Text

#: How many names are suggested, and how like what was written they must be.
_NEAREST, _LIKE = 3, 0.5


def known_body(written: str, policy: Policy) -> str:
    """The official name of a body, by that or by its English name. Raises UsageError for one that there is not."""
    bodies = policy.definition.duties.bodies
    for name, english in bodies.items():
        if written.strip() == name or written.strip().casefold() == english.casefold():
            return name
    if not bodies:
        zh, en = "文件没有列出责任单位", "the document names no bodies"
        raise UsageError(Text(f"--body {written}：{zh}", f"--body {written}: {en}"))
    near = " · ".join(_nearest(written, bodies) or bodies)
    raise UsageError(
        Text(
            f"--body：没有责任单位 `{written}`；相近的有：{near}",
            f"--body: no body is called `{written}`; the nearest: {near}",
        )
    )


def known_county(written: str, policy: Policy) -> str:
    """The official name of a unit, by any of its names. Raises UsageError for one that there is not."""
    names = policy.definition.vocabulary.place_names()
    found = names.get(written.strip())
    if found is not None:
        return found
    units = list(dict.fromkeys(names.values()))
    if not units:
        zh, en = "文件没有列出县（市、区）", "the document names no counties"
        raise UsageError(Text(f"--county {written}：{zh}", f"--county {written}: {en}"))
    near = list(dict.fromkeys(names[each] for each in _nearest(written, names)))
    guess = Text(f"是否想写 `{near[0]}`？", f"did you mean `{near[0]}`? ") if near else Text("", "")
    known = Text(f"已知：{'、'.join(units)}", f"known: {', '.join(units)}")
    raise UsageError(
        Text(
            f"--county：没有县（市、区）`{written}`；{guess.zh}{known.zh}",
            f"--county: no county is called `{written}`; {guess.en}{known.en}",
        )
    )


def _nearest(written: str, names: Iterable[str]) -> list[str]:
    """Names that contain what was written, or are like it."""
    known = list(names)
    within = [each for each in known if written and written in each]
    like = get_close_matches(written, known, n=_NEAREST, cutoff=_LIKE)
    return list(dict.fromkeys([*within, *like]))[:_NEAREST]
