"""What the address asks for: `year`, `set=NAME=OPTION`, `subject`, `language`. Each wrong one is refused by name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from policyrules.text import LANGUAGES, Language
from service.refusals import of_query

#: The years that facts may tell of.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Query:
    """The parameters of a request; None where one was not given, or is not one of this resource."""

    year: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    subject: str | None = None
    language: Language | None = None


def query_of(parameters: QueryParams, allowed: Collection[str], needed: Collection[str] = ()) -> Query:
    """The query of a request. Raises RefusalError, which names the parameter."""
    for name in parameters:
        if name not in allowed:
            known = ", ".join(allowed) or "–"
            raise of_query(name, f"没有这个参数；可用：{known}", f"there is no such parameter; there are: {known}")
    for name in needed:
        if name not in parameters:
            raise of_query(name, f"须给出 {name}", f"{name} must be given")
    return Query(
        year=_year(_single(parameters, "year")),
        options=_options(parameters.getlist("set")),
        subject=_subject(_single(parameters, "subject")),
        language=_language(_single(parameters, "language")),
    )


def _single(parameters: QueryParams, name: str) -> str | None:
    given = parameters.getlist(name)
    if len(given) > 1:
        raise of_query(name, f"{name} 只能给出一次", f"{name} may be given once")
    return given[0] if given else None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if _YEAR.fullmatch(text) is None or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        allowed = f"{FIRST_YEAR}…{LAST_YEAR}"
        raise of_query("year", f"须为 {allowed} 的整数", f"it must be a whole number in {allowed}")
    return int(text)


def _options(settings: list[str]) -> tuple[tuple[str, str], ...]:
    """The options of `set`, in one order whatever theirs, so that the same ones are known again."""
    options: dict[str, str] = {}
    for setting in settings:
        name, equals, option = setting.partition("=")
        if not equals or not name or not option or name != name.strip() or option != option.strip():
            raise of_query("set", "须写作 名称=选项", "write NAME=OPTION")
        if options.setdefault(name, option) != option:
            raise of_query("set", f"{name} 给出了两个不同的选项", f"two different options were given for {name}")
    return tuple(sorted(options.items()))


def _subject(text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise of_query("subject", "须为编号或县（市、区）名", "it must be an id, or the name of a county")
    return text


def _language(text: str | None) -> Language | None:
    for each in LANGUAGES:
        if text == each:
            return each
    if text is None:
        return None
    known = ", ".join(LANGUAGES)
    raise of_query("language", f"可选：{known}", f"there are: {known}")
